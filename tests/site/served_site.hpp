// A small site, served from a thread to whoever connects. Publishing and checking run a script that says what it was asked.
#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "site/serve/serve.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook::test {

// One end of a TCP connection to this computer.
class LocalConnection {
 public:
  explicit LocalConnection(int port);
  ~LocalConnection();
  LocalConnection(const LocalConnection&) = delete;
  LocalConnection& operator=(const LocalConnection&) = delete;

  bool connected() const { return connected_; }
  // Whether all of it was taken.
  bool send(std::string_view bytes) const;
  // Says that nothing follows.
  void end() const;
  // Until the other end closes, or for ten seconds without a byte.
  std::string receive() const;
  // Closes at once, with what is on its way thrown away.
  void reset();

 private:
  int socket_;
  bool connected_ = false;
};

class ServedSite : public ::testing::Test {
 protected:
  void SetUp() override;
  void TearDown() override;

  // The whole answer to a request to this computer.
  std::string ask(const std::string& request_line, const std::string& host = {}, const std::string& more = {}, const std::string& body = {}) const;
  // The answer to the form of /check.
  std::string check(const std::string& text, const std::vector<std::string>& approaches) const;
  static bool is(const std::string& answer, int status) { return answer.starts_with("HTTP/1.1 " + std::to_string(status)); }
  std::string host() const { return "localhost:" + std::to_string(port_); }

  static void put(const std::filesystem::path& file, std::string_view text);

  TempDir folder_;
  std::string temporary_;
  std::filesystem::path site_ = folder_.path() / "site";
  site::ServeOptions options_;
  std::atomic<bool> stop_{false};
  std::thread thread_;
  int port_ = 0;
};

}  // namespace fieldbook::test
