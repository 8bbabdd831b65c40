// The lines of a text, whatever ends them (LF, CR LF, CR), with their numbers. For this folder only.
#pragma once

#include <cstddef>
#include <string_view>

namespace fieldbook::bibliography {

class Lines {
 public:
  explicit Lines(std::string_view text) : rest_(text), more_(!text.empty()) {}

  // Moves to the next line; false at the end.
  bool next() {
    if (!more_) return false;
    const auto end = rest_.find_first_of("\r\n");
    line_ = rest_.substr(0, end);
    ++number_;
    if (end == std::string_view::npos) {
      more_ = false;
    } else {
      rest_.remove_prefix(end + (rest_.substr(end, 2) == "\r\n" ? 2 : 1));
      more_ = !rest_.empty();
    }
    return true;
  }
  std::string_view line() const noexcept { return line_; }
  std::size_t number() const noexcept { return number_; }   // from 1

 private:
  std::string_view rest_, line_;
  std::size_t number_ = 0;
  bool more_;
};

}  // namespace fieldbook::bibliography
