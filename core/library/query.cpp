#include "core/library/query.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "core/base/error.hpp"
#include "core/library/operators.hpp"
#include "core/library/stop_words.hpp"
#include "core/library/terms.hpp"

namespace fieldbook::library {
namespace {

constexpr std::size_t text_limit_bytes = 10'000;
constexpr std::size_t words_limit = 1'000;
constexpr std::size_t pairs_limit = 100;  // a longer text says enough by its words
constexpr std::size_t names_limit = 200;  // words looked up in the vocabulary
constexpr std::size_t longest_name = 6;   // in words

// On one line, valid, bounded. Quotation marks as typed by word processors are made plain.
std::string tidy(std::string_view text) {
  std::string out;
  for (text = text.substr(0, text_limit_bytes); !text.empty();) {
    const auto good = first_invalid_utf8(text).value_or(text.size());
    out += text.substr(0, good);
    text.remove_prefix(std::min(text.size(), good + 1));
    if (!text.empty() || good < text.size()) out += ' ';
  }
  std::ranges::replace_if(
      out, [](char c) { return static_cast<unsigned char>(c) < 32 || c == 127; }, ' ');
  for (const std::string_view mark : {"\u201c", "\u201d", "\u201e", "\u00ab", "\u00bb"}) {
    for (auto at = out.find(mark); at != std::string::npos; at = out.find(mark, at)) out.replace(at, mark.size(), "\"");
  }
  return collapse_whitespace(out);
}

std::vector<QueryWord> words_of(std::string_view text, Stems& stems) {
  std::vector<QueryWord> out;
  Words words(text);
  for (Word word; out.size() < words_limit && words.next(word);) {
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

// The words, each as often as it was written, and a little more for neighbours found side by side.
Xapian::Query bag(const std::vector<QueryWord>& words, double pair_weight) {
  std::vector<const QueryWord*> kept;
  std::map<std::string, unsigned> counts;
  for (const auto& word : words) {
    if (word.stop) continue;
    kept.push_back(&word);
    ++counts[word.stem];
  }
  std::vector<Xapian::Query> parts;
  for (const auto& [stem, count] : counts) parts.emplace_back(stem, count);
  if (kept.size() <= pairs_limit && pair_weight > 0) {
    std::set<std::pair<std::string, std::string>> seen;
    for (std::size_t i = 0; i + 1 < kept.size(); ++i) {
      const auto &first = kept[i]->stem, &second = kept[i + 1]->stem;
      if (first == second || !seen.emplace(first, second).second) continue;
      const std::vector<Xapian::Query> pair{Xapian::Query(first), Xapian::Query(second)};
      parts.emplace_back(Xapian::Query::OP_SCALE_WEIGHT,
                         Xapian::Query(Xapian::Query::OP_PHRASE, pair.begin(), pair.end(), 2), pair_weight);
    }
  }
  return any_of(parts);
}

// The longest names first come, first served; no word belongs to two.
std::vector<UsedName> names_in(const std::vector<QueryWord>& words, const Xapian::Database& database) {
  std::vector<UsedName> out;
  for (std::size_t first = 0; first < std::min(words.size(), names_limit); ++first) {
    for (auto count = std::min(longest_name, words.size() - first); count > 0; --count) {
      if (count == 1 && words[first].stop) continue;
      std::vector<std::string> stems;
      for (std::size_t i = 0; i < count; ++i) stems.push_back(words[first + i].stem);
      const auto values = named(database, stems);
      for (const auto& value : values) {
        out.push_back({{words[first].span.begin, words[first + count - 1].span.end},
                       value,
                       facet_term(value.facet, value.value)});
      }
      if (values.empty()) continue;
      first += count - 1;
      break;
    }
  }
  return out;
}

Xapian::Query with_names(const Xapian::Query& query, const std::vector<UsedName>& names, double weight) {
  if (names.empty()) return query;
  std::set<std::string> terms;
  std::vector<Xapian::Query> parts{query};
  for (const auto& name : names) {
    if (terms.insert(name.term).second)
      parts.emplace_back(Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query(name.term), weight);
  }
  return any_of(parts);
}

Xapian::Query all_of(const std::vector<Xapian::Query>& parts) {
  return Xapian::Query(Xapian::Query::OP_AND, parts.begin(), parts.end());
}

}  // namespace

Understood understand(std::string_view text, const Xapian::Database& database, const Directory& directory, Stems& stems,
                      const Weights& weights) {
  Understood out;
  out.text = tidy(text);
  out.words = words_of(out.text, stems);
  if (out.words.empty()) return out;
  if (const auto tokens = tokens_of(out.text, directory); has_operators(tokens)) {
    out.query = parse_operators(tokens, database, stems);
    out.plain = out.query.empty();
    if (!out.plain) return out;
  }
  out.names = names_in(out.words, database);
  out.query = with_names(bag(out.words, weights.pair), out.names, weights.name);
  return out;
}

Xapian::Query filters(const Query& query, const Xapian::Database& database, const Directory& directory, Stems& stems) {
  std::map<std::string, std::vector<Xapian::Query>> by_facet;
  for (const auto& [name, value] : query.filters) {
    const auto number = directory.facet(name);
    if (!number) {
      std::vector<std::string> names;
      for (const auto& facet : directory.facets) names.push_back(facet.name);
      throw Error(Errc::invalid, "there is no facet " + in_quotes(name) + did_you_mean(name, names),
                  "choose one of " + join(names, ", "));
    }
    by_facet[name].emplace_back(facet_term(name, known_value(database, directory.facets[*number], value, stems)));
  }
  std::vector<Xapian::Query> parts;
  for (const auto& [name, values] : by_facet) parts.push_back(any_of(values));
  const auto year = [](int asked) { return year_value(std::clamp(asked, 1000, still_going_on)); };
  if (query.from_year) parts.emplace_back(Xapian::Query::OP_VALUE_GE, slot::last_year, year(*query.from_year));
  if (query.to_year) parts.emplace_back(Xapian::Query::OP_VALUE_LE, slot::first_year, year(*query.to_year));
  return parts.empty() ? Xapian::Query() : all_of(parts);
}

}  // namespace fieldbook::library
