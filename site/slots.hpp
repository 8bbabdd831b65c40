// The names that templates may use: the contract between this program and a theme.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace fieldbook::site {

// What may be named inside one dictionary: the page as a whole, or one repetition of a section.
struct Slots {
  std::vector<std::string> texts;                   // always set where this dictionary is
  std::vector<std::string> optional_texts;          // set, and their section shown, or neither
  std::vector<std::string> flags;                   // sections with the names of what is around them
  std::map<std::string, Slots, std::less<>> lists;  // sections with names of their own
};

// Sections that come by themselves: ANY_X is shown where the list, optional text or flag X is, NO_X where it is not.
inline constexpr std::string_view any_prefix = "ANY_";
inline constexpr std::string_view no_prefix = "NO_";

// A page's template -> everything it and the layout around it may name.
using Contract = std::map<std::string, Slots, std::less<>>;

// The contract in the form that `fieldbook-site slots` prints for writers of themes.
std::string_view contract_text() noexcept;

// contract_text(), read. Each page has the slots of "layout" too, but for pages that stand alone.
const Contract& contract();

// Whether a page is put into layout.tpl.
bool has_layout(std::string_view page) noexcept;

}  // namespace fieldbook::site
