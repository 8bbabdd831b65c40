#include "core/base/user_folders.hpp"

#include <pwd.h>
#include <unistd.h>

#include <cstdlib>

#include "core/base/error.hpp"

namespace fieldbook {

namespace fs = std::filesystem;

fs::path cache_home() {
  if (const char* const chosen = std::getenv("XDG_CACHE_HOME"); chosen != nullptr && fs::path(chosen).is_absolute())
    return chosen;
  if (const char* const home = std::getenv("HOME"); home != nullptr && fs::path(home).is_absolute())
    return fs::path(home) / ".cache";
  if (const auto* const user = ::getpwuid(::getuid());
      user != nullptr && user->pw_dir != nullptr && fs::path(user->pw_dir).is_absolute()) {
    return fs::path(user->pw_dir) / ".cache";
  }
  throw Error(Errc::not_found, "this user has no home folder, and so no place for an index", "set XDG_CACHE_HOME, or name a folder with --index DIR");
}

}  // namespace fieldbook
