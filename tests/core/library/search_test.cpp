#include "core/library/search.hpp"

#include <gmock/gmock.h>

#include "core/base/error.hpp"
#include "tests/core/library/invented_library.hpp"

namespace fieldbook::library {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::IsSupersetOf;
using testing::Not;
using testing::UnorderedElementsAre;

class Search : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    library_ = std::make_unique<InventedLibrary>();
    library_->update();
  }
  static void TearDownTestSuite() { library_.reset(); }

  Results search(const Query& query) { return reader_.search(query); }
  std::string refusal(const Query& query) {
    try {
      reader_.search(query);
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), Errc::invalid);
      return error.message();
    }
    return "nothing was thrown";
  }

  static std::unique_ptr<InventedLibrary> library_;
  Reader reader_ = library_->reader();
};

std::unique_ptr<InventedLibrary> Search::library_;

const FacetCount* count_of(const Results& results, std::string_view facet, std::string_view value) {
  for (const auto& [name, counts] : results.facets) {
    if (name != facet) continue;
    for (const auto& count : counts) {
      if (count.value == value) return &count;
    }
  }
  return nullptr;
}

TEST_F(Search, PutsTheRightRecordFirst) {
  const auto results = search({.words = "alliance contracting homelessness", .facets = true});
  EXPECT_EQ(results.query, "alliance contracting homelessness");
  ASSERT_FALSE(results.hits.empty());
  const auto& first = results.hits.front();
  EXPECT_EQ(first.id, "saltby-alliance");
  EXPECT_EQ(first.kind, "practice-example");
  EXPECT_EQ(first.title, "Saltby homelessness alliance");
  EXPECT_EQ(first.url, "practice-examples/saltby-alliance.html");
  EXPECT_GT(first.score, 0);
  EXPECT_EQ(first.fields.at("approach"), "alliance strategic");
  EXPECT_EQ(first.fields.at("strength"), "moderate");
  EXPECT_EQ(first.fields.at("years"), "2017–2027");
  EXPECT_THAT(first.fields.at("summary"), HasSubstr("share one alliance contract"));
  for (std::size_t i = 1; i < results.hits.size(); ++i) EXPECT_GE(results.hits[i - 1].score, results.hits[i].score);
}

TEST_F(Search, WordsMatchTheirOtherForms) {
  EXPECT_THAT(ids(search({.words = "village"})), Contains("long-moor-villages"));
  EXPECT_THAT(ids(search({.words = "VILLAGES"})), Contains("long-moor-villages"));
  EXPECT_THAT(ids(search({.words = "Jose Ibarra"})), Contains("marsh-2022-saltby"));
}

TEST_F(Search, OnlyStopWordsAreStillLookedFor) {
  const auto results = search({.words = "what is it"});
  EXPECT_GT(results.total, 0u);
  EXPECT_THAT(search({.words = "?!"}).hits, IsEmpty());
}

TEST_F(Search, WithoutWordsTheFiltersChoose) {
  EXPECT_EQ(search({}).total, 8u);
  EXPECT_THAT(ids(search({})), ElementsAre("alliance", "long-moor-villages", "marsh-2022-saltby", "moor-2019-residents",
                                           "riverton-work-bond", "saltby-alliance", "separate-budgets", "share-risk"));
  EXPECT_THAT(ids(search({.filters = {{"kind", "evaluation"}}})),
              ElementsAre("marsh-2022-saltby", "moor-2019-residents"));
  EXPECT_THAT(ids(search({.filters = {{"approach", "alliance"}, {"kind", "evaluation"}}})),
              ElementsAre("marsh-2022-saltby"));
  EXPECT_THAT(ids(search({.filters = {{"kind", "barrier"}, {"kind", "approach"}}})),
              ElementsAre("alliance", "separate-budgets"));
  EXPECT_THAT(ids(search({.filters = {{"result", "ended-early"}}})), ElementsAre("riverton-work-bond"));
  EXPECT_THAT(ids(search({.filters = {{"strength", "moderate"}}})),
              ElementsAre("marsh-2022-saltby", "saltby-alliance"));
  EXPECT_EQ(search({.filters = {{"result", "ended-early"}}}).hits.front().snippet,
            "An invented social impact bond for young people out of work ended early because the outcome could not be "
            "counted.");
}

TEST_F(Search, ABroaderPlaceFindsItsNarrowerOnes) {
  EXPECT_THAT(ids(search({.filters = {{"place", "harbour-county"}}})),
              ElementsAre("marsh-2022-saltby", "saltby-alliance"));
  EXPECT_THAT(ids(search({.words = "sleep", .filters = {{"place", "harbour-county"}}})),
              UnorderedElementsAre("marsh-2022-saltby", "saltby-alliance"));
  EXPECT_EQ(search({.filters = {{"place", "saltby"}}}).hits.front().fields.at("place"), "saltby");
}

