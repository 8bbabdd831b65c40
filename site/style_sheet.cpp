#include "site/style_sheet.hpp"

#include <algorithm>
#include <cstddef>

#include "core/base/text.hpp"

namespace fieldbook::site {
namespace {

// The end of a string that begins with a quotation mark at `at`; of one that nobody closes, the end of its line, as browsers take it.
std::size_t end_of_string(std::string_view css, std::size_t at) {
  const char quote = css[at];
  for (++at; at < css.size() && css[at] != '\n'; ++at) {
    if (css[at] == quote) return at + 1;
    if (css[at] == '\\' && at + 1 < css.size()) ++at;
  }
  return std::min(at, css.size());
}

bool begins_url(std::string_view css) { return css.size() > 4 && fold(css.substr(0, 4)) == "url(" && css[4] != '"' && css[4] != '\''; }

// The end of what is one thing, whatever it holds; `at` where it is a character like any other.
std::size_t end_of_whole(std::string_view css, std::size_t at) {
  if (css[at] == '"' || css[at] == '\'') return end_of_string(css, at);
  if ((css[at] == 'u' || css[at] == 'U') && begins_url(css.substr(at))) return std::min(css.find(')', at), css.size() - 1) + 1;
  return at;
}

}  // namespace

std::string style_sheet_to_publish(std::string_view css) {
  std::string out;
  out.reserve(css.size());
  const auto end_line = [&out] {
    while (!out.empty() && (out.back() == ' ' || out.back() == '\t' || out.back() == '\r')) out.pop_back();
    if (!out.empty() && out.back() != '\n') out += '\n';
  };
  for (std::size_t at = 0; at < css.size();) {
    if (css.substr(at).starts_with("/*")) {
      at = std::min(css.find("*/", at + 2), css.size() - 2) + 2;   // one that nobody closes goes to the end
      if (!out.empty() && out.back() != '\n' && out.back() != ' ') out += ' ';   // it may part two words
      continue;
    }
    if (const auto end = end_of_whole(css, at); end > at) {
      out += css.substr(at, end - at);
      at = end;
      continue;
    }
    const char c = css[at++];
    const bool indents = (c == ' ' || c == '\t') && (out.empty() || out.back() == '\n');
    if (c == '\n') {
      end_line();
    } else if (!indents) {
      out += c;
    }
  }
  return out;
}

}  // namespace fieldbook::site
