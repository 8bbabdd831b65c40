// For this folder only. One connection of the local app, which reads no more and waits no longer than it should.
#pragma once

#include <httplib.h>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <string>

#include "core/base/descriptor.hpp"

namespace fieldbook::site {

// The HTTP library bounds lines one by one, and a body only where its length is told beforehand; this bounds their sum. Beyond
// a bound reading fails, and the library answers 400 or closes.
class Connection : public httplib::Stream {
 public:
  static constexpr std::size_t longest_head_bytes = std::size_t{64} << 10;  // request line and headers
  static constexpr std::size_t most_held_bytes = std::size_t{128} << 20;    // of bodies, in all connections

  // Owns the socket. `held` counts the bodies that are held, and must outlive this.
  Connection(int socket, std::atomic<std::size_t>& held);
  // Gives the other end a moment to read what was answered, then closes.
  ~Connection() override;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // The head was read; of what follows no more than so many bytes are read, to be held or to be thrown away.
  void hold_body(std::size_t most_bytes);
  void pass_over_body(std::size_t most_bytes);

  bool is_readable() const override;
  bool is_writable() const override;
  ssize_t read(char* into, std::size_t size) override;
  ssize_t write(const char* bytes, std::size_t size) override;
  void get_remote_ip_and_port(std::string& ip, int& port) const override;
  void get_local_ip_and_port(std::string& ip, int& port) const override;
  socket_t socket() const override;

 private:
  void begin_body(std::size_t most_bytes);
  bool wait_for(short what) const;
  bool fill();

  Descriptor socket_;
  std::atomic<std::size_t>& held_;
  mutable std::chrono::steady_clock::duration patience_;  // what is left of it, for the part of the request that is read
  std::size_t left_bytes_ = longest_head_bytes, holds_bytes_ = 0;
  bool holding_ = false;
  char buffer_[4096];
  std::size_t at_ = 0, end_ = 0;
};

}  // namespace fieldbook::site
