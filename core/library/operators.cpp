#include "core/library/operators.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <vector>

#include "core/library/stop_words.hpp"
#include "core/library/terms.hpp"

namespace fieldbook::library {
namespace {

constexpr std::size_t stems_for_star = 50;
constexpr std::size_t words_read_for_star = 5'000;
constexpr std::size_t stars_limit = 20;          // of one query; further ones are read as plain words
constexpr std::size_t brackets_limit = 100;
constexpr std::string_view star_field = "beginning";  // what word* is rewritten to; joined to a field by '_'

bool is_letter(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 128; }

// A field's name before a colon at `colon`; empty where no known name ends there.
std::string_view field_before(std::string_view text, std::size_t colon, const Directory& directory) {
  auto begin = colon;
  while (begin > 0 && (is_letter(text[begin - 1]) || text[begin - 1] == '-' || text[begin - 1] == '_')) --begin;
  const auto name = text.substr(begin, colon - begin);
  const bool known = std::ranges::find(directory.fields, name) != directory.fields.end() || directory.facet(name);
  return known ? name : std::string_view();
}

// The parser reads no hyphen in the name of a field.
std::string as_parsed(std::string name) {
  std::ranges::replace(name, '-', '_');
  return name;
}

// Words as terms are folded, because Xapian's parser leaves accents. Quotes and brackets that do not close are left
// out, so that the words beside them are still searched.
class Rewriter {
 public:
  Rewriter(std::string_view text, const Directory& directory) : text_(text), directory_(directory) {
    // The parser throws away what it holds where NEAR or ADJ meets anything but a word.
    if (text.find("NEAR") != std::string_view::npos || text.find("ADJ") != std::string_view::npos) stars_ = stars_limit;
  }

  std::string operator()() {
    find_open_marks();
    Words words(text_);
    for (Word word; words.next(word);) {
      between(at_, word.span.begin);
      at_ = word.span.end;
      if (quoted_ || at_ >= text_.size() || text_[at_] != '*' || stars_ == stars_limit) {
        put(word);
        continue;
      }
      ++stars_;
      ++at_;
      star(word);
    }
    between(at_, text_.size());
    return std::move(out_);
  }

 private:
  void find_open_marks() {
    if (std::ranges::count(text_, '"') % 2 != 0) left_out_.insert(text_.rfind('"'));
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < text_.size(); ++i) {
      if (text_[i] == '(') open.push_back(i);
      if (text_[i] != ')') continue;
      if (open.empty() || open.size() > brackets_limit) left_out_.insert(i);
      if (!open.empty()) {
        if (open.size() > brackets_limit) left_out_.insert(open.back());
        open.pop_back();
      }
    }
    left_out_.insert(open.begin(), open.end());
  }

  // What stands between words: only what means something to the parser is kept. Letters here are of overlong words.
  void between(std::size_t begin, std::size_t end) {
    for (auto i = begin; i < end; ++i) {
      const auto field = text_[i] == ':' && !quoted_ ? field_before(text_, i, directory_) : std::string_view();
      const bool dropped = left_out_.contains(i) || text_[i] == '*' || is_letter(text_[i]) || (text_[i] == ':' && field.empty());
      if (text_[i] == '"' && !dropped) quoted_ = !quoted_;
      if (!field.empty() && out_.size() >= field.size()) std::replace(out_.end() - static_cast<std::ptrdiff_t>(field.size()), out_.end(), '-', '_');
      out_ += dropped ? ' ' : text_[i];
    }
  }

  void put(const Word& word) {
    const auto written = text_.substr(word.span.begin, word.span.size());
    const bool ascii = std::ranges::all_of(written, [](char c) { return static_cast<unsigned char>(c) < 128; });
    out_ += ascii ? std::string(written) : word.folded;
  }

  void star(const Word& word) {
    if (out_.ends_with(':')) {
      const auto field = field_before(text_, word.span.begin - 1, directory_);
      if (std::ranges::find(directory_.fields, field) == directory_.fields.end()) return put(word);   // the id of a facet's value
      out_.back() = '_';   // title:comm* becomes title_beginning:comm
    }
    out_ += star_field;
    out_ += ':';
    for (const char c : word.folded) {
      if (is_letter(c)) out_ += c;
    }
  }

  std::string_view text_;
  const Directory& directory_;
  std::set<std::size_t> left_out_;
  std::string out_;
  std::size_t at_ = 0, stars_ = 0;
  bool quoted_ = false;
};

class Stopper : public Xapian::Stopper {
 public:
  bool operator()(const std::string& word) const override { return is_stop_word(word); }
};

// word*: the stems of the commonest words that begin so. They choose, and do not weigh: expanding to many rare words
// would otherwise count for more than anything else in the query.
class Beginning : public Xapian::FieldProcessor {
 public:
  Beginning(const Xapian::Database& database, Stems& stems, std::string prefix, double weight)
      : database_(database), stems_(stems), prefix_(std::move(prefix)), weight_(weight) {}

