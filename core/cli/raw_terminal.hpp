// A terminal as a screen: keys one by one, whole pages at once. Given back as it was, whatever ends the program but SIGKILL.
#pragma once

#include <cstddef>
#include <string>

namespace fieldbook::cli {

class RawTerminal {
 public:
  // Takes standard input and output. Throws Error invalid where they are no terminal.
  RawTerminal();
  ~RawTerminal();
  RawTerminal(const RawTerminal&) = delete;
  RawTerminal& operator=(const RawTerminal&) = delete;

  struct Size {
    std::size_t rows = 24, columns = 80;
    friend bool operator==(const Size&, const Size&) = default;
  };
  Size size() const;

  // The next key: a character (UTF-8) as it is, or "up", "down", "page-up", "page-down", "enter", "escape", "backspace", "resize" where the window
  // changed, "end" for Ctrl-C, Ctrl-D and where the terminal is gone.
  std::string key();

  // Shows a page; lines beyond the window are not drawn.
  void show(const std::string& page);

 private:
  std::string after_escape();

  Size shown_;
};

}  // namespace fieldbook::cli
