// A folder that goes away with its owner.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace fieldbook::test {

class TempDir {
 public:
  TempDir();
  ~TempDir();
  TempDir(const TempDir&) = delete;
  TempDir& operator=(const TempDir&) = delete;

  const std::filesystem::path& path() const noexcept { return path_; }
  // Writes a file below, with its folders; its path.
  std::filesystem::path write(const std::filesystem::path& relative, std::string_view bytes) const;

 private:
  std::filesystem::path path_;
};

// The repository's root, and a file below it: source("tests/fixtures/good").
std::filesystem::path source(const std::filesystem::path& relative);

std::string read(const std::filesystem::path&);

// How often a test does something: as the environment says, else as seldom as the suite can do with. tests/long.sh asks
// for more.
int times_asked(const char* variable, int otherwise);

}  // namespace fieldbook::test
