#include "core/base/encoding.hpp"

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <memory>
#include <optional>

#include "core/base/text.hpp"

namespace fieldbook {
namespace {

// Nothing where ICU has no such encoding. What is not of the encoding becomes U+FFFD.
std::optional<std::string> converted(std::string_view bytes, const std::string& encoding) {
  auto failure = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open(encoding.c_str(), &failure), &ucnv_close);
  if (U_FAILURE(failure)) return std::nullopt;
  constexpr std::size_t most = 1U << 30U;   // ICU counts in 32 bits
  const icu::UnicodeString wide(bytes.data(), static_cast<int32_t>(std::min(bytes.size(), most)), converter.get(), failure);
  if (U_FAILURE(failure)) return std::nullopt;
  std::string out;
  wide.toUTF8String(out);
  return out;
}

// UTF-16 without a mark: most of its characters have a zero byte, always at the same side.
std::string utf16_without_mark(std::string_view bytes) {
  const auto sample = bytes.substr(0, 4096);
  std::size_t even = 0, odd = 0;
  for (std::size_t i = 0; i < sample.size(); ++i) {
    if (sample[i] == '\0') ++(i % 2 == 0 ? even : odd);
  }
  if (odd > sample.size() / 4 && even < sample.size() / 16) return "UTF-16LE";
  if (even > sample.size() / 4 && odd < sample.size() / 16) return "UTF-16BE";
  return {};
}

// The word after `encoding="` (XML), `charset=` (HTML) or "Encoding: " (JabRef) in the first lines.
std::string declared(std::string_view bytes) {
  const auto head = bytes.substr(0, 1024);
  for (const std::string_view before : {"encoding=\"", "encoding='", "charset=\"", "charset='", "charset=", "Encoding: "}) {
    const auto at = head.find(before);
    if (at == std::string_view::npos) continue;
    const auto word = head.substr(at + before.size());
    const auto end = std::min(word.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"), word.size());
    return std::string(word.substr(0, std::min<std::size_t>(end, 40)));
  }
  return {};
}

void blank_controls(std::string& text) {
  for (auto& c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte < ' ' && c != '\n' && c != '\r' && c != '\t') || byte == 0x7F) c = ' ';
  }
}

Decoded raw(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF") && !first_invalid_utf8(bytes.substr(3))) return {std::string(bytes.substr(3)), "UTF-8", false};
  std::string utf16 = bytes.starts_with("\xFF\xFE") ? "UTF-16LE" : bytes.starts_with("\xFE\xFF") ? "UTF-16BE" : "";
  if (!utf16.empty()) {
    if (auto text = converted(bytes.substr(2), utf16)) return {std::move(*text), utf16, false};
  }
  utf16 = utf16_without_mark(bytes);
  if (!utf16.empty()) {
    if (auto text = converted(bytes, utf16)) return {std::move(*text), utf16, false};
  }
  if (!first_invalid_utf8(bytes)) return {std::string(bytes), "UTF-8", false};
  const auto encoding = declared(bytes);
  if (!encoding.empty() && fold(encoding) != "utf 8") {
    if (auto text = converted(bytes, encoding)) return {std::move(*text), encoding, false};
  }
  return {converted(bytes, "windows-1252").value_or(std::string()), "windows-1252", true};
}

}  // namespace

Decoded decode(std::string_view bytes) {
  auto out = raw(bytes);
  blank_controls(out.text);
  return out;
}

}  // namespace fieldbook
