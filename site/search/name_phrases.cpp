#include "site/search/name_phrases.hpp"

#include <algorithm>

#include "core/base/text.hpp"
#include "site/search/digits.hpp"
#include "site/search/shards.hpp"

namespace fieldbook::site {

NamePhrases::NamePhrases(const library::Postings& postings) : postings_(postings) {
  for (const auto& [name, values] : postings.names()) {
    if (name.find(' ') == std::string::npos) continue;
    for (const auto word : split(name, ' ')) words_[std::string(word)];
  }
}

void NamePhrases::see(const std::string& term, std::span<const library::Posting> postings) {
  const auto found = words_.find(term);
  if (found == words_.end()) return;
  for (const auto& posting : postings)
    found->second.push_back({posting.record, posting.count, {posting.positions.begin(), posting.positions.end()}});
}

std::string NamePhrases::phrase(const std::string& name) const {
  std::vector<const std::vector<Place>*> words;
  for (const auto word : split(name, ' ')) words.push_back(&words_.find(word)->second);
  std::string out;
  for (const auto* const word : words) {
    std::uint32_t counts = 0;
    for (const auto& place : *word) counts += place.count;
    put_digits(out, static_cast<std::uint32_t>(word->size()));
    put_digits(out, counts);
  }
  std::uint32_t before = 0;
  std::vector<const Place*> here(words.size());
  for (const auto& first : *words.front()) {
    for (std::size_t i = 0; i < words.size(); ++i) {
      const auto found = std::ranges::lower_bound(*words[i], first.record, {}, &Place::record);
      here[i] = found != words[i]->end() && found->record == first.record ? &*found : nullptr;
    }
    if (std::ranges::find(here, nullptr) != here.end()) continue;
    const bool stands = std::ranges::any_of(first.positions, [&](std::uint32_t position) {
      return std::ranges::all_of(
          here, [&](const Place* place) { return std::ranges::binary_search(place->positions, position++); });
    });
    if (!stands) continue;
    put_digits(out, first.record - before);
    before = first.record;
    for (const auto* const place : here) put_digits(out, place->count);
  }
  return out;
}

std::map<std::string, std::string> NamePhrases::literals() const {
  std::map<std::string, std::string> out;
  for (const auto& [name, values] : postings_.names()) {
    if (name.find(' ') == std::string::npos) continue;
    const auto literal = script_string(name) + ",\"" + phrase(name) + "\"";
    for (const auto& [facet, value] : values) {
      auto& names = out[facet + "/" + value];
      names += (names.empty() ? "[" : ",") + literal;
    }
  }
  for (auto& [value, names] : out) names += "]";
  return out;
}

}  // namespace fieldbook::site
