#include "core/cli/raw_terminal.hpp"

#include <poll.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <string_view>

#include "core/base/error.hpp"

namespace fieldbook::cli {
namespace {

constexpr std::string_view enter = "\x1b[?1049h\x1b[?25l";   // another screen, no cursor
constexpr std::string_view leave = "\x1b[?25h\x1b[?1049l";

termios before{};   // what the terminal was like; also for the signal handler
volatile std::sig_atomic_t taken = 0;

void put(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto n = ::write(STDOUT_FILENO, bytes.data(), bytes.size());
    if (n <= 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
}

void give_back() {
  if (taken == 0) return;
  taken = 0;
  put(leave);
  ::tcsetattr(STDIN_FILENO, TCSANOW, &before);
}

// Both calls of give_back are safe in a handler. Decisions are on the disk already.
void end(int signal) {
  give_back();
  std::signal(signal, SIG_DFL);
  ::raise(signal);
}

// Whether there is something to read within so long; -1 waits for ever.
bool readable(int milliseconds) {
  pollfd wait{STDIN_FILENO, POLLIN, 0};
  return ::poll(&wait, 1, milliseconds) > 0;
}

}  // namespace

RawTerminal::RawTerminal() {
  if (::isatty(STDIN_FILENO) != 1 || ::isatty(STDOUT_FILENO) != 1 || ::tcgetattr(STDIN_FILENO, &before) != 0) {
    throw Error(Errc::invalid, "screening needs a terminal", "run it in one, without redirecting its input or output");
  }
  auto raw = before;
  raw.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO | ISIG | IEXTEN);
  raw.c_iflag &= ~static_cast<tcflag_t>(IXON | ICRNL | INLCR);
  raw.c_oflag &= ~static_cast<tcflag_t>(OPOST);   // show() says \r\n itself
  raw.c_cc[VMIN] = 1;
  raw.c_cc[VTIME] = 0;
  taken = 1;
  for (const int signal : {SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGABRT, SIGSEGV}) std::signal(signal, end);
  ::tcsetattr(STDIN_FILENO, TCSANOW, &raw);
  put(enter);
}

RawTerminal::~RawTerminal() {
  give_back();
  for (const int signal : {SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGABRT, SIGSEGV}) std::signal(signal, SIG_DFL);
}

RawTerminal::Size RawTerminal::size() const {
  winsize seen{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &seen) != 0 || seen.ws_row == 0 || seen.ws_col == 0) return {};
  return {seen.ws_row, seen.ws_col};
}

std::string RawTerminal::key() {
  constexpr int look_at_the_window_every = 250;
  while (!readable(look_at_the_window_every)) {
    if (size() != shown_) return "resize";
  }
  char c = 0;
  if (::read(STDIN_FILENO, &c, 1) != 1) return "end";
  switch (c) {
    case '\x03':
    case '\x04': return "end";
    case '\r':
    case '\n': return "enter";
    case '\x7f':
    case '\b': return "backspace";
    case '\x1b': return after_escape();
    default: break;
  }
  std::string out(1, c);
  const auto first = static_cast<unsigned char>(c);
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1;
  while (out.size() < length && readable(50) && ::read(STDIN_FILENO, &c, 1) == 1) out += c;
  return out;
}

std::string RawTerminal::after_escape() {
  std::string rest;
  char c = 0;
  while (rest.size() < 8 && readable(30) && ::read(STDIN_FILENO, &c, 1) == 1) {
    rest += c;
    if (rest.size() > 1 && ((c >= 'A' && c <= 'Z') || c == '~')) break;
  }
  if (rest == "[A" || rest == "OA") return "up";
  if (rest == "[B" || rest == "OB") return "down";
  if (rest == "[5~") return "page-up";
  if (rest == "[6~") return "page-down";
  return rest.empty() ? "escape" : "unknown";
}

void RawTerminal::show(const std::string& page) {
  shown_ = size();
  std::string out = "\x1b[H";
  std::size_t row = 0, at = 0;
  while (at < page.size() && row < shown_.rows) {
    const auto end_of_line = std::min(page.find('\n', at), page.size());
    if (row != 0) out += "\r\n";
    out += page.substr(at, end_of_line - at) + "\x1b[0m\x1b[K";
    at = end_of_line + 1;
    ++row;
  }
  put(out + "\x1b[J");
}

}  // namespace fieldbook::cli
