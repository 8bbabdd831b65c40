// The list of a site's files and the mark of the last run, damaged: nothing that is not ours is touched, and nothing ends the program.
// FIELDBOOK_PACKED_ROUNDS=N makes it a longer campaign (tests/long.sh packed).
#include <gtest/gtest.h>

#include <filesystem>
#include <random>

#include "core/base/error.hpp"
#include "site/output.hpp"
#include "site/run_mark.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook::site {
namespace {

namespace fs = std::filesystem;

std::string damaged(std::string bytes, std::mt19937& random) {
  static const std::string pieces[] = {"\n", "../outside.txt\n", "/etc/passwd\n", "a/../../outside.txt\n", "linked/outside.txt\n", "theirs\n", "\nwriting\n", ".hidden\n", "a//b.html\n", "a/\n",
                                       std::string("\0\n", 2), "a/page.html/x\n", " -1 9223372036854775808 ", " 18446744073709551615 0 ", std::string(400, 'x') + "\n", "\xFF\xFE"};
  for (auto changes = 1 + random() % 4; changes > 0; --changes) {
    const auto at = random() % (bytes.size() + 1);
    switch (random() % 5) {
      case 0: bytes.insert(at, pieces[random() % std::size(pieces)]); break;
      case 1: if (at < bytes.size()) bytes[at] = static_cast<char>(random()); break;
      case 2: bytes.erase(at, 1 + random() % 20); break;
      case 3: bytes.insert(at, bytes.substr(random() % (bytes.size() + 1), 1 + random() % 40)); break;
      default: if (random() % 4 == 0) bytes.resize(at);
    }
  }
  return bytes;
}

std::mt19937 chance(int rounds, int usual) { return std::mt19937(rounds == usual ? 20240501U : std::random_device{}()); }

TEST(DamagedState, OfASitesListTouchesNothingElse) {
  constexpr int usual = 150;
  const int rounds = std::max(usual, test::times_asked("FIELDBOOK_PACKED_ROUNDS", 0) / 100);
  auto random = chance(rounds, usual);
  const test::TempDir folder;
  const auto out = folder.path() / "site";
  folder.write("outside.txt", "not ours");
  { Output site(out); site.write("index.html", "home"); site.write("a/page.html", "page"); site.write("data/library.csv", "x"); site.finish(); }
  const auto list = test::read(out / ".fieldbook-site");
  folder.write("site/theirs/notes.txt", "not ours");
  fs::create_directory_symlink(folder.path(), out / "linked");
  for (int round = 0; round < rounds; ++round) {
    folder.write("site/.fieldbook-site", damaged(list, random));
    try {
      Output site(out);
      site.write("index.html", "home");
      site.write("a/page.html", round % 2 == 0 ? "page" : "another");
      site.finish();
    } catch (const Error& error) {
      ASSERT_FALSE(error.advice().empty()) << error.message();
    }
    ASSERT_EQ(test::read(folder.path() / "outside.txt"), "not ours") << round;
    ASSERT_EQ(test::read(out / "theirs/notes.txt"), "not ours") << round;
    ASSERT_TRUE(fs::is_symlink(out / "linked")) << round;
  }
}

TEST(DamagedState, OfARunsMarkIsNoMark) {
  constexpr int usual = 1500;
  const int rounds = std::max(usual, test::times_asked("FIELDBOOK_PACKED_ROUNDS", 0) / 10);
  auto random = chance(rounds, usual);
  const test::TempDir folder;
  const auto out = folder.path() / "site";
  fs::create_directories(out);
  const RunMark mark(folder.path(), out);
  mark.leave("digest", 7, {{"index.html", {{4, 1'700'000'000'000'000'000}, "0123456789abcdef"}}, {"a/page.html", {{4, 1}, ""}}});
  ASSERT_EQ(mark.read().records, 7U);
  ASSERT_EQ(mark.read().files.size(), 2U);
  fs::path file;
  for (const auto& entry : fs::directory_iterator(folder.path())) {
    if (entry.path().filename().string().starts_with("published-")) file = entry.path();
  }
  const auto whole = test::read(file);
  for (std::size_t at = 0; at < whole.size(); ++at) {
    folder.write(file.filename(), whole.substr(0, at));
    ASSERT_FALSE(mark.current(mark.read(), {"digest", true})) << "cut at " << at;
  }
  for (int round = 0; round < rounds; ++round) {
    folder.write(file.filename(), damaged(whole, random));
    const auto left = mark.read();
    ASSERT_TRUE(left.files.empty() || !mark.current(left, {"digest", true})) << "files that are not as they were left";
    ASSERT_LE(left.files.size(), whole.size());
  }
}

}  // namespace
}  // namespace fieldbook::site
