// Why a record is among the results, in sentences. For this folder only.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "core/library/card.hpp"
#include "core/library/query.hpp"

namespace fieldbook::library {

// `matched` holds the terms of the query that the record has.
std::vector<std::string> reasons(const Understood&, const Card&, const std::set<std::string>& matched, Stems&);

}  // namespace fieldbook::library
