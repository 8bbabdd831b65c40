// Where a user's programs keep what they can make again.
#pragma once

#include <filesystem>

namespace fieldbook {

// $XDG_CACHE_HOME, else ~/.cache, as the XDG Base Directory Specification has it. Throws Error not_found for a user
// without a home folder.
std::filesystem::path cache_home();

}  // namespace fieldbook
