// The plain data must be what the index holds: every term, every count, every place.
#include "core/library/postings.hpp"

#include <gmock/gmock.h>
#include <xapian.h>

#include "core/base/error.hpp"
#include "core/library/names.hpp"
#include "core/library/places.hpp"
#include "core/library/terms.hpp"
#include "core/record/collection.hpp"
#include "tests/core/library/invented_library.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook::library {
namespace {

// A term with everything known of it, on one line.
std::string line(const std::string& term, const std::map<std::string, std::string>& by_record) {
  auto out = term;
  for (const auto& [id, what] : by_record) out += " " + id + what;
  return out;
}

// The places of each term in each document: as the index holds them, by the numbers of words.
std::map<std::string, std::map<Xapian::docid, std::string>> places_in_index(const Xapian::Database& database) {
  const auto words = WordNumbers::all(database);
  std::map<std::string, std::map<Xapian::docid, std::string>> out;
  for (auto at = database.valuestream_begin(slot::places); at != database.valuestream_end(slot::places); ++at) {
    each_place(*at, [&](std::uint32_t field, std::uint32_t word, unsigned position) {
      const auto place = "," + std::to_string(position);
      out[words.at(word)][at.get_docid()] += place;
      if (field != WordNumbers::none) out[words.at(field) + words.at(word)][at.get_docid()] += place;
    });
  }
  return out;
}

std::vector<std::string> terms_of_index(const Xapian::Database& database) {
  std::vector<std::string> out;
  auto places = places_in_index(database);
  const auto directory = read_directory(database);
  std::map<std::string, std::string> values;   // by the terms of their numbers
  for (std::size_t code = 0; code < directory.codes.values().size(); ++code) {
    const auto& [facet, value] = directory.codes.values()[code];
    values[facet_term(code)] = facet_term(directory.facets.at(facet).name, value);
  }
  for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
    if ((*term).starts_with("Q") || (*term).starts_with("XA") || (*term).starts_with("XN")) continue;   // not searched
    std::map<std::string, std::string> by_record;
    for (auto posting = database.postlist_begin(*term); posting != database.postlist_end(*term); ++posting) {
      auto& what = by_record[database.get_document(*posting).get_value(0)];
      what = ":" + std::to_string(posting.get_wdf()) + places[*term][*posting];
    }
    const auto value = values.find(*term);
    out.push_back(line(value == values.end() ? *term : value->second, by_record));
  }
  std::ranges::sort(out);
  return out;
}

std::vector<std::string> terms_of(const Postings& postings, const record::Collection& collection) {
  std::vector<std::string> out;
  postings.each_term([&](const std::string& term, std::span<const Posting> found) {
    std::map<std::string, std::string> by_record;
    for (const auto& posting : found) {
      auto& what = by_record[collection.records[posting.record].id];
      what = ":" + std::to_string(posting.count);
      for (const auto place : posting.positions) what += "," + std::to_string(place);
    }
    out.push_back(line(term, by_record));
  });
  std::ranges::sort(out);
  return out;
}

TEST(Postings, AreWhatTheIndexHolds) {
  const InventedLibrary library;
  library.write_example("accents", "Café José", "Ærø and naïve words, words and \u00adwords; N.H.S. 1,234.5");
  library.update();
  const auto collection = record::read_collection(library.root());
  const Postings postings(collection);
  const Xapian::Database database(library.index().string());
  ASSERT_EQ(postings.records(), database.get_doccount());
  EXPECT_EQ(terms_of(postings, collection), terms_of_index(database));
  double sum = 0;
  for (const auto length : postings.lengths()) sum += length;
  EXPECT_DOUBLE_EQ(sum / static_cast<double>(postings.records()), database.get_average_length());
  std::vector<std::pair<std::string, std::uint32_t>> words;
  for (auto word = database.spellings_begin(); word != database.spellings_end(); ++word)
    words.emplace_back(*word, word.get_termfreq());
  EXPECT_EQ(postings.words(), words);
}

