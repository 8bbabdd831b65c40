#include "core/review/screening/words.hpp"

#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>

namespace fieldbook::review {
namespace {

bool is_ascii_word(unsigned char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

// Python's \w: str.isalnum() or the underscore.
bool is_word(UChar32 c) {
  if (c < 0x80) return c >= 0 && is_ascii_word(static_cast<unsigned char>(c));
  constexpr std::uint32_t letters = U_GC_L_MASK;
  return (U_GET_GC_MASK(c) & letters) != 0 || u_getIntPropertyValue(c, UCHAR_NUMERIC_TYPE) != U_NT_NONE;
}

// Python's str.lower(): the full mapping of Unicode, whatever the locale.
std::string lower(std::string_view text) {
  std::string out(text);
  bool ascii = true;
  for (char& c : out) {
    ascii = ascii && static_cast<unsigned char>(c) < 0x80;
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  if (ascii) return out;
  auto wide = icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
  out.clear();
  wide.toLower(icu::Locale::getRoot()).toUTF8String(out);
  return out;
}

}  // namespace

std::vector<std::string> words_of(std::string_view text) {
  constexpr std::size_t longest_text_bytes = 64UL << 20U;
  const auto lowered = lower(text.substr(0, longest_text_bytes));
  const auto* const bytes = reinterpret_cast<const std::uint8_t*>(lowered.data());
  const auto size = static_cast<std::int32_t>(lowered.size());
  std::vector<std::string> out;
  out.reserve(lowered.size() / 8);
  std::size_t begin = 0, characters = 0;
  const auto end_word = [&](std::size_t end) {
    if (characters >= 2) out.emplace_back(lowered, begin, end - begin);
    characters = 0;
  };
  for (std::int32_t at = 0; at < size;) {
    const auto start = static_cast<std::size_t>(at);
    UChar32 c = 0;
    U8_NEXT(bytes, at, size, c);
    if (!is_word(c)) {
      end_word(start);
      continue;
    }
    if (characters == 0) begin = start;
    ++characters;
  }
  end_word(lowered.size());
  return out;
}

}  // namespace fieldbook::review
