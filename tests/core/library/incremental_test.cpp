// Bringing an index up to date by what changed ends where building it anew ends, whatever hangs on the change.
#include <gmock/gmock.h>

#include <map>
#include <random>
#include <set>

#include "core/base/error.hpp"
#include "core/library/doctor.hpp"
#include "tests/core/library/invented_library.hpp"

namespace fieldbook::library {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// Rules of what doctor finds, but for records with errors, which random edits make.
std::vector<std::string> findings(const InventedLibrary& library) {
  std::vector<std::string> out;
  for (const auto& finding : examine_index(library.root(), library.index(), {}).findings) {
    if (finding.rule != "index.left-out") out.push_back(finding.rule + ": " + finding.what);
  }
  return out;
}

std::set<std::string> told(const Diagnostics& diagnostics) {
  std::set<std::string> out;
  for (const auto& one : diagnostics.sorted()) {
    if (one.rule != "record.link-section") out.insert(to_text(one));
  }
  return out;
}

// Edits at random: records that name each other, by ids and by other names; some with errors; some twice.
class Editor {
 public:
  Editor(const InventedLibrary& library, unsigned seed) : library_(library), random_(seed) {}

  // The file that was written or removed.
  std::string edit() {
    switch (below(10)) {
      case 0:
      case 1: {
        const auto file = one_of({"practice-examples/", "practice-examples/", "barriers/"}) + name() + ".md";
        fs::remove(library_.root() / file);
        return file;
      }
      case 2:
        return copy("barriers/separate-budgets.md", "barriers/" + name() + ".md");
      case 3:
      case 4:
      case 5:
        return evaluation();
      default:
        return example();
    }
  }

 private:
  std::size_t below(std::size_t limit) { return random_() % limit; }
  std::string one_of(const std::vector<std::string>& from) { return from[below(from.size())]; }
  std::string name() { return "ex-" + std::to_string(below(6)); }
  std::string alias() { return "old-" + std::to_string(below(4)); }

  std::string copy(const std::string& from, const std::string& to) {
    library_.write(to, test::read(library_.root() / from));
    return to;
  }

  std::string example() {
    const auto id = name();
    std::string fields;
    if (below(2) == 0) fields = "aliases: [" + alias() + "]\n";
    const auto link = below(3) == 0 ? "See [that](" + one_of({name(), alias()}) + "). " : "";
    const auto source = below(6) == 0 ? "Doubtful [@nobody1999]. " : "";
    library_.write_example(id, "Example " + std::to_string(below(5)), link + source + invented_text(static_cast<unsigned>(below(9)), 20),
                           fields);
    return "practice-examples/" + id + ".md";
  }

  std::string evaluation() {
    const auto file = "evaluations/study-" + std::to_string(below(3)) + ".md";
    auto text = test::read(library_.root() / "evaluations/marsh-2022-saltby.md");
    const auto put = [&](const std::string& from, const std::string& to) { text.replace(text.find(from), from.size(), to); };
    put("evaluates: [saltby-alliance]", "evaluates: [" + one_of({name(), alias(), "saltby-alliance"}) + "]");
    put("strength: moderate", "strength: " + one_of({"strong", "limited", "moderate", "unheard-of"}));
    put("doi: 10.5555/invented.2022.45\n", "");
    library_.write(file, text);
    return file;
  }

