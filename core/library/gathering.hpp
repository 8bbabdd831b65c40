// The terms of records as they are read, gathered by term. For this folder only.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/library/packed_postings.hpp"
#include "core/library/record_terms.hpp"
#include "core/library/terms.hpp"

namespace fieldbook::library {

// Goes with one Stems that forgets nothing.
class Gathering : public TermSink {
 public:
  // The next record; their numbers rise.
  void begin(std::uint32_t record) {
    record_ = record;
    length_ = 0;
  }
  // What all its terms count so far.
  std::uint32_t length() const { return length_; }

  void text(const std::string& prefix) override;
  void word(const WordKnown&, unsigned position, unsigned weight) override;
  void field_word(const WordKnown&, unsigned position, unsigned weight) override;
  void counted(const WordKnown&) override;
  void value(const Indexable::Value& value) override { add(terms_[facet_term(value.facet, value.value)], value.own ? 1 : 0); }

  // What it takes in memory, about.
  std::size_t size() const { return bytes_ + (terms_.size() + words_.size()) * bytes_a_term; }
  // All terms so far. Begins anew.
  PackedTerms all();

 private:
  static constexpr std::size_t bytes_a_term = 250;  // its name, its place in the table, and what is being gathered
  template <class Packed>
  using OfWords = std::vector<Packed*>;  // by the word's number

  void add(PackedPostings&, unsigned weight);
  void place(PackedPostings&, unsigned position, unsigned weight);
  PackedPostings& packed(OfWords<PackedPostings>&, const WordKnown&, const std::string& prefix);

  std::unordered_map<std::string, PackedPostings> terms_;
  std::unordered_map<std::string, PackedRecords> words_;
  PackedRecords not_counted_;
  // Most words have been met before: they need no look at the tables.
  OfWords<PackedPostings> of_word_;
  OfWords<PackedRecords> counted_;
  std::unordered_map<std::string, OfWords<PackedPostings>> of_fields_;  // by prefix
  OfWords<PackedPostings>* of_field_ = nullptr;                        // of the text
  std::string prefix_;
  std::uint32_t record_ = 0, length_ = 0;
  std::size_t bytes_ = 0;
};

}  // namespace fieldbook::library
