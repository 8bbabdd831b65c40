#include "tests/corpus/shingles.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "core/base/text.hpp"
#include "core/record/collection.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook::test {
namespace {

using testing::ElementsAre;

std::vector<std::string> folded(std::string_view text) {
  std::vector<std::string> out;
  for (const auto& word : run_words_of(text)) out.push_back(word.folded);
  return out;
}

TEST(Shingles, WordsAreFoldedAndMarksPassedOver) {
  EXPECT_THAT(folded("The council’s *Whānau* plan\u2014of £1,250.5m, [S12] see https://example.org/a-b [@key, p. 4]."),
              ElementsAre("the", "councils", "whanau", "plan", "of", "12505m", "see"));
}

TEST(Shingles, ARunIsFoundAgainWhateverItsPunctuation) {
  const auto held = runs_of("Sixteen words stand here, and eight of them, in a row, are a run to find.");
  const auto seen = runs_of("and EIGHT of them in a row are");
  ASSERT_EQ(seen.size(), 1U);
  EXPECT_NE(std::ranges::find(held, seen.front()), held.end());
  EXPECT_TRUE(runs_of("only seven words stand in this one").empty());
}

TEST(Shingles, AreKeptSortedAndReadBack) {
  const std::set<std::uint64_t> runs{1, 255, 256, (std::uint64_t{1} << 40) - 1};
  EXPECT_THAT(decode_runs(encode_runs(runs)), ElementsAre(1, 255, 256, (std::uint64_t{1} << 40) - 1));
  EXPECT_THROW(decode_runs("abc"), std::runtime_error);
}

TEST(Shingles, ANameIsSixCapitalsInEight) {
  const auto name = run_words_of("The National Lottery Community Fund and Plymouth City");
  const auto sentence = run_words_of("The Fund paid for work in Plymouth and");
  EXPECT_TRUE(is_name(name, 0));
  EXPECT_FALSE(is_name(sentence, 0));
}

// What a record says in words of its own, paragraph by paragraph: not its title, names and ids.
std::vector<std::string> own_words(const record::Collection& library, const record::Record& record) {
  std::vector<std::string> out;
  for (const auto& [name, field] : record.fields) {
    const auto* const rule = library.schema.field(name);
    if (rule == nullptr || name == "title" || name == "publisher") continue;
    if (rule->type == record::FieldType::text) out.insert(out.end(), field.values.begin(), field.values.end());
    for (const auto& row : field.rows) {
      for (const auto& column : rule->columns) {
        const auto value = row.find(column.name);
        if (column.type == record::FieldType::text && value != row.end()) out.push_back(value->second);
      }
    }
  }
  for (const auto& paragraph : record.body.paragraphs) out.emplace_back(cut(record.body.text, paragraph));
  return out;
}

// Titles that may be written out in a record: those of the sources and of the records.
std::set<std::uint64_t> titles(const record::Collection& library) {
  std::set<std::uint64_t> out;
  const auto add = [&out](std::string_view title) {
    const auto runs = runs_of(title);
    out.insert(runs.begin(), runs.end());
  };
  for (const auto& source : library.sources) add(source.title);
  for (const auto& record : library.records) add(record.title());
  return out;
}

std::string words_from(const std::vector<RunWord>& words, std::size_t first) {
  std::vector<std::string> run;
  for (auto i = first; i < first + run_words; ++i) run.push_back(words[i].folded);
  return join(run, " ");
}

TEST(Shingles, NoRecordRepeatsEightWordsOfTheTextsItWasWrittenFrom) {
  const auto held = decode_runs(read(source("tests/corpus/shingles.bin")));
  ASSERT_GT(held.size(), 50'000U);
  const auto library = record::read_collection(source("corpus"));
  const auto exempt = titles(library);
  std::size_t compared = 0;
  for (const auto& record : library.records) {
    for (const auto& text : own_words(library, record)) {
      const auto words = run_words_of(text);
      for (std::size_t i = 0; i + run_words <= words.size(); ++i) {
        const auto run = run_hash(words, i);
        ++compared;
        if (!std::ranges::binary_search(held, run) || exempt.contains(run) || is_name(words, i)) continue;
        ADD_FAILURE() << record.file.string() << " repeats: " << words_from(words, i);
      }
    }
  }
  EXPECT_GT(compared, 20'000U);
}

}  // namespace
}  // namespace fieldbook::test
