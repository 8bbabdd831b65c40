#include "core/record/vocabulary.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temp_dir.hpp"

namespace fieldbook::record {
namespace {

using testing::ElementsAre;

struct Read {
  Vocabulary vocabulary;
  std::vector<std::string> problems;
};

Read read(const std::string& yaml) {
  const test::TempDir folder;
  folder.write("vocabulary/v.yaml", yaml);
  Diagnostics found;
  auto all = read_vocabularies(folder.path(), {"v"}, found);
  Read out{all.at("v"), {}};
  for (const auto& problem : found.sorted()) out.problems.push_back(to_text(problem));
  return out;
}

TEST(Vocabulary, FindsByIdAndByAnyLabel) {
  Diagnostics found;
  const auto all = read_vocabularies(test::source("tests/fixtures/good"), {"places", "approaches"}, found);
  EXPECT_TRUE(found.empty());
  const auto& places = all.at("places");
  EXPECT_EQ(places.title(), "Places");
  EXPECT_EQ(places.label("saltby"), "Saltby");
  EXPECT_EQ(places.label("nowhere"), "nowhere");
  ASSERT_NE(places.by_label("port of SALTBY"), nullptr);
  EXPECT_EQ(places.by_label("port of SALTBY")->id, "saltby");
  EXPECT_EQ(places.by_label("nowhere"), nullptr);
  EXPECT_THAT(places.with_broader("saltby"), ElementsAre("saltby", "harbour-county"));
  EXPECT_THAT(places.with_broader("nowhere"), ElementsAre());
  EXPECT_THAT(places.narrower("harbour-county"), ElementsAre("saltby"));
  EXPECT_EQ(places.find("long-moor")->rank, 2);
  EXPECT_EQ(all.at("approaches").by_label("Place based")->id, "place-based");
}

TEST(Vocabulary, TheLibrarysOwnAreInOrder) {
  Diagnostics found;
  const auto all =
      read_vocabularies(test::source("corpus"),
                        {"approaches", "sectors", "countries", "places", "outcomes", "study-designs", "contract-forms",
                         "statuses", "results", "strength", "directions", "read", "traditions"},
                        found);
  EXPECT_TRUE(found.empty()) << to_text(found.sorted().front());
  EXPECT_NE(all.at("strength").find("none-found"), nullptr);
}

TEST(Vocabulary, ABrokenOneIsNamedAndMended) {
  const auto cycle = read(
      "title: V\nterms:\n  - {id: a, prefLabel: A, broader: [b]}\n  - {id: b, prefLabel: B, broader: [c]}\n"
      "  - {id: c, prefLabel: C, broader: [a]}\n");
  EXPECT_THAT(
      cycle.problems,
      ElementsAre("vocabulary/v.yaml:5:10: error: 'c' is broader than itself, through 'a'; remove one 'broader' of the "
                  "circle [vocabulary.cycle]"));
  EXPECT_THAT(cycle.vocabulary.with_broader("a"), ElementsAre("a", "b", "c"));

  const auto itself = read("title: V\nterms:\n  - {id: a, prefLabel: A, broader: [a]}\n");
  EXPECT_EQ(itself.problems.size(), 1U);
  EXPECT_THAT(itself.vocabulary.with_broader("a"), ElementsAre("a"));

  EXPECT_THAT(
      read("title: V\nterms:\n  - {id: alpha, prefLabel: A}\n  - {id: b, prefLabel: B, broader: [alhpa]}\n").problems,
      ElementsAre(
          "vocabulary/v.yaml:4:10: error: broader: unknown term 'alhpa', did you mean 'alpha'? [vocabulary.broader]"));
  EXPECT_THAT(
      read("title: V\nterms:\n  - {id: a, prefLabel: Home care}\n  - {id: b, prefLabel: B, altLabel: [home-care]}\n")
          .problems,
      ElementsAre("vocabulary/v.yaml:4:10: error: the label 'home-care' of 'b' is a label of 'a' already; give one of "
                  "them another label "
                  "[vocabulary.duplicate-label]"));
  const auto twice = read("title: V\nterms:\n  - {id: a, prefLabel: A}\n  - {id: a, prefLabel: B}\n");
  EXPECT_THAT(
      twice.problems,
      ElementsAre(
          "vocabulary/v.yaml:4:10: error: the term 'a' stands twice; keep one of them [vocabulary.duplicate-id]"));
  EXPECT_EQ(twice.vocabulary.terms().size(), 1U);
  EXPECT_THAT(read("title: V\nterms:\n  - {id: a, prefLabel: A, scopeNote: one, two}\n").problems,
              ElementsAre("vocabulary/v.yaml:3:43: error: a term of 'v': unknown 'two'; put the text before it in "
                          "double quotes if it holds a comma "
                          "[vocabulary.unknown]"));
  EXPECT_THAT(
      read("title: V\nterms:\n  - {id: A b, prefLabel: A}\n  - {id: c}\n  - d\n").problems,
      ElementsAre(
          "vocabulary/v.yaml:3:10: error: 'A b' cannot be the id of a term; use small letters, digits and hyphens "
          "[vocabulary.id]",
          "vocabulary/v.yaml:4:5: error: a term of 'v' has no 'prefLabel'; add 'prefLabel: …' [vocabulary.missing]",
          "vocabulary/v.yaml:5:5: error: a term of 'v' must be a mapping; write 'name: value' lines below it "
          "[vocabulary.shape]"));
}

TEST(Vocabulary, AMissingFileIsSaid) {
  const test::TempDir folder;
  Diagnostics found;
  const auto all = read_vocabularies(folder.path(), {"gone"}, found);
  EXPECT_EQ(all.count("gone"), 1U);
  ASSERT_EQ(found.errors(), 1U);
  EXPECT_EQ(to_text(found.sorted().front()),
            "vocabulary/gone.yaml: error: the file is not there; make the file, or remove it from 'vocabularies' in "
            "library.yaml [vocabulary.file]");
}

}  // namespace
}  // namespace fieldbook::record
