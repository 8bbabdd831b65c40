#include "tests/support/temp_dir.hpp"

#include <algorithm>
#include <cstdlib>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <system_error>

namespace fieldbook::test {

namespace fs = std::filesystem;

TempDir::TempDir() {
  auto pattern = (fs::temp_directory_path() / "fieldbook-test-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("cannot make a temporary folder");
  path_ = fs::canonical(pattern);
}

TempDir::~TempDir() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

fs::path TempDir::write(const fs::path& relative, std::string_view bytes) const {
  const auto file = path_ / relative;
  fs::create_directories(file.parent_path());
  std::ofstream out(file, std::ios::binary);
  out << bytes;
  if (!out.flush()) throw std::runtime_error("cannot write " + file.string());
  return file;
}

fs::path source(const fs::path& relative) { return fs::path(FIELDBOOK_TEST_SOURCE) / relative; }

std::string read(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + file.string());
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

int times_asked(const char* variable, int otherwise) {
  const auto* const asked = std::getenv(variable);
  return asked == nullptr ? otherwise : std::max(1, std::atoi(asked));
}

}  // namespace fieldbook::test
