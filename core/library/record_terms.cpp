#include "core/library/record_terms.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_set>

#include "core/library/terms.hpp"

namespace fieldbook::library {
namespace {

constexpr unsigned gap = 100;                        // between two texts: no phrase spans it
constexpr std::size_t field_name_limit_bytes = 100;  // longer ones cannot be asked for as field:word
constexpr std::size_t shortest_counted = 3, longest_counted = 40;

}  // namespace

bool is_counted(std::string_view word) noexcept {
  return word.size() >= shortest_counted && word.size() <= longest_counted && std::ranges::all_of(word, [](char c) {
           return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 128;
         });
}

std::array<std::string_view, 3> counted_texts(const Card& card) {
  const auto summary = card.fields.find("summary");
  return {card.title, summary == card.fields.end() ? std::string_view() : summary->second, card.body};
}

void give_terms(const Indexable& record, Stems& stems, TermSink& sink) {
  unsigned position = 0;
  const auto counted = counted_texts(record.card);
  std::array<bool, counted.size()> was_counted{};
  const auto give = [&](std::string_view text, unsigned weight, const std::string& prefix) {
    bool counting = false;
    for (std::size_t i = 0; i < counted.size(); ++i) {
      if (text == counted[i]) counting = was_counted[i] = true;
    }
    sink.text(prefix);
    Words words(text);
    for (Word word; words.next(word);) {
      const auto& known = stems.look_up(word.folded);
      ++position;
      sink.word(known, position, known.is_stop ? 0 : weight);
      if (!prefix.empty()) sink.field_word(known, position, known.is_stop ? 0 : 1);
      if (counting) sink.counted(known);
    }
    position += gap;
  };
  for (const auto& text : record.texts)
    give(text.words, text.weight, text.field.size() > field_name_limit_bytes ? "" : field_prefix(text.field));
  give(record.card.body, 1, {});
  // Title, summary and body are searched in nearly every library, and read already.
  for (std::size_t i = 0; i < counted.size(); ++i) {
    if (was_counted[i]) continue;
    Words words(counted[i]);
    for (Word word; words.next(word);) {
      if (is_counted(word.folded)) sink.counted(stems.look_up(word.folded));
    }
  }
  for (const auto& value : record.values) sink.value(value);
}

void give_counted_words(const Card& card, const std::function<void(const std::string&)>& give) {
  std::unordered_set<std::string> seen;
  for (const auto text : counted_texts(card)) {
    Words words(text);
    for (Word word; words.next(word);) {
      if (is_counted(word.folded) && seen.insert(word.folded).second) give(word.folded);
    }
  }
}

}  // namespace fieldbook::library
