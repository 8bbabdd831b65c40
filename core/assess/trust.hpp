// May a plugin's file be loaded, as far as its place in the file system goes?
#pragma once

#include <filesystem>
#include <string>

namespace fieldbook::assess {

// Why not, as a sentence's end; empty where it may. As ssh does with its keys: the file and every folder on the way
// to it, links resolved, belong to root or to us, and nobody else can write there. A sticky folder (/tmp) may be
// open to all, and a group that has no other member than us is not "others".
std::string why_not_trusted(const std::filesystem::path& file);

}  // namespace fieldbook::assess
