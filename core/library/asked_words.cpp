#include "core/library/asked_words.hpp"

#include <algorithm>
#include <set>

namespace fieldbook::library {
namespace {

// Whether a word is part of the syntax of a query with operators: the name of a field, NEAR, ADJ or XOR.
bool is_syntax(const Understood& understood, const QueryWord& word) {
  if (understood.plain) return false;
  const auto written = cut(understood.text, word.span);
  return understood.text.substr(word.span.end, 1) == ":" || written == "NEAR" || written == "ADJ" || written == "XOR";
}

}  // namespace

std::vector<QueryWord> unknown_words(const Understood& understood, const std::function<bool(const std::string& stem)>& is_known) {
  std::vector<QueryWord> out;
  const auto in_a_name = [&](const QueryWord& word) {  // "VCSE": the vocabulary knows it, though no text has it
    return std::ranges::any_of(understood.names, [&](const UsedName& name) {
      return name.span.begin <= word.span.begin && word.span.end <= name.span.end;
    });
  };
  for (const auto& word : understood.words) {
    if (!word.stop && !is_syntax(understood, word) && !in_a_name(word) && !is_known(word.stem)) out.push_back(word);
  }
  return out;
}

std::optional<std::string> correction(const Understood& understood, const std::vector<QueryWord>& unknown, const Xapian::Database& database) {
  std::string out;
  std::size_t at = 0;
  for (const auto& word : unknown) {
    if (word.folded.size() < 3) continue;
    const auto better = database.get_spelling_suggestion(word.folded);
    if (better.empty() || better == word.folded) continue;
    out += understood.text.substr(at, word.span.begin - at) + better;
    at = word.span.end;
  }
  return at == 0 ? std::nullopt : std::optional(out + understood.text.substr(at));
}

std::string gist(const Understood& understood) {
  std::set<std::string> asked;
  for (const auto& word : understood.words) {
    if (!word.stop) asked.insert(word.stem);
  }
  if (!understood.plain || asked.empty()) return "=" + understood.text;
  return join(std::vector<std::string>(asked.begin(), asked.end()), " ");
}

}  // namespace fieldbook::library
