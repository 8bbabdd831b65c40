// For this folder only. What can be said of the words of a query by what the library has: which it lacks, and what may
// have been meant.
#pragma once

#include <xapian.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/library/query.hpp"

namespace fieldbook::library {

// Words that no record has; `is_known` says it of a stem.
std::vector<QueryWord> unknown_words(const Understood&, const std::function<bool(const std::string& stem)>& is_known);

// The text with unknown words replaced by those the library has; nothing where it has none that are near.
std::optional<std::string> correction(const Understood&, const std::vector<QueryWord>& unknown, const Xapian::Database&);

// The same for all queries that ask for the same: of plain words whatever their forms, order and stop words.
std::string gist(const Understood&);

}  // namespace fieldbook::library
