// Queries in Xapian's syntax: phrases, NEAR, ADJ, AND, OR, NOT, XOR, brackets, +word, -word, field:word, word*.
// For this folder only.
//
// The syntax and its meaning are those of Xapian's QueryParser; the parser is ours because that of 1.4.22 loses memory
// at every syntax error, refuses NEAR beside anything but a word, reads no hyphen in the name of a field, and cuts
// accents otherwise than the index does. Here nothing is an error: an operator without an operand is passed over,
// a bracket that does not close runs to the end.
#pragma once

#include <vector>

#include "core/library/tokens.hpp"
#include "core/library/words.hpp"

namespace Xapian {
class Database;
class Query;
}  // namespace Xapian

namespace fieldbook::library {

// Words that stand side by side are alternatives, the more the better; facet values beside them are filters. A word*
// stands for the commonest 50 words of the library that begin so; beside other words it chooses and does not weigh.
// Empty where there is no word. `by_positions`: of query_for() in phrases.hpp.
Xapian::Query parse_operators(const std::vector<Token>&, const Xapian::Database&, const Directory&, Stems&);

}  // namespace fieldbook::library
