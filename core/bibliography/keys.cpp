#include "core/bibliography/keys.hpp"

#include <unordered_map>
#include <unordered_set>

#include "core/base/text.hpp"

namespace fieldbook::bibliography {
namespace {

constexpr std::size_t longest_bytes = 100;

std::string usable(std::string_view key) {
  std::string out;
  for (const char c : truncate(key, longest_bytes)) {
    const bool meant = static_cast<unsigned char>(c) <= ' ' || std::string_view("{}(),=#\"'%\\~@").find(c) != std::string_view::npos;
    if (!meant) {
      out += c;
    } else if (!out.empty() && out.back() != '-') {
      out += '-';
    }
  }
  while (out.ends_with('-')) out.pop_back();
  return out;
}

// As many whole words as 20 bytes hold, at least one.
std::string first_words(const std::string& title) {
  constexpr std::size_t most = 20;
  if (title.size() <= most) return title;
  const auto end = title.rfind('-', most);
  return title.substr(0, end == std::string::npos ? most : end);
}

std::string made_for(const Reference& reference) {
  const auto& names = reference.authors.empty() ? reference.editors : reference.authors;
  std::string who;
  if (!names.empty()) who = slug(names.front().family.empty() ? names.front().literal : names.front().family);
  if (who.empty()) who = first_words(slug(reference.title));
  if (who.empty()) who = "untitled";
  return who + (reference.issued ? std::to_string(reference.issued->year) : "");
}

}  // namespace

void give_keys(std::vector<Reference>& references) {
  std::unordered_set<std::string> taken;
  std::unordered_map<std::string, std::size_t> next;   // the number to try for a key that is taken
  for (auto& reference : references) {
    auto key = usable(reference.key);
    if (key.empty()) key = made_for(reference);
    auto unique = key;
    for (auto& number = next.try_emplace(key, 2).first->second; !taken.insert(unique).second; ++number) unique = key + "-" + std::to_string(number);
    reference.key = std::move(unique);
  }
}

}  // namespace fieldbook::bibliography
