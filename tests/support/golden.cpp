#include "tests/support/golden.hpp"

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "tests/support/temp_dir.hpp"

namespace fieldbook::test {
namespace {

namespace fs = std::filesystem;

bool updating() {
  const char* const wish = std::getenv("FIELDBOOK_UPDATE_GOLDEN");
  return wish != nullptr && std::string(wish) == "1";
}

void write(const fs::path& file, const std::string& bytes) {
  fs::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << bytes;
}

std::string first_difference(const std::string& expected, const std::string& seen) {
  std::istringstream a(expected), b(seen);
  std::string left, right;
  for (std::size_t line = 1;; ++line) {
    const bool has_left = static_cast<bool>(std::getline(a, left));
    const bool has_right = static_cast<bool>(std::getline(b, right));
    if (!has_left && !has_right) return "only in white space at the end";
    if (!has_left || !has_right || left != right) {
      return "line " + std::to_string(line) + "\n  expected: " + (has_left ? left : "(end)") + "\n  seen:     " + (has_right ? right : "(end)");
    }
  }
}

}  // namespace

std::map<std::string, std::string> tree(const fs::path& folder) {
  std::map<std::string, std::string> files;
  if (!fs::exists(folder)) return files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) files[fs::relative(entry.path(), folder).generic_string()] = read(entry.path());
  }
  return files;
}

testing::AssertionResult matches_golden(const std::string& name, const std::string& seen) {
  const auto file = source("tests/golden") / name;
  if (updating()) {
    write(file, seen);
    return testing::AssertionSuccess();
  }
  if (!fs::exists(file)) return testing::AssertionFailure() << "there is no golden file " << file;
  const auto expected = read(file);
  if (expected == seen) return testing::AssertionSuccess();
  return testing::AssertionFailure() << name << " differs: " << first_difference(expected, seen);
}

testing::AssertionResult matches_golden_tree(const std::string& name, const fs::path& seen) {
  const auto folder = source("tests/golden") / name;
  const auto now = tree(seen);
  if (updating()) {
    fs::remove_all(folder);
    for (const auto& [file, bytes] : now) write(folder / file, bytes);
    return testing::AssertionSuccess();
  }
  const auto expected = tree(folder);
  auto failure = testing::AssertionFailure();
  bool same = true;
  for (const auto& [file, bytes] : expected) {
    const auto found = now.find(file);
    if (found != now.end() && found->second == bytes) continue;
    same = false;
    failure << name << "/" << file << (found == now.end() ? " is missing\n" : " differs: " + first_difference(bytes, found->second) + "\n");
  }
  for (const auto& [file, bytes] : now) {
    if (expected.contains(file)) continue;
    same = false;
    failure << name << "/" << file << " is not expected (" << bytes.size() << " bytes)\n";
  }
  if (same && !expected.empty()) return testing::AssertionSuccess();
  return failure << (expected.empty() ? "there is no golden tree " + name : "");
}

}  // namespace fieldbook::test
