#include "core/bibliography/identifiers.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include "core/base/text.hpp"

namespace fieldbook::bibliography {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

int hex(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int high = text[i] == '%' && i + 2 < text.size() ? hex(text[i + 1]) : -1;
    const int low = high >= 0 ? hex(text[i + 2]) : -1;
    if (low >= 0) {
      out += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      out += text[i];
    }
  }
  return first_invalid_utf8(out) ? std::string(text) : out;
}

// Of "10.1000/abc" the size; 0 where no DOI begins at `at`.
std::size_t doi_size(std::string_view text, std::size_t at) {
  auto end = at + 3;
  if (!text.substr(at).starts_with("10.")) return 0;
  while (end < text.size() && (is_digit(text[end]) || text[end] == '.')) ++end;
  if (end < at + 4 || end >= text.size() || text[end] != '/') return 0;
  const auto prefix = end;
  while (end < text.size() && static_cast<unsigned char>(text[end]) > ' ' && std::string_view("\"<>").find(text[end]) == std::string_view::npos) ++end;
  while (end > prefix + 1 && std::string_view(".,;:").find(text[end - 1]) != std::string_view::npos) --end;
  return end > prefix + 1 ? end - at : 0;
}

struct Part {
  std::string_view text;
  bool number = false;
};

std::vector<Part> parts_of(std::string_view text) {
  constexpr std::size_t most = 24;   // a date has no more
  std::vector<Part> out;
  for (std::size_t at = 0; at < text.size() && out.size() < most;) {
    auto end = at;
    while (end < text.size() && is_digit(text[end])) ++end;
    const bool number = end > at;
    while (!number && end < text.size() && is_letter(text[end])) ++end;
    if (end > at) out.push_back({text.substr(at, end - at), number});
    at = std::max(end, at + 1);
  }
  return out;
}

unsigned value_of(std::string_view digits) {
  unsigned value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

unsigned month_of(std::string_view word) {
  constexpr std::array<std::string_view, 12> names = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
  if (word.size() < 3) return 0;
  const auto at = std::ranges::find(names, fold(word.substr(0, 3)));
  return at == names.end() ? 0 : static_cast<unsigned>(at - names.begin()) + 1;
}

// The date if it is one of the calendar, else as much of it as is.
Date checked(Date date) {
  if (date.month > 12) date.month = 0;
  if (date.month == 0) date.day = 0;
  if (date.day != 0 && !parse_date(to_iso(date))) date.day = 0;
  return date;
}

}  // namespace

std::string clean_doi(std::string_view written) {
  constexpr std::size_t longest = 4096;
  const auto decoded = percent_decoded(truncate(written, longest));
  for (auto at = decoded.find("10."); at != std::string::npos; at = decoded.find("10.", at + 1)) {
    if (at > 0 && is_digit(decoded[at - 1])) continue;
    if (const auto size = doi_size(decoded, at)) return decoded.substr(at, size);
  }
  return {};
}

std::optional<Date> date_from_text(std::string_view text) {
  const auto parts = parts_of(text);
  Date out;
  auto year = parts.end();
  for (auto at = parts.begin(); at != parts.end() && year == parts.end(); ++at) {
    if (!at->number || at->text[0] < '1' || at->text[0] > '2') continue;
    if (at->text.size() == 4) year = at;
    if (at->text.size() == 8) {
      const auto whole = std::string(at->text.substr(0, 4)) + "-" + std::string(at->text.substr(4, 2)) + "-" + std::string(at->text.substr(6));
      if (const auto date = parse_date(whole)) return date;
    }
  }
  if (year == parts.end()) return std::nullopt;
  out.year = static_cast<int>(value_of(year->text));
  std::vector<unsigned> before, after;   // the short numbers around the year
  for (auto at = parts.begin(); at != parts.end(); ++at) {
    if (out.month == 0 && !at->number) out.month = month_of(at->text);
    if (at != year && at->number && at->text.size() <= 2) (at < year ? before : after).push_back(value_of(at->text));
  }
  if (out.month != 0) {
    if (before.size() + after.size() == 1) out.day = before.empty() ? after[0] : before[0];
  } else if (!after.empty()) {
    out.month = after[0];
    out.day = after.size() > 1 ? after[1] : 0;
  } else if (before.size() == 1) {
    out.month = before[0];
  }
  return checked(out);
}

Serial kind_of_serial(std::string_view text) {
  std::size_t digits = 0;
  for (const char c : text) digits += is_digit(c) || c == 'X' || c == 'x' ? 1 : 0;
  if (digits == 8) return Serial::issn;
  return digits == 10 || digits == 13 ? Serial::isbn : Serial::neither;
}

}  // namespace fieldbook::bibliography
