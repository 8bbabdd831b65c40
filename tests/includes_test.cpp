// Who may depend on whom, read off the #include lines: the walls of the house.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <set>
#include <sstream>

#include "tests/support/temp_dir.hpp"

namespace fieldbook::test {
namespace {

namespace fs = std::filesystem;

// Room -> the rooms whose headers it may include beside its own. The order is the order of building.
const std::map<std::string, std::set<std::string>> may_include = {
    {"core/base", {}},
    {"core/wire", {"core/base"}},
    {"core/sandbox", {"core/base"}},
    {"core/document", {"core/base", "core/wire", "core/sandbox"}},
    {"core/bibliography", {"core/base"}},
    {"core/record", {"core/base", "core/bibliography"}},
    {"core/review", {"core/base", "core/bibliography", "core/record"}},
    {"core/library", {"core/base", "core/bibliography", "core/record"}},
    {"core/assess", {"core/base", "core/bibliography", "core/record", "core/library", "core/document", "core/wire"}},
    {"core/worker", {"core/base", "core/wire", "core/sandbox"}},
    {"core/cli", {"core/base", "core/bibliography", "core/record", "core/library", "core/assess", "core/document", "core/review"}},
    {"site", {"core/base", "core/bibliography", "core/record", "core/library", "core/assess", "core/review"}},
    {"plugins", {}}};

// Third-party header -> the only rooms that may include it.
const std::map<std::string, std::set<std::string>> kept_in = {
    {"xapian", {"core/library"}}, {"boost/", {"core/worker"}}, {"cmark", {"core/record", "site"}}, {"yaml", {"core/record"}},
    {"ctemplate/", {"site"}},     {"CLI/", {"core/cli", "site"}},      {"seccomp", {"core/sandbox"}}, {"libxml/", {"core/bibliography", "core/document"}}, {"zip.h", {"core/document"}}, {"poppler", {"core/document"}},       {"nettle/", {"core/base"}}, {"zstd", {"core/library"}}, {"zdict", {"core/library"}}};

const std::set<std::string> third_party = {"xapian", "boost/", "cmark", "yaml", "ctemplate/", "CLI/", "seccomp", "nettle/", "unicode/", "nlohmann/", "simdjson", "fmt/", "libstemmer", "libxml/", "zip.h", "poppler", "zstd", "zdict"};

struct Include {
  fs::path file;
  std::size_t line = 0;
  std::string what;
  bool system = false;
};

std::string room_of(const std::string& path) {
  if (path.starts_with("core/")) return path.substr(0, path.find('/', 5));
  return path.substr(0, path.find('/'));
}

std::vector<fs::path> sources() {
  std::vector<fs::path> found;
  for (const auto* const top : {"core", "site", "plugins"}) {
    for (const auto& entry : fs::recursive_directory_iterator(source(top))) {
      const auto ending = entry.path().extension();
      if (entry.is_regular_file() && (ending == ".cpp" || ending == ".hpp" || ending == ".h" || ending == ".c")) {
        found.push_back(fs::relative(entry.path(), source("")));
      }
    }
  }
  return found;
}

// What a line includes; nothing where it is no #include.
std::optional<std::pair<std::string, bool>> included(std::string_view line) {
  const auto skip_spaces = [&] { line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size())); };
  skip_spaces();
  if (!line.starts_with("#")) return std::nullopt;
  line.remove_prefix(1);
  skip_spaces();
  if (!line.starts_with("include")) return std::nullopt;
  line.remove_prefix(7);
  skip_spaces();
  if (!line.starts_with("<") && !line.starts_with("\"")) return std::nullopt;
  const bool system = line.front() == '<';
  const auto end = line.find(system ? '>' : '"', 1);
  if (end == std::string_view::npos) return std::nullopt;
  return std::pair{std::string(line.substr(1, end - 1)), system};
}

std::vector<Include> includes() {
  std::vector<Include> found;
  for (const auto& file : sources()) {
    std::istringstream lines(read(source(file)));
    std::string line;
    for (std::size_t number = 1; std::getline(lines, line); ++number) {
      if (const auto what = included(line)) found.push_back({file, number, what->first, what->second});
    }
  }
  return found;
}

std::string place(const Include& include) { return include.file.string() + ":" + std::to_string(include.line) + " includes " + include.what; }

TEST(Includes, AreManyEnoughToBeTheRealOnes) { EXPECT_GT(includes().size(), 200U); }

TEST(Includes, FollowTheOrderOfTheRooms) {
  for (const auto& include : includes()) {
    if (include.system) continue;
    const auto from = room_of(include.file.generic_string());
    const auto to = room_of(include.what);
    if (include.what.starts_with("fieldbook/") || from == to) continue;   // the SDK's own headers, and a room's
    ASSERT_TRUE(may_include.contains(from)) << from << " is a room this test does not know";
    if (from == "plugins" && !include.what.starts_with("core/") && !include.what.starts_with("site/") && !include.what.starts_with("tests/")) continue;
    EXPECT_TRUE(may_include.at(from).contains(to)) << place(include) << ", which " << from << " may not";
  }
}

TEST(Includes, KeepEachLibraryInItsRoom) {
  for (const auto& include : includes()) {
    for (const auto& [header, rooms] : kept_in) {
      if (!include.system || !include.what.starts_with(header)) continue;
      EXPECT_TRUE(rooms.contains(room_of(include.file.generic_string()))) << place(include);
    }
  }
}

// A header that says in its first line that it is "For this folder only." may show a third-party type; no other may,
// and no other room may include such a header.
TEST(Includes, ShowNoThirdPartyTypeToOtherRooms) {
  const auto is_private = [](const fs::path& header) {
    const auto text = read(source(header));
    return text.substr(0, text.find('\n')).find("For this folder only.") != std::string::npos;
  };
  std::size_t private_headers = 0;
  for (const auto& include : includes()) {
    if (!include.system) {
      const auto header = source(include.what);
      const bool other_room = room_of(include.file.generic_string()) != room_of(include.what);
      if (other_room && fs::exists(header)) {
        EXPECT_FALSE(is_private(include.what)) << place(include);
      }
      continue;
    }
    if (include.file.extension() == ".cpp" || include.file.extension() == ".c") continue;
    const bool foreign = std::ranges::any_of(third_party, [&](const auto& name) { return include.what.starts_with(name); });
    if (!foreign) continue;
    EXPECT_TRUE(is_private(include.file)) << place(include) << " without saying that it is for its folder only";
    ++private_headers;
  }
  EXPECT_GT(private_headers, 0U);
}

TEST(Includes, OfTheSdkNeedNothingOfOurs) {
  for (const auto& include : includes()) {
    if (!include.file.generic_string().starts_with("plugins/")) continue;
    EXPECT_FALSE(include.what.starts_with("core/") || include.what.starts_with("site/")) << place(include);
  }
}

TEST(Sources, AreSmallRooms) {
  for (const auto& file : sources()) {
    const auto text = read(source(file));
    EXPECT_LE(std::ranges::count(text, '\n'), 500) << file << " has more than 500 lines";
  }
}

TEST(TopLevel, IsTheFiveRooms) {
  const std::set<std::string> expected{"CMakeLists.txt", "CMakePresets.json", "LICENSE", "README.md", "core", "plugins", "corpus", "site", "tests", "build"};
  for (const auto& entry : fs::directory_iterator(source(""))) {
    const auto name = entry.path().filename().string();
    EXPECT_TRUE(name.starts_with(".") || expected.contains(name)) << name << " is beyond the five rooms";
  }
}

}  // namespace
}  // namespace fieldbook::test
