// The lines of a judged collection's files, and messages that name them. For this folder only.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace fieldbook::library {

class Lines {
 public:
  // Throws Error not_found.
  explicit Lines(const std::filesystem::path&);

  // The next line that holds more than white space, without its ending. Throws Error too_large over 16 MiB, or io.
  bool next(std::string& line);
  // Throws Error invalid: "file:line: what; advice".
  [[noreturn]] void fail(const std::string& what) const;

 private:
  std::string where() const;

  std::filesystem::path file_;
  std::ifstream in_;
  std::size_t number_ = 0;
};

// The named members of a JSON object: strings; of the first, which must be there, whole numbers too. Missing others are empty.
std::vector<std::string> members(const Lines&, const std::string& line, const std::vector<std::string>& names);

}  // namespace fieldbook::library
