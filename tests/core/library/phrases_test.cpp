// The places of words must find what Xapian's positions find, and weigh it alike.
#include "core/library/phrases.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <array>
#include <random>

#include "core/base/error.hpp"
#include "core/library/builder.hpp"
#include "core/library/places.hpp"
#include "core/library/store.hpp"
#include "core/library/terms.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook::library {
namespace {

constexpr std::array letters{"ax", "bo", "cu", "du", "the"};
constexpr std::size_t records = 300;

class Phrases : public testing::Test {
 protected:
  // Few words in short texts, so that all kinds of neighbours occur.
  static void SetUpTestSuite() {
    folder_ = std::make_unique<test::TempDir>();
    Names names;
    names.fields = {"title"};
    const WriteLock lock(folder_->path());
    std::mt19937 random(5);
    const auto text = [&] {
      std::string out;
      for (auto left = random() % 9; left > 0; --left) out += std::string(letters[random() % letters.size()]) + " ";
      return out;
    };
    std::size_t next = 0;
    build_database(folder_->path(), names, [&]() -> std::optional<Indexable> {
      if (next++ == records) return std::nullopt;
      Indexable out;
      out.card.id = "r" + std::to_string(next);
      out.card.title = text();
      out.card.body = text();
      out.texts.push_back({"title", out.card.title, 3});
      return out;
    });
  }
  static void TearDownTestSuite() { folder_.reset(); }

  // The same records as Xapian has them with positions.
  static Xapian::WritableDatabase with_positions(const Xapian::Database& database) {
    Xapian::WritableDatabase out(std::string(), Xapian::DB_BACKEND_INMEMORY);
    const auto words = WordNumbers::all(database);
    for (Xapian::docid id = 1; id <= records; ++id) {
      auto document = database.get_document(id);
      each_place(document.get_value(slot::places), [&](std::uint32_t field, std::uint32_t word, unsigned position) {
        document.add_posting(words.at(word), position, 0);
        if (field != WordNumbers::none) document.add_posting(words.at(field) + words.at(word), position, 0);
      });
      out.add_document(document);
    }
    return out;
  }

  static std::vector<std::pair<Xapian::docid, double>> found(const Xapian::Database& database, const Xapian::Query& query) {
    Xapian::Enquire enquire(database);
    enquire.set_query(query);
    enquire.set_weighting_scheme(Xapian::IneB2Weight(1.0));
    std::vector<std::pair<Xapian::docid, double>> out;
    const auto all = enquire.get_mset(0, records);
    for (auto it = all.begin(); it != all.end(); ++it) out.emplace_back(*it, it.get_weight());
    return out;
  }

  static std::unique_ptr<test::TempDir> folder_;
};

std::unique_ptr<test::TempDir> Phrases::folder_;

TEST_F(Phrases, AreThoseOfXapiansPositions) {
  const Xapian::Database database(stub_file(folder_->path()).string());
  const auto other = with_positions(database);
  std::mt19937 random(6);
  std::size_t hits = 0;
  for (int round = 0; round < 600; ++round) {
    Together asked;
    for (auto left = 2 + random() % 3; left > 0; --left) asked.stems.emplace_back(letters[random() % letters.size()]);
    asked.window = static_cast<unsigned>(asked.stems.size() + (random() % 2 == 0 ? 0 : random() % 110));
    asked.in_order = random() % 2 == 0;
    if (random() % 3 == 0) asked.prefix = field_prefix("title");
    const auto expected = found(other, query_for(asked, true));
    ASSERT_EQ(found(database, query_for(asked, false)), expected)
        << asked.prefix << testing::PrintToString(asked.stems) << asked.window << asked.in_order;
    const Xapian::Query not_them(Xapian::Query::OP_AND_NOT, Xapian::Query::MatchAll, query_for(asked, false));
    ASSERT_EQ(found(database, not_them).size(), records - expected.size());
    hits += expected.size();
  }
  EXPECT_GT(hits, 1'000);
}

TEST_F(Phrases, OfUnknownWordsOrFieldsFindNothing) {
  const Xapian::Database database(stub_file(folder_->path()).string());
  EXPECT_TRUE(found(database, query_for({{"ax", "never"}, {}, 2}, false)).empty());
  EXPECT_TRUE(found(database, query_for({{"ax", "bo"}, field_prefix("summary"), 2}, false)).empty());
}

TEST_F(Phrases, PlacesThatAreDamagedAreAnError) {
  for (const auto& bytes : {std::string("\x01"), std::string("\x01\x02\x05"), std::string("\x01\xff\xff\xff\xff\x7f\x01"), std::string("\x80")})
    EXPECT_THROW(each_place(bytes, [](auto, auto, auto) {}), Error);
}

TEST_F(Phrases, NumbersStayWhenMoreWordsAreMet) {
  Xapian::WritableDatabase database((folder_->path() / "numbers").string());
  {
    WordNumbers numbers(database);
    EXPECT_EQ(numbers.of("one"), 1);
    EXPECT_EQ(numbers.of("two"), 2);
    EXPECT_EQ(numbers.of("one"), 1);
    numbers.write(database);
    EXPECT_EQ(numbers.of("three"), 3);
    numbers.write(database);
  }
  WordNumbers numbers(database);
  EXPECT_EQ(numbers.of("two"), 2);
  EXPECT_EQ(numbers.of("four"), 4);
  EXPECT_EQ(WordNumbers::look_up(database, "four"), WordNumbers::none);
  EXPECT_THAT(WordNumbers::all(database), testing::ElementsAre("", "one", "two", "three"));
}

}  // namespace
}  // namespace fieldbook::library
