// SPDX-License-Identifier: MIT
#include "rules.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace fieldbook::rubric {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r'; }

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

std::string_view take_word(std::string_view& text) {
  text = trim(text);
  std::size_t size = 0;
  while (size < text.size() && !is_space(text[size])) ++size;
  const auto word = text.substr(0, size);
  text = trim(text.substr(size));
  return word;
}

bool is_group_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }
bool is_group_name(std::string_view word) {
  return word.size() > 1 && word[0] >= 'A' && word[0] <= 'Z' && std::ranges::all_of(word, is_group_letter);
}

double to_number(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size())
    throw std::invalid_argument("\"" + std::string(text) + "\" is not a number");
  return value;
}

class Reader {
 public:
  explicit Reader(RuleSet& rules) : rules_(rules) {}

  void line(std::string_view line) {
    if (const auto comment = line.find("# "); comment == 0 || line == "#") return;
    line = trim(line);
    if (line.empty() || line.starts_with("# ")) return;
    if (line.front() == '|') return group_items(line.substr(1));
    const char first = line.front();
    if (first == '+' || first == '-') return pattern(line);
    auto rest = line;
    const auto word = take_word(rest);
    if (word == "w") return pattern(line);
    statement(word, rest);
  }

  void finish() {
    if (!missing_.empty()) throw std::invalid_argument("group " + missing_.front() + " is used and nowhere defined");
  }

  void check_names() {
    std::ranges::sort(defined_);
    std::erase_if(missing_, [&](const std::string& name) { return std::ranges::binary_search(defined_, name); });
  }

 private:
  void statement(std::string_view word, std::string_view rest) {
    if (word == "group") {
      const auto name = take_word(rest);
      if (!is_group_name(name)) throw std::invalid_argument("a group's name is in capitals, not \"" + std::string(name) + "\"");
      open_group_ = rules_.lexicon.group(name);
      defined_.emplace_back(name);
      return rest.empty() ? void() : group_items(rest);
    }
    if (word == "criterion") {
      const auto id = take_word(rest);
      if (id.empty()) throw std::invalid_argument("a criterion needs an id");
      rules_.criteria.push_back({.id = std::string(id), .about = std::string(id), .core = rest == "core", .threshold = 0, .patterns = {}});
    } else if (word == "about") {
      criterion().about = std::string(rest);
    } else if (word == "threshold") {
      criterion().threshold = to_number(rest);
    } else if (word == "approach") {
      rules_.approach = std::string(rest);
    } else if (word == "set") {
      const auto key = take_word(rest);
      weight(key) = to_number(rest);
    } else {
      throw std::invalid_argument("\"" + std::string(word) + "\" is no statement; known are approach, set, group, criterion, about, threshold, +, w and -");
    }
  }

  double& weight(std::string_view key) {
    auto& weights = rules_.weights;
    if (key == "threshold") return weights.threshold;
    if (key == "density") return weights.density;
    if (key == "floor") return weights.floor;
    if (key == "context") return weights.context;
    if (key == "competition") return weights.competition;
    if (key == "across") return weights.across;
    if (key == "repeat") return weights.repeat;
    if (key == "off-domain") return weights.off_domain;
    if (key == "core-needed") return weights.core_needed;
    throw std::invalid_argument("there is no weight \"" + std::string(key) + "\"");
  }

  CriterionRules& criterion() {
    if (rules_.criteria.empty()) throw std::invalid_argument("this belongs under a criterion");
    return rules_.criteria.back();
  }

  Group named(std::string_view name) {
    missing_.emplace_back(name);
    return rules_.lexicon.group(name);
  }

