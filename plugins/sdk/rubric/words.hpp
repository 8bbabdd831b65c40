// A text as folded words, each knowing the bytes it came from.
#pragma once

#include <fieldbook/assessor.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fieldbook::rubric {

enum class Pause : std::uint8_t { none, comma, strong };  // the punctuation before a word

struct Word {
  std::uint32_t begin = 0, end = 0;  // bytes of the document
  std::string text;                  // folded; short enough to need no allocation, as a rule
  Pause pause = Pause::none;
  bool capital = false;   // began with a capital letter
};

// Folds: lower case; accents off; -ize to -ise and -our to -or; hyphens and dashes are spaces, but a prefix stays with
// its word ("co-design", "sub-contract"); 's is dropped and n't becomes "not"; currency signs become "$".
// Appends the words of text[span] to `words`.
void split_words(std::string_view text, fb_span span, std::vector<Word>& words);

// The same for one phrase of a rules file, whose signs survive: "*" at the end of a word, "#", "#year" and "_".
std::vector<std::string> fold_phrase(std::string_view phrase);

}  // namespace fieldbook::rubric
