// The approaches that a plan can be checked against, and which of them a reader has chosen.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fieldbook::site {

struct Approach {
  std::string id, name, about;  // "place-based", "Place-based commissioning", a sentence
};

// The assessors of `fieldbook plugin list --format json` that may run, in its order. Empty where `json` is something else.
std::vector<Approach> approaches_in(std::string_view json);

// The same, asked of the program itself.
std::vector<Approach> approaches_of(const std::filesystem::path& program);

// Those of `all` with these ids, each once, in the order of `all`. Nothing where an id is of none of them.
std::optional<std::vector<Approach>> chosen_of(const std::vector<Approach>& all, const std::vector<std::string>& ids);

// The address of the form with these chosen.
std::string address_of_form(const std::vector<Approach>& chosen);

}  // namespace fieldbook::site
