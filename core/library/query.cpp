#include "core/library/query.hpp"

#include <xapian.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <map>
#include <set>

#include "core/base/error.hpp"
#include "core/library/operators.hpp"
#include "core/library/phrases.hpp"
#include "core/library/stop_words.hpp"
#include "core/library/terms.hpp"

namespace fieldbook::library {
namespace {

constexpr std::size_t text_limit_bytes = 10'000;
constexpr std::size_t words_limit = 1'000;
constexpr std::size_t names_limit = 200;  // words looked up in the vocabulary
constexpr std::size_t brief_limit_bytes = 1u << 20;
constexpr std::size_t brief_words_limit = 200'000;
constexpr std::size_t brief_names_limit = 5'000;
constexpr std::size_t brief_drivers = 50;
constexpr std::size_t longest_name = 6;  // in words

// What a name of the vocabulary weighs beside the words themselves; measured (README.md).
constexpr double filed_under = 1.6;  // a record that has the value
constexpr double other_name = 0.8;   // a text that has another name of it

// On one line, valid, bounded. Quotation marks as typed by word processors are made plain.
std::string tidy(std::string_view text, std::size_t limit_bytes) {
  std::string out;
  for (text = text.substr(0, limit_bytes); !text.empty();) {
    const auto good = first_invalid_utf8(text).value_or(text.size());
    out += text.substr(0, good);
    text.remove_prefix(std::min(text.size(), good + 1));
    if (!text.empty() || good < text.size()) out += ' ';
  }
  std::ranges::replace_if(
      out, [](char c) { return static_cast<unsigned char>(c) < 32 || c == 127; }, ' ');
  for (const std::string_view mark : {"\u201c", "\u201d", "\u201e", "\u00ab", "\u00bb"}) {
    for (auto at = out.find(mark); at != std::string::npos; at = out.find(mark, at)) out.replace(at, mark.size(), 1, '"');
  }
  return collapse_whitespace(out);
}

std::vector<QueryWord> words_of(std::string_view text, Stems& stems, std::size_t limit) {
  std::vector<QueryWord> out;
  Words words(text);
  for (Word word; out.size() < limit && words.next(word);) {
    out.push_back({word.span, word.folded, stems.of(word.folded), is_stop_word(word.folded)});
  }
  if (std::ranges::all_of(out, &QueryWord::stop)) {
    for (auto& word : out) word.stop = false;  // "to be or not to be" is still looked for
  }
  return out;
}

Xapian::Query any_of(const std::vector<Xapian::Query>& parts) {
  return Xapian::Query(Xapian::Query::OP_OR, parts.begin(), parts.end());
}

// The words, each as often as it was written.
Xapian::Query bag(const std::vector<QueryWord>& words) {
  std::map<std::string, unsigned> counts;
  for (const auto& word : words) {
    if (!word.stop) ++counts[word.stem];
  }
  std::vector<Xapian::Query> parts;
  for (const auto& [stem, count] : counts) parts.emplace_back(stem, count);
  return any_of(parts);
}

// The longest names first come, first served; no word belongs to two.
std::vector<UsedName> names_in(const std::vector<QueryWord>& words, const Xapian::Database& database, const Directory& directory,
                               std::size_t limit) {
  std::vector<UsedName> out;
  for (std::size_t first = 0; first < std::min(words.size(), limit); ++first) {
    for (auto count = std::min(longest_name, words.size() - first); count > 0; --count) {
      if (count == 1 && words[first].stop) continue;
      std::vector<std::string> stems;
      for (std::size_t i = 0; i < count; ++i) stems.push_back(words[first + i].stem);
      const auto values = named(database, stems);
      for (const auto& value : values) {
        out.push_back({{words[first].span.begin, words[first + count - 1].span.end},
                       value,
                       directory.term_of(value.facet, value.value),
                       {}});
      }
      if (values.empty()) continue;
      first += count - 1;
      break;
    }
  }
  return out;
}

// How many records have each of these words: asked for at once, since the database may be on other machines.
Xapian::MSet frequencies(const std::map<std::string, std::pair<const QueryWord*, double>>& words, const Xapian::Database& database) {
  std::vector<std::string> stems;
  for (const auto& [stem, counted] : words) stems.push_back(stem);
  Xapian::Enquire enquire(database);
  enquire.set_query(Xapian::Query(Xapian::Query::OP_OR, stems.begin(), stems.end()));
  return enquire.get_mset(0, 0);
}

// The words of a text that set it apart: used often in it and seldom in the library, which must have them.
std::vector<QueryWord> drivers(const std::vector<QueryWord>& words, const Xapian::Database& database) {
  std::map<std::string, std::pair<const QueryWord*, double>> counts;
  for (const auto& word : words) {
    if (word.stop || word.folded.size() < 3) continue;
    auto& [first, count] = counts[word.stem];
    if (count++ == 0) first = &word;
  }
  std::vector<std::pair<double, QueryWord>> chosen;
  if (counts.empty()) return {};
  const double all = database.get_doccount();
  const auto known = frequencies(counts, database);
  for (const auto& [stem, counted] : counts) {
    const double having = known.get_termfreq(stem);
    if (having == 0 || std::isdigit(static_cast<unsigned char>(stem.front())) != 0) continue;
    auto word = *counted.first;
    word.weight = 1 + std::log(counted.second);
    chosen.emplace_back(word.weight * std::log(1 + all / having), std::move(word));
  }
  std::ranges::stable_sort(chosen, [](const auto& a, const auto& b) { return a.first > b.first; });
  if (chosen.size() > brief_drivers) chosen.resize(brief_drivers);
  std::vector<QueryWord> out;
  for (auto& [score, word] : chosen) out.push_back(std::move(word));
  return out;
}

// The other names of what was named. A name of one word that the query has besides already counts as that word.
void add_other_names(std::vector<UsedName>& names, const std::vector<QueryWord>& words,
                     const Xapian::Database& database) {
  for (auto& name : names) {
    Stemmed own;
    for (const auto& word : words) {
      if (name.span.begin <= word.span.begin && word.span.end <= name.span.end) own.push_back(word.stem);
    }
    for (auto& other : names_for(database, name.value.facet, name.value.value)) {
      const bool asked = other.size() == 1 && std::ranges::find(words, other.front(), &QueryWord::stem) != words.end();
      if (!asked && other != own) name.also.push_back(std::move(other));
    }
  }
}

Xapian::Query phrase(const Stemmed& name, bool by_positions) {
  return name.size() == 1 ? Xapian::Query(name.front())
                          : query_for({name, {}, static_cast<unsigned>(name.size())}, by_positions);
}

// Five other names of a thing count as the one that weighs most, and a name of several words, whose weights a phrase
// adds up, as one word.
Xapian::Query any_name(const std::vector<Stemmed>& names, bool by_positions) {
  std::vector<Xapian::Query> parts;
  for (const auto& name : names)
    parts.emplace_back(Xapian::Query::OP_SCALE_WEIGHT, phrase(name, by_positions), other_name / static_cast<double>(name.size()));
  return {Xapian::Query::OP_MAX, parts.begin(), parts.end()};
}

Xapian::Query with_names(const Xapian::Query& query, const std::vector<UsedName>& names, bool by_positions) {
  std::set<std::string> terms;
  std::set<Stemmed> counted;
  std::vector<Xapian::Query> parts{query};
  for (const auto& name : names) {
    if (terms.insert(name.term).second)
      parts.emplace_back(Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query(name.term), filed_under);
    std::vector<Stemmed> others;
    std::ranges::copy_if(name.also, std::back_inserter(others),
                         [&](const Stemmed& other) { return counted.insert(other).second; });
    if (!others.empty()) parts.push_back(any_name(others, by_positions));
  }
  return parts.size() == 1 ? query : any_of(parts);
}

Xapian::Query all_of(const std::vector<Xapian::Query>& parts) {
  return Xapian::Query(Xapian::Query::OP_AND, parts.begin(), parts.end());
}

}  // namespace

Understood understand(std::string_view text, const Xapian::Database& database, const Directory& directory,
                      Stems& stems) {
  Understood out;
  out.text = tidy(text, text_limit_bytes);
  out.words = words_of(out.text, stems, words_limit);
  if (out.words.empty()) return out;
  if (const auto tokens = tokens_of(out.text, directory); has_operators(tokens)) {
    out.query = parse_operators(tokens, database, directory, stems);
    out.plain = out.query.empty();
    if (!out.plain) return out;
  }
  out.names = names_in(out.words, database, directory, names_limit);
  add_other_names(out.names, out.words, database);
  out.query = with_names(bag(out.words), out.names, directory.of_shards);
  return out;
}

Understood understand_brief(std::string_view text, const Xapian::Database& database, const Xapian::Database& looked_up, const Directory& directory, Stems& stems) {
  Understood out;
  out.plain = false;
  out.text = tidy(text, brief_limit_bytes);
  const auto words = words_of(out.text, stems, brief_words_limit);
  out.words = drivers(words, looked_up);
  std::vector<Xapian::Query> parts;
  for (const auto& word : out.words)
    parts.emplace_back(Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query(word.stem), word.weight);
  if (parts.empty()) return out;
  out.names = names_in(words, database, directory, brief_names_limit);
  out.query = with_names(any_of(parts), out.names, directory.of_shards);
  return out;
}

Xapian::Query filters(const Query& query, const Xapian::Database& database, const Directory& directory, Stems& stems) {
  std::map<std::string, std::vector<Xapian::Query>> by_facet;
  for (const auto& [name, value] : query.filters) {
    const auto facet = number_of(directory.facets, name);
    by_facet[name].emplace_back(directory.term_of(name, known_value(database, directory, facet, value, stems)));
  }
  std::vector<Xapian::Query> parts;
  for (const auto& [name, values] : by_facet) parts.push_back(any_of(values));
  if (query.from) parts.emplace_back(Xapian::Query::OP_VALUE_GE, slot::last_day, first_day_value(*query.from));
  if (query.to) parts.emplace_back(Xapian::Query::OP_VALUE_LE, slot::first_day, last_day_value(*query.to));
  return parts.empty() ? Xapian::Query() : all_of(parts);
}

}  // namespace fieldbook::library
