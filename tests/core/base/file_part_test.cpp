#include "core/base/file_part.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "core/base/error.hpp"
#include "tests/support/temp_dir.hpp"

namespace {

using namespace fieldbook;

class FilePartTest : public testing::Test {
 protected:
  FilePartTest() { std::ofstream(file_) << "what was read before"; }

  test::TempDir folder_;
  std::filesystem::path file_ = folder_.path() / "kept";
};

TEST_F(FilePartTest, IsReadFromTheFileAsItWasOpened) {
  const FilePart part{std::make_shared<const OpenFile>(open_file(file_)), 5, 8};
  std::filesystem::remove(file_);
  std::ofstream(file_) << "something else by the same name";
  EXPECT_EQ(part.read(), "was read");
  EXPECT_EQ(part.read(), "was read");
  EXPECT_EQ(FilePart().read(), "");
}

TEST_F(FilePartTest, AFileThatWasCutOffIsAnError) {
  const FilePart part{std::make_shared<const OpenFile>(open_file(file_)), 5, 8};
  std::filesystem::resize_file(file_, 10);
  EXPECT_THROW(part.read(), Error);
}

}  // namespace
