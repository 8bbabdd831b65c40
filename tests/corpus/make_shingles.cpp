// fieldbook-shingles OUT FILE|FOLDER…: writes the runs of eight words of all .md, .txt and .json files to OUT.
#include <filesystem>
#include <iostream>
#include <vector>

#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "tests/corpus/shingles.hpp"

namespace {

namespace fs = std::filesystem;

bool is_text(const fs::path& file) {
  const auto ending = file.extension();
  return ending == ".md" || ending == ".txt" || ending == ".json";
}

std::vector<fs::path> files_below(const fs::path& from) {
  if (!fs::is_directory(from)) return {from};
  std::vector<fs::path> out;
  for (const auto& entry : fs::recursive_directory_iterator(from)) {
    if (entry.is_regular_file() && is_text(entry.path())) out.push_back(entry.path());
  }
  return out;
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 3) {
    std::cerr << "usage: fieldbook-shingles OUT FILE|FOLDER...\n";
    return 2;
  }
  try {
    constexpr std::size_t limit_bytes = 16 << 20;
    std::set<std::uint64_t> runs;
    for (int i = 2; i < count; ++i) {
      for (const auto& file : files_below(arguments[i])) {
        const auto of_file = fieldbook::test::runs_of(fieldbook::read_file(file, limit_bytes));
        runs.insert(of_file.begin(), of_file.end());
      }
    }
    fieldbook::write_file(arguments[1], fieldbook::test::encode_runs(runs));
    std::cout << runs.size() << " runs\n";
  } catch (const std::exception& error) {
    std::cerr << "fieldbook-shingles: " << error.what() << '\n';
    return 2;
  }
}
