// Where sentences end, by ICU's rules for British English and a list of abbreviations that do not end one.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "core/base/text.hpp"

namespace fieldbook::record {

// Adds the sentences of one paragraph, white space trimmed, in order. Offsets count from the paragraph's start plus
// `base`. Line ends in the paragraph do not end a sentence.
void split_sentences(std::string_view paragraph, std::size_t base, std::vector<Span>& sentences);

}  // namespace fieldbook::record
