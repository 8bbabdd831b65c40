// The words of a text as scikit-learn's TfidfVectorizer finds them, so that figures published for it hold for us.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace fieldbook::review {

// Lower-cased runs of two and more word characters: letters, anything numeric and the underscore, as Python's
// `\b\w\w+\b` has them. Combining marks end a word. The text is UTF-8; broken bytes end a word too.
std::vector<std::string> words_of(std::string_view text);

// Whether a word is one of scikit-learn's 318 English stop words (feature_extraction/_stop_words.py, BSD-3-Clause,
// after the Glasgow Information Retrieval Group's list).
bool is_stop_word(std::string_view word);

}  // namespace fieldbook::review
