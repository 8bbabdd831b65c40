#include "core/cli/terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>

namespace fieldbook::cli {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::size_t width_without_terminal = 100;

bool colours() {
  static const bool wanted = ::isatty(STDOUT_FILENO) == 1 && std::getenv("NO_COLOR") == nullptr;
  return wanted;
}

std::size_t columns() {
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return width_without_terminal;
  return std::clamp<std::size_t>(size.ws_col, 40, width_without_terminal);
}

// Characters a reader sees: no escape codes.
std::size_t visible(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\x1b') {
      at = std::min(text.find('m', at), text.size());
    } else if ((static_cast<unsigned char>(text[at]) & 0xC0) != 0x80) {
      ++count;
    }
  }
  return count;
}

}  // namespace

std::string styled(std::string_view text, Style style) {
  const auto safe = printable(text);
  if (!colours()) return safe;
  const char* code = "";
  switch (style) {
    case Style::bold: code = "\x1b[1m"; break;
    case Style::dim: code = "\x1b[2m"; break;
    case Style::match: code = "\x1b[1;33m"; break;
  }
  return code + safe + "\x1b[0m";
}

std::string highlighted(std::string_view text, std::span<const Span> highlights) {
  std::string out;
  std::size_t at = 0;
  for (const auto& span : highlights) {
    out += printable(text.substr(at, span.begin - at)) + styled(cut(text, span), Style::match);
    at = span.end;
  }
  return out + printable(text.substr(at));
}

std::string wrapped(std::string_view text, std::size_t indent) {
  const auto width = columns();
  const std::string margin(indent, ' ');
  std::string out, line;
  for (const auto word : split(text, ' ')) {
    if (!line.empty() && visible(line) + 1 + visible(word) + indent > width) {
      out += margin + line + '\n';
      line.clear();
    }
    if (!line.empty()) line += ' ';
    line += word;
  }
  return out + margin + line + '\n';
}

ProgressBar::ProgressBar(std::string doing)
    : doing_(std::move(doing)), start_(Clock::now()), last_(start_), terminal_(::isatty(STDERR_FILENO) == 1) {}

ProgressBar::~ProgressBar() {
  if (shown_) std::cerr << "\r\x1b[K" << std::flush;
}

void ProgressBar::operator()(std::size_t done, std::size_t total) {
  const auto now = Clock::now();
  if (!terminal_ || now - start_ < std::chrono::seconds(1) || now - last_ < std::chrono::milliseconds(100)) return;
  last_ = now;
  shown_ = true;
  std::cerr << "\r\x1b[K" << doing_ << ' ' << done;
  if (total != 0) std::cerr << " of " << total;
  std::cerr << std::flush;
}

}  // namespace fieldbook::cli
