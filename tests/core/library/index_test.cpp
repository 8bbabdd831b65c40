#include "core/library/index.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/file.h>
#include <unistd.h>
#include <xapian.h>

#include <cstdlib>
#include <fstream>

#include "core/base/error.hpp"
#include "core/library/store.hpp"
#include "tests/core/library/invented_library.hpp"

namespace fieldbook::library {
namespace {

namespace fs = std::filesystem;
using testing::Contains;
using testing::ElementsAre;

Errc code_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const Error& error) {
    EXPECT_NE(error.advice(), "") << error.what();
    return error.code();
  }
  ADD_FAILURE() << "nothing was thrown";
  return Errc::io;
}

void spoil(const fs::path& file) {
  const auto size = fs::file_size(file);
  std::ofstream(file, std::ios::binary) << std::string(size, 'Z');
}

TEST(Index, BuildsThenOnlyChanges) {
  const InventedLibrary library;
  EXPECT_FALSE(library.up_to_date());
  auto report = library.update();
  EXPECT_TRUE(report.rebuilt);
  EXPECT_EQ(report.added, 8u);
  EXPECT_TRUE(library.up_to_date());

  library.write_example("new-one", "A new one", "Zebras were counted.");
  EXPECT_FALSE(library.up_to_date());
  report = library.update();
  EXPECT_FALSE(report.rebuilt);
  EXPECT_EQ(report.added, 1u);
  EXPECT_EQ(report.changed, 0u);
  EXPECT_EQ(report.unchanged, 8u);
  EXPECT_THAT(ids(library.reader().search({.words = "zebras"})), ElementsAre("new-one"));

  library.write_example("new-one", "A new one", "Giraffes were counted.");
  report = library.update();
  EXPECT_EQ(report.changed, 1u);
  EXPECT_EQ(report.added, 0u);
  EXPECT_THAT(ids(library.reader().search({.words = "zebras"})), ElementsAre());
  EXPECT_THAT(ids(library.reader().search({.words = "giraffes"})), ElementsAre("new-one"));

  library.remove("practice-examples/new-one.md");
  report = library.update();
  EXPECT_EQ(report.removed, 1u);
  EXPECT_EQ(library.reader().size(), 8u);
  EXPECT_TRUE(library.up_to_date());
}

TEST(Index, TouchedFilesAreNotIndexedAgain) {
  const InventedLibrary library;
  library.update();
  for (const auto& entry : fs::recursive_directory_iterator(library.root())) {
    if (entry.is_regular_file())
      fs::last_write_time(entry.path(), fs::file_time_type::clock::now() + std::chrono::hours(1));
  }
  EXPECT_TRUE(library.up_to_date()) << "their content is the same";
  const auto refreshed = library.refresh();
  const auto& report = refreshed.report;
  EXPECT_TRUE(refreshed.nothing_to_do);
  EXPECT_FALSE(report.rebuilt);
  EXPECT_EQ(report.changed + report.added + report.removed, 0u);
  EXPECT_EQ(report.unchanged, 8u);
  EXPECT_TRUE(library.up_to_date());
}

TEST(Index, ChangesEndWhereBuildingAnewEnds) {
  const InventedLibrary changed, fresh;
  changed.write_example("temporary", "Short-lived homelesness", "Villages and budgets for young people.");
  changed.update();
  changed.remove("practice-examples/temporary.md");
  changed.write_example("a-first", "Shared villages", "Young people share budgets.", "places: [saltby]\n");
  changed.update();
  changed.write_example("z-last", "Shared villages", "Young people share budgets.", "places: [saltby]\n");
  changed.update();
  fresh.write_example("a-first", "Shared villages", "Young people share budgets.", "places: [saltby]\n");
  fresh.write_example("z-last", "Shared villages", "Young people share budgets.", "places: [saltby]\n");
  fresh.update();
  auto one = changed.reader();
  auto other = fresh.reader();
  EXPECT_EQ(everything(one), everything(other));
}

TEST(Index, AChangeElsewhereThatARecordShowsReachesIt) {
  const InventedLibrary library;
  library.update();
  EXPECT_EQ(library.reader()
                .search({.words = "saltby", .filters = {{"kind", "practice-example"}}})
                .hits.at(0)
                .fields.at("strength"),
            "moderate");
  library.remove("evaluations/marsh-2022-saltby.md");
  for (const auto* const file : {"approaches/alliance.md", "practice-examples/saltby-alliance.md"}) {
    auto text = test::read(library.root() / file);
    for (const std::string link :
         {"[a matched comparison](marsh-2022-saltby)", "[the matched comparison](marsh-2022-saltby#limits)"}) {
      if (const auto at = text.find(link); at != std::string::npos) text.replace(at, link.size(), "one");
    }
    library.write(file, text);
  }
  library.update();
  EXPECT_EQ(library.reader()
                .search({.words = "saltby", .filters = {{"kind", "practice-example"}}})
                .hits.at(0)
                .fields.at("strength"),
            "none-found");
}

