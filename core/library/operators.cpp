#include "core/library/operators.hpp"

#include <xapian.h>

#include <algorithm>
#include <map>
#include <utility>

#include "core/library/phrases.hpp"
#include "core/library/stop_words.hpp"
#include "core/library/terms.hpp"

namespace fieldbook::library {
namespace {

using Kind = Token::Kind;
using Op = Xapian::Query;

constexpr std::size_t depth_limit = 50;       // brackets below are passed over
constexpr std::size_t beginnings_limit = 20;  // of one query; further ones are read as words
constexpr std::size_t stems_for_beginning = 50;
constexpr std::size_t words_read_for_beginning = 5'000;

Xapian::Query combine(Op::op how, const std::vector<Xapian::Query>& parts) {
  return {how, parts.begin(), parts.end()};
}

bool is_stop(const Token& token) {
  return token.kind == Kind::word && token.words.size() == 1 && is_stop_word(token.words.front());
}

class Parser {
 public:
  Parser(const std::vector<Token>& tokens, const Xapian::Database& database, const Directory& directory, Stems& stems)
      : tokens_(tokens), database_(database), directory_(directory), stems_(stems) {
    const bool other_words = std::ranges::any_of(
        tokens, [](const Token& t) { return t.kind == Kind::phrase || (t.kind == Kind::word && !is_stop(t)); });
    beginning_weight_ = other_words ? 0 : 1;
  }

  Xapian::Query operator()() {
    Xapian::Query out;
    while (at_ < tokens_.size()) {
      const auto before = at_;
      join(out, Op::OP_OR, disjunction());
      if (at_ == before) ++at_;  // a bracket that closes nothing
    }
    return out;
  }

 private:
  // What one item of a run of words is to the others.
  struct Run {
    std::vector<Xapian::Query> words, stops, loved, hated;
    std::map<std::string, std::vector<Xapian::Query>> facets;
  };

  bool is(Kind kind) const { return at_ < tokens_.size() && tokens_[at_].kind == kind; }
  bool take(Kind kind) { return is(kind) && ++at_; }

  static void join(Xapian::Query& left, Op::op how, const Xapian::Query& right) {
    if (right.empty()) return;
    left = left.empty() ? right : Xapian::Query(how, left, right);
  }

  Xapian::Query disjunction() {
    auto out = either();
    while (take(Kind::disjunction)) join(out, Op::OP_OR, either());
    return out;
  }

  Xapian::Query either() {
    auto out = conjunction();
    while (take(Kind::either)) join(out, Op::OP_XOR, conjunction());
    return out;
  }

  Xapian::Query conjunction() {
    Xapian::Query out;
    if (!is(Kind::exclusion)) out = run();
    while (is(Kind::conjunction) || is(Kind::exclusion)) {
      take(Kind::conjunction);
      const bool excludes = take(Kind::exclusion);
      const auto right = run();
      if (right.empty()) continue;
      if (excludes && out.empty()) out = Xapian::Query::MatchAll;
      join(out, excludes ? Op::OP_AND_NOT : Op::OP_AND, right);
    }
    return out;
  }

  // Items side by side, up to an operator or the end of the bracket.
  Xapian::Query run() {
    Run run;
    while (at_ < tokens_.size() && item(run)) {
    }
    auto out = run.words.empty() ? combine(Op::OP_OR, run.stops) : combine(Op::OP_OR, run.words);
    if (!run.loved.empty()) {
      const auto loved = combine(Op::OP_AND, run.loved);
      out = out.empty() ? loved : Xapian::Query(Op::OP_AND_MAYBE, loved, out);
    }
    for (const auto& [facet, values] : run.facets) {
      const auto filter = combine(Op::OP_OR, values);
      out = out.empty() ? Xapian::Query(Op::OP_SCALE_WEIGHT, filter, 0.0) : Xapian::Query(Op::OP_FILTER, out, filter);
    }
    if (!run.hated.empty())
      out = Xapian::Query(Op::OP_AND_NOT, out.empty() ? Xapian::Query::MatchAll : out, combine(Op::OP_OR, run.hated));
    return out;
  }

  // False where the run ends.
  bool item(Run& run) {
    switch (tokens_[at_].kind) {
      case Kind::close:
      case Kind::conjunction:
      case Kind::disjunction:
      case Kind::exclusion:
      case Kind::either:
        return false;
      case Kind::near:
      case Kind::adjacent:
        ++at_;  // it stands between no two words
        return true;
      case Kind::plus:
        ++at_;
        put(run.loved, primary({}));
        return true;
      case Kind::minus:
        ++at_;
        put(run.hated, primary({}));
        return true;
      case Kind::facet_value:
        run.facets[tokens_[at_].text].emplace_back(directory_.term_of(tokens_[at_].text, tokens_[at_].value));
        ++at_;
        return true;
      case Kind::word:
      case Kind::beginning:
      case Kind::phrase:
      case Kind::field:
      case Kind::open:
        break;
    }
    const bool stop = is_stop(tokens_[at_]) && !stands_before_distance();
    put(stop ? run.stops : run.words, primary({}));
    return true;
  }

