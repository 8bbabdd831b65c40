// What the screen of `review screen` shows, as text: nothing here knows of keys or terminals.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/review/screening/screening.hpp"

namespace fieldbook::cli {

enum class Asking { decision, reason, note, help };

// The keys that choose an exclusion reason, in the protocol's order. While a record is shown only the digits do.
constexpr std::string_view reason_keys = "123456789abcdefghijklmnopqrstuvwxyz";
constexpr std::size_t digit_keys = 9;

struct PageState {
  const review::Protocol* protocol = nullptr;
  const review::Stage* stage = nullptr;
  const review::Reviewer* reviewer = nullptr;
  const review::ReviewRecord* record = nullptr;   // nothing: all is read
  review::Counts counts;
  review::Progress progress;
  std::string full_text;    // where it lies; may be empty
  Asking asking = Asking::decision;
  std::string note;
  std::string message;      // about the last key
  std::size_t scrolled = 0; // lines of what is in the middle that are above the window
};

// A page of exactly `rows` lines, except where that is too few for head and foot. `scrolled` is put back where it is too far.
std::string screen_page(PageState&, std::size_t rows);

}  // namespace fieldbook::cli
