#include "site/serve/watch.hpp"

#include <algorithm>
#include <functional>
#include <system_error>

namespace fieldbook::site {

namespace fs = std::filesystem;

Watch::Watch(fs::path folder, std::vector<fs::path> except) : folder_(std::move(folder)), except_(std::move(except)) {
  for (auto& one : except_) {
    std::error_code failure;
    one = fs::weakly_canonical(one, failure);
  }
  std::error_code failure;
  folder_ = fs::weakly_canonical(folder_, failure);
  seen_ = look();
}

bool Watch::changed() {
  const auto now = look();
  const bool changed = now != seen_;
  seen_ = now;
  return changed;
}

// A sum over names, sizes and times, in no order.
std::uint64_t Watch::look() const {
  std::uint64_t sum = 0;
  std::error_code failure;
  for (fs::recursive_directory_iterator at(folder_, fs::directory_options::skip_permission_denied, failure), end; !failure && at != end; at.increment(failure)) {
    std::error_code gone;
    if (at->path().filename().string().starts_with('.') || std::ranges::find(except_, at->path()) != except_.end()) {
      at.disable_recursion_pending();
      continue;
    }
    if (!at->is_regular_file(gone)) continue;
    const auto size = at->file_size(gone);
    const auto time = at->last_write_time(gone).time_since_epoch().count();
    sum += std::hash<std::string>{}(at->path().string() + ' ' + std::to_string(size) + ' ' + std::to_string(time));
  }
  return sum;
}

}  // namespace fieldbook::site
