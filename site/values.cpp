#include "site/values.hpp"

#include <algorithm>
#include <array>
#include <cassert>

namespace fieldbook::site {
namespace {

// A page looks through some sixty names, a hundred times: most differ in size or in the first letter.
bool same(std::string_view one, std::string_view other) noexcept {
  return one.size() == other.size() && (one.empty() || (one.front() == other.front() && one == other));
}

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

}  // namespace

void add_harmless(std::string& out, std::string_view text) {
  std::size_t kept = 0;
  for (std::size_t at = 0; at < text.size();) {
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

Values::Text& Values::text_for(std::string_view name) {
  for (auto& text : texts_) {
    if (same(text.name, name)) return text;
  }
  return texts_.emplace_back(name);
}

Values& Values::keep(std::string_view name, std::string_view text) {
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
std::optional<std::string_view> Values::text(std::string_view name) const noexcept {
  for (auto text = texts_.rbegin(); text != texts_.rend(); ++text) {
    if (same(text->name, name)) return std::string_view(bytes_).substr(text->begin, text->size);
  }
  return std::nullopt;
}

const Values::Repetitions* Values::section(std::string_view name) const noexcept {
  for (const auto& [known, repetitions] : sections_) {
    if (same(known, name)) return &repetitions;
  }
  return nullptr;
}

Values::Repetitions& Values::section_for(std::string_view name) {
  for (auto& [known, repetitions] : sections_) {
    if (same(known, name)) return repetitions;
  }
  return sections_.emplace_back(name, Repetitions{}).second;
}

}  // namespace fieldbook::site
