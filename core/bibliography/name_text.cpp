#include "core/bibliography/name_text.hpp"

#include <algorithm>
#include <array>

#include "core/base/text.hpp"

namespace fieldbook::bibliography {
namespace {

constexpr std::array<std::string_view, 58> words_of_bodies = {
    "agency",     "alliance",    "alliances",  "and",       "assembly",  "association", "authority", "board",
    "bureau",     "cabinet",     "center",     "centre",    "charity",   "clinic",      "college",   "commission",
    "committee",  "consortium",  "council",    "department", "executive", "federation",  "for",       "forum",
    "foundation", "fund",        "government", "group",     "hospital",  "house",       "inc",       "initiative",
    "institute",  "international", "lab",      "limited",   "llp",       "ltd",         "ministry",  "national",
    "network",    "nhs",         "of",         "office",    "organisation", "organization", "partners", "partnership",
    "plc",        "programme",   "project",    "research",  "school",    "service",     "services",  "society",
    "the",        "trust"};

constexpr std::array<std::string_view, 6> other_words_of_bodies = {"to", "union", "university", "wlg", "impact", "team"};
constexpr std::array<std::string_view, 6> suffixes = {"jr", "jr.", "sr", "sr.", "ii", "iii"};

bool is_of(const auto& words, std::string_view word) { return std::ranges::find(words, word) != words.end(); }

std::vector<std::string_view> words_of(std::string_view text) {
  auto words = split(text, ' ');
  std::erase_if(words, [](std::string_view word) { return word.empty(); });
  return words;
}

bool is_body(const std::vector<std::string_view>& words) {
  return std::ranges::any_of(words, [](std::string_view word) {
    const auto folded = fold(word);
    return is_of(words_of_bodies, folded) || is_of(other_words_of_bodies, folded);
  });
}

// "AB", "A-B" or "A.B.": capitals alone, at most four.
bool are_initials(std::string_view word) {
  std::size_t letters = 0;
  for (const char c : word) {
    if (c >= 'A' && c <= 'Z') {
      ++letters;
    } else if (c != '-' && c != '.') {
      return false;
    }
  }
  return letters >= 1 && letters <= 4;
}

std::string joined(std::vector<std::string_view>::const_iterator begin, std::vector<std::string_view>::const_iterator end) {
  std::string out;
  for (; begin != end; ++begin) {
    if (!out.empty()) out += ' ';
    out += *begin;
  }
  return out;
}

// "Family, Given" or "Family, Given, Jr".
Name with_comma(std::string_view text, std::size_t comma) {
  Name out;
  out.family = trim(text.substr(0, comma));
  auto rest = trim(text.substr(comma + 1));
  if (const auto second = rest.find(','); second != std::string_view::npos) {
    const auto one = trim(rest.substr(0, second));
    const auto other = trim(rest.substr(second + 1));
    const bool suffix_first = is_of(suffixes, fold(one));
    if (suffix_first || is_of(suffixes, fold(other))) {
      (out.family += ' ') += suffix_first ? one : other;
      rest = suffix_first ? other : one;
    }
  }
  out.given = rest;
  if (out.family.empty()) return {out.given, "", ""};
  return out;
}

Name in_spoken_order(const std::vector<std::string_view>& words) {
  auto family = words.end() - 1;
  for (auto at = words.begin(); at + 1 < words.end(); ++at) {
    if (at->front() < 'a' || at->front() > 'z') continue;
    family = at;  // "Ludwig van Beethoven"
    break;
  }
  if (family == words.end() - 1 && words.size() > 2 && is_of(suffixes, fold(words.back()))) --family;
  return {joined(family, words.end()), joined(words.begin(), family), ""};
}

// The values of "['Smith, A', \"O'Neill, B\"]".
std::vector<std::string_view> in_quotation_marks(std::string_view text) {
  std::vector<std::string_view> out;
  for (std::size_t at = 0; at < text.size();) {
    const auto begin = text.find_first_of("'\"", at);
    if (begin == std::string_view::npos) break;
    auto end = text.find(text[begin], begin + 1);
    while (end != std::string_view::npos && end + 1 < text.size() && text.find_first_not_of(' ', end + 1) != text.find_first_of(",]", end + 1))
      end = text.find(text[begin], end + 1);
    if (end == std::string_view::npos) end = text.size();
    out.push_back(text.substr(begin + 1, end - begin - 1));
    at = end + 1;
  }
  return out;
}

// Whether the pieces between commas are names of their own, and not families' and given names in turn.
bool are_whole_names(const std::vector<std::string_view>& pieces) {
  return pieces.size() > 1 && std::ranges::all_of(pieces, [](std::string_view piece) {
    const auto words = words_of(trim(piece));
    return words.size() >= 2 || (words.size() == 1 && is_body(words));
  });
}

std::vector<std::string_view> split_at(std::string_view text, std::string_view separator) {
  std::vector<std::string_view> out;
  for (;;) {
    const auto at = text.find(separator);
    out.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return out;
    text.remove_prefix(at + separator.size());
  }
}

std::vector<std::string_view> pieces_of(std::string_view text) {
  if (text.starts_with("['") || text.starts_with("[\"")) return in_quotation_marks(text);
  if (text.find(';') != std::string_view::npos) return split(text, ';');
  if (text.find('\n') != std::string_view::npos) return split(text, '\n');
  if (text.find('|') != std::string_view::npos) return split(text, '|');
  const bool has_and = text.find(" and ") != std::string_view::npos;
  if (has_and && text.find(',') != std::string_view::npos) {
    if (is_body(words_of(text.substr(0, text.find(','))))) return {text};   // "Ministry of Housing, Communities and …"
    return split_at(text, " and ");
  }
  // "Lau Y." at the end of PubMed's lists; but "Liu R., Adler D.G." keeps its stops.
  if (text.ends_with('.') && text.find(',') != std::string_view::npos && text.find('.') == text.size() - 1) text.remove_suffix(1);
  auto pieces = split(text, ',');
  if (are_whole_names(pieces)) return pieces;
  const auto given = [](std::string_view piece) { return are_initials(trim(piece)) || words_of(trim(piece)).size() == 1; };
  if (pieces.size() >= 4 && pieces.size() % 2 == 0 && std::ranges::all_of(pieces, given)) {
    std::vector<std::string_view> out;   // "Smith, A, Walter, B": two pieces a name
    for (std::size_t i = 0; i < pieces.size(); i += 2)
      out.push_back(text.substr(static_cast<std::size_t>(pieces[i].data() - text.data()),
                                static_cast<std::size_t>(pieces[i + 1].data() + pieces[i + 1].size() - pieces[i].data())));
    return out;
  }
  if (pieces.size() == 1 && has_and && !is_body(words_of(text.substr(0, text.find(" and "))))) return split_at(text, " and ");
  return {text};
}

}  // namespace

std::vector<Name> names_from_list(std::string_view text) {
  std::vector<Name> out;
  for (const auto piece : pieces_of(trim(text))) {
    auto name = name_from_text(piece);
    if (name != Name{}) out.push_back(std::move(name));
  }
  return out;
}

Name name_from_text(std::string_view written) {
  auto text = collapse_whitespace(written);
  while (!text.empty() && (text.back() == ',' || text.back() == ';')) text.pop_back();
  const auto words = words_of(text);
  if (words.empty()) return {};
  const auto comma = text.find(',');
  if (comma != std::string::npos && !is_body(words_of(text.substr(0, comma)))) return with_comma(text, comma);
  if (is_body(words) || (words.size() == 1 && comma == std::string::npos && !are_initials(words[0])))
    return is_body(words) ? Name{"", "", text} : Name{text, "", ""};
  if (comma != std::string::npos) return with_comma(text, comma);
  if (words.size() >= 2 && are_initials(words.back()) && !are_initials(words.front()))
    return {joined(words.begin(), words.end() - 1), std::string(words.back()), ""};
  return in_spoken_order(words);
}

}  // namespace fieldbook::bibliography
