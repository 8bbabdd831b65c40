#include "core/base/text.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace fieldbook {
namespace {

constexpr std::size_t longest_id_bytes = 100;
constexpr std::size_t longest_compared_word_bytes = 200;
constexpr std::size_t shortest_beginning_bytes = 4;

bool is_space(char c) noexcept {
  return c == ' ' || (c >= '\t' && c <= '\r');
}
bool is_lower_or_digit(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

bool is_joiner(UChar32 c) {
  return u_isUWhiteSpace(c) || c == '-' || c == '_' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
}

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// fold() of what needs no table of characters.
std::string fold_ascii(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (!is_joiner(c)) {
      out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  if (out.ends_with(' ')) out.pop_back();
  return out;
}

// Of as many bytes, looked at eight at a time: most texts are ASCII but for a few characters.
template <std::size_t size>
bool is_ascii(const std::uint8_t* bytes) noexcept {
  std::uint64_t all = 0;
  for (std::size_t i = 0; i < size; i += sizeof all) {
    std::uint64_t some = 0;
    std::memcpy(&some, bytes + i, sizeof some);
    all |= some;
  }
  return (all & 0x8080808080808080U) == 0;
}

}  // namespace

std::string_view cut(std::string_view text, Span span) noexcept {
  return text.substr(span.begin, span.size());
}

std::optional<std::size_t> first_invalid_utf8(std::string_view text) noexcept {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto size = static_cast<std::int64_t>(text.size());
  for (std::int64_t at = 0; at < size;) {
    const auto start = at;
    if (at + 32 <= size && is_ascii<32>(bytes + at)) {
      at += 32;
      continue;
    }
    if (at + 8 <= size && is_ascii<8>(bytes + at)) {
      at += 8;
      continue;
    }
    if (bytes[at] < 0x80) {
      ++at;
      continue;
    }
    UChar32 c = 0;
    U8_NEXT(bytes, at, size, c);
    if (c < 0) return static_cast<std::size_t>(start);
  }
  return std::nullopt;
}

bool is_character_boundary(std::string_view text, std::size_t at) noexcept {
  return at == text.size() || (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80);
}

std::string_view truncate(std::string_view text, std::size_t limit_bytes) noexcept {
  if (text.size() <= limit_bytes) return text;
  while (limit_bytes > 0 && !is_character_boundary(text, limit_bytes)) --limit_bytes;
  return text.substr(0, limit_bytes);
}

std::size_t count_characters(std::string_view text) noexcept {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string_view trim(std::string_view text) noexcept {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

std::string collapse_whitespace(std::string_view text) { return collapse_whitespace(text, text.size()); }

std::string collapse_whitespace(std::string_view text, std::size_t limit_bytes) {
  std::string out;
  text = trim(text);
  out.reserve(std::min(text.size(), limit_bytes));
  // Most spaces stand alone and are spaces already: what lies between those that are not is copied as it is.
  for (std::size_t begin = 0, at = 0; at <= text.size(); ++at) {
    const bool ends = at == text.size();
    if (!ends && (!is_space(text[at]) || (text[at] == ' ' && !is_space(text[at + 1])))) continue;
    out.append(text, begin, at - begin);
    if (ends || out.size() > limit_bytes) break;
    out += ' ';
    while (is_space(text[at + 1])) ++at;
    begin = at + 1;
  }
  return out;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const auto at = text.find(separator);
    parts.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

std::string join(std::span<const std::string> parts, std::string_view separator) {
  std::string out;
  for (const auto& part : parts) {
    if (&part != parts.data()) out += separator;
    out += part;
  }
  return out;
}

std::string fold(std::string_view text) {
  if (is_ascii(text)) return fold_ascii(text);
  auto failure = U_ZERO_ERROR;
  static const auto* const decompose = icu::Normalizer2::getNFKDInstance(failure);
  auto folded = icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
  folded.foldCase();
  if (decompose != nullptr && U_SUCCESS(failure)) folded = decompose->normalize(folded, failure);
  icu::UnicodeString kept;
  for (std::int32_t at = 0; at < folded.length(); at = folded.moveIndex32(at, 1)) {
    const auto c = folded.char32At(at);
    if (u_charType(c) == U_NON_SPACING_MARK) continue;
    if (!is_joiner(c)) {
      kept.append(c);
    } else if (!kept.isEmpty() && kept.charAt(kept.length() - 1) != ' ') {
      kept.append(static_cast<UChar>(' '));
    }
  }
  if (kept.endsWith(icu::UnicodeString(static_cast<UChar>(' ')))) kept.truncate(kept.length() - 1);
  std::string out;
  kept.toUTF8String(out);
  return out;
}

std::string slug(std::string_view text) {
  std::string out;
  for (const char c : fold(text)) {
    if (is_lower_or_digit(c)) {
      out += c;
    } else if (c == '\'') {
      continue;
    } else if (!out.empty() && out.back() != '-') {
      out += '-';
    }
    if (out.size() == longest_id_bytes) break;
  }
  while (!out.empty() && out.back() == '-') out.pop_back();
  return out;
}

bool is_id(std::string_view id) noexcept {
  return !id.empty() && id.size() <= longest_id_bytes && is_lower_or_digit(id.front()) &&
         std::ranges::all_of(id, [](char c) { return is_lower_or_digit(c) || c == '-'; });
}

std::optional<std::string> nearest(std::string_view word, std::span<const std::string> candidates) {
  if (word.size() > longest_compared_word_bytes) return std::nullopt;
  const std::string from = fold(word);
  std::size_t best = std::max<std::size_t>(1, from.size() / 3) + 1;
  std::optional<std::string> found;
  for (const auto& candidate : candidates) {
    const std::string to = fold(truncate(candidate, longest_compared_word_bytes));
    std::vector<std::size_t> before(to.size() + 1), last(to.size() + 1), row(to.size() + 1);
    for (std::size_t j = 0; j <= to.size(); ++j) last[j] = j;
    for (std::size_t i = 1; i <= from.size(); ++i) {
      row[0] = i;
      for (std::size_t j = 1; j <= to.size(); ++j) {
        const bool same = from[i - 1] == to[j - 1];
        row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0U : 1U)});
        if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1]) {
          row[j] = std::min(row[j], before[j - 2] + 1);
        }
      }
      before.swap(last);
      last.swap(row);
    }
    if (last[to.size()] < best) {
      best = last[to.size()];
      found = candidate;
    }
  }
  if (found || from.size() < shortest_beginning_bytes) return found;
  const auto begins = std::ranges::find_if(candidates, [&](const std::string& c) {
    return fold(truncate(c, longest_compared_word_bytes)).starts_with(from);
  });
  return begins == candidates.end() ? std::nullopt : std::optional(*begins);
}

std::string printable(std::string_view text) {
  static constexpr std::string_view replacement = "\xEF\xBF\xBD";
  std::string out;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto size = static_cast<std::int64_t>(text.size());
  for (std::int64_t at = 0; at < size;) {
    const auto start = at;
    UChar32 c = 0;
    U8_NEXT(bytes, at, size, c);
    const bool hides =
        c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    if (hides) {
      out += replacement;
    } else {
      out.append(text.substr(static_cast<std::size_t>(start), static_cast<std::size_t>(at - start)));
    }
  }
  return out;
}

std::string in_quotes(std::string_view text) {
  constexpr std::size_t limit_bytes = 80;
  const auto shown = truncate(text, limit_bytes);
  return "'" + printable(shown) + (shown.size() < text.size() ? "…'" : "'");
}

std::string did_you_mean(std::string_view word, std::span<const std::string> candidates) {
  const auto near = nearest(word, candidates);
  return near ? ", did you mean " + in_quotes(*near) + "?" : "";
}

}  // namespace fieldbook