// What does not fit into memory comes out as if it did.
TEST(Postings, AreTheSameWhereTheyAreLaidDownInRuns) {
  const InventedLibrary library;
  library.write_example("accents", "Café José", "Ærø and naïve words, words and \u00adwords; N.H.S. 1,234.5");
  const auto collection = record::read_collection(library.root());
  ASSERT_GE(collection.records.size(), 3u);
  const Postings whole(collection);
  for (const std::size_t held : {0, 20'000}) {
    const test::TempDir folder;
    Postings in_runs(collection.schema, collection.vocabularies, {folder.path(), held});
    for (const auto& record : collection.records) {
      const record::Record* const one[] = {&record};
      in_runs.add(collection, one);
    }
    in_runs.close();
    EXPECT_EQ(terms_of(in_runs, collection), terms_of(whole, collection)) << held;
    EXPECT_EQ(in_runs.lengths(), whole.lengths());
    EXPECT_EQ(in_runs.words(), whole.words());
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
  }
}

// All that is known of a library, on lines.
std::vector<std::string> all_of(const Postings& postings, const record::Collection& collection) {
  auto out = terms_of(postings, collection);
  for (const auto& [word, count] : postings.words()) out.push_back(word + " " + std::to_string(count));
  for (std::size_t i = 0; i < collection.records.size(); ++i) {
    out.push_back(collection.records[i].id + " " + std::to_string(postings.lengths()[i]) + " " + std::to_string(postings.years()[i].first) + " " +
                  std::to_string(postings.years()[i].last));
  }
  return out;
}

Postings::Keeping keeping_in(const std::filesystem::path& folder, const record::Collection& collection) {
  return {folder / "kept", "key", [&collection](const record::Record& record) { return record.id + " " + record.content_hash + " " + collection.strength(record); }};
}

// Records are edited, added at either end and in between, and removed: what was kept, of whichever run, and what is read again come
// to what a first run finds.
TEST(Postings, AreTheSameWhereTheyWereKept) {
  const InventedLibrary library;
  const test::TempDir folder;
  const std::vector<std::function<void()>> edits{
      [] {},
      [&] { library.write_example("middle", "Housing in the middle", "Alliance contracting of words. A word said twice: words."); },
      [&] { library.write_example("middle", "Housing in between", "Another word, and nothing of what was said."); },
      [&] { library.write_example("aaa-first", "First of all", "Words that stand before all others.", "start: 2019-04\nend: 2021-03\n"); },
      [&] { library.write_example("zzz-last", "Last of all", "Words zzyzx that stand behind all others."); },
      [&] { library.remove("practice-examples/middle.md"); },
      [&] { library.write_example("zzz-last", "Last of all", "And these are gone."); },
      [&] { library.remove("practice-examples/aaa-first.md"); }};
  std::string kept;
  for (std::size_t i = 0; i < edits.size(); ++i) {
    edits[i]();
    const auto collection = record::read_collection(library.root());
    const Postings postings(collection, keeping_in(folder.path(), collection)), anew(collection);
    EXPECT_EQ(all_of(postings, collection), all_of(anew, collection)) << "after edit " << i;
    if (i == 0) kept = test::read(folder.path() / "kept");
    EXPECT_EQ(test::read(folder.path() / "kept"), kept) << "a few records are not worth keeping all anew";
  }
}

TEST(Postings, AreGatheredAnewWhereWhatWasKeptIsOfNoUse) {
  const InventedLibrary library;
  const test::TempDir folder;
  const auto collection = record::read_collection(library.root());
  auto keeping = keeping_in(folder.path(), collection);
  const auto expected = all_of(Postings(collection, keeping), collection);
  const auto whole = test::read(keeping.file);
  const auto read_again = [&](const std::string& bytes) {
    folder.write("kept", bytes);
    EXPECT_EQ(all_of(Postings(collection, keeping), collection), expected);
    EXPECT_EQ(test::read(keeping.file), whole) << "and kept anew";
  };
  for (std::size_t at = 0; at < whole.size(); at += 1 + whole.size() / 60) {
    read_again(whole.substr(0, at));
    auto other = whole;
    other[at] = static_cast<char>(other[at] ^ 0x40);
    read_again(other);
  }
  keeping.key = "another";
  EXPECT_EQ(all_of(Postings(collection, keeping), collection), expected);
  EXPECT_NE(test::read(keeping.file), whole);
  keeping.file = folder.path() / "kept" / "where no file can be";
  EXPECT_EQ(all_of(Postings(collection, keeping), collection), expected);
}

TEST(Postings, SayWhereTheyCannotBeLaidDown) {
  const InventedLibrary library;
  const auto collection = record::read_collection(library.root());
  Postings postings(collection.schema, collection.vocabularies, {"/nowhere/at/all", 0});
  const record::Record* const one[] = {&collection.records.front()};
  EXPECT_THROW(postings.add(collection, one), Error);
}

TEST(Postings, KnowTheNamesOfTheVocabulary) {
  const InventedLibrary library;
  const Postings postings(record::read_collection(library.root()));
  ASSERT_TRUE(postings.names().contains("allianc contract"));
  EXPECT_THAT(postings.names().at("allianc contract"), testing::Contains(testing::Pair("approach", "alliance")));
  EXPECT_EQ(postings.language(), "english");
  EXPECT_THAT(postings.fields(), testing::Contains("title"));
}

}  // namespace
}  // namespace fieldbook::library
