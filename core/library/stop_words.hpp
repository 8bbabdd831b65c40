// English words that carry grammar and not meaning. For this folder only.
#pragma once

#include <span>
#include <string_view>

namespace fieldbook::library {

// `folded` as in Word::folded.
bool is_stop_word(std::string_view folded) noexcept;
// All of them, sorted.
std::span<const std::string_view> stop_words() noexcept;

}  // namespace fieldbook::library
