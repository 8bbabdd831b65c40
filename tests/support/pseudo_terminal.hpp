// A program of ours at a pseudo-terminal, as a person would use it.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace fieldbook::test {

class PseudoTerminal {
 public:
  // Runs the program in a window of 40 rows and 100 columns.
  PseudoTerminal(const std::filesystem::path& program, const std::vector<std::string>& arguments, const std::filesystem::path& working_folder);
  ~PseudoTerminal();   // kills it where it still runs
  PseudoTerminal(const PseudoTerminal&) = delete;
  PseudoTerminal& operator=(const PseudoTerminal&) = delete;

  void type(std::string_view keys) const;
  // Whether `text` comes on the screen (escape codes aside) after what was waited for before.
  bool wait_for(std::string_view text, std::chrono::milliseconds patience = std::chrono::seconds(60));
  // What came since the last wait, escape codes aside.
  const std::string& seen() const noexcept { return seen_; }
  // SIGKILL, in the middle of whatever it does.
  void kill();
  // Waits for its end: its exit code, 128 + signal where one ended it.
  int wait();

 private:
  bool read_more(std::chrono::milliseconds patience);

  pid_t child_ = -1;
  int terminal_ = -1;
  std::string seen_, escape_;
};

}  // namespace fieldbook::test
