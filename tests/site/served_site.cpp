#include "tests/site/served_site.hpp"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <future>

namespace fieldbook::test {

namespace fs = std::filesystem;

LocalConnection::LocalConnection(int port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  connected_ = ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  const timeval patience{.tv_sec = 10, .tv_usec = 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
}

LocalConnection::~LocalConnection() { ::close(socket_); }

bool LocalConnection::send(std::string_view bytes) const {
  while (!bytes.empty()) {
    const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

void LocalConnection::end() const { ::shutdown(socket_, SHUT_WR); }

std::string LocalConnection::receive() const {
  std::string all;
  char piece[16384];
  for (;;) {
    const auto got = ::recv(socket_, piece, sizeof piece, 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return all;
    all.append(piece, static_cast<std::size_t>(got));
  }
}

void LocalConnection::reset() {
  const linger at_once{.l_onoff = 1, .l_linger = 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  ::close(socket_);
  socket_ = -1;
}

void ServedSite::put(const fs::path& file, std::string_view text) {
  fs::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << text;
}

void ServedSite::SetUp() {
  if (const auto* const before = std::getenv("TMPDIR")) temporary_ = before;
  ::setenv("TMPDIR", folder_.path().c_str(), 1);  // other tests check plans at the same time
  put(site_ / "index.html", "<!DOCTYPE html><head><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self'\"></head><header></header><p>Home</p></body>");
  put(site_ / "record" / "index.html", "<p>A record</p>");
  put(site_ / "css" / "site.css", "p { color: black }");
  put(folder_.path() / "library" / "library.yaml", "name: x\n");
  const auto program = folder_.path() / "program";
  put(program, "#!/bin/sh\n[ \"$1\" = plugin ] && exec cat \"$(dirname \"$0\")/plugins\"\necho \"$1\" >> \"$(dirname \"$0\")/asked\"\n[ \"$1\" = assess ] || exit 0\ngrep -q refuse \"$2\" && exit 2\nprintf '<main id=\"content\">\\nread: %s' \"$(cat \"$2\")\"\nshift 4\nprintf '\\narguments: %s' \"$*\"\n");
  put(folder_.path() / "plugins", R"({"assessors":[
    {"id":"alliance","name":"Alliances","summary":"Marks of an <alliance>.","allowed":true,"problem":""},
    {"id":"broken","name":"Broken","summary":"Cannot run.","allowed":true,"problem":"no library"},
    {"id":"org.example.place","name":"Place & people","summary":"Marks of a place.","allowed":true,"problem":""},
    {"id":"stranger","name":"Stranger","summary":"Not let in.","allowed":false,"problem":""}]})");
  fs::permissions(program, fs::perms::owner_all);
  options_ = {.site = site_, .library = folder_.path() / "library", .index = folder_.path() / "index", .program = program, .theme = source("site/theme"), .port = 0};
  std::promise<int> ready;
  auto port = ready.get_future();
  thread_ = std::thread([this, &ready] { site::serve(options_, [&](int at) { ready.set_value(at); }, stop_); });
  port_ = port.get();
  for (int i = 0; i < 100 && !LocalConnection(port_).connected(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(20));
}

void ServedSite::TearDown() {
  stop_ = true;
  thread_.join();
  temporary_.empty() ? ::unsetenv("TMPDIR") : ::setenv("TMPDIR", temporary_.c_str(), 1);
}

std::string ServedSite::ask(const std::string& request_line, const std::string& host, const std::string& more, const std::string& body) const {
  const LocalConnection connection(port_);
  connection.send(request_line + " HTTP/1.1\r\nHost: " + (host.empty() ? this->host() : host) + "\r\nConnection: close\r\n" + more +
                  (body.empty() ? "" : "Content-Length: " + std::to_string(body.size()) + "\r\n") + "\r\n" + body);
  return connection.receive();
}

std::string ServedSite::check(const std::string& text, const std::vector<std::string>& approaches) const {
  const auto part = [](const std::string& name, const std::string& value) { return "--x\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n"; };
  auto body = part("text", text);
  for (const auto& one : approaches) body += part("approach", one);
  return ask("POST /check", {}, "Content-Type: multipart/form-data; boundary=x\r\n", body + "--x--\r\n");
}

}  // namespace fieldbook::test
