// Servers of shards on loopback ports, real ones and others, that end with their owner.
#pragma once

#include <sys/types.h>

#include <atomic>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

namespace fieldbook::test {

// A port of 127.0.0.1 that nobody listened at a moment ago.
unsigned free_port();

// Debian's xapian-tcpsrv. It is killed with its owner, and with this process.
class ShardServer {
 public:
  // Waits until it answers. Throws std::runtime_error.
  explicit ShardServer(std::filesystem::path folder);
  ~ShardServer() { kill(); }
  ShardServer(const ShardServer&) = delete;
  ShardServer& operator=(const ShardServer&) = delete;

  std::string address() const { return "127.0.0.1:" + std::to_string(port_); }
  // It and its connections are gone at once.
  void kill();
  // It keeps its connections, and does nothing, until resume().
  void pause() const;
  void resume() const;
  // At the same port.
  void start();

 private:
  bool try_to_start();

  std::filesystem::path folder_;
  unsigned port_ = 0;
  pid_t group_ = -1;
};

// Listens, says `bytes` to whoever connects, and no more.
class OddPeer {
 public:
  explicit OddPeer(std::string bytes);
  ~OddPeer();
  OddPeer(const OddPeer&) = delete;
  OddPeer& operator=(const OddPeer&) = delete;

  std::string address() const { return "127.0.0.1:" + std::to_string(port_); }

 private:
  void work();

  std::string bytes_;
  unsigned port_ = 0;
  int listening_ = -1;
  std::vector<int> accepted_;
  std::thread thread_;
};

// Stands between a client and a server, and lets so many bytes through that the server says; then it says `afterwards`, and
// closes the connection where that is empty. Connection after connection has its own number of bytes; the last one's is that
// of all that follow.
class CuttingProxy {
 public:
  CuttingProxy(const std::string& server, std::vector<std::size_t> bytes, std::string afterwards);
  ~CuttingProxy();
  CuttingProxy(const CuttingProxy&) = delete;
  CuttingProxy& operator=(const CuttingProxy&) = delete;

  std::string address() const { return "127.0.0.1:" + std::to_string(port_); }

 private:
  void pass_on(int client, std::size_t left) const;

  unsigned server_ = 0, port_ = 0;
  std::vector<std::size_t> bytes_;
  std::string afterwards_;
  int listening_ = -1;
  std::atomic<bool> ends_ = false;
  std::vector<std::thread> connections_;
  std::thread thread_;
};

// The first message of the server that listens at this address.
std::string greeting_of(const std::string& address);

}  // namespace fieldbook::test