  Xapian::Query operator()(const std::string& beginning) override {
    std::vector<Xapian::Query> parts;
    for (const auto& stem : stems_of(beginning)) parts.emplace_back(prefix_ + stem);
    return {Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query(Xapian::Query::OP_OR, parts.begin(), parts.end()), weight_};
  }

 private:
  std::vector<std::string> stems_of(const std::string& beginning) {
    std::vector<std::pair<unsigned, std::string>> words;
    auto it = database_.spellings_begin();
    if (it != database_.spellings_end()) it.skip_to(beginning);
    for (; it != database_.spellings_end() && words.size() < words_read_for_star && (*it).starts_with(beginning); ++it) {
      words.emplace_back(it.get_termfreq(), *it);
    }
    std::ranges::stable_sort(words, [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<std::string> out{stems_.of(beginning)};   // also where the word is not in the dictionary, as "2019"
    for (const auto& [count, word] : words) {
      if (out.size() == stems_for_star) break;
      if (std::ranges::find(out, stems_.of(word)) == out.end()) out.push_back(stems_.of(word));
    }
    return out;
  }

  const Xapian::Database& database_;
  Stems& stems_;
  std::string prefix_;
  double weight_;
};

// Whether any word in the rewritten text can weigh, so that the beginnings need not.
bool has_other_words(std::string_view rewritten) {
  bool after_star = false;
  Words words(rewritten);
  for (Word word; words.next(word);) {
    if (after_star) {
      after_star = false;
    } else if (word.folded.ends_with(star_field)) {
      after_star = true;
    } else if (!is_stop_word(word.folded)) {
      return true;
    }
  }
  return false;
}

}  // namespace

bool has_operators(std::string_view text, const Directory& directory) {
  constexpr std::array<std::string_view, 6> operators{"AND", "OR", "NOT", "XOR", "NEAR", "ADJ"};
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool starts = i == 0 || text[i - 1] == ' ' || text[i - 1] == '(';
    const bool before_word = i + 1 < text.size() && is_letter(text[i + 1]);
    if (text[i] == '"') return true;
    if (text[i] == '*' && i > 0 && is_letter(text[i - 1])) return true;
    if ((text[i] == '+' || text[i] == '-') && starts && before_word) return true;
    if (text[i] == ':' && i + 1 < text.size() && text[i + 1] != ' ' && !field_before(text, i, directory).empty()) return true;
    if (!starts) continue;
    for (const auto name : operators) {
      const auto end = i + name.size();
      if (text.substr(i).starts_with(name) && (end == text.size() || text[end] == ' ' || text[end] == '/' || text[end] == '(')) return true;
    }
  }
  return false;
}

std::optional<Xapian::Query> parse_operators(std::string_view text, const Xapian::Database& database, const Directory& directory, Stems& stems) {
  const auto rewritten = Rewriter(text, directory)();
  const double star_weight = has_other_words(rewritten) ? 0 : 1;
  Xapian::QueryParser parser;
  const Stopper stopper;
  parser.set_stemmer(stems.xapian());
  parser.set_stemming_strategy(Xapian::QueryParser::STEM_ALL);
  parser.set_stopper(&stopper);
  parser.set_database(database);
  parser.set_default_op(Xapian::Query::OP_OR);
  parser.add_prefix(std::string(star_field), (new Beginning(database, stems, {}, star_weight))->release());
  for (const auto& field : directory.fields) {
    parser.add_prefix(as_parsed(field), field_prefix(field));
    parser.add_prefix(as_parsed(field) + "_" + std::string(star_field), (new Beginning(database, stems, field_prefix(field), star_weight))->release());
  }
  for (const auto& facet : directory.facets) {
    const auto is_field = std::ranges::find(directory.fields, facet.name) != directory.fields.end();
    if (!is_field) parser.add_boolean_prefix(as_parsed(facet.name), facet_prefix(facet.name));
  }
  constexpr auto flags = Xapian::QueryParser::FLAG_BOOLEAN | Xapian::QueryParser::FLAG_PHRASE | Xapian::QueryParser::FLAG_LOVEHATE | Xapian::QueryParser::FLAG_PURE_NOT;
  try {
    return parser.parse_query(rewritten, flags);
  } catch (const Xapian::QueryParserError&) {
    return std::nullopt;
  } catch (const Xapian::UnimplementedError&) {
    return std::nullopt;
  }
}

}  // namespace fieldbook::library
