#include "core/record/record.hpp"

#include "core/base/file.hpp"
#include "core/base/varint.hpp"
#include "core/record/prose.hpp"

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

const std::vector<Row>& Record::rows(std::string_view field) const noexcept {
  static const std::vector<Row> none;
  const auto* const found = find(*this, field);
  return found == nullptr ? none : found->rows;
}

std::optional<Date> Record::date(std::string_view field) const {
  return parse_date(text(field));
}

bool Record::has(std::string_view field) const noexcept {
  return find(*this, field) != nullptr;
}

Location in_file_of(const Record& record, Place place) { return {record.file.generic_string(), place.line, place.column}; }

namespace {

std::string hash_of_body(const Record& record) {
  Prose prose(record);
  std::string all;
  const auto put_spans = [&all](const std::vector<Span>& spans) {
    put_varint(all, spans.size());
    for (const auto& span : spans) {
      put_varint(all, span.begin);
      put_varint(all, span.end);
    }
  };
  put_bytes(all, prose.text());
  for (const auto& section : record.body.sections) {
    put_bytes(all, section.heading);
    put_varint(all, static_cast<std::uint64_t>(section.level));
    put_spans({section.body});
  }
  put_spans(prose.paragraphs());
  put_spans(prose.sentences());
  return sha256(all);
}

}  // namespace

std::string hash_of(const Record& record) {
  std::string all;
  put_bytes(all, record.id);
  put_bytes(all, record.kind);
  put_bytes(all, hash_of_body(record));
  for (const auto& [name, field] : record.fields) {
    put_bytes(all, name);
    put_varint(all, field.values.size());
    for (const auto& value : field.values) put_bytes(all, value);
  }
  return sha256(all);
}

}  // namespace fieldbook::record
