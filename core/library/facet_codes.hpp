// The numbers that facet values have in one index, so that counting them is adding to an array: schema.md,
// "facet-values". For this folder only.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/varint.hpp"

namespace Xapian {
class Database;
class WritableDatabase;
}  // namespace Xapian

namespace fieldbook::library {

class FacetCodes {
 public:
  struct Value {
    std::size_t facet = 0;  // its number in the directory
    std::string value;
  };

  // As the index has them. Throws Xapian::Error, and Error damaged.
  FacetCodes() = default;
  explicit FacetCodes(const Xapian::Database&);

  // A value's place is its number.
  const std::vector<Value>& values() const noexcept { return values_; }
  // The number of a value; nothing where it has none.
  std::optional<std::uint64_t> find(std::size_t facet, std::string_view value) const;
  // The same, a new one where it has none.
  std::uint64_t of(std::size_t facet, const std::string& value);
  // Writes them where there are new ones.
  void write(Xapian::WritableDatabase&);

 private:
  std::vector<Value> values_;
  std::map<std::pair<std::size_t, std::string>, std::uint64_t> numbers_;  // made when the first is asked for
  std::size_t written_ = 0;
};

// Calls `use` with each number that a record's slot of facets holds.
template <class Use>
void for_each_facet_code(std::string_view packed, const Use& use) {
  while (const auto code = take_varint(packed)) use(*code);
}

}  // namespace fieldbook::library
