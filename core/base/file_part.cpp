#include "core/base/file_part.hpp"

#include <cerrno>

#include "core/base/error.hpp"

namespace fieldbook {

std::string FilePart::read() const {
  if (!file) return {};
  std::string out(size, '\0');
  for (std::size_t have = 0; have < out.size();) {
    const auto n = ::pread(file->descriptor.get(), out.data() + have, out.size() - have, static_cast<off_t>(begin + have));
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) throw Error(Errc::io, "a file that was being read has changed", "run it again");
    have += static_cast<std::size_t>(n);
  }
  return out;
}

}  // namespace fieldbook