TEST(Index, VocabularyIsReadFromTheIndexAndFollowsIt) {
  const InventedLibrary library;
  library.update();
  const auto places = test::read(library.root() / "vocabulary/places.yaml");
  library.write("vocabulary/places.yaml", places + "  - {id: far-away, prefLabel: Far Away, broader: [long-moor]}\n");
  library.write_example("far-example", "Far", "Far.", "places: [far-away]\n");
  const auto report = library.update();
  EXPECT_FALSE(report.rebuilt);
  EXPECT_EQ(report.changed, 0u);
  EXPECT_THAT(ids(library.reader().search({.filters = {{"place", "long-moor"}}})), Contains("far-example"));
  EXPECT_THAT(ids(library.reader().search({.filters = {{"place", "Far Away"}}})), ElementsAre("far-example"));
}

TEST(Index, SecondWriterIsToldAndReaderIsNot) {
  const InventedLibrary library;
  library.update();
  const WriteLock other(library.index());
  library.write_example("new-one", "A new one", "Zebras.");
  EXPECT_EQ(code_of([&] { library.update(); }), Errc::locked);
  EXPECT_EQ(library.reader().size(), 8u);
}

TEST(Index, DamageIsBuiltAnew) {
  for (const auto* const table : {"iamglass", "postlist.glass", "termlist.glass"}) {
    const InventedLibrary library;
    library.write_example("new-one", "A new one", "Zebras.");
    library.update();
    spoil(library.index() / current_database(library.index()) / table);
    library.write_example("new-one", "A new one", "Giraffes.");
    EXPECT_TRUE(library.update().rebuilt) << table;
    auto reader = library.reader();
    EXPECT_EQ(reader.size(), 9u);
    EXPECT_EQ(reader.search({.words = "zebras"}).total, 0u);
    EXPECT_EQ(reader.search({.words = "giraffes"}).total, 1u);
  }
}

TEST(Index, DamageIsToldToReaders) {
  for (const auto* const table : {"iamglass", "postlist.glass"}) {
    const InventedLibrary library;
    library.update();
    spoil(library.index() / current_database(library.index()) / table);
    EXPECT_EQ(code_of([&] { library.reader().search({.words = "alliance"}); }), Errc::damaged) << table;
  }
}

TEST(Index, AnotherSchemaIsRefusedByReadersAndBuiltAnew) {
  const InventedLibrary library;
  library.update();
  {
    Xapian::WritableDatabase database((library.index() / current_database(library.index())).string(), Xapian::DB_OPEN);
    database.set_metadata("made-by", "schema 0; fieldbook 0.0.1; xapian 1.4.22");
    database.commit();
  }
  EXPECT_EQ(code_of([&] { library.reader(); }), Errc::damaged);
  EXPECT_FALSE(library.up_to_date());
  EXPECT_TRUE(library.update().rebuilt);
  EXPECT_EQ(library.reader().size(), 8u);
}

TEST(Index, ReaderWithoutIndexIsToldWhatToDo) {
  const test::TempDir folder;
  EXPECT_EQ(code_of([&] { Reader reader(folder.path()); }), Errc::not_found);
  folder.write("XAPIANDB", "auto records-1\n");
  EXPECT_NE(code_of([&] { Reader reader(folder.path()); }), Errc::invalid);
  folder.write("XAPIANDB", "nonsense\n");
  EXPECT_EQ(code_of([&] { Reader reader(folder.path()); }), Errc::damaged);
}

TEST(Index, LeftoversOfKilledRebuildsGo) {
  const InventedLibrary library;
  library.update();
  fs::create_directories(library.index() / "records-77");
  std::ofstream(library.index() / "records-77" / "postlist.glass") << "half";
  fs::remove(library.index() / "XAPIANDB");
  EXPECT_TRUE(library.update().rebuilt);
  EXPECT_EQ(current_database(library.index()), "records-79");  // 78 held the parts it is put together from
  EXPECT_FALSE(fs::exists(library.index() / "records-77"));
  EXPECT_EQ(library.reader().size(), 8u);
}

TEST(Index, HugeAndStrangeFieldsDoNotStopABatch) {
  const InventedLibrary library;
  library.write_example("strange", "A \\\"b\\\" " + std::string(300, 'x'),
                        std::string(5'000, 'y') + " " + invented_text(1, 30'000));
  library.write_example("good-after", "Good after", "Zebras.");
  library.update();
  auto reader = library.reader();
  EXPECT_TRUE(reader.find("good-after"));
  EXPECT_EQ(reader.search({.words = "zebras"}).total, 1u);
}

TEST(Index, FolderIsChosenOrOfTheLibraryOrOfTheUser) {
  record::Schema schema;
  schema.title = "Ünser Library";
  ::setenv("XDG_CACHE_HOME", "/somewhere/cache", 1);
  const auto own = index_folder(schema, "/a/library", {});
  EXPECT_EQ(own.parent_path(), "/somewhere/cache/fieldbook");
  EXPECT_TRUE(own.filename().string().starts_with("unser-library-")) << own;
  EXPECT_NE(own, index_folder(schema, "/another/library", {}));
  ::unsetenv("XDG_CACHE_HOME");
  schema.index = "/the/index";
  EXPECT_EQ(index_folder(schema, "/a/library", {}), "/the/index");
  EXPECT_EQ(index_folder(schema, "/a/library", "/chosen"), "/chosen");
}

}  // namespace
}  // namespace fieldbook::library
