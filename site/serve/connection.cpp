#include "site/serve/connection.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace fieldbook::site {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds patience_with_head{5'000}, patience_with_rest{60'000}, parting{1'000};
constexpr std::size_t most_ignored_bytes = std::size_t{4} << 20;

}  // namespace

Connection::Connection(int socket, std::atomic<std::size_t>& held) : socket_(socket), held_(held), patience_(patience_with_head) {
  ::fcntl(socket, F_SETFD, FD_CLOEXEC);  // an assessment that runs meanwhile keeps no connection open
}

// Closing with bytes unread would take back the answer: they are passed over first.
Connection::~Connection() {
  held_ -= holds_bytes_;
  ::shutdown(socket_.get(), SHUT_WR);
  patience_ = parting;
  for (std::size_t ignored = 0; ignored < most_ignored_bytes && wait_for(POLLIN);) {
    const auto got = ::recv(socket_.get(), buffer_, sizeof buffer_, MSG_DONTWAIT);
    if (got <= 0) break;
    ignored += static_cast<std::size_t>(got);
  }
}

void Connection::begin_body(std::size_t most_bytes) {
  left_bytes_ = most_bytes;
  patience_ = patience_with_rest;
}

void Connection::hold_body(std::size_t most_bytes) {
  begin_body(most_bytes);
  holding_ = true;
}

void Connection::pass_over_body(std::size_t most_bytes) { begin_body(most_bytes); }

// Only waiting counts, not what we do between.
bool Connection::wait_for(short what) const {
  pollfd one{.fd = socket_.get(), .events = what, .revents = 0};
  while (patience_.count() > 0) {
    const auto begin = steady_clock::now();
    const int ready = ::poll(&one, 1, static_cast<int>(std::chrono::ceil<milliseconds>(patience_).count()));
    patience_ -= steady_clock::now() - begin;
    if (ready > 0) return true;
    if (ready < 0 && errno != EINTR) return false;
  }
  return false;
}

bool Connection::fill() {
  if (!wait_for(POLLIN)) return false;
  const auto got = ::recv(socket_.get(), buffer_, sizeof buffer_, 0);
  at_ = 0;
  end_ = got > 0 ? static_cast<std::size_t>(got) : 0;
  return got >= 0;
}

ssize_t Connection::read(char* into, std::size_t size) {
  if (left_bytes_ == 0 || (at_ == end_ && !fill())) return -1;
  const auto some = std::min({size, end_ - at_, left_bytes_});
  std::memcpy(into, buffer_ + at_, some);
  at_ += some;
  left_bytes_ -= some;
  if (holding_) {
    holds_bytes_ += some;
    if ((held_ += some) > most_held_bytes) return -1;
  }
  return static_cast<ssize_t>(some);
}

ssize_t Connection::write(const char* bytes, std::size_t size) {
  if (!wait_for(POLLOUT)) return -1;
  return ::send(socket_.get(), bytes, size, MSG_NOSIGNAL | MSG_DONTWAIT);
}

bool Connection::is_readable() const { return at_ != end_ || wait_for(POLLIN); }
bool Connection::is_writable() const { return wait_for(POLLOUT); }
void Connection::get_remote_ip_and_port(std::string& ip, int& port) const { ip = "127.0.0.1", port = 0; }
void Connection::get_local_ip_and_port(std::string& ip, int& port) const { ip = "127.0.0.1", port = 0; }
socket_t Connection::socket() const { return socket_.get(); }

}  // namespace fieldbook::site