  void group_items(std::string_view items) {
    if (open_group_ == none) throw std::invalid_argument("this belongs under a group");
    int depth = 0;
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= items.size(); ++i) {
      if (i < items.size() && items[i] == '(') ++depth;
      if (i < items.size() && items[i] == ')') --depth;
      if (i < items.size() && (items[i] != '|' || depth > 0)) continue;
      const auto item = trim(items.substr(begin, i - begin));
      begin = i + 1;
      if (item.empty()) continue;
      if (is_group_name(item))
        rules_.lexicon.include(open_group_, named(item));
      else
        rules_.lexicon.add(open_group_, item);
    }
  }

  void pattern(std::string_view line) {
    Pattern out;
    const char sign = line.front();
    line.remove_prefix(1);
    out.side = sign == '-' ? Side::against_it : Side::for_it;
    out.weak = sign == 'w';
    out.weight = out.weak ? 0.8 : 2.0;
    out.fixed = out.side == Side::against_it;
    auto mark = line.substr(0, line.find_first_of(" \t"));
    line = trim(line.substr(mark.size()));
    if (mark.ends_with('!')) {
      out.fixed = !out.fixed;
      mark.remove_suffix(1);
    }
    if (!mark.empty()) out.weight = to_number(mark);
    items(line, out);
    if (out.chains.empty()) throw std::invalid_argument("a pattern needs at least one group or phrase");
    criterion().patterns.push_back(std::move(out));
  }

  void items(std::string_view text, Pattern& out) {
    bool linked = false, negative = false;
    Link link;
    while (!(text = trim(text)).empty()) {
      const char c = text.front();
      if (c == '~' || c == '>') {
        if (out.chains.empty() || linked) throw std::invalid_argument("~ and > stand between two items");
        link = read_link(text);
        linked = true;
      } else if (c == '!') {
        text.remove_prefix(1);
        negative = true;
      } else if (c >= '0' && c <= '9') {
        if (linked || negative) throw std::invalid_argument("~, > and ! do not go before a number of groups");
        out.chains.push_back(some_of(text));
      } else {
        const auto group = alternatives(text);
        if (negative) {
          out.without.push_back(group);
        } else if (linked) {
          out.chains.back().links.push_back(link);
          out.chains.back().items.push_back(group);
        } else {
          out.chains.push_back({{group}, {}, 0});
        }
        linked = negative = false;
      }
    }
    if (linked || negative) throw std::invalid_argument("the pattern ends with a sign that needs an item after it");
  }

  static Link read_link(std::string_view& text) {
    Link link{.in_order = text.front() == '>', .distance = 8};
    text.remove_prefix(1);
    std::size_t digits = 0;
    while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') ++digits;
    if (digits > 0) link.distance = static_cast<std::uint32_t>(to_number(text.substr(0, digits)));
    text.remove_prefix(digits);
    return link;
  }

  // "3{ORG_HEALTH ORG_COUNCIL …}": so many of these.
  Chain some_of(std::string_view& text) {
    const auto open = text.find('{'), close = text.find('}');
    if (open == text.npos || close == text.npos || close < open) throw std::invalid_argument("a number of groups is written 3{ONE OTHER …}");
    Chain chain;
    chain.at_least = static_cast<std::uint32_t>(to_number(trim(text.substr(0, open))));
    auto inside = text.substr(open + 1, close - open - 1);
    text.remove_prefix(close + 1);
    while (!(inside = trim(inside)).empty()) chain.items.push_back(alternatives(inside));
    if (chain.at_least == 0 || chain.at_least > chain.items.size()) throw std::invalid_argument("there are not so many groups in the braces");
    return chain;
  }

  // A group, a quoted phrase, or several joined by "/".
  Group alternatives(std::string_view& text) {
    std::vector<Group> all;
    for (;;) {
      all.push_back(text.front() == '"' ? quoted(text) : reference(text));
      if (text.empty() || text.front() != '/') break;
      text.remove_prefix(1);
    }
    if (all.size() == 1) return all.front();
    std::string name = "any of";
    for (const auto group : all) name += " " + std::to_string(group);
    const auto whole = rules_.lexicon.group(name);
    for (const auto group : all) rules_.lexicon.include(whole, group);
    return whole;
  }

  Group reference(std::string_view& text) {
    std::size_t size = 0;
    while (size < text.size() && is_group_letter(text[size])) ++size;
    const auto name = text.substr(0, size);
    if (!is_group_name(name))
      throw std::invalid_argument("expected a group's name or a phrase in quotes at \"" + std::string(text.substr(0, 20)) + "\"");
    text.remove_prefix(size);
    return named(name);
  }

  Group quoted(std::string_view& text) {
    const auto close = text.find('"', 1);
    if (close == text.npos) throw std::invalid_argument("a quotation mark does not close");
    const auto phrase = text.substr(1, close - 1);
    text.remove_prefix(close + 1);
    const auto known = rules_.lexicon.find("\"" + std::string(phrase));
    if (known != nullptr) return *known;
    const auto group = rules_.lexicon.group("\"" + std::string(phrase));
    const auto open = open_group_;
    open_group_ = group;
    group_items(phrase);
    open_group_ = open;
    return group;
  }

  static constexpr Group none = 0xFFFFFFFF;
  RuleSet& rules_;
  Group open_group_ = none;
  std::vector<std::string> defined_, missing_;
};

}  // namespace

RuleSet read_rules(const std::vector<std::pair<std::string_view, std::string_view>>& named_texts) {
  RuleSet rules;
  Reader reader(rules);
  for (const auto& [name, text] : named_texts) {
    std::size_t at = 0;
    for (int number = 1; at < text.size(); ++number) {
      const auto end = std::min(text.find('\n', at), text.size());
      try {
        reader.line(text.substr(at, end - at));
      } catch (const std::invalid_argument& error) {
        throw std::invalid_argument(std::string(name) + ", line " + std::to_string(number) + ": " + error.what());
      }
      at = end + 1;
    }
  }
  reader.check_names();
  try {
    reader.finish();
  } catch (const std::invalid_argument& error) {
    throw std::invalid_argument("rules: " + std::string(error.what()));
  }
  rules.lexicon.freeze();
  return rules;
}

}  // namespace fieldbook::rubric
