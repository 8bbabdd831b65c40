#include "tests/support/pseudo_terminal.hpp"

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <stdexcept>

namespace fieldbook::test {

using Clock = std::chrono::steady_clock;

PseudoTerminal::PseudoTerminal(const std::filesystem::path& program, const std::vector<std::string>& arguments, const std::filesystem::path& working_folder) {
  std::vector<std::string> words{program.string()};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> pointers;
  for (auto& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  winsize size{40, 100, 0, 0};
  child_ = ::forkpty(&terminal_, nullptr, nullptr, &size);
  if (child_ < 0) throw std::runtime_error("no pseudo-terminal");
  if (child_ == 0) {
    if (::chdir(working_folder.c_str()) == 0) ::execv(pointers[0], pointers.data());
    ::_exit(127);
  }
  ::fcntl(terminal_, F_SETFD, FD_CLOEXEC);
}

PseudoTerminal::~PseudoTerminal() {
  if (child_ > 0) {
    kill();
    wait();
  }
  ::close(terminal_);
}

void PseudoTerminal::type(std::string_view keys) const {
  if (::write(terminal_, keys.data(), keys.size()) != static_cast<ssize_t>(keys.size())) throw std::runtime_error("cannot type");
}

bool PseudoTerminal::read_more(std::chrono::milliseconds patience) {
  pollfd wait{terminal_, POLLIN, 0};
  if (::poll(&wait, 1, static_cast<int>(patience.count())) <= 0) return false;
  char bytes[4096];
  const auto n = ::read(terminal_, bytes, sizeof bytes);
  if (n <= 0) return false;
  for (const char c : std::string_view(bytes, static_cast<std::size_t>(n))) {
    if (escape_.empty() && c != '\x1b') {
      seen_ += c;
      continue;
    }
    escape_ += c;
    if (escape_.size() > 2 && c >= '@' && c <= '~') escape_.clear();   // ESC [ … letter
  }
  return true;
}

bool PseudoTerminal::wait_for(std::string_view text, std::chrono::milliseconds patience) {
  const auto deadline = Clock::now() + patience;
  for (;;) {
    if (const auto at = seen_.find(text); at != std::string::npos) {
      seen_.erase(0, at + text.size());
      return true;
    }
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now());
    if (left.count() <= 0 || !read_more(left)) return seen_.find(text) != std::string::npos;
  }
}

void PseudoTerminal::kill() { ::kill(child_, SIGKILL); }

int PseudoTerminal::wait() {
  int status = 0;
  while (read_more(std::chrono::seconds(60))) {}   // until it lets go of the terminal
  ::waitpid(child_, &status, 0);
  child_ = -1;
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace fieldbook::test
