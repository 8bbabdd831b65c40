#include "tests/support/shard_server.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <stdexcept>
#include <tuple>
#include <utility>

namespace fieldbook::test {
namespace {

constexpr int start_limit_ms = 60'000, poll_ms = 20, tries = 5, tries_at_port = 500;

sockaddr_in loopback(unsigned port) {
  sockaddr_in out{};
  out.sin_family = AF_INET;
  out.sin_port = htons(static_cast<std::uint16_t>(port));
  out.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return out;
}

const sockaddr* plain(const sockaddr_in& address) { return reinterpret_cast<const sockaddr*>(&address); }

int new_socket() {
  const int out = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (out < 0) throw std::runtime_error("no socket");
  return out;
}

// A socket bound to a free port; the port.
std::pair<int, unsigned> bound() {
  const int out = new_socket();
  auto address = loopback(0);
  socklen_t size = sizeof address;
  if (::bind(out, plain(address), size) != 0 || ::getsockname(out, reinterpret_cast<sockaddr*>(&address), &size) != 0)
    throw std::runtime_error("no free port");
  return {out, ntohs(address.sin_port)};
}

int connected(unsigned port) {
  const int out = new_socket();
  const auto address = loopback(port);
  if (::connect(out, plain(address), sizeof address) == 0) return out;
  ::close(out);
  return -1;
}

unsigned port_of(const std::string& address) { return static_cast<unsigned>(std::stoul(address.substr(address.rfind(':') + 1))); }

}  // namespace

unsigned free_port() {
  const auto [socket, port] = bound();
  ::close(socket);
  return port;
}

ShardServer::ShardServer(std::filesystem::path folder) : folder_(std::move(folder)) {
  for (int attempt = 0; attempt < tries; ++attempt) {   // another process may be quicker to take the port
    port_ = free_port();
    if (try_to_start()) return;
  }
  throw std::runtime_error("xapian-tcpsrv did not start; is the package xapian-tools there?");
}

void ShardServer::start() {
  for (int attempt = 0; attempt < tries_at_port; ++attempt) {
    if (try_to_start()) return;
    ::poll(nullptr, 0, poll_ms);
  }
  throw std::runtime_error("xapian-tcpsrv did not start again at port " + std::to_string(port_));
}

bool ShardServer::try_to_start() {
  const auto port = std::to_string(port_);
  group_ = ::fork();
  if (group_ == 0) {
    ::setpgid(0, 0);
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);
    const int nothing = ::open("/dev/null", O_RDWR);
    for (int fd = 0; fd < 3; ++fd) ::dup2(nothing, fd);
    ::execlp("xapian-tcpsrv", "xapian-tcpsrv", "--quiet", "--interface", "127.0.0.1", "--port", port.c_str(), folder_.c_str(), nullptr);
    ::_exit(127);
  }
  ::setpgid(group_, group_);
  const auto begin = std::chrono::steady_clock::now();
  for (;;) {
    if (const int socket = connected(port_); socket >= 0) {
      ::close(socket);
      return true;
    }
    const bool late = std::chrono::steady_clock::now() - begin > std::chrono::milliseconds(start_limit_ms);
    if (late || ::waitpid(group_, nullptr, WNOHANG) != 0) {
      kill();
      return false;
    }
    ::poll(nullptr, 0, poll_ms);
  }
}

void ShardServer::kill() {
  if (group_ <= 0) return;
  ::kill(-group_, SIGKILL);
  ::waitpid(group_, nullptr, 0);
  group_ = -1;
}

void ShardServer::pause() const { ::kill(-group_, SIGSTOP); }
void ShardServer::resume() const { ::kill(-group_, SIGCONT); }

OddPeer::OddPeer(std::string bytes) : bytes_(std::move(bytes)) {
  std::tie(listening_, port_) = bound();
  if (::listen(listening_, 16) != 0) throw std::runtime_error("cannot listen");
  if (!bytes_.empty()) thread_ = std::thread([this] { work(); });   // else the kernel accepts, and that is all
}

OddPeer::~OddPeer() {
  ::shutdown(listening_, SHUT_RDWR);
  if (thread_.joinable()) thread_.join();
  for (const int socket : accepted_) ::close(socket);
  ::close(listening_);
}

void OddPeer::work() {
  for (int socket = 0; (socket = ::accept4(listening_, nullptr, nullptr, SOCK_CLOEXEC)) >= 0;) {
    accepted_.push_back(socket);
    if (::send(socket, bytes_.data(), bytes_.size(), MSG_NOSIGNAL) < 0) continue;
  }
}

CuttingProxy::CuttingProxy(const std::string& server, std::vector<std::size_t> bytes, std::string afterwards)
    : server_(port_of(server)), bytes_(std::move(bytes)), afterwards_(std::move(afterwards)) {
  std::tie(listening_, port_) = bound();
  if (::listen(listening_, 16) != 0) throw std::runtime_error("cannot listen");
  thread_ = std::thread([this] {
    for (int client = 0; (client = ::accept4(listening_, nullptr, nullptr, SOCK_CLOEXEC)) >= 0;) {
      const auto left = bytes_.at(std::min(connections_.size(), bytes_.size() - 1));
      connections_.emplace_back([this, client, left] { pass_on(client, left); });
    }
  });
}

CuttingProxy::~CuttingProxy() {
  ends_ = true;
  ::shutdown(listening_, SHUT_RDWR);
  thread_.join();
  for (auto& connection : connections_) connection.join();
  ::close(listening_);
}

void CuttingProxy::pass_on(int client, std::size_t left) const {
  const int server = connected(server_);
  std::array<pollfd, 2> both{pollfd{client, POLLIN, 0}, pollfd{server, POLLIN, 0}};
  std::array<char, 4096> bytes{};
  while (server >= 0 && !ends_) {
    if (::poll(both.data(), both.size(), poll_ms) <= 0) continue;
    if (both[0].revents != 0) {
      const auto size = ::recv(client, bytes.data(), bytes.size(), 0);
      if (size <= 0 || ::send(server, bytes.data(), static_cast<std::size_t>(size), MSG_NOSIGNAL) < 0) break;
    }
    if (both[1].revents == 0) continue;
    const auto size = ::recv(server, bytes.data(), std::min(bytes.size(), left + 1), 0);
    if (size <= 0) break;
    const auto passed = std::min(left, static_cast<std::size_t>(size));
    left -= passed;
    if (::send(client, bytes.data(), passed, MSG_NOSIGNAL) < 0) break;
    if (passed == static_cast<std::size_t>(size)) continue;
    if (afterwards_.empty() || ::send(client, afterwards_.data(), afterwards_.size(), MSG_NOSIGNAL) < 0) break;
    while (!ends_ && ::poll(both.data(), 1, poll_ms) <= 0) {
    }
    break;
  }
  if (server >= 0) ::close(server);
  ::close(client);
}

std::string greeting_of(const std::string& address) {
  const int socket = connected(port_of(address));
  std::array<char, 256> bytes{};
  const auto size = socket < 0 ? -1 : ::recv(socket, bytes.data(), bytes.size(), 0);
  if (socket >= 0) ::close(socket);
  if (size <= 0) throw std::runtime_error("no greeting from " + address);
  return {bytes.data(), static_cast<std::size_t>(size)};
}

}  // namespace fieldbook::test
