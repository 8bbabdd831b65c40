#include "core/library/document_maker.hpp"

#include <limits>
#include <utility>

#include "core/library/bytes.hpp"
#include "core/library/terms.hpp"

namespace fieldbook::library {
namespace {

constexpr std::size_t title_key_limit_bytes = 150;
constexpr std::size_t remembered_words = 300'000;

void add_values(Xapian::Document& document, const Indexable& record, const std::string& facet_codes) {
  const auto& card = record.card;
  document.add_value(slot::id, card.id);
  document.add_value(slot::fingerprint, record.fingerprint());
  if (record.first) document.add_value(slot::first_day, first_day_value(*record.first));
  if (record.last) document.add_value(slot::last_day, last_day_value(*record.last));
  if (record.first) document.add_value(slot::newest, year_value(still_going_on - record.first->year + 1000));
  document.add_value(slot::title, std::string(truncate(fold(card.title), title_key_limit_bytes)));
  document.add_value(slot::facets, facet_codes);
  for (std::size_t i = 0; i < record.groups.size(); ++i)
    document.add_value(slot::first_group + static_cast<Xapian::valueno>(i), record.groups[i]);
  document.add_boolean_term(id_term(card.id));
  for (const auto& alias : record.aliases) document.add_boolean_term(alias_term(alias));
  for (const auto& mention : record.mentions) document.add_boolean_term(mention_term(mention.field, mention.id));
}

}  // namespace

std::string packed(FacetCodes& codes, const Indexable& record) {
  std::string out;
  for (const auto& value : record.values) put(out, codes.of(value.number, value.value));
  return out;
}

DocumentMaker::DocumentMaker(std::string language, WordNumbers& numbers, const CardDictionary& dictionary)
    : language_(std::move(language)), numbers_(numbers), pack_(dictionary) {}

Xapian::Document DocumentMaker::operator()(const Indexable& record, const std::string& facet_codes) {
  make_room();
  Xapian::Document out;
  document_ = &out;
  ++record_;
  seen_.clear();
  places_.clear();
  codes_.clear();
  for_each_facet_code(facet_codes, [this](std::uint64_t code) { codes_.push_back(code); });
  next_code_ = 0;
  give_terms(record, *stems_, *this);
  for (const auto place : seen_) out.add_term(known_stems_[place].text, known_stems_[place].weight);
  out.add_value(slot::places, places_.done());
  add_values(out, record, facet_codes);
  out.add_value(slot::card, pack_(record));  // and not as data, which Xapian would deflate once more
  return out;
}

DocumentMaker::Counts DocumentMaker::take_counts() {
  for (auto& met : met_) {
    if (met.count > 0) counts_[*met.counted] += std::exchange(met.count, 0);
  }
  return std::exchange(counts_, {});
}

void DocumentMaker::text(const std::string& prefix) {
  prefix_ = prefix;
  auto field = WordNumbers::none;
  if (!prefix.empty()) {
    const auto [at, is_new] = fields_.try_emplace(prefix, field);
    if (is_new) at->second = numbers_.of(prefix);
    field = at->second;
  }
  places_.text(field);
}

void DocumentMaker::word(const WordKnown& known, unsigned /*position*/, unsigned weight) {
  const auto place = met(known).stem;
  auto& stem = known_stems_[place];
  places_.word(stem.number);
  if (stem.record != record_) {
    stem.record = record_;
    stem.weight = 0;
    seen_.push_back(place);
  }
  stem.weight += weight;
}

void DocumentMaker::field_word(const WordKnown& known, unsigned /*position*/, unsigned weight) { document_->add_term(prefix_ + known.stem, weight); }

void DocumentMaker::counted(const WordKnown& known) {
  auto& word = met(known);
  if (word.counted == nullptr || word.record == record_) return;
  word.record = record_;
  ++word.count;
}

void DocumentMaker::value(const Indexable::Value& value) { document_->add_term(facet_term(codes_.at(next_code_++)), value.own ? 1 : 0); }

DocumentMaker::Met& DocumentMaker::met(const WordKnown& known) {
  if (known.number >= met_.size()) met_.resize(known.number + 1024);
  auto& out = met_[known.number];
  if (out.is_known) return out;
  out.is_known = true;
  if (is_counted(known.word)) out.counted = &known.word;
  const auto [at, is_new] = places_in_stems_.try_emplace(known.stem, static_cast<std::uint32_t>(known_stems_.size()));
  if (is_new) known_stems_.push_back({known.stem, numbers_.of(known.stem)});
  out.stem = at->second;
  return out;
}

// Between two records, so that what is known of a word stays where it is while one is made.
void DocumentMaker::make_room() {
  if (stems_ && stems_->size() < remembered_words) return;
  counts_ = take_counts();
  met_.clear();
  places_in_stems_.clear();
  known_stems_.clear();
  stems_.emplace(language_, std::numeric_limits<std::size_t>::max());
}

}  // namespace fieldbook::library
