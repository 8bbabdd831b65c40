#include "core/record/schema.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "core/base/error.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook::record {
namespace {

TEST(Schema, ReadsTheLibrarysDeclaration) {
  Diagnostics found;
  const auto schema = read_schema(test::source("tests/fixtures/good"), found);
  EXPECT_TRUE(found.empty()) << to_text(found.sorted().front());
  EXPECT_EQ(schema.title, "Test library (invented)");
  EXPECT_EQ(schema.review_interval_months, 24);
  EXPECT_TRUE(schema.index.empty());
  ASSERT_NE(schema.kind("evaluation"), nullptr);
  EXPECT_EQ(schema.kind("evaluation")->folder, "evaluations");
  ASSERT_NE(schema.field("approaches"), nullptr);
  EXPECT_EQ(schema.field("approaches")->type, FieldType::terms);
  EXPECT_EQ(schema.field("approaches")->facet, "approach");
  EXPECT_EQ(schema.field("findings")->columns.size(), 4U);
  EXPECT_TRUE(schema.field("findings")->columns[0].required);
  EXPECT_EQ(schema.field("title")->weight, 3U);
  EXPECT_EQ(schema.facets.front().name, "kind");
  EXPECT_NE(schema.field("aliases"), nullptr);
  EXPECT_EQ(schema.field("none"), nullptr);
  const auto& sections = schema.kind("practice-example")->sections;
  const auto happened = std::ranges::find(sections, "What happened", &SectionRule::heading);
  ASSERT_NE(happened, sections.end());
  EXPECT_TRUE(happened->cited && happened->required);
}

TEST(Schema, TheLibrarysOwnDeclarationIsInOrder) {
  Diagnostics found;
  const auto schema = read_schema(test::source("corpus"), found);
  EXPECT_TRUE(found.empty()) << to_text(found.sorted().front());
  EXPECT_EQ(schema.readability_limit, 40U);
  EXPECT_TRUE(schema.index.is_absolute());
  EXPECT_EQ(schema.index.filename(), "index");
}

std::vector<std::string> problems_of(const std::string& yaml) {
  const test::TempDir folder;
  folder.write("library.yaml", yaml);
  Diagnostics found;
  read_schema(folder.path(), found);
  std::vector<std::string> out;
  for (const auto& problem : found.sorted()) out.push_back(to_text(problem));
  return out;
}

const std::string smallest =
    "title: T\nfields:\n  title: {type: text}\nkinds:\n  note:\n    label: Note\n    folder: notes\n    required: "
    "[title]\n";

TEST(Schema, ASmallOneIsEnough) {
  EXPECT_THAT(problems_of(smallest), testing::IsEmpty());
}

TEST(Schema, SaysWhatIsWrong) {
  const struct {
    std::string yaml;
    std::string problem;
  } cases[] = {
      {smallest + "titel: x\n",
       "library.yaml:9:1: error: library.yaml: unknown 'titel', did you mean 'title'? [schema.unknown]"},
      {"title: T\nfields:\n  title: {type: txt}\nkinds:\n  note: {label: N, folder: notes}\n",
       "library.yaml:3:17: error: unknown type 'txt', did you mean 'text'? [schema.type]"},
      {"title: T\nfields:\n  title: {type: text}\nkinds:\n  note: {label: N, folder: notes, required: [titel]}\n",
       "library.yaml:5:45: error: the kind 'note': unknown field 'titel', did you mean 'title'? [schema.field]"},
      {"title: T\nvocabularies: [sectors]\nfields:\n  s: {type: term, vocabulary: sector}\nkinds:\n  note: {label: N, "
       "folder: notes}\n",
       "library.yaml:4:31: error: unknown vocabulary 'sector', did you mean 'sectors'? [schema.vocabulary]"},
      {"title: T\nfields:\n  s: {type: term}\nkinds:\n  note: {label: N, folder: notes}\n",
       "library.yaml:3:6: error: the field 's' needs a vocabulary; add 'vocabulary: NAME' [schema.vocabulary]"},
      {smallest + "  other: {label: O, folder: notes}\n",
       "library.yaml:9:29: error: the folder 'notes' belongs to 'note' already; give each kind its own folder "
       "[schema.folder]"},
      {smallest + "  other: {label: O, folder: ../etc}\n",
       "library.yaml:9:29: error: '../etc' cannot be the folder of a kind; use small letters, digits and hyphens, and "
       "not 'vocabulary' or "
       "'reviews' [schema.folder]"},
      {smallest + "review-interval-months: soon\n",
       "library.yaml:9:25: error: library.yaml: 'review-interval-months' must be a whole number, not 'soon'; write "
       "digits alone [schema.shape]"},
      {"title: T\nfields:\n  r: {type: records, kinds: [nots]}\nkinds:\n  note: {label: N, folder: notes}\n",
       "library.yaml: error: the field 'r': unknown kind 'nots', did you mean 'note'? [schema.kind]"},
      {"title: T\nfields:\n  aliases: {type: texts}\nkinds:\n  note: {label: N, folder: notes}\n",
       "library.yaml: error: the field 'aliases' is built in; remove it from 'fields' [schema.field]"},
  };
  for (const auto& c : cases)
    EXPECT_THAT(problems_of(c.yaml), testing::Contains(c.problem)) << testing::PrintToString(problems_of(c.yaml));
}

TEST(Schema, WithoutKindsNothingCanBeRead) {
  EXPECT_THROW(problems_of("title: T\n"), Error);
  EXPECT_THROW(problems_of(""), Error);
  EXPECT_THROW(problems_of("- a\n"), Error);
  EXPECT_THROW(problems_of("a: [\n"), Error);
  EXPECT_THROW(problems_of("title: \xFF\n"), Error);
  const test::TempDir empty;
  Diagnostics found;
  EXPECT_THROW(read_schema(empty.path(), found), Error);
}

TEST(Schema, TheNearestLibraryUpwards) {
  const test::TempDir folder;
  folder.write("library.yaml", smallest);
  folder.write("notes/a.md", "");
  EXPECT_EQ(find_library(folder.path() / "notes"), folder.path());
  EXPECT_EQ(find_library(folder.path()), folder.path());
  EXPECT_EQ(find_library("/proc"), std::nullopt);
}

}  // namespace
}  // namespace fieldbook::record
