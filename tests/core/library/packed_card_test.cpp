#include "core/library/packed_card.hpp"

#include <gtest/gtest.h>

#include <set>

#include "core/base/error.hpp"
#include "core/library/document_maker.hpp"
#include "core/library/terms.hpp"

namespace fieldbook::library {
namespace {

constexpr std::size_t records = 300;

Indexable example(std::size_t number) {
  Indexable out;
  const auto name = "example-" + std::to_string(number);
  out.card = {name, "practice-example", "The example of number " + std::to_string(number), "practice-examples/" + name + ".html", "practice-examples/" + name + ".md", {}, {}, {}};
  out.card.body = "The council of " + name + " pays for outcomes. It was said to be " + std::to_string(number * number) + ".";
  out.card.sentences = {{0, 20}, {21, out.card.body.size()}};
  out.card.fields = {{"summary", "What " + name + " did."}, {"sector", number % 2 == 0 ? "health" : "health housing"}, {"country", "northland"}};
  out.values = {{"kind", "practice-example", 0, true}, {"sector", "health", 1, true}};
  if (number % 2 == 1) out.values.push_back({"sector", "housing", 1, true});
  out.values.insert(out.values.end(), {{"country", "northland", 2, true}, {"country", "world", 2, false}});
  return out;
}

void expect_same(const Card& card, const Card& wanted) {
  EXPECT_EQ(card.id, wanted.id);
  EXPECT_EQ(card.kind, wanted.kind);
  EXPECT_EQ(card.title, wanted.title);
  EXPECT_EQ(card.url, wanted.url);
  EXPECT_EQ(card.file, wanted.file);
  EXPECT_EQ(card.fields, wanted.fields);
  EXPECT_EQ(card.body, wanted.body);
  EXPECT_EQ(card.sentences, wanted.sentences);
}

class PackedCard : public testing::Test {
 protected:
  PackedCard() {
    std::vector<std::string> cards;
    for (std::size_t i = 0; i < records; ++i) cards.push_back(unpacked(example(i)));
    dictionary_.learn(cards);
    dictionary_.write(database_);
    database_.set_metadata(key::facets, encode(std::vector<std::string>{"kind", "Kind", "sector", "Sector", "country", "Country"}));
  }

  // As an index keeps it.
  Xapian::Document document(const Indexable& record) {
    FacetCodes codes(database_);
    Xapian::Document out;
    out.add_value(slot::id, record.card.id);
    out.add_value(slot::facets, packed(codes, record));
    codes.write(database_);
    out.add_value(slot::card, CardPacker(dictionary_)(record));
    return out;
  }
  Card read(const Xapian::Document& document) { return CardReader(database_)(document); }

  Xapian::WritableDatabase database_{"", Xapian::DB_BACKEND_INMEMORY};
  CardDictionary dictionary_;
};

TEST_F(PackedCard, ComesBackAsItWasAndIsSmall) {
  ASSERT_FALSE(dictionary_.bytes().empty());
  for (const std::size_t number : {0u, 1u, 7u, 299u, 100'000u}) {
    const auto record = example(number);
    const auto packed = document(record);
    EXPECT_LT(3 * packed.get_value(slot::card).size(), encode(record.card).size()) << number;
    expect_same(read(packed), record.card);
  }
}

TEST_F(PackedCard, KeepsAFieldThatItsValuesDoNotSay) {
  auto record = example(1);
  record.card.fields["sector"] = "housing health";   // in another order
  record.card.fields["country"] = "";
  expect_same(read(document(record)), record.card);
  for (int i = 0; i < 70; ++i) record.values.push_back({"sector", "sector-" + std::to_string(i), 1, true});
  expect_same(read(document(record)), record.card);
}

TEST_F(PackedCard, NeedsNoDictionary) {
  CardDictionary few;
  few.learn({unpacked(example(1)), unpacked(example(2))});
  EXPECT_TRUE(few.bytes().empty());
  few.write(database_);
  dictionary_ = few;
  const auto record = example(3);
  expect_same(read(document(record)), record.card);
}

TEST_F(PackedCard, IsAsItIsInAShard) {
  const auto record = example(3);
  Xapian::Document kept;
  kept.set_data(whole(record.card));
  expect_same(read(kept), record.card);
  EXPECT_THROW(read(Xapian::Document()), Error);
}

TEST_F(PackedCard, ChangedIsDamagedOrAnotherAndNeverWorse) {
  const auto good = document(example(5));
  const auto data = good.get_value(slot::card);
  std::size_t damaged = 0;
  for (std::size_t at = 0; at < data.size(); ++at) {
    for (const char c : {'\0', '\1', '\x7f', '\xff'}) {
      auto bad = good;
      auto bytes = data;
      bytes[at] = c;
      bad.add_value(slot::card, bytes);
      try {
        read(bad);
      } catch (const Error& error) {
        EXPECT_EQ(error.code(), Errc::damaged);
        ++damaged;
      }
    }
    auto cut = good;
    cut.add_value(slot::card, data.substr(0, at));
    EXPECT_THROW(read(cut), Error) << at;
  }
  EXPECT_GT(damaged, 20u);
  database_.set_metadata(key::card_dictionary, "another");
  EXPECT_THROW(read(good), Error);
}

TEST(FacetTerm, IsAnotherForEachNumber) {
  std::set<std::string> all;
  for (std::uint64_t code = 0; code < 70'000; ++code) {
    const auto term = facet_term(code);
    EXPECT_EQ(term.find('\0'), std::string::npos) << code;
    all.insert(term);
  }
  EXPECT_EQ(all.size(), 70'000u);
}

}  // namespace
}  // namespace fieldbook::library
