// UTF-8 text: checking, folding, cutting, slugs, and "did you mean". All offsets and sizes count bytes.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fieldbook {

// [begin, end) in bytes of some text.
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;

  std::size_t size() const noexcept { return end - begin; }
  friend auto operator<=>(const Span&, const Span&) = default;
};

// The words of a span. The span must lie in the text.
std::string_view cut(std::string_view text, Span) noexcept;

// Offset of the first byte that is not part of well-formed UTF-8 (no surrogates, no overlong forms); nothing if all is.
std::optional<std::size_t> first_invalid_utf8(std::string_view) noexcept;

// Whether `at` is the start of a character or the end of the (well-formed) text.
bool is_character_boundary(std::string_view text, std::size_t at) noexcept;

// The longest prefix of at most `limit_bytes` that does not cut a character.
std::string_view truncate(std::string_view text, std::size_t limit_bytes) noexcept;

// Number of Unicode code points in well-formed UTF-8.
std::size_t count_characters(std::string_view) noexcept;

// Without white space (ASCII) at both ends.
std::string_view trim(std::string_view) noexcept;

// Every run of ASCII white space becomes one space; none at the ends.
std::string collapse_whitespace(std::string_view);
// The same, but that what is longer than `limit_bytes` may end anywhere after so many.
std::string collapse_whitespace(std::string_view, std::size_t limit_bytes);

std::vector<std::string_view> split(std::string_view text, char separator);
std::string join(std::span<const std::string> parts, std::string_view separator);

// For comparing what people type: Unicode case folding, accents stripped, hyphens, dashes and white space as one space.
std::string fold(std::string_view);

// An address part: fold(), letters and digits kept, everything else one hyphen; at most 100 bytes. May be empty.
std::string slug(std::string_view);

// Whether `id` may be the id of a record or a term: [a-z0-9] then [a-z0-9-]*, at most 100 bytes.
bool is_id(std::string_view id) noexcept;

// The candidate nearest to `word` (optimal string alignment distance, at most a third of its length), else the first
// that begins with it (four letters and more); the first of equals.
std::optional<std::string> nearest(std::string_view word, std::span<const std::string> candidates);

// Text made safe for one line on a terminal: control characters and bidirectional overrides become U+FFFD.
std::string printable(std::string_view);

// What somebody wrote, as a message shows it: printable, in single quotes, cut after 80 bytes.
std::string in_quotes(std::string_view);

// ", did you mean 'x'?" for the nearest candidate; empty where none is near.
std::string did_you_mean(std::string_view word, std::span<const std::string> candidates);

}  // namespace fieldbook
