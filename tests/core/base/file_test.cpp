#include "core/base/file.hpp"

#include <gtest/gtest.h>

#include "core/base/error.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook {
namespace {

Errc code_of(const auto& action) {
  try {
    action();
  } catch (const Error& error) {
    return error.code();
  }
  ADD_FAILURE() << "nothing was thrown";
  return Errc::io;
}

TEST(File, ReadsWithinALimit) {
  const test::TempDir folder;
  const auto file = folder.write("a.txt", std::string("x\0y", 3));
  EXPECT_EQ(read_file(file, 3), std::string("x\0y", 3));
  EXPECT_EQ(code_of([&] { read_file(file, 2); }), Errc::too_large);
  EXPECT_EQ(code_of([&] { read_file(folder.path() / "no", 9); }), Errc::not_found);
  EXPECT_EQ(code_of([&] { read_file(folder.path(), 9); }), Errc::invalid);
}

TEST(File, EndlessFilesAreNotRead) {
  EXPECT_EQ(code_of([] { read_file("/dev/zero", 10); }), Errc::invalid);
}

TEST(File, AddsAtTheEnd) {
  const test::TempDir folder;
  const auto file = folder.path() / "log";
  append_to_file(file, "one\n");
  append_to_file(file, "two\n");
  EXPECT_EQ(test::read(file), "one\ntwo\n");
  EXPECT_EQ(code_of([&] { append_to_file(folder.path(), "x"); }), Errc::io);
  EXPECT_EQ(code_of([&] { append_to_file(folder.path() / "no/log", "x"); }), Errc::not_found);
  EXPECT_EQ(code_of([] { append_to_file("/dev/null", "x"); }), Errc::invalid);
}

TEST(File, WritesWithItsFolders) {
  const test::TempDir folder;
  const auto file = folder.path() / "a/b/c.txt";
  write_file(file, "one");
  EXPECT_EQ(test::read(file), "one");
  write_file(file, "two");
  EXPECT_EQ(test::read(file), "two");
  std::size_t beside = 0;
  for (const auto& entry : std::filesystem::directory_iterator(file.parent_path())) beside += entry.exists() ? 1 : 0;
  EXPECT_EQ(beside, 1U) << "nothing is left over beside the file";
}

TEST(File, LeavesEqualBytesAlone) {
  const test::TempDir folder;
  const auto file = folder.path() / "x";
  EXPECT_TRUE(write_file_if_changed(file, "one"));
  EXPECT_FALSE(write_file_if_changed(file, "one"));
  EXPECT_TRUE(write_file_if_changed(file, "two"));
}

TEST(File, Sha256) {  // FIPS 180-4's examples
  EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_TRUE(is_sha256(sha256("abc")));
  for (const auto& other : {std::string(), std::string(63, 'a'), std::string(65, 'a'), std::string(64, 'A'), std::string(63, 'a') + "/", std::string(64, '.')})
    EXPECT_FALSE(is_sha256(other)) << other;
}

}  // namespace
}  // namespace fieldbook
