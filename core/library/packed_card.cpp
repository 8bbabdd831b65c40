#include "core/library/packed_card.hpp"

#include <zdict.h>
#include <zstd.h>

#include <algorithm>
#include <map>
#include <new>

#include "core/library/bytes.hpp"
#include "core/library/terms.hpp"

namespace fieldbook::library {
namespace {

constexpr char as_it_is = 0, packed = 1;  // the first byte

constexpr std::size_t fewest_to_learn_from = 100, most_to_learn_from_bytes = 2u << 20;
constexpr std::size_t dictionary_bytes = 64u << 10, times_the_dictionary = 20;  // so much has to be there to learn from
constexpr int level = 3;
constexpr std::size_t largest_card_bytes = 256u << 20;
constexpr std::string_view magic = "\x28\xB5\x2F\xFD";  // of every frame; not kept

constexpr std::size_t most_values = 60;

template <auto free>
struct Freeing {
  template <class Thing>
  void operator()(Thing* thing) const {
    free(thing);
  }
};
template <class Thing, auto free>
using Owned = std::unique_ptr<Thing, Freeing<free>>;

// Bits of those values, by their places in slot `facets`, that do not say what stands in a field of the card: of broader ones, of a facet that is no
// field, or whose field says something else.
std::uint64_t silent(const Indexable& record) {
  std::map<std::size_t, std::string> said;  // by the number of the facet
  for (const auto& value : record.values) {
    auto& field = said[value.number];
    if (value.own) field += (field.empty() ? "" : " ") + value.value;
  }
  std::uint64_t out = 0;
  for (std::size_t i = 0; i < record.values.size(); ++i) {
    const auto& value = record.values[i];
    const auto field = record.card.fields.find(value.facet);
    if (!value.own || field == record.card.fields.end() || field->second != said[value.number]) out |= std::uint64_t{1} << i;
  }
  return out;
}

}  // namespace

// The card without its id. Before it 0; or the bits of silent() and 1, and the fields that the other values say are left out.
std::string unpacked(const Indexable& record) {
  auto card = record.card;
  card.id.clear();
  std::string out;
  if (record.values.size() > most_values) {
    put(out, std::uint64_t{0});
  } else {
    const auto bits = silent(record);
    for (std::size_t i = 0; i < record.values.size(); ++i) {
      if ((bits >> i & 1U) == 0) card.fields.erase(record.values[i].facet);
    }
    put(out, bits + 1);
  }
  return out + encode(card);
}

std::string whole(const Card& card) { return as_it_is + encode(card); }

CardDictionary::CardDictionary(const Xapian::Database& database) : bytes_(database.get_metadata(key::card_dictionary)) {}

void CardDictionary::learn(const std::vector<std::string>& cards) {
  if (cards.size() < fewest_to_learn_from) return;
  std::string all;
  std::vector<std::size_t> sizes;
  for (const auto& card : cards) {
    if (all.size() + card.size() > most_to_learn_from_bytes) break;
    all += card;
    sizes.push_back(card.size());
  }
  std::string bytes(std::min(dictionary_bytes, all.size() / times_the_dictionary), '\0');
  const auto size = ZDICT_trainFromBuffer(bytes.data(), bytes.size(), all.data(), sizes.data(), static_cast<unsigned>(sizes.size()));
  if (ZDICT_isError(size) != 0) return;  // they have nothing in common
  bytes.resize(size);
  bytes_ = std::move(bytes);
}

void CardDictionary::write(Xapian::WritableDatabase& database) const { database.set_metadata(key::card_dictionary, bytes_); }

struct CardPacker::Zstd {
  explicit Zstd(const std::string& bytes) : context(ZSTD_createCCtx()), dictionary(ZSTD_createCDict(bytes.data(), bytes.size(), level)) {
    if (context == nullptr || dictionary == nullptr || ZSTD_isError(ZSTD_CCtx_refCDict(context.get(), dictionary.get())) != 0) throw std::bad_alloc();
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_dictIDFlag, 0);
  }

  Owned<ZSTD_CCtx, ZSTD_freeCCtx> context;
  Owned<ZSTD_CDict, ZSTD_freeCDict> dictionary;
};

CardPacker::CardPacker(const CardDictionary& dictionary) : dictionary_(dictionary) {}

std::string CardPacker::operator()(const Indexable& record) {
  if (!zstd_) zstd_ = std::make_shared<Zstd>(dictionary_.bytes());
  const auto card = unpacked(record);
  std::string out(ZSTD_compressBound(card.size()), '\0');
  const auto size = ZSTD_compress2(zstd_->context.get(), out.data(), out.size(), card.data(), card.size());
  if (ZSTD_isError(size) != 0) return whole(record.card);
  out.resize(size);
  return packed + out.substr(magic.size());
}

struct CardReader::Zstd {
  explicit Zstd(const std::string& bytes) : context(ZSTD_createDCtx()), dictionary(ZSTD_createDDict(bytes.data(), bytes.size())) {
    if (context == nullptr || dictionary == nullptr) throw std::bad_alloc();
  }

  Owned<ZSTD_DCtx, ZSTD_freeDCtx> context;
  Owned<ZSTD_DDict, ZSTD_freeDDict> dictionary;
};

Card CardReader::operator()(const Xapian::Document& document) {
  auto data = document.get_value(slot::card);
  if (data.empty()) data = document.get_data();
  if (data.empty()) Source::fail();
  const auto bytes = std::string_view(data).substr(1);
  if (data.front() == as_it_is) return decode_card(bytes);
  if (data.front() != packed) Source::fail();
  const auto card = unzipped(bytes);
  Source source(card);
  const auto bits = source.number();
  auto out = decode_card(source.rest());
  out.id = document.get_value(slot::id);
  if (bits > 0) add_facets(out, bits - 1, document.get_value(slot::facets));
  return out;
}

std::string CardReader::unzipped(std::string_view bytes) {
  if (!zstd_) zstd_ = std::make_shared<Zstd>(database_.get_metadata(key::card_dictionary));
  const auto frame = std::string(magic).append(bytes);
  const auto size = ZSTD_getFrameContentSize(frame.data(), frame.size());
  if (size == ZSTD_CONTENTSIZE_UNKNOWN || size == ZSTD_CONTENTSIZE_ERROR || size > largest_card_bytes) Source::fail();
  std::string out(size, '\0');
  if (ZSTD_decompress_usingDDict(zstd_->context.get(), out.data(), out.size(), frame.data(), frame.size(), zstd_->dictionary.get()) != out.size()) Source::fail();
  return out;
}

void CardReader::add_facets(Card& card, std::uint64_t silent, std::string_view facet_codes) {
  if (!codes_) {
    codes_.emplace(database_);
    const auto names = decode_strings(database_.get_metadata(key::facets));
    for (std::size_t i = 0; i < names.size(); i += 2) facets_.push_back(names[i]);
  }
  std::size_t place = 0;
  for_each_facet_code(facet_codes, [&](std::uint64_t code) {
    if (place < most_values && (silent >> place++ & 1U) != 0) return;
    if (code >= codes_->values().size() || codes_->values()[code].facet >= facets_.size()) Source::fail();
    const auto& [facet, value] = codes_->values()[code];
    auto& field = card.fields[facets_[facet]];
    field += (field.empty() ? "" : " ") + value;
  });
}

}  // namespace fieldbook::library
