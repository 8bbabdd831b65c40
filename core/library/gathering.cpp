#include "core/library/gathering.hpp"

#include <algorithm>

namespace fieldbook::library {
namespace {

template <class Packed>
Packed*& at_word(std::vector<Packed*>& of_words, std::size_t number) {
  if (number >= of_words.size()) of_words.resize(std::max(2 * of_words.size(), number + 1024));
  return of_words[number];
}

}  // namespace

void Gathering::text(const std::string& prefix) {
  prefix_ = prefix;
  of_field_ = prefix.empty() ? nullptr : &of_fields_[prefix];
}

void Gathering::word(const WordKnown& known, unsigned position, unsigned weight) { place(packed(of_word_, known, {}), position, weight); }

void Gathering::field_word(const WordKnown& known, unsigned position, unsigned weight) {
  place(packed(*of_field_, known, prefix_), position, weight);
}

void Gathering::counted(const WordKnown& known) {
  auto*& records = at_word(counted_, known.number);
  if (records == nullptr) records = is_counted(known.word) ? &words_[known.word] : &not_counted_;
  if (records == &not_counted_) return;
  const auto before = records->bytes.size();
  records->add(record_);
  bytes_ += records->bytes.size() - before;
}

PackedTerms Gathering::all() {
  PackedTerms out;
  out.reserve(terms_.size() + words_.size());
  for (auto& [word, records] : words_) out.emplace_back(counted_mark + word, std::move(records.bytes));
  for (auto& [term, packed] : terms_) {
    packed.close();
    out.emplace_back(term, std::move(packed.bytes));
  }
  terms_.clear();
  words_.clear();
  of_word_.clear();
  counted_.clear();
  of_fields_.clear();
  of_field_ = nullptr;
  bytes_ = 0;
  std::ranges::sort(out, {}, &std::pair<std::string, std::string>::first);
  return out;
}

void Gathering::add(PackedPostings& packed, unsigned weight) {
  const auto before = packed.bytes.size();
  packed.add(record_, weight);
  bytes_ += packed.bytes.size() - before;
  length_ += weight;
}

void Gathering::place(PackedPostings& packed, unsigned position, unsigned weight) {
  add(packed, weight);
  packed.place(position);
}

PackedPostings& Gathering::packed(OfWords<PackedPostings>& of_words, const WordKnown& known, const std::string& prefix) {
  auto*& packed = at_word(of_words, known.number);
  if (packed == nullptr) packed = &terms_[prefix + known.stem];
  return *packed;
}

}  // namespace fieldbook::library
