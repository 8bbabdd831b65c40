#include "site/destination.hpp"

#include "core/base/error.hpp"
#include "core/base/text.hpp"

namespace fieldbook::site {

namespace fs = std::filesystem;

std::string checked_base_url(std::string url) {
  if (url.empty()) return url;
  const bool web = url.starts_with("https://") || url.starts_with("http://");
  if (!web || url.find_first_of(" \t\r\n\"<>?#\\") != std::string::npos || url.size() > 2000) {
    throw Error(Errc::invalid, "\"" + printable(url) + "\" is not an address that a site can have",
                "give it as https://example.org/library/");
  }
  if (!url.ends_with('/')) url += '/';
  return url;
}

void check_apart(const fs::path& library, const fs::path& out) {
  const auto from = fs::weakly_canonical(library), to = fs::weakly_canonical(out);
  const auto inside = [](const fs::path& inner, const fs::path& outer) {
    const auto path = inner.lexically_relative(outer);
    return !path.empty() && *path.begin() != "..";
  };
  if (inside(from, to))
    throw Error(Errc::invalid, to.string() + " holds the library itself", "name another folder with --out");
}

}  // namespace fieldbook::site
