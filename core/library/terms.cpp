#include "core/library/terms.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

#include "core/base/file.hpp"
#include "core/base/text.hpp"

namespace fieldbook::library {
namespace {

std::string digits(const Date& date, unsigned unknown) {
  const auto part = [&](unsigned known) { return known == 0 ? unknown : known; };
  return std::to_string(static_cast<unsigned>(date.year) * 10'000 + part(date.month) * 100 + part(date.day));
}

constexpr std::size_t name_limit_bytes = 200;  // Xapian's is 245 for terms, less where they hold zero bytes
constexpr std::size_t digest_digits = 16;

}  // namespace

std::string bounded(std::string name) {
  std::ranges::replace(name, '\0', ' ');  // Xapian writes a zero byte as two
  if (name.size() <= name_limit_bytes) return name;
  const auto digest = sha256(name).substr(0, digest_digits);
  std::string cut(truncate(name, name_limit_bytes));
  return cut + "#" + digest;
}

std::string id_term(std::string_view id) {
  return bounded("Q" + std::string(id));
}
std::string alias_term(std::string_view id) {
  return bounded("XA" + std::string(id));
}
std::string mention_term(std::string_view field, std::string_view id) {
  return bounded(std::string(mention_prefix) + std::string(field) + ":" + std::string(id));
}
std::string facet_term(std::string_view facet, std::string_view value) {
  return bounded(std::string(facet_mark) + std::string(facet) + ":" + std::string(value));
}
std::string facet_term(std::uint64_t code) {
  constexpr std::uint64_t digits = 255;  // no zero bytes, which Xapian writes as two
  std::string out(facet_mark);
  do {
    out.push_back(static_cast<char>(1 + code % digits));
    code /= digits;
  } while (code > 0);
  return out;
}
std::string field_prefix(std::string_view field) {
  return "XT" + std::string(field) + ":";
}

std::string value_key(std::string_view facet, std::string_view value) {
  return bounded(std::string(key::value) + std::string(facet) + "/" + std::string(value));
}

std::string label_key(const std::vector<std::string>& stems) {
  return bounded(std::string(key::label) + join(stems, " "));
}

std::string also_key(std::string_view facet, std::string_view value) {
  return bounded(std::string(key::also) + std::string(facet) + "/" + std::string(value));
}

unsigned drawer_of(std::string_view name) noexcept {
  std::uint32_t hash = 2'166'136'261U;
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 16'777'619U;
  return (hash ^ (hash >> 16)) % drawers;
}

std::string drawer_key(std::string_view prefix, unsigned number) {
  std::array<char, 4> digits;
  std::snprintf(digits.data(), digits.size(), "%03x", number % 0x1000);
  return std::string(prefix) + digits.data();
}

bool is_plain(std::string_view term) noexcept {
  return !term.empty() && (term.front() < 'A' || term.front() > 'Z');
}

std::string newest_key(const std::string& value, const std::string& id) {
  return (value.empty() ? std::to_string(still_going_on) : value) + id;
}

std::string title_key(const std::string& value, const std::string& id) {
  return value + '\0' + id;
}

std::string first_day_value(const Date& date) {
  return digits(date, 0);
}

std::string last_day_value(const Date& date) {
  return digits(date, 99);
}

std::string year_value(int year) {
  return year < 1000 || year > 9999 ? std::string() : std::to_string(year);
}

}  // namespace fieldbook::library
