#include "core/library/stop_words.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace fieldbook::library {
namespace {

using namespace std::string_view_literals;

// Articles, pronouns, prepositions, conjunctions, auxiliary verbs, and adverbs that only point or grade. Sorted.
constexpr std::array words{
    "a"sv,         "about"sv,   "above"sv,     "across"sv,    "after"sv,    "again"sv,   "against"sv, "all"sv,
    "along"sv,     "already"sv, "also"sv,      "although"sv,  "am"sv,       "among"sv,   "an"sv,      "and"sv,
    "any"sv,       "are"sv,     "aren't"sv,    "around"sv,    "as"sv,       "at"sv,      "be"sv,      "because"sv,
    "been"sv,      "before"sv,  "being"sv,     "below"sv,     "between"sv,  "both"sv,    "but"sv,     "by"sv,
    "can"sv,       "can't"sv,   "cannot"sv,    "could"sv,     "couldn't"sv, "did"sv,     "didn't"sv,  "do"sv,
    "does"sv,      "doesn't"sv, "doing"sv,     "don't"sv,     "done"sv,     "down"sv,    "during"sv,  "each"sv,
    "either"sv,    "else"sv,    "etc"sv,       "ever"sv,      "every"sv,    "few"sv,     "for"sv,     "from"sv,
    "further"sv,   "had"sv,     "hadn't"sv,    "has"sv,       "hasn't"sv,   "have"sv,    "haven't"sv, "having"sv,
    "he"sv,        "her"sv,     "here"sv,      "hers"sv,      "herself"sv,  "him"sv,     "himself"sv, "his"sv,
    "how"sv,       "however"sv, "i"sv,         "i'm"sv,       "i've"sv,     "if"sv,      "in"sv,      "into"sv,
    "is"sv,        "isn't"sv,   "it"sv,        "it's"sv,      "its"sv,      "itself"sv,  "just"sv,    "let"sv,
    "may"sv,       "me"sv,      "might"sv,     "more"sv,      "most"sv,     "much"sv,    "must"sv,    "my"sv,
    "myself"sv,    "neither"sv, "no"sv,        "nor"sv,       "not"sv,      "now"sv,     "of"sv,      "off"sv,
    "on"sv,        "once"sv,    "only"sv,      "or"sv,        "other"sv,    "ought"sv,   "our"sv,     "ours"sv,
    "ourselves"sv, "out"sv,     "over"sv,      "own"sv,       "per"sv,      "quite"sv,   "rather"sv,  "same"sv,
    "shall"sv,     "she"sv,     "should"sv,    "shouldn't"sv, "since"sv,    "so"sv,      "some"sv,    "such"sv,
    "than"sv,      "that"sv,    "that's"sv,    "the"sv,       "their"sv,    "theirs"sv,  "them"sv,    "themselves"sv,
    "then"sv,      "there"sv,   "therefore"sv, "these"sv,     "they"sv,     "this"sv,    "those"sv,   "though"sv,
    "through"sv,   "thus"sv,    "to"sv,        "too"sv,       "toward"sv,   "towards"sv, "under"sv,   "until"sv,
    "up"sv,        "upon"sv,    "us"sv,        "very"sv,      "via"sv,      "was"sv,     "wasn't"sv,  "we"sv,
    "were"sv,      "weren't"sv, "what"sv,      "when"sv,      "where"sv,    "whether"sv, "which"sv,   "while"sv,
    "who"sv,       "whom"sv,    "whose"sv,     "why"sv,       "will"sv,     "with"sv,    "within"sv,  "without"sv,
    "won't"sv,     "would"sv,   "wouldn't"sv,  "yet"sv,       "you"sv,      "your"sv,    "yours"sv,   "yourself"sv,
    "yourselves"sv};

static_assert(std::ranges::is_sorted(words));

}  // namespace

std::span<const std::string_view> stop_words() noexcept {
  return words;
}

bool is_stop_word(std::string_view folded) noexcept {
  return std::ranges::binary_search(words, folded);
}

}  // namespace fieldbook::library
