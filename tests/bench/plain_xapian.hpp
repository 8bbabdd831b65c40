// Xapian as its tutorial uses it: one writer, TermGenerator with its default strategy (stems beside the words), a term for each facet
// value, the text as data. For this folder only.
#pragma once

#include <filesystem>
#include <vector>

#include "tests/bench/documents.hpp"

namespace fieldbook::bench {

void write_plain_xapian(const std::vector<Document>&, const std::filesystem::path& folder);
void compact_plain_xapian(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace fieldbook::bench
