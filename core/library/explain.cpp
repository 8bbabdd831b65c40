#include "core/library/explain.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

#include "core/library/terms.hpp"

namespace fieldbook::library {
namespace {

constexpr std::size_t words_listed = 8;

// 'a', 'b' and 'c'; of many the first, and how many more.
std::string listed(const std::vector<std::string>& words) {
  const bool all = words.size() <= words_listed + 1;
  const auto shown = all ? words.size() : words_listed;
  std::string out;
  for (std::size_t i = 0; i < shown; ++i) {
    if (i > 0) out += all && i + 1 == shown ? " and " : ", ";
    out += in_quotes(words[i]);
  }
  return all ? out : out + " and " + std::to_string(words.size() - shown) + " more";
}

std::string stem_of_term(const std::string& term) {
  return term.starts_with("XT") ? term.substr(term.find(':') + 1) : term;
}

class Reasons {
 public:
  Reasons(const Understood& query, const Card& card, const std::set<std::string>& matched, Stems& stems)
      : query_(query), card_(card), matched_(matched), stems_(stems) {
    for (const auto& word : query.words) asked_.emplace(word.stem, cut(query.text, word.span));
    for (const auto& term : matched) {
      if (std::ranges::find(query.added, term) != query.added.end()) {
        ++added_;
        continue;
      }
      auto stem = stem_of_term(term);
      const bool a_word = is_plain(term) || term.starts_with("XT");
      if (a_word && (!query.plain || asked_.contains(stem)))
        left_.insert(std::move(stem));  // others are of other names
    }
  }

  std::vector<std::string> operator()() {
    const auto summary = card_.fields.find("summary");
    in_text("The title has ", card_.title);
    in_text("The summary has ", summary == card_.fields.end() ? std::string_view() : std::string_view(summary->second));
    in_text("The text has ", card_.body);
    rest();
    names();
    other_names();
    if (added_ > 0) {
      out_.push_back("It has " + std::to_string(added_) + " of the " + std::to_string(query_.added.size()) +
                     " words that were looked for too");
    }
    missing();
    return std::move(out_);
  }

 private:
  void in_text(const char* lead, std::string_view text) {
    std::vector<std::string> here;
    Words words(text);
    for (Word word; words.next(word);) {
      const auto& stem = stems_.of(word.folded);
      const auto found = left_.find(stem);
      if (found == left_.end()) continue;
      const auto asked = asked_.find(stem);
      here.push_back(asked == asked_.end() ? std::string(cut(text, word.span)) : std::string(asked->second));
      left_.erase(found);
    }
    if (!here.empty()) out_.push_back(lead + listed(here));
  }

  void rest() {
    std::vector<std::string> words;
    for (const auto& stem : left_) {
      if (const auto asked = asked_.find(stem); asked != asked_.end()) words.emplace_back(asked->second);
    }
    if (!words.empty()) out_.push_back("Another field has " + listed(words));
  }

  void names() {
    std::set<std::string> told;
    for (const auto& name : query_.names) {
      if (matched_.contains(name.term) && told.insert(name.term).second) {
        out_.push_back("It is filed under " + in_quotes(name.value.label) + " (" + name.value.facet + "), which " +
                       in_quotes(cut(query_.text, name.span)) + " is a name of");
      }
    }
  }

  // The other names of what was asked for that a text has, as it has them, by the words that asked.
  void other_names(std::string_view text) {
    if (std::ranges::all_of(query_.names, [](const UsedName& name) { return name.also.empty(); })) return;
    std::vector<std::pair<Span, std::string>> words;
    Words reading(text);
    for (Word word; reading.next(word);) words.emplace_back(word.span, stems_.of(word.folded));
    for (const auto& name : query_.names) {
      for (const auto& other : name.also) {
        const auto at = std::ranges::search(words, other, {}, &std::pair<Span, std::string>::second);
        if (at.empty() || !told_.insert(other).second) continue;
        others_[std::string(cut(query_.text, name.span))].emplace_back(
            cut(text, {at.front().first.begin, at.back().first.end}));
      }
    }
  }

  void other_names() {
    const auto summary = card_.fields.find("summary");
    other_names(card_.title);
    if (summary != card_.fields.end()) other_names(summary->second);
    other_names(card_.body);
    for (const auto& [asked, found] : others_) {
      out_.push_back("It has " + listed(found) + (found.size() == 1 ? ", another name of " : ", other names of ") +
                     in_quotes(asked));
    }
  }

  void missing() {
    std::vector<std::string> words;
    for (const auto& word : query_.words) {
      const auto written = std::string(cut(query_.text, word.span));
      if (query_.plain && !word.stop && !matched_.contains(word.stem) &&
          std::ranges::find(words, written) == words.end())
        words.push_back(written);
    }
    if (!words.empty()) out_.push_back("It does not have " + listed(words));
  }

  const Understood& query_;
  const Card& card_;
  const std::set<std::string>& matched_;
  Stems& stems_;
  std::map<std::string, std::string_view, std::less<>> asked_;  // stem -> as written
  std::set<std::string, std::less<>> left_;                     // matched stems not yet placed
  std::set<Stemmed> told_;                                      // other names already found
  std::map<std::string, std::vector<std::string>> others_;      // by what was asked for
  std::size_t added_ = 0;                                       // matched stems that the query was widened by
  std::vector<std::string> out_;
};

}  // namespace

std::vector<std::string> reasons(const Understood& query, const Card& card, const std::set<std::string>& matched,
                                 Stems& stems) {
  return Reasons(query, card, matched, stems)();
}

}  // namespace fieldbook::library
