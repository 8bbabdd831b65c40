// What a shared object exports and needs, read from its dynamic section without loading it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fieldbook {

struct SharedObject {
  std::vector<std::string> exports;  // names of its own that others can see, sorted, each once
  std::vector<std::string> needs;    // libraries it is linked with ("libc.so.6"), in its order
};

// `file` is the whole file. Nothing for what is no 64-bit ELF shared object of this machine's byte order or has no
// dynamic symbols; what is damaged further in is left out. (.dynsym survives strip, .symtab does not.)
std::optional<SharedObject> read_shared_object(std::string_view file);

}  // namespace fieldbook