  const InventedLibrary& library_;
  std::mt19937 random_;
};

TEST(Incremental, RandomEditsEndWhereBuildingAnewEnds) {
  for (const bool by_name : {false, true}) {
    const InventedLibrary library;
    library.update();
    Editor editor(library, by_name ? 5 : 6);
    int in_part = 0;
    for (int round = 0; round < 60; ++round) {
      SCOPED_TRACE(std::to_string(round) + (by_name ? " by name" : " by scan"));
      std::vector<std::string> files;
      for (int edits = 1 + round % 3; edits > 0; --edits) files.push_back(editor.edit());
      if (by_name)
        std::erase_if(files, [&](const std::string& file) { return !fs::exists(library.root() / file); });
      const auto refreshed = library.refresh(by_name ? files : std::vector<std::string>());
      if (by_name) library.refresh();  // what was removed
      in_part += !refreshed.report.rebuilt;
      EXPECT_THAT(findings(library), IsEmpty());
      if (!by_name) {
        EXPECT_EQ(told(refreshed.diagnostics), told(record::read_collection(library.root()).diagnostics));
      }
      if (round % 10 != 9) continue;
      auto changed = library.reader();
      const auto after_changes = everything(changed);
      refresh_index({.root = library.root(), .folder = library.root() / "../fresh", .rebuild = true});
      Reader fresh(library.root() / "../fresh");
      EXPECT_EQ(after_changes, everything(fresh));
    }
    EXPECT_EQ(in_part, 60);
  }
}

// Links, other names, errors and evaluations reach over the borders of pieces, which are of one record here, or of three.
TEST(Incremental, ALargeLibraryBuiltInPiecesIsAsOneBuiltAtOnce) {
  for (const std::size_t held_at_once : {1u, 30u}) {
    const InventedLibrary library;
    Editor editor(library, 7);
    const auto apart = library.root() / "../in-pieces";
    for (int round = 0; round < 15; ++round) {
      SCOPED_TRACE(round);
      for (int edits = 8; edits > 0; --edits) editor.edit();
      if (round % 3 == 0) library.write("barriers/ex-1.md", test::read(library.root() / "barriers/separate-budgets.md"));   // an id twice, perhaps
      const auto at_once = refresh_index({.root = library.root(), .folder = library.index(), .rebuild = true});
      const auto in_pieces = refresh_index({.root = library.root(), .folder = apart, .rebuild = true, .held_at_once = held_at_once});
      EXPECT_TRUE(in_pieces.report.rebuilt);
      EXPECT_EQ(in_pieces.report.added, at_once.report.added);
      EXPECT_EQ(told(in_pieces.diagnostics), told(at_once.diagnostics));
      Reader one(library.index()), other(apart);
      EXPECT_EQ(everything(one), everything(other));
      EXPECT_TRUE(is_up_to_date(library.root(), apart));
      std::vector<std::string> found;
      for (const auto& finding : examine_index(library.root(), apart, {}).findings) {
        if (finding.rule != "index.left-out") found.push_back(finding.rule + ": " + finding.what);
      }
      EXPECT_THAT(found, IsEmpty());
    }
  }
}

TEST(Incremental, OnlyTheFileNamedIsLookedAt) {
  const InventedLibrary library;
  library.update();
  library.write_example("named", "Named", "Zebras.");
  library.write_example("other", "Other", "Giraffes.");
  const auto report = library.update({"practice-examples/named.md"});
  EXPECT_EQ(report.added, 1u);
  EXPECT_EQ(report.unchanged, 8u);
  auto reader = library.reader();
  EXPECT_THAT(ids(reader.search({.words = "zebras"})), ElementsAre("named"));
  EXPECT_THAT(ids(reader.search({.words = "giraffes"})), IsEmpty());
  EXPECT_FALSE(library.up_to_date());
  EXPECT_EQ(library.update().added, 1u);
  EXPECT_TRUE(library.up_to_date());
  library.remove("practice-examples/named.md");
  EXPECT_EQ(library.update({"practice-examples/named.md"}).removed, 1u);
  EXPECT_TRUE(library.up_to_date());
}

TEST(Incremental, AStudyReachesTheExampleItIsOf) {
  const InventedLibrary library;
  library.update();
  const auto strength = [&] {
    return library.reader().search({.words = "saltby", .filters = {{"kind", "practice-example"}}}).hits.at(0).fields.at("strength");
  };
  EXPECT_EQ(strength(), "moderate");
  auto text = test::read(library.root() / "evaluations/marsh-2022-saltby.md");
  text.replace(text.find("strength: moderate"), 18, "strength: strong");
  library.write("evaluations/marsh-2022-saltby.md", text);
  EXPECT_EQ(library.update({"evaluations/marsh-2022-saltby.md"}).changed, 2u);
  EXPECT_EQ(strength(), "strong");
}

TEST(Incremental, ANewSourceIsKnownAtOnce) {
  const InventedLibrary library;
  library.update();
  library.write("sources.bib", test::read(library.root() / "sources.bib") + "\n@misc{new2024, title={New}, author={A. Nother}, year={2024}}\n");
  library.write_example("cites-it", "Cites it", "Zebras [@new2024].");
  EXPECT_EQ(library.update().added, 1u);
  EXPECT_THAT(findings(library), IsEmpty());
}

TEST(Incremental, FilesThatAreNoneAreSaid) {
  const InventedLibrary library;
  library.update();
  const auto code = [&](const std::string& file) {
    try {
      library.update({file});
    } catch (const Error& error) {
      EXPECT_NE(error.advice(), "");
      return error.code();
    }
    return Errc::io;
  };
  EXPECT_EQ(code("practice-examples/not-there.md"), Errc::not_found);
  EXPECT_EQ(code("notes/some.md"), Errc::invalid);
  EXPECT_EQ(code("practice-examples"), Errc::invalid);
  EXPECT_EQ(code("../elsewhere.md"), Errc::invalid);
  EXPECT_EQ(code("practice-examples/README.md"), Errc::invalid);
}

// A file that was changed in the very moment it was indexed can have the stamp it had.
TEST(Incremental, AChangeThatLeavesTheStampIsFound) {
  const InventedLibrary library;
  library.write_example("quick", "Quick", "Zebras.");
  const auto file = library.root() / "practice-examples/quick.md";
  const auto time = fs::last_write_time(file);
  library.update();
  auto text = test::read(file);
  text.replace(text.find("Zebras"), 6, "Walrus");
  library.write("practice-examples/quick.md", text);
  fs::last_write_time(file, time);
  EXPECT_FALSE(library.up_to_date());
  library.update();
  EXPECT_THAT(ids(library.reader().search({.words = "walrus"})), ElementsAre("quick"));
}

TEST(Incremental, WhatIsWrongIsSaidEachTimeAndOnlyThatIsRead) {
  const InventedLibrary library;
  library.write_example("wrong", "Wrong", "Zebras.", "colour: red\n");
  for (int run = 0; run < 3; ++run) {
    const auto refreshed = library.refresh();
    EXPECT_FALSE(refreshed.nothing_to_do);
    EXPECT_EQ(refreshed.diagnostics.errors(), 1u);
    EXPECT_EQ(library.reader().size(), 8u);
  }
  library.write_example("wrong", "Wrong", "Zebras.");
  EXPECT_EQ(library.refresh().report.added, 1u);
  EXPECT_TRUE(library.refresh().nothing_to_do);
}

TEST(Incremental, OneRecordIsReadByTheIndexAsFromTheWhole) {
  const InventedLibrary library;
  library.write_example("linked", "Linked", "See [it](saltby-alliance).", "aliases: [linked-before]\n");
  library.update();
  const auto whole = record::read_collection(library.root());
  for (const auto& record : whole.records) {
    const auto part = read_by_index(library.root(), library.index(), record.id, true);
    ASSERT_TRUE(part) << record.id;
    const auto* const same = part->find(record.id);
    ASSERT_NE(same, nullptr);
    EXPECT_EQ(same->content_hash, record.content_hash);
    EXPECT_EQ(part->strength(*same), whole.strength(record));
    EXPECT_LE(part->records.size(), 4u);
    for (const auto& [name, field] : record.fields) EXPECT_EQ(same->list(name), field.values);
    for (const auto& key : record.list("sources")) EXPECT_NE(part->source(key), nullptr);
  }
  const auto renamed = read_by_index(library.root(), library.index(), "linked-before", false);
  ASSERT_TRUE(renamed);
  EXPECT_EQ(renamed->find("linked-before")->id, "linked");
  EXPECT_FALSE(read_by_index(library.root(), library.index(), "not-there", false));
  EXPECT_FALSE(read_by_index(library.root(), library.root() / "no-index", "linked", false));
}

}  // namespace
}  // namespace fieldbook::library
