#include "core/review/duplicates/dedupe.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "core/base/text.hpp"
#include "core/bibliography/bibtex.hpp"
#include "core/bibliography/identifiers.hpp"
#include "core/bibliography/name_text.hpp"
#include "core/bibliography/reading.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook::review {
namespace {

using bibliography::Reference;
using Json = nlohmann::json;

Reference article(const std::string& title, const std::string& authors, int year, const std::string& journal = "", const std::string& doi = "") {
  Reference out;
  out.type = "article-journal";
  out.title = title;
  out.authors = bibliography::names_from_list(authors);
  out.issued = Date{year, 0, 0};
  out.container_title = journal;
  out.doi = doi;
  return out;
}

enum class Fate { merged, offered, apart };

Fate fate(const Reference& a, const Reference& b) {
  const std::vector<Reference> both{a, b};
  const auto found = find_duplicates(both);
  return !found.clusters.empty() ? Fate::merged : !found.review.empty() ? Fate::offered : Fate::apart;
}

std::string text(const Json& record, const char* name) { return record.contains(name) && record[name].is_string() ? record[name].get<std::string>() : std::string(); }

const std::string long_title = "Collaborative commissioning of community services in rural districts: a realist evaluation";

TEST(Dedupe, MergesWhatIsWrittenInOtherWays) {
  const auto a = article(long_title, "Marsh, Ada; Ibarra, José", 2019, "Journal of Integrated Care", "10.5555/abc%2817%29");
  EXPECT_EQ(fate(a, article("COLLABORATIVE COMMISSIONING OF COMMUNITY SERVICES IN RURAL DISTRICTS – A REALIST EVALUATION.", "Marsh A, Ibarra J", 2019, "J Integr Care")), Fate::merged);
  EXPECT_EQ(fate(a, article(long_title, "Marsh, Ada; Ibarra, José", 2019, "Journal of Integrated Care", "https://doi.org/10.5555/ABC(17)")), Fate::merged);
}

TEST(Dedupe, OffersButNeverMergesDifferentDois) {
  const auto a = article(long_title, "Marsh, Ada", 2019, "Journal of Integrated Care", "10.5555/one");
  EXPECT_EQ(fate(a, article(long_title, "Marsh, Ada", 2019, "Journal of Integrated Care", "10.5555/two")), Fate::offered);
  for (const auto* const placeholder : {"NONE", "N/A", "n/a", "unknown", "-", ""}) {
    EXPECT_EQ(fate(a, article(long_title, "Marsh, Ada", 2019, "Journal of Integrated Care", placeholder)), Fate::merged) << placeholder;
  }
}

TEST(Dedupe, KeepsDifferentDoisApartByWayOfAThird) {
  const std::vector<Reference> records{article(long_title, "Marsh, Ada", 2019, "Journal of Integrated Care", "10.5555/one"), article(long_title, "Marsh, Ada", 2019, "Journal of Integrated Care"),
                                       article(long_title, "Marsh, Ada", 2019, "Journal of Integrated Care", "10.5555/two")};
  const auto found = find_duplicates(records);
  ASSERT_EQ(found.clusters.size(), 1U);
  EXPECT_EQ(found.clusters[0].size(), 2U);
  EXPECT_FALSE(found.review.empty());
}

TEST(Dedupe, ASharedDoiIsNotEnough) {
  EXPECT_EQ(fate(article("Poster abstracts on hospital discharge", "Marsh, Ada", 2019, "Supplement", "10.5555/s1"), article("The cost of delayed transfers in winter months", "Okoro, Ben", 2019, "Supplement", "10.5555/s1")), Fate::apart);
}

TEST(Dedupe, TakesThePersonsWord) {
  const std::vector<Reference> records{article(long_title, "Marsh, Ada", 2019, "", "10.5555/one"), article(long_title, "Marsh, Ada", 2019), article(long_title, "Marsh, Ada", 2019, "", "10.5555/two")};
  const std::vector<Ruling> joined{{0, 2, true}};
  EXPECT_EQ(find_duplicates(records, joined).clusters, (std::vector<std::vector<std::size_t>>{{0, 1, 2}}));
  const std::vector<Ruling> parted{{0, 2, true}, {1, 0, false}};
  EXPECT_EQ(find_duplicates(records, parted).clusters, (std::vector<std::vector<std::size_t>>{{0, 2}}));
  const std::vector<Ruling> changed{{0, 1, false}, {0, 1, true}};
  EXPECT_EQ(find_duplicates(records, changed).clusters.front(), (std::vector<std::size_t>{0, 1}));
}

TEST(Dedupe, ReadsNeitherNotesNorAbstractsNorCustomFields) {
  auto a = article(long_title, "Marsh, Ada", 2019), b = article("Another matter altogether, told at length and in other words", "Okoro, Ben", 2012);
  for (auto* const one : {&a, &b}) {
    one->note = "Duplicate";
    one->abstract = "The very same words in both.";
    one->custom = {{"caption", "Duplicate"}, {"gold", "1"}};
  }
  EXPECT_EQ(fate(a, b), Fate::apart);
}

TEST(Dedupe, GivesNothingForNothing) {
  EXPECT_TRUE(find_duplicates({}).clusters.empty());
  EXPECT_EQ(fate(Reference{}, Reference{}), Fate::apart);
}

// What other tools' authors found hard: the pair is right when it is merged, kept apart, or offered where two real DOIs differ.
TEST(Dedupe, JudgesHardPairsRight) {
  const auto cases = Json::parse(test::read(test::source("tests/data/dedupe/bib-dedupe.json"))).at("cases");
  ASSERT_EQ(cases.size(), 25U);
  for (const auto& one : cases) {
    std::vector<Reference> both;
    for (const auto* const side : {"record_a", "record_b"}) {
      auto bibtex = "@" + text(one[side], "ENTRYTYPE") + (text(one[side], "ENTRYTYPE").empty() ? "article{k" : "{k");
      for (const auto& [name, value] : one[side].items()) {
        if (value.is_string() && name != "ENTRYTYPE" && name != "ID" && name != "colrev_status") bibtex += ",\n  " + name + " = {" + value.get<std::string>() + "}";
      }
      Diagnostics ignored;
      auto read = bibliography::read_foreign_bibtex(bibtex + "\n}\n", "case.bib", ignored);
      ASSERT_EQ(read.size(), 1U) << bibtex;
      both.push_back(std::move(read.front()));
    }
    const auto found = fate(both[0], both[1]);
    const auto doi = [&](std::size_t i) { return bibliography::clean_doi(both[i].doi); };
    const bool dois_differ = !doi(0).empty() && !doi(1).empty() && doi(0) != doi(1);
    if (dois_differ) {
      EXPECT_NE(found, Fate::merged) << one.at("id");
      const bool offered = found == Fate::offered;
      EXPECT_TRUE(offered || !one.at("expected_duplicate").get<bool>()) << one.at("id");
    } else {
      EXPECT_EQ(found, one.at("expected_duplicate").get<bool>() ? Fate::merged : Fate::apart) << one.at("id");
    }
  }
}

std::vector<Reference> crebp(const std::string& name) {
  std::vector<Reference> out;
  for (const auto& one : Json::parse(test::read(test::source("tests/data/dedupe/crebp-" + name + ".json")))) {
    auto reference = article(text(one, "title"), "", std::stoi(text(one, "year")), text(one, "journal"));
    std::vector<std::string> authors;
    if (one["authors"].is_array()) authors = one["authors"].get<std::vector<std::string>>();
    for (const auto& author : authors) reference.authors.push_back(bibliography::name_from_text(author));
    if (authors.empty()) reference.authors = bibliography::names_from_list(text(one, "authors"));
    reference.volume = text(one, "volume");
    reference.issue = text(one, "number");
    reference.page = text(one, "pages");
    reference.issn = text(one, "isbn");
    out.push_back(std::move(reference));
  }
  return out;
}

TEST(Dedupe, FindsTheObviousPairs) {
  const auto records = crebp("dupes-obvious");
  const auto found = find_duplicates(records);
  ASSERT_EQ(found.clusters.size(), records.size() / 2);
  for (std::size_t i = 0; i < found.clusters.size(); ++i) EXPECT_EQ(found.clusters[i], (std::vector<std::size_t>{2 * i, 2 * i + 1}));
}

TEST(Dedupe, FindsOnePairAndNoOtherAmongTheOddOnes) {
  EXPECT_EQ(find_duplicates(crebp("dupeissues")).clusters, (std::vector<std::vector<std::size_t>>{{0, 1}}));
  for (const auto* const name : {"isbn-false-dupe", "nodupes"}) {
    const auto found = find_duplicates(crebp(name));
    EXPECT_TRUE(found.clusters.empty()) << name;
    EXPECT_TRUE(found.review.empty()) << name;
  }
}

struct Labelled {
  std::vector<Reference> references;
  std::vector<bool> is_duplicate;   // of every record that has another like it
};

Labelled labelled(const std::string& name) {
  Diagnostics ignored;
  Labelled out{bibliography::read_references(test::read(test::source("tests/data/dedupe/" + name + ".csv")), name, ignored).references, {}};
  for (auto& reference : out.references) {
    out.is_duplicate.push_back(reference.custom.contains("gold"));
    reference.custom.clear();
  }
  return out;
}

TEST(Dedupe, HoldsItsBarsOnLabelledLibraries) {
  for (const auto& [name, size] : std::vector<std::pair<std::string, std::size_t>>{{"respiratory", 1988}, {"copper", 505}}) {
    const auto set = labelled(name);
    ASSERT_EQ(set.references.size(), size);
    const auto found = find_duplicates(set.references);
    std::size_t right = 0, wrong = 0;
    for (const auto& cluster : found.clusters) {
      const auto gold = static_cast<std::size_t>(std::ranges::count_if(cluster, [&](std::size_t i) { return set.is_duplicate[i]; }));
      right += gold > 1 ? gold : 0;
      wrong += cluster.size() - gold;
      std::set<std::string> dois;
      for (const auto i : cluster) dois.insert(fold(bibliography::clean_doi(set.references[i].doi)));
      dois.erase("");
      EXPECT_LE(dois.size(), 1U) << name;
    }
    const auto gold = std::ranges::count(set.is_duplicate, true);
    ASSERT_GT(gold, 200) << name;
    EXPECT_GE(static_cast<double>(right) / static_cast<double>(gold), 0.95) << name;
    EXPECT_LE(static_cast<double>(wrong) / static_cast<double>(size - static_cast<std::size_t>(gold)), 0.005) << name;
  }
}

}  // namespace
}  // namespace fieldbook::review