TEST_F(Search, FiltersTakeLabelsAndRefuseTheUnknown) {
  EXPECT_EQ(search({.filters = {{"place", "Port of Saltby"}}}).total, 2u);
  EXPECT_EQ(search({.filters = {{"strength", "Moderate"}}}).total, 2u);
  EXPECT_THAT(refusal({.filters = {{"approach", "aliance"}}}), HasSubstr("did you mean 'alliance'?"));
  EXPECT_THAT(refusal({.filters = {{"aproach", "alliance"}}}), HasSubstr("did you mean 'approach'?"));
  EXPECT_THAT(refusal({.filters = {{"strength", "qqqqqqqqqq"}}}), HasSubstr("very-limited"));
  EXPECT_THAT(refusal({.filters = {{"kind", ""}}}), HasSubstr("there is no kind"));
}

TEST_F(Search, YearsAreOfActivityOrPublication) {
  EXPECT_THAT(ids(search({.from = Date{2021}})), ElementsAre("marsh-2022-saltby", "saltby-alliance"));
  EXPECT_THAT(ids(search({.to = Date{2015}})), ElementsAre("long-moor-villages"));
  EXPECT_THAT(ids(search({.from = Date{2019}, .to = Date{2019}})),
              ElementsAre("long-moor-villages", "moor-2019-residents", "riverton-work-bond", "saltby-alliance"));
  EXPECT_THAT(ids(search({.from = Date{2028}})), IsEmpty());
  EXPECT_THAT(ids(search({.from = Date{1000}, .to = Date{9999, 12, 31}})).size(), 5u);
}

TEST_F(Search, DatesReachAsFarAsTheyAreKnown) {
  const InventedLibrary library;
  library.write_example("spring", "Spring", "Quinces.", "start: 2018-03\nend: 2020-06-15\n");
  library.write_example("some-day", "Some day", "Quinces.", "start: 2020\nend: 2020\n");
  library.update();
  auto reader = library.reader();
  const auto found = [&](const Query& query) { return ids(reader.search(query)); };
  EXPECT_THAT(found({.words = "quinces", .from = Date{2020, 6, 15}}), UnorderedElementsAre("spring", "some-day"));
  EXPECT_THAT(found({.words = "quinces", .from = Date{2020, 6, 16}}), ElementsAre("some-day"));
  EXPECT_THAT(found({.words = "quinces", .from = Date{2020, 7}}), ElementsAre("some-day"));
  EXPECT_THAT(found({.words = "quinces", .to = Date{2018, 3, 1}}), ElementsAre("spring"));  // some day of March: it may be the first
  EXPECT_THAT(found({.words = "quinces", .to = Date{2018, 2}}), IsEmpty());
  EXPECT_THAT(found({.words = "quinces", .to = Date{2018, 3}}), ElementsAre("spring"));
  EXPECT_THAT(found({.words = "quinces", .from = Date{2020, 12, 31}, .to = Date{2020, 12, 31}}), ElementsAre("some-day"));
}

TEST_F(Search, AnActivityWithoutAnEndStillGoesOn) {
  const InventedLibrary library;
  library.write_example("open-end", "Open end", "Words.", "start: 2020\n");
  library.update();
  const auto results = library.reader().search({.from = Date{2090}});
  EXPECT_THAT(ids(results), ElementsAre("open-end"));
  EXPECT_EQ(results.hits.front().fields.at("years"), "since 2020");
}

TEST_F(Search, SortsByTitleAndNewest) {
  EXPECT_THAT(ids(search({.sort = Sort::title, .limit = 3})),
              ElementsAre("alliance", "separate-budgets", "long-moor-villages"));
  EXPECT_THAT(ids(search({.sort = Sort::newest, .limit = 4})),
              ElementsAre("marsh-2022-saltby", "moor-2019-residents", "riverton-work-bond", "saltby-alliance"));
}

TEST_F(Search, Pages) {
  const auto all = ids(search({.words = "alliance saltby budget"}));
  std::vector<std::string> paged;
  for (std::size_t offset = 0; offset < all.size() + 2; offset += 2) {
    const auto page = search({.words = "alliance saltby budget", .limit = 2, .offset = offset});
    EXPECT_EQ(page.total, all.size());
    for (const auto& id : ids(page)) paged.push_back(id);
  }
  EXPECT_EQ(paged, all);
  EXPECT_THAT(search({.words = "alliance", .limit = 0}).hits, IsEmpty());
  EXPECT_THAT(search({.words = "alliance", .offset = 10'000'000}).hits, IsEmpty());
}

TEST_F(Search, EqualScoresGoById) {
  const InventedLibrary library;
  library.write_example("c-same", "Same words", "Zebras.");
  library.update();
  for (const auto* const id : {"a-same", "b-same"}) {
    library.write_example(id, "Same words", "Zebras.");
    library.update();
  }
  EXPECT_THAT(ids(library.reader().search({.words = "zebras"})), ElementsAre("a-same", "b-same", "c-same"));
  EXPECT_THAT(ids(library.reader().search({.words = "zebras", .limit = 1})), ElementsAre("a-same"));
}

