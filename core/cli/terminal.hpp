// How the program looks on a terminal: colour, width, progress. Nothing of it is seen in a pipe.
#pragma once

#include <chrono>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "core/base/text.hpp"

namespace fieldbook::cli {

enum class Style { bold, dim, match };

// `text` as it is, or between escape codes where standard output is a terminal and NO_COLOR is not set.
// Control characters in it become U+FFFD.
std::string styled(std::string_view text, Style);

// `text` with each of `highlights` (bytes, sorted, apart) styled as a match.
std::string highlighted(std::string_view text, std::span<const Span> highlights);

// Wrapped at the terminal's width (100 where there is none), each line after `indent` spaces. ANSI codes count nothing.
std::string wrapped(std::string_view text, std::size_t indent);

// A line on standard error that tells how far long work is; only on a terminal, and only after a second.
class ProgressBar {
 public:
  explicit ProgressBar(std::string doing);
  ~ProgressBar();   // wipes the line
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;
  void operator()(std::size_t done, std::size_t total);   // total 0: not known

 private:
  std::string doing_;
  std::chrono::steady_clock::time_point start_, last_;
  bool shown_ = false, terminal_ = false;
};

}  // namespace fieldbook::cli
