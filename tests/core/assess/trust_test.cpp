#include "core/assess/trust.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/support/temp_dir.hpp"

namespace fieldbook::assess {
namespace {

namespace fs = std::filesystem;
using fieldbook::test::TempDir;
using testing::HasSubstr;

TEST(Trust, OfAFileThatOnlyWeCanChange) {
  const TempDir folder;
  const auto file = folder.write("plugins/mine/mine.so", "x");
  EXPECT_EQ(why_not_trusted(file), "");
}

TEST(Trust, NotWhereOthersCanChangeTheFile) {
  const TempDir folder;
  const auto file = folder.write("mine.so", "x");
  fs::permissions(file, fs::perms::others_write, fs::perm_options::add);
  EXPECT_THAT(why_not_trusted(file), HasSubstr("mine.so can be changed by other users"));
}

TEST(Trust, NotWhereOthersCanChangeAFolderOnTheWay) {
  const TempDir folder;
  const auto file = folder.write("open/plugins/mine.so", "x");
  fs::permissions(folder.path() / "open", fs::perms::others_write, fs::perm_options::add);
  EXPECT_THAT(why_not_trusted(file), HasSubstr("open can be changed by other users"));
  // As /tmp is: others may add to it, but not change what is ours.
  fs::permissions(folder.path() / "open", fs::perms::sticky_bit, fs::perm_options::add);
  EXPECT_EQ(why_not_trusted(file), "");
}

TEST(Trust, FollowsALinkToWhereTheFileIs) {
  const TempDir folder;
  const auto file = folder.write("open/mine.so", "x");
  fs::permissions(folder.path() / "open", fs::perms::others_write, fs::perm_options::add);
  fs::create_symlink(file, folder.path() / "link.so");
  EXPECT_THAT(why_not_trusted(folder.path() / "link.so"), HasSubstr("open can be changed by other users"));
}

TEST(Trust, NotOfWhatIsNoRegularFile) {
  const TempDir folder;
  const auto pipe = folder.path() / "pipe.so";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  EXPECT_THAT(why_not_trusted(pipe), HasSubstr("pipe.so is not a regular file"));
  EXPECT_THAT(why_not_trusted(folder.path() / "none.so"), HasSubstr("none.so: No such file"));
}

TEST(Trust, NotOfAnotherUsersFile) {
  if (::geteuid() != 0) GTEST_SKIP() << "only root can give a file away";
  const TempDir folder;
  const auto file = folder.write("mine.so", "x");
  ASSERT_EQ(::chown(file.c_str(), 12345, 0), 0);
  EXPECT_THAT(why_not_trusted(file), HasSubstr("mine.so belongs to another user"));
}

}  // namespace
}  // namespace fieldbook::assess
