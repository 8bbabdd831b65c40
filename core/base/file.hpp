// Files: bounded reading, writing that never leaves half a file, content hashes.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace fieldbook {

// The whole file. Throws Error: not_found, denied, too_large (over `limit_bytes`), invalid (not a regular file), io.
std::string read_file(const std::filesystem::path&, std::size_t limit_bytes);

// Standard input to its end. Throws Error too_large or io.
std::string read_standard_input(std::size_t limit_bytes);

// Writes beside the target, then renames: after a crash there is the old file or the new one. Makes parent folders.
void write_file(const std::filesystem::path&, std::string_view bytes);

// As write_file, but leaves a file alone that has these bytes already. Returns whether it wrote.
bool write_file_if_changed(const std::filesystem::path&, std::string_view bytes);

// SHA-256 (FIPS 180-4) as 64 lower-case hexadecimal digits.
std::string sha256(std::string_view bytes);

}  // namespace fieldbook
