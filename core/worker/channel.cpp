#include "core/worker/channel.hpp"

#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <string_view>

#include "core/worker/session.hpp"

namespace fieldbook::worker {
namespace {

// _Exit: neither the plugin's static destructors nor its threads get another turn.
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

wire::Type receive(std::string& payload) {
  std::array<char, wire::head_bytes> bytes;
  read_exactly(bytes.data(), bytes.size());
  const auto head = wire::read_head(bytes);
  if (head.size > wire::longest_from_program_bytes) end();
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

}  // namespace fieldbook::worker
