#include "core/library/facet_codes.hpp"

#include <xapian.h>

#include <algorithm>

#include "core/library/bytes.hpp"
#include "core/library/terms.hpp"

namespace fieldbook::library {

FacetCodes::FacetCodes(const Xapian::Database& database) {
  const auto bytes = database.get_metadata(key::facet_values);
  for (Source source(bytes); !source.empty();) {
    const auto facet = static_cast<std::size_t>(source.number());
    values_.push_back({facet, source.text()});
  }
  written_ = values_.size();
}

std::optional<std::uint64_t> FacetCodes::find(std::size_t facet, std::string_view value) const {
  const auto at = std::ranges::find_if(values_, [&](const Value& one) { return one.facet == facet && one.value == value; });
  return at == values_.end() ? std::nullopt : std::optional(static_cast<std::uint64_t>(at - values_.begin()));
}

std::uint64_t FacetCodes::of(std::size_t facet, const std::string& value) {
  if (numbers_.size() != values_.size()) {
    for (std::size_t i = 0; i < values_.size(); ++i) numbers_.emplace(std::pair(values_[i].facet, values_[i].value), i);
  }
  const auto [at, is_new] = numbers_.try_emplace({facet, value}, values_.size());
  if (is_new) values_.push_back({facet, value});
  return at->second;
}

void FacetCodes::write(Xapian::WritableDatabase& database) {
  if (values_.size() == written_) return;
  std::string out;
  for (const auto& [facet, value] : values_) {
    put(out, std::uint64_t{facet});
    put(out, value);
  }
  database.set_metadata(key::facet_values, out);
  written_ = values_.size();
}

}  // namespace fieldbook::library
