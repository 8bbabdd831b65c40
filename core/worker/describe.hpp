// A plugin's manifest, made from its binary: what catalogues read so that they never load a plugin.
#pragma once

#include <filesystem>
#include <string>

namespace fieldbook::worker {

// JSON of several lines, UTF-8, with a line feed at the end: {"id","name","version","summary","abi","library",
// "criteria":[{"id","name","question","core"}],"core_needed"}. Loads the library; throws Error as Plugin does.
std::string describe(const std::filesystem::path& library);

}  // namespace fieldbook::worker