  static void put(std::vector<Xapian::Query>& list, const Xapian::Query& query) {
    if (!query.empty()) list.push_back(query);
  }

  bool stands_before_distance() const {
    return at_ + 1 < tokens_.size() && (tokens_[at_ + 1].kind == Kind::near || tokens_[at_ + 1].kind == Kind::adjacent);
  }

  // A word, a phrase or a bracket, of a field where one is named; words with NEAR or ADJ between them.
  Xapian::Query primary(std::string prefix) {
    for (; is(Kind::field); ++at_) prefix = field_prefix(tokens_[at_].text);
    if (at_ >= tokens_.size()) return {};
    const auto& token = tokens_[at_];
    switch (token.kind) {
      case Kind::open:
        ++at_;
        return bracket(prefix);
      case Kind::phrase:
        ++at_;
        return phrase(token.words, prefix);
      case Kind::beginning:
        ++at_;
        return beginning(token.words.front(), prefix);
      case Kind::word:
        return word(prefix);
      case Kind::facet_value:
        ++at_;
        return Xapian::Query(directory_.term_of(token.text, token.value));
      case Kind::field:
      case Kind::close:
      case Kind::plus:
      case Kind::minus:
      case Kind::conjunction:
      case Kind::disjunction:
      case Kind::exclusion:
      case Kind::either:
      case Kind::near:
      case Kind::adjacent:
        break;
    }
    return {};
  }

  Xapian::Query bracket(const std::string& prefix) {
    if (depth_ == depth_limit) return {};
    ++depth_;
    // A field before a bracket is the field of each word in it.
    const auto outer = std::exchange(bracket_prefix_, prefix.empty() ? bracket_prefix_ : prefix);
    auto out = disjunction();
    bracket_prefix_ = outer;
    --depth_;
    take(Kind::close);
    return out;
  }

  Xapian::Query word(const std::string& prefix) {
    const auto& first = tokens_[at_++];
    if (first.words.size() > 1 || !(is(Kind::near) || is(Kind::adjacent))) return phrase(first.words, prefix);
    // The distance is that of the first operator; only single words can be measured.
    const auto& distance = tokens_[at_];
    std::vector<std::string> words = first.words;
    while (is(distance.kind) && at_ + 1 < tokens_.size() && tokens_[at_ + 1].kind == Kind::word &&
           tokens_[at_ + 1].words.size() == 1) {
      words.push_back(tokens_[at_ + 1].words.front());
      at_ += 2;
    }
    if (words.size() == 1) return phrase(words, prefix);
    return together(words, prefix, distance.window + static_cast<unsigned>(words.size()) - 1, distance.kind != Kind::near);
  }

  std::vector<Xapian::Query> terms(const std::vector<std::string>& words, const std::string& prefix) {
    std::vector<Xapian::Query> out;
    for (const auto& word : words) out.emplace_back((prefix.empty() ? bracket_prefix_ : prefix) + stems_.of(word));
    return out;
  }

  Xapian::Query phrase(const std::vector<std::string>& words, const std::string& prefix) {
    if (words.size() == 1) return terms(words, prefix).front();
    return together(words, prefix, static_cast<unsigned>(words.size()), true);
  }

  Xapian::Query together(const std::vector<std::string>& words, const std::string& prefix, unsigned window, bool in_order) {
    Together out{{}, prefix.empty() ? bracket_prefix_ : prefix, window, in_order};
    for (const auto& word : words) out.stems.push_back(stems_.of(word));
    return query_for(out, directory_.of_shards);
  }

  Xapian::Query beginning(const std::string& letters, const std::string& prefix) {
    if (++beginnings_ > beginnings_limit) return phrase({letters}, prefix);
    std::vector<std::pair<unsigned, std::string>> words;
    auto it = database_.spellings_begin();
    if (it != database_.spellings_end()) it.skip_to(letters);
    for (; it != database_.spellings_end() && words.size() < words_read_for_beginning && (*it).starts_with(letters);
         ++it) {
      words.emplace_back(it.get_termfreq(), *it);
    }
    std::ranges::stable_sort(words, [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<std::string> stems{stems_.of(letters)};  // also where it is no word of the dictionary, as a number
    std::vector<std::string> chosen{letters};
    for (const auto& [count, word] : words) {
      if (chosen.size() == stems_for_beginning) break;
      if (std::ranges::find(stems, stems_.of(word)) != stems.end()) continue;
      stems.push_back(stems_.of(word));
      chosen.push_back(word);
    }
    return {Op::OP_SCALE_WEIGHT, combine(Op::OP_OR, terms(chosen, prefix)), beginning_weight_};
  }

  const std::vector<Token>& tokens_;
  const Xapian::Database& database_;
  const Directory& directory_;
  Stems& stems_;
  std::size_t at_ = 0, depth_ = 0, beginnings_ = 0;
  double beginning_weight_ = 1;
  std::string bracket_prefix_;
};

}  // namespace

Xapian::Query parse_operators(const std::vector<Token>& tokens, const Xapian::Database& database, const Directory& directory, Stems& stems) {
  return Parser(tokens, database, directory, stems)();
}

}  // namespace fieldbook::library
