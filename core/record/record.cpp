#include "core/record/record.hpp"

namespace fieldbook::record {
namespace {

const Field* find(const Record& record, std::string_view name) noexcept {
  const auto at = record.fields.find(name);
  return at == record.fields.end() ? nullptr : &at->second;
}

}  // namespace

std::string_view Record::text(std::string_view field) const noexcept {
  const auto* const found = find(*this, field);
  return found == nullptr || found->values.empty() ? std::string_view() : std::string_view(found->values.front());
}

const std::vector<std::string>& Record::list(std::string_view field) const noexcept {
  static const std::vector<std::string> none;
  const auto* const found = find(*this, field);
  return found == nullptr ? none : found->values;
}

const std::vector<std::map<std::string, std::string, std::less<>>>& Record::rows(
    std::string_view field) const noexcept {
  static const std::vector<std::map<std::string, std::string, std::less<>>> none;
  const auto* const found = find(*this, field);
  return found == nullptr ? none : found->rows;
}

std::optional<Date> Record::date(std::string_view field) const {
  return parse_date(text(field));
}

bool Record::has(std::string_view field) const noexcept {
  return find(*this, field) != nullptr;
}

}  // namespace fieldbook::record
