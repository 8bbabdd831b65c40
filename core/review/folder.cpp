#include "core/review/folder.hpp"

#include <algorithm>
#include <system_error>

namespace fieldbook::review {

namespace fs = std::filesystem;

std::optional<fs::path> find_review(const fs::path& start) {
  std::error_code failure;
  for (auto folder = fs::absolute(start, failure);; folder = folder.parent_path()) {
    if (fs::is_regular_file(protocol_file(folder), failure)) return folder;
    if (folder == folder.parent_path()) return std::nullopt;
  }
}

fs::path protocol_file(const fs::path& review) { return review / "protocol.yaml"; }
fs::path imports_folder(const fs::path& review) { return review / "imports"; }
fs::path records_folder(const fs::path& review) { return review / "records"; }
fs::path duplicates_folder(const fs::path& review) { return review / "duplicates"; }
fs::path decisions_folder(const fs::path& review) { return review / "decisions"; }

std::vector<fs::path> files_in(const fs::path& folder, std::string_view ending) {
  std::vector<fs::path> out;
  std::error_code failure;
  for (const auto& entry : fs::directory_iterator(folder, failure)) {
    if (entry.is_regular_file(failure) && entry.path().filename().string().ends_with(ending)) out.push_back(entry.path());
  }
  std::ranges::sort(out);
  return out;
}

}  // namespace fieldbook::review
