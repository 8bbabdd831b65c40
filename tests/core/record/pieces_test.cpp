#include "core/record/pieces.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temp_dir.hpp"

namespace fieldbook::record {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class LibraryInPieces : public testing::Test {
 protected:
  LibraryInPieces() {
    fs::copy(test::source("tests/fixtures/good"), folder_.path(), fs::copy_options::recursive | fs::copy_options::overwrite_existing);
  }

  // A copy of a barrier with another text in front of its first section's.
  void write_barrier(const std::string& id, const std::string& text) {
    auto whole = test::read(folder_.path() / "barriers/separate-budgets.md");
    const auto heading = whole.find("\n## ");
    const auto end = whole.find('\n', heading + 1);
    folder_.write("barriers/" + id + ".md", whole.insert(end, "\n\n" + text));
  }

  struct Read {
    std::vector<std::string> ids;
    std::string problems;
  };
  static Read read(Pieces& pieces) {
    Read out;
    Diagnostics all;
    while (const auto piece = pieces.next()) {
      for (const auto* const record : piece->records) out.ids.push_back(record->id);
      all.add(piece->diagnostics);
    }
    for (const auto& one : all.sorted()) out.problems += to_text(one) + "\n";
    return out;
  }

  test::TempDir folder_;
};

TEST_F(LibraryInPieces, HasEveryRecordOnceWithItsStrength) {
  const auto whole = read_collection(folder_.path());
  for (const std::size_t at_once : {1U, 3U, 100U}) {
    Pieces pieces(read_frame(folder_.path()), at_once);
    EXPECT_EQ(pieces.size(), whole.records.size());
    EXPECT_EQ(pieces.sources().size(), whole.sources.size());
    std::size_t next = 0;
    while (const auto piece = pieces.next()) {
      EXPECT_LE(piece->records.size(), at_once);
      EXPECT_EQ(piece->files.size(), piece->records.size());
      for (const auto* const record : piece->records) {
        ASSERT_LT(next, whole.records.size());
        const auto& same = whole.records[next++];
        EXPECT_EQ(record->id, same.id);
        EXPECT_EQ(record->content_hash, same.content_hash);
        EXPECT_EQ(piece->collection.strength(*record), whole.strength(same)) << same.id;
      }
    }
    EXPECT_EQ(next, whole.records.size());
    EXPECT_FALSE(pieces.must_start_again());
  }
}

// That "z-broken" cannot stand is known only when it is read, after "a-link" was given with its link.
TEST_F(LibraryInPieces, IsReadAgainWhereALinkWasGivenThatCannotStand) {
  write_barrier("a-link", "See [that](z-broken).");
  write_barrier("z-broken", "Doubtful [@nobody1999].");
  Pieces pieces(read_frame(folder_.path()), 1);
  EXPECT_THAT(read(pieces).problems, testing::Not(HasSubstr("record.skipped-link")));
  EXPECT_TRUE(pieces.must_start_again());
  pieces.start_again();
  const auto again = read(pieces);
  EXPECT_FALSE(pieces.must_start_again());
  EXPECT_THAT(again.problems, HasSubstr("barriers/a-link.md"));
  EXPECT_THAT(again.problems, HasSubstr("record.skipped-link"));
  EXPECT_THAT(again.ids, testing::Contains("a-link"));
  EXPECT_THAT(again.ids, testing::Not(testing::Contains("z-broken")));
}

TEST_F(LibraryInPieces, IsNotReadAgainForALinkThatCameLater) {
  write_barrier("a-broken", "Doubtful [@nobody1999].");
  write_barrier("z-link", "See [that](a-broken).");
  Pieces pieces(read_frame(folder_.path()), 1);
  EXPECT_THAT(read(pieces).problems, HasSubstr("record.skipped-link"));
  EXPECT_FALSE(pieces.must_start_again());
}

TEST_F(LibraryInPieces, NeitherOfTwoFilesWithOneIdStands) {
  write_barrier("saltby-alliance", "Twice.");
  Pieces pieces(read_frame(folder_.path()), 2);
  EXPECT_THAT(pieces.twins(), ElementsAre("practice-examples/saltby-alliance.md", "barriers/saltby-alliance.md"));
  EXPECT_EQ(pieces.diagnostics().errors(), 2U);
  EXPECT_THAT(read(pieces).ids, testing::Not(testing::Contains("saltby-alliance")));
}

}  // namespace
}  // namespace fieldbook::record
