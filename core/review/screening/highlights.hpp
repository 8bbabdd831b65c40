// Where words that speak for or against a record stand in a text.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/text.hpp"

namespace fieldbook::review {

struct Mark {
  Span span;
  bool speaks_for = true;

  friend bool operator==(const Mark&, const Mark&) = default;
};

// Whole words and phrases, whatever their case (of ASCII letters); "commission*" finds what begins so. Sorted, apart from each other; where
// two overlap the one that begins first counts, then the longer one.
std::vector<Mark> marks(std::string_view text, std::span<const std::string> words_for, std::span<const std::string> words_against);

}  // namespace fieldbook::review
