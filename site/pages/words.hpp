// The words that pages use for what the data says in codes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/assess/assessment.hpp"

namespace fieldbook::site {

std::string_view in_words(assess::Rating) noexcept;   // "Planned or partial"
std::string_view meaning(assess::Rating) noexcept;    // one sentence
std::string_view in_words(assess::Outcome) noexcept;  // "took too long"
std::string_view fit_meaning(int fit) noexcept;

// "one record", "2 records"; `plural` where it is not the singular with an s.
std::string counted(std::size_t n, std::string_view singular, std::string_view plural = {});
// "a, b and c"; `limit` shown, then "and 3 more".
std::string listed(const std::vector<std::string>& items, std::size_t limit = 1000);
// The first letter as a capital, in ASCII.
std::string capitalised(std::string_view);

std::string licence_name(std::string_view spdx);  // "Creative Commons Attribution 4.0"; else as given
std::string licence_url(std::string_view spdx);   // empty where it is not known

}  // namespace fieldbook::site
