#include "core/bibliography/citation_text.hpp"

#include <algorithm>

#include "core/base/text.hpp"

namespace fieldbook::bibliography {
namespace {

bool is_year(std::string_view text) {
  return text.size() == 4 && (text[0] == '1' || text[0] == '2') && text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::optional<CitationText> embase(std::string_view text) {
  for (auto open = text.find(" ("); open != std::string_view::npos; open = text.find(" (", open + 1)) {
    if (!is_year(text.substr(open + 2, 4)) || text.substr(open + 6, 2) != ") ") continue;
    CitationText out;
    out.journal = trim(text.substr(0, open));
    out.date = text.substr(open + 2, 4);
    const auto rest = text.substr(open + 8);
    const auto volume = rest.substr(0, rest.find_first_of(" ("));
    const auto colon = volume.find(':');
    out.volume = volume.substr(0, colon);
    if (colon != std::string_view::npos) out.issue = volume.substr(colon + 1);
    const auto pages = rest.find('(');
    const auto end = pages == std::string_view::npos ? pages : rest.find(')', pages);
    if (end != std::string_view::npos) out.pages = trim(rest.substr(pages + 1, end - pages - 1));
    return out;
  }
  return std::nullopt;
}

std::optional<CitationText> pubmed(std::string_view text) {
  const auto stop = text.find(". ");
  if (stop == std::string_view::npos || !is_year(text.substr(stop + 2, 4))) return std::nullopt;
  CitationText out;
  out.journal = trim(text.substr(0, stop));
  auto rest = text.substr(stop + 2);
  rest = rest.substr(0, rest.find(". "));
  if (rest.ends_with('.')) rest.remove_suffix(1);
  const auto semicolon = rest.find(';');
  out.date = rest.substr(0, semicolon);
  if (semicolon == std::string_view::npos) return out;
  rest.remove_prefix(semicolon + 1);
  const auto colon = rest.find(':');
  const auto volume = rest.substr(0, colon);
  const auto bracket = volume.find('(');
  out.volume = trim(volume.substr(0, bracket));
  if (bracket != std::string_view::npos) out.issue = volume.substr(bracket + 1, volume.find(')') - bracket - 1);
  if (colon != std::string_view::npos) out.pages = trim(rest.substr(colon + 1));
  return out;
}

}  // namespace

std::optional<CitationText> citation_in(std::string_view text) {
  constexpr std::size_t longest = 2000;
  if (text.size() > longest) return std::nullopt;
  auto out = embase(text);
  return out ? out : pubmed(text);
}

}  // namespace fieldbook::bibliography
