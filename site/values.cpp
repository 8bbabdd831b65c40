#include "site/values.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstring>

namespace fieldbook::site {
namespace {

constexpr std::size_t few_texts = 3, few_bytes = 80;
constexpr std::string_view replacement = "\xEF\xBF\xBD";

// Length of the character at `at` that must not reach a page; 0 where it may.
std::size_t harmful_at(std::string_view text, std::size_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 0x20) return byte == '\t' || byte == '\n' ? 0 : 1;
  if (byte == 0x7F) return 1;
  if (byte == 0xC2 && at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) < 0xA0) return 2;  // C1 controls
  if (byte != 0xE2 || at + 2 >= text.size()) return 0;
  const auto second = static_cast<unsigned char>(text[at + 1]), third = static_cast<unsigned char>(text[at + 2]);
  const bool override_or_embedding = second == 0x80 && third >= 0xAA && third <= 0xAE;  // U+202A to U+202E
  const bool isolate = second == 0x81 && third >= 0xA6 && third <= 0xA9;                // U+2066 to U+2069
  return override_or_embedding || isolate ? 3 : 0;
}

// Bytes that harmful_at() may have to look at; of most texts there are none.
constexpr std::array<bool, 256> suspect = [] {
  std::array<bool, 256> all{};
  for (std::size_t byte = 0; byte < 0x20; ++byte) all[byte] = byte != '\t' && byte != '\n';
  all[0x7F] = all[0xC2] = all[0xE2] = true;
  return all;
}();

// Whether none of this many bytes is suspect: without a branch, so that the compiler looks at them all at once.
constexpr std::size_t block_bytes = 16;
bool is_plain_block(const char* bytes) noexcept {
  unsigned char found = 0;
  for (std::size_t i = 0; i < block_bytes; ++i) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    const bool control = byte < 0x20 && byte != '\n';
    found = static_cast<unsigned char>(found | static_cast<unsigned char>(control) | static_cast<unsigned char>(byte == 0x7F) |
                                       static_cast<unsigned char>(byte == 0xC2) | static_cast<unsigned char>(byte == 0xE2));
  }
  return found == 0;
}

}  // namespace

// The first and the last letters, and how many there are.
std::uint64_t SlotName::key_of(std::string_view name) noexcept {
  std::uint64_t first = 0, last = 0;
  if (name.size() >= sizeof first) {
    std::memcpy(&first, name.data(), sizeof first);
    std::memcpy(&last, name.data() + name.size() - sizeof last, sizeof last);
  } else {
    for (const char c : name) first = first << 8 | static_cast<unsigned char>(c);
  }
  return first ^ (last * 0x9E3779B97F4A7C15) ^ (std::uint64_t{name.size()} << 59);
}

void add_harmless(std::string& out, std::string_view text) {
  std::size_t kept = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (at + block_bytes <= text.size() && is_plain_block(text.data() + at)) {
      at += block_bytes;
      continue;
    }
    const auto length = suspect[static_cast<unsigned char>(text[at])] ? harmful_at(text, at) : 0;
    if (length == 0) {
      ++at;
      continue;
    }
    out.append(text.substr(kept, at - kept)).append(replacement);
    at += length;
    kept = at;
  }
  out.append(text.substr(kept));
}

std::string harmless(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  add_harmless(out, text);
  return out;
}

bool is_raw_slot(std::string_view name) noexcept {
  return name.ends_with("_HTML") || name.ends_with("_JSON");
}

Values::Text& Values::text_for(const SlotName& name) {
  for (auto& text : texts_) {
    if (text.name == name) return text;
  }
  return texts_.emplace_back(Text{name});
}

Values& Values::keep(const SlotName& name, std::string_view text) {
  if (texts_.empty()) {   // most have two or three short texts
    texts_.reserve(few_texts);
    bytes_.reserve(std::max(few_bytes, text.size() + few_bytes / 2));
  }
  const auto begin = bytes_.size();
  add_harmless(bytes_, text);
  auto& kept = text_for(name);
  kept.begin = static_cast<std::uint32_t>(begin);
  kept.size = static_cast<std::uint32_t>(bytes_.size() - begin);
  return *this;
}

Values& Values::set(std::string_view name, std::string_view text) {
  assert(!is_raw_slot(name));
  return keep(name, text);
}

Values& Values::set_raw(std::string_view name, std::string_view markup) {
  assert(is_raw_slot(name));
  return keep(name, markup);
}

Values& Values::optional(std::string_view name, std::string_view text) {
  if (!text.empty()) set(name, text).show(name);
  return *this;
}

Values& Values::show(std::string_view name, bool shown) {
  if (shown) section_for(name);
  return *this;
}

Values& Values::add(std::string_view name) {
  auto child = std::make_shared<Values>();
  auto& reference = *child;
  section_for(name).push_back(std::move(child));
  return reference;
}

void Values::add(std::string_view name, std::shared_ptr<const Values> shared) {
  section_for(name).push_back(std::move(shared));
}

// From the end: what the layout asks for in every link is set last.
std::optional<std::string_view> Values::text(const SlotName& name) const noexcept {
  for (auto text = texts_.rbegin(); text != texts_.rend(); ++text) {
    if (text->name == name) return std::string_view(bytes_).substr(text->begin, text->size);
  }
  return base_ != nullptr ? base_->text(name) : std::nullopt;
}

const Values::Repetitions* Values::section(const SlotName& name) const noexcept {
  for (const auto& [known, repetitions] : sections_) {
    if (known == name) return &repetitions;
  }
  return base_ != nullptr ? base_->section(name) : nullptr;
}

Values::Repetitions& Values::section_for(const SlotName& name) {
  for (auto& [known, repetitions] : sections_) {
    if (known == name) return repetitions;
  }
  return sections_.emplace_back(name, Repetitions{}).second;
}

}  // namespace fieldbook::site
