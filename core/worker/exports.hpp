// What a shared object exports, read from its dynamic symbol table without loading it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace fieldbook::worker {

// The exported names that begin with `prefix`, sorted, each once. `file` is the whole file; nothing for what is not a
// 64-bit ELF shared object or is damaged. (.dynsym survives strip, .symtab does not.)
std::vector<std::string> exports_of(std::string_view file, std::string_view prefix);

}  // namespace fieldbook::worker
