#include "core/assess/known_hashes.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/stat.h>

#include <string>

#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook::assess {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::size_t limit = std::size_t{1} << 30;

class KnownHashesTest : public testing::Test {
 protected:
  std::string kept() const { return std::filesystem::exists(file) ? read_file(file, limit) : std::string(); }

  test::TempDir scratch;
  std::filesystem::path file = scratch.path() / "plugin-hashes";
  std::filesystem::path old = "/etc/passwd";   // was there long before the test
};

TEST_F(KnownHashesTest, GivesWhatTheFileHolds) {
  KnownHashes hashes(file);
  EXPECT_EQ(hashes.of(old, limit), sha256_of_file(old, limit));
  EXPECT_THROW(hashes.of(scratch.path() / "none", limit), Error);
  EXPECT_THROW(KnownHashes(file).of(old, 3), Error);
}

TEST_F(KnownHashesTest, ReadsAFileOnceForAllRuns) {
  KnownHashes first(file);
  const auto hash = first.of(old, limit);
  first.save();
  ASSERT_THAT(kept(), HasSubstr(hash + " "));
  // What is kept is believed: the next run says what stands there, whatever the file holds.
  const std::string other(64, 'a');
  auto lines = kept();
  write_file(file, lines.replace(lines.find(hash), hash.size(), other));
  EXPECT_EQ(KnownHashes(file).of(old, limit), other);
}

TEST_F(KnownHashesTest, TakesAChangedFileAnew) {
  const auto plugin = scratch.path() / "plugin.so";
  write_file(plugin, "one");
  KnownHashes hashes(file);
  EXPECT_EQ(hashes.of(plugin, limit), sha256("one"));
  write_file(plugin, "two");
  EXPECT_EQ(hashes.of(plugin, limit), sha256("two"));
}

TEST_F(KnownHashesTest, KeepsNothingOfAFileThatChangedJustNow) {
  const auto plugin = scratch.path() / "plugin.so";
  write_file(plugin, "one");
  KnownHashes hashes(file);
  hashes.of(plugin, limit);
  hashes.save();
  EXPECT_THAT(kept(), IsEmpty());
  // Also one that claims to be old: the time of its status is not for it to choose.
  const timespec long_ago[2] = {{1'000'000'000, 0}, {1'000'000'000, 0}};
  ASSERT_EQ(::utimensat(AT_FDCWD, plugin.c_str(), long_ago, 0), 0);
  hashes.of(plugin, limit);
  hashes.save();
  EXPECT_THAT(kept(), IsEmpty());
}

TEST_F(KnownHashesTest, WhatIsDamagedIsAsIfItWereNotThere) {
  KnownHashes first(file);
  const auto hash = first.of(old, limit);
  first.save();
  const auto lines = kept();
  for (std::size_t cut = 0; cut < lines.size(); ++cut) {
    write_file(file, lines.substr(0, cut));
    EXPECT_EQ(KnownHashes(file).of(old, limit), hash) << cut;
  }
  for (const std::string& bad : {std::string("\0\n\n ", 4), std::string(64, 'g') + lines.substr(64), std::string(1 << 20, 'x')}) {
    write_file(file, bad);
    EXPECT_EQ(KnownHashes(file).of(old, limit), hash);
  }
}

TEST_F(KnownHashesTest, DoesWithoutAPlaceToKeepThem) {
  KnownHashes nowhere({});
  EXPECT_EQ(nowhere.of(old, limit), sha256_of_file(old, limit));
  nowhere.save();
  KnownHashes below_a_file(old / "plugin-hashes");
  EXPECT_EQ(below_a_file.of(old, limit), sha256_of_file(old, limit));
  below_a_file.save();
}

}  // namespace
}  // namespace fieldbook::assess
