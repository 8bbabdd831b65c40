// A record made ready for the index: everything schema.md says is kept of it, without Xapian. For this folder only.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/library/card.hpp"
#include "core/library/names.hpp"
#include "core/record/collection.hpp"

namespace fieldbook::library {

struct Indexable {
  struct Text {
    std::string field;
    std::string words;
    unsigned weight = 1;
  };
  struct Value {
    std::string facet, value;
    std::size_t number = 0;  // of the facet
    bool own = true;         // false: broader than one of the record's own
  };

  Card card;
  std::string content_hash;
  std::vector<Text> texts;    // in reading order; the body apart, in the card
  std::vector<Value> values;  // each once
  std::vector<std::string> groups;  // what the record has of each of groups_of(); may be empty
  std::vector<std::string> aliases;
  std::vector<record::Mention> mentions;
  std::optional<Date> first, last;  // of activity or publication; the year still_going_on where there is no end

  // Bytes of text, which is what indexing costs.
  std::size_t size() const noexcept;
  // Of everything that is indexed: 8 bytes.
  std::string fingerprint() const;
};

// Makes records of one collection ready. Keeps a reference to it.
class Preparation {
 public:
  explicit Preparation(const record::Collection&);
  Indexable operator()(const record::Record&) const;

 private:
  void add_values(const record::Record&, Indexable&) const;
  std::string group(const record::Record&, const std::string& name) const;
  void add_value(std::size_t facet, const std::string& value, Indexable&) const;

  const record::Collection& collection_;
  std::vector<const record::FieldRule*> searched_;  // title and summary first
  std::vector<FacetName> groups_;
  std::map<std::string, std::vector<std::string>, std::less<>> aliases_;
};

}  // namespace fieldbook::library