TEST_F(Search, FacetsAreCountedInTheOrderOfTheSchema) {
  const auto results = search({.facets = true});
  std::vector<std::string> names;
  for (const auto& facet : results.facets) names.push_back(facet.first);
  EXPECT_THAT(names, ElementsAre("kind", "approach", "sector", "country", "place", "result", "strength",
                                 "contract-form", "study-design"));
  ASSERT_NE(count_of(results, "kind", "practice-example"), nullptr);
  EXPECT_EQ(count_of(results, "kind", "practice-example")->count, 3u);
  EXPECT_EQ(count_of(results, "kind", "practice-example")->label, "Practice example");
  EXPECT_EQ(count_of(results, "place", "harbour-county")->count, 2u);
  EXPECT_EQ(count_of(results, "place", "harbour-county")->label, "Harbour County");
  EXPECT_EQ(results.facets[1].second.front().value, "alliance");
  for (const auto& [facet, counts] : results.facets) {
    for (std::size_t i = 0; i < counts.size(); ++i) {
      EXPECT_EQ(search({.filters = {{facet, counts[i].value}}}).total, counts[i].count)
          << facet << ' ' << counts[i].value;
      EXPECT_GE(counts[i == 0 ? 0 : i - 1].count, counts[i].count);
    }
  }
  EXPECT_THAT(search({.words = "alliance"}).facets, IsEmpty());
}

TEST_F(Search, NamesOfTheVocabularyFindWhatIsFiledUnderThem) {
  const auto results = search({.words = "payment by results", .explain = true});
  ASSERT_THAT(ids(results), Contains("riverton-work-bond"));
  EXPECT_EQ(results.hits.front().id, "riverton-work-bond");
  EXPECT_THAT(
      results.hits.front().why,
      Contains("It is filed under 'Outcomes-based commissioning' (approach), which 'payment by results' is a name of"));
  EXPECT_THAT(ids(search({.words = "codesign"})), ElementsAre("long-moor-villages"));
  EXPECT_THAT(ids(search({.words = "strong"})), IsEmpty()) << "an everyday word is not a degree of evidence";
}

TEST(SearchNames, FindTextsThatUseAnotherName) {
  const InventedLibrary library;
  library.write_example("shelter", "A night shelter", "The shelter took in everybody who was homeless.");
  library.update();
  auto reader = library.reader();
  const auto found = reader.search({.words = "rough sleeping"});
  EXPECT_THAT(ids(found), Contains("shelter")) << "it is filed under health";
  EXPECT_THAT(ids(reader.search({.words = "\"rough sleeping\""})), Not(Contains("shelter"))) << "quoted words mean themselves";
  const auto shelter = std::ranges::find(found.hits, "shelter", &Hit::id);
  ASSERT_FALSE(shelter->highlights.empty());
  EXPECT_EQ(cut(shelter->snippet, shelter->highlights.front()), "homeless");
}

TEST_F(Search, OffersACorrectionForWordsItDoesNotHave) {
  const auto results = search({.words = "Homelesness aliance"});
  EXPECT_EQ(results.corrected, "homelessness alliance");
  EXPECT_EQ(search({.words = "homelessness"}).corrected, std::nullopt);
  EXPECT_EQ(search({.words = "xyzzy 2099"}).corrected, std::nullopt);
  EXPECT_EQ(search({.words = "codesign"}).corrected, std::nullopt) << "a name of the vocabulary is no slip";
  EXPECT_EQ(search({.words = "title:aliance OR villages"}).corrected, "title:alliance OR villages");
}

TEST_F(Search, SimilarLeavesTheRecordItselfOut) {
  const auto results = reader_.similar("saltby-homelessness", 3);  // an alias
  EXPECT_EQ(results.hits.size(), 3u);
  EXPECT_EQ(results.hits.front().id, "marsh-2022-saltby");
  EXPECT_THAT(ids(results), Not(Contains("saltby-alliance")));
  EXPECT_THROW(reader_.similar("nothing-of-the-kind", 3), Error);
}

TEST_F(Search, FindFollowsAliases) {
  const auto entry = reader_.find("saltby-homelessness");
  ASSERT_TRUE(entry);
  EXPECT_EQ(entry->id, "saltby-alliance");
  EXPECT_EQ(entry->kind, "practice-example");
  EXPECT_EQ(entry->file, "practice-examples/saltby-alliance.md");
  EXPECT_EQ(entry->url, "practice-examples/saltby-alliance.html");
  EXPECT_FALSE(reader_.find("no-such-record"));
  EXPECT_FALSE(reader_.find(std::string(5'000, 'x')));
  EXPECT_FALSE(reader_.find(""));
}

TEST_F(Search, TitleCountsMoreThanSummaryAndSummaryMoreThanText) {
  const InventedLibrary library;
  const auto words = invented_text(3, 200);
  library.write_example("a-text", "One", words + " zebras");
  library.write_example("b-title", "One about zebras", words);
  library.update();
  EXPECT_THAT(ids(library.reader().search({.words = "zebras"})), ElementsAre("b-title", "a-text"));
}

}  // namespace
}  // namespace fieldbook::library
