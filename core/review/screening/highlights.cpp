#include "core/review/screening/highlights.hpp"

#include <algorithm>

namespace fieldbook::review {
namespace {

char lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool is_word(char c) noexcept { return static_cast<unsigned char>(c) >= 0x80 || (lower(c) >= 'a' && lower(c) <= 'z') || (c >= '0' && c <= '9'); }

std::string lowered(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), lower);
  return out;
}

void find(const std::string& text, std::string_view wanted, bool speaks_for, std::vector<Mark>& out) {
  auto word = lowered(trim(wanted));
  const bool open = word.ends_with('*');
  if (open) word.pop_back();
  if (word.empty()) return;
  for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
    auto end = at + word.size();
    if (at > 0 && is_word(text[at - 1]) && is_word(word.front())) continue;
    if (open) {
      while (end < text.size() && is_word(text[end])) ++end;
    } else if (end < text.size() && is_word(text[end]) && is_word(word.back())) {
      continue;
    }
    out.push_back({{at, end}, speaks_for});
  }
}

}  // namespace

std::vector<Mark> marks(std::string_view text, std::span<const std::string> words_for, std::span<const std::string> words_against) {
  const auto in = lowered(text);
  std::vector<Mark> found;
  for (const auto& word : words_for) find(in, word, true, found);
  for (const auto& word : words_against) find(in, word, false, found);
  std::ranges::stable_sort(found, [](const Mark& a, const Mark& b) { return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end; });
  std::vector<Mark> out;
  for (const auto& mark : found) {
    if (out.empty() || mark.span.begin >= out.back().span.end) out.push_back(mark);
  }
  return out;
}

}  // namespace fieldbook::review
