// Rationales: why a rating, in plain words.
// SPDX-License-Identifier: MIT
#include "judging.hpp"

namespace fieldbook::rubric {
namespace {

constexpr std::size_t longest_quote = 80;  // bytes of the text's words in a rationale

std::string words_at(const Match& match, const Reading& reading, std::string_view text) {
  const auto begin = reading.words[match.first].begin;
  auto end = reading.words[match.last].end;
  std::string out = "\"";
  if (end - begin > longest_quote) {
    end = reading.words[match.first].end;
    for (auto i = match.first; i <= match.last && reading.words[i].end - begin <= longest_quote; ++i) end = reading.words[i].end;
    return out + std::string(text.substr(begin, end - begin)) + " …\"";
  }
  return out + std::string(text.substr(begin, end - begin)) + "\"";
}

std::string found(const Evidence& evidence, const Reading& reading, std::string_view text) {
  std::string out;
  for (const auto& span : evidence.spans) {
    if (!out.empty()) out += " and ";
    out += words_at(span, reading, text);
  }
  return out.empty() ? "the sentences quoted, taken together" : out;
}

std::string because(const Evidence& evidence, std::string_view what, const Reading& reading, std::string_view text) {
  return evidence.reason ? std::string(what) + words_at(*evidence.reason, reading, text) : std::string();
}

}  // namespace

std::string rationale(const CriterionRules& criterion, Rating rating, const Tally& tally, const Evidence* decisive,
                      const Evidence* other, const Reading& reading, std::string_view text) {
  switch (rating) {
    case Rating::absent:
      if (tally.score > 0 && other == nullptr && decisive != nullptr)
        return "Not enough in the text speaks of " + criterion.about + "; the nearest words are " + found(*decisive, reading, text) + ".";
      return "Nothing in the text speaks of " + criterion.about + ".";
    case Rating::contradicted: {
      auto out = "The text says that " + criterion.about + " is missing or that the opposite holds: " + found(*decisive, reading, text) +
                 because(*decisive, ", with ", reading, text) + ".";
      if (other != nullptr) out += " Earlier or weaker words point the other way.";
      return out;
    }
    case Rating::partial: {
      const auto words = found(*decisive, reading, text);
      if (other != nullptr && other->against >= 1.2)
        return "The text speaks of " + criterion.about + " (" + words + ") and also says something against it (" + found(*other, reading, text) + ").";
      if (decisive->stance == Stance::planned)
        return "The text speaks of " + criterion.about + " as planned or hoped for: " + words + because(*decisive, ", with ", reading, text) + ".";
      return "The text touches on " + criterion.about + " without saying plainly that it is done: " + words + ".";
    }
    case Rating::established:
      return "The text says that " + criterion.about + " is in place: " + found(*decisive, reading, text) + ".";
  }
  return {};
}

}  // namespace fieldbook::rubric
