#include "core/bibliography/names.hpp"

#include <algorithm>

#include "core/base/text.hpp"
#include "core/bibliography/latex.hpp"

namespace fieldbook::bibliography {
namespace {

bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

// The pieces of `text` outside braces, apart where `separates` says how many bytes at an offset are a separator.
template <typename Separates>
std::vector<std::string_view> split_outside_braces(std::string_view text, Separates separates) {
  std::vector<std::string_view> out;
  std::size_t depth = 0, begin = 0;
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] == '{') ++depth;
    if (text[i] == '}' && depth > 0) --depth;
    const std::size_t size = depth == 0 ? separates(i) : 0;
    if (size != 0) {
      out.push_back(trim(text.substr(begin, i - begin)));
      begin = i + size;
    }
    i += std::max<std::size_t>(size, 1);
  }
  out.push_back(trim(text.substr(begin)));
  return out;
}

std::size_t size_of_and(std::string_view text, std::size_t at) {
  if (!is_space(text[at]) || at + 4 >= text.size() || !is_space(text[at + 4])) return 0;
  return (text[at + 1] | 0x20) == 'a' && (text[at + 2] | 0x20) == 'n' && (text[at + 3] | 0x20) == 'd' ? 4 : 0;
}

bool is_in_braces(std::string_view text) {
  if (!text.starts_with('{') || !text.ends_with('}')) return false;
  std::size_t depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '{') ++depth;
    if (text[i] == '}' && --depth == 0) return i + 1 == text.size();
  }
  return false;
}

std::string joined(const std::vector<std::string_view>& words, std::size_t begin, std::size_t end) {
  std::string out;
  for (auto i = begin; i < end; ++i) {
    if (words[i].empty()) continue;
    if (!out.empty()) out += ' ';
    out += words[i];
  }
  return from_latex(out);
}

// "Ludwig van Beethoven": the family's name begins with the first word in small letters, else it is the last word.
Name in_spoken_order(std::string_view text) {
  auto words = split_outside_braces(text, [text](std::size_t i) { return is_space(text[i]) ? std::size_t{1} : 0; });
  std::erase_if(words, [](std::string_view word) { return word.empty(); });
  if (words.empty()) return {};
  std::size_t family = words.size() - 1;
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    if (words[i].front() < 'a' || words[i].front() > 'z') continue;
    family = i;
    break;
  }
  return {joined(words, family, words.size()), joined(words, 0, family), ""};
}

Name one_name(std::string_view text) {
  if (is_in_braces(text)) return {"", "", from_latex(text)};
  const auto parts = split_outside_braces(text, [text](std::size_t i) { return text[i] == ',' ? std::size_t{1} : 0; });
  if (parts.size() == 1) return in_spoken_order(text);
  Name out{from_latex(parts[0]), from_latex(parts.back()), ""};
  if (parts.size() > 2) out.family += " " + from_latex(parts[1]);  // "King, Jr, Martin"
  return out;
}

bool needs_braces(std::string_view text) {
  return text.find(',') != std::string_view::npos ||
         fold(" " + std::string(text) + " ").find(" and ") != std::string::npos || fold(text) == "and" ||
         fold(text) == "others";
}

std::string part(std::string_view text) {
  const auto latex = to_latex(text);
  const auto folded = " " + fold(text) + " ";
  return needs_braces(text) || folded.find(" and ") != std::string::npos ? "{" + latex + "}" : latex;
}

}  // namespace

std::vector<Name> names_from_bibtex(std::string_view text) {
  std::vector<Name> out;
  for (const auto piece : split_outside_braces(text, [text](std::size_t i) { return size_of_and(text, i); })) {
    if (piece.empty() || piece == "others") continue;
    auto name = one_name(piece);
    if (name != Name{}) out.push_back(std::move(name));
  }
  return out;
}

std::string names_to_bibtex(const std::vector<Name>& names) {
  std::vector<std::string> out;
  for (const auto& name : names) {
    if (name.family.empty() && name.given.empty()) {
      out.push_back("{" + to_latex(name.literal) + "}");
    } else {
      out.push_back(part(name.family) + ", " + part(name.given));
    }
  }
  return join(out, " and ");
}

}  // namespace fieldbook::bibliography
