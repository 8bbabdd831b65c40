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

// A file made piece by piece, for what is too large to be held in memory: write_file in steps.
class GrowingFile {
 public:
  explicit GrowingFile(std::filesystem::path);
  ~GrowingFile();  // leaves the target as it is unless it was put
  GrowingFile(const GrowingFile&) = delete;
  GrowingFile& operator=(const GrowingFile&) = delete;

  void add(std::string_view bytes);
  // Where it lies until it is put, empty at first: for whoever fills it by other means, and adds nothing.
  const std::string& beside() const noexcept { return beside_; }
  // Puts the file in its place. Nothing may follow.
  void put();
  // As put(), but leaves a file alone that has the same bytes already. Returns whether it wrote.
  bool put_if_changed();

 private:
  void write(std::string_view bytes);
  void close();

  std::filesystem::path path_;
  std::string beside_, buffer_;
  int descriptor_ = -1;
};

// Adds bytes at the end of a file, in one write, so that what several processes add never mixes. A file that is not
// there is made, readable by its owner alone; its folder must be there. Throws Error: not_found, denied, invalid (not a
// regular file), io.
void append_to_file(const std::filesystem::path&, std::string_view bytes);

// SHA-256 (FIPS 180-4) as 64 lower-case hexadecimal digits.
std::string sha256(std::string_view bytes);
// Whether a text has the form of one: what was kept in a file may be anything, and becomes the name of another.
bool is_sha256(std::string_view) noexcept;
// Of a file, which is not held in memory. Throws as read_file().
std::string sha256_of_file(const std::filesystem::path&, std::size_t limit_bytes);

}  // namespace fieldbook
