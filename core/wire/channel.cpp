#include "core/wire/channel.hpp"

#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <string_view>

namespace fieldbook::wire {
namespace {

// _Exit: neither static destructors nor threads of what was loaded get another turn.
[[noreturn]] void end() {
  std::_Exit(0);
}

void read_exactly(char* to, std::size_t bytes) {
  while (bytes > 0) {
    const auto n = ::read(channel, to, bytes);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) end();
    to += n;
    bytes -= static_cast<std::size_t>(n);
  }
}

}  // namespace

Type receive(std::string& payload) {
  std::array<char, head_bytes> bytes;
  read_exactly(bytes.data(), bytes.size());
  const auto head = read_head(bytes);
  if (head.size > longest_from_program_bytes) end();
  payload.resize(head.size);
  read_exactly(payload.data(), payload.size());
  return head.type;
}

void send(std::string& frames) {
  for (std::string_view rest = frames; !rest.empty();) {
    const auto n = ::write(channel, rest.data(), rest.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) end();
    rest.remove_prefix(static_cast<std::size_t>(n));
  }
  frames.clear();
}

}  // namespace fieldbook::wire
