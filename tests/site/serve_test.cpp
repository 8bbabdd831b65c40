// The local web app: what it answers, to whom, and while others are slow or send nonsense.
#include "site/serve/serve.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <future>
#include <random>
#include <thread>

#include "site/serve/answers.hpp"
#include "site/serve/watch.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook::test {
namespace {

namespace fs = std::filesystem;

class Connection {
 public:
  explicit Connection(int port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ = ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    const timeval patience{.tv_sec = 10, .tv_usec = 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  }
  ~Connection() { ::close(socket_); }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  bool connected() const { return connected_; }
  void send(std::string_view bytes) const { (void)::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL); }
  void end() const { ::shutdown(socket_, SHUT_WR); }
  std::string receive() const {
    std::string all;
    char piece[4096];
    for (;;) {
      const auto got = ::recv(socket_, piece, sizeof piece, 0);
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0) return all;
      all.append(piece, static_cast<std::size_t>(got));
    }
  }

 private:
  int socket_;
  bool connected_ = false;
};

void put(const fs::path& file, std::string_view text) {
  fs::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << text;
}

// A site of two pages, served from a thread. Publishing and checking run a script that only says what it was asked.
class Served : public ::testing::Test {
 protected:
  void SetUp() override {
    if (const auto* const before = std::getenv("TMPDIR")) temporary_ = before;
    ::setenv("TMPDIR", folder_.path().c_str(), 1);   // other tests check plans at the same time
    put(site_ / "index.html", "<!DOCTYPE html><head><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self'\"></head><header></header><p>Home</p></body>");
    put(site_ / "record" / "index.html", "<p>A record</p>");
    put(site_ / "css" / "site.css", "p { color: black }");
    put(folder_.path() / "secret.txt", "secret");
    put(folder_.path() / "library" / "library.yaml", "name: x\n");
    const auto program = folder_.path() / "program";
    put(program, "#!/bin/sh\necho \"$1\" >> \"$(dirname \"$0\")/asked\"\n[ \"$1\" = assess ] || exit 0\ngrep -q refuse \"$2\" && exit 2\nprintf 'read: %s' \"$(cat \"$2\")\"\n");
    fs::permissions(program, fs::perms::owner_all);
    options_ = {.site = site_, .library = folder_.path() / "library", .index = folder_.path() / "index", .program = program, .theme = source("site/theme"), .port = 0};
    std::promise<int> ready;
    auto port = ready.get_future();
    thread_ = std::thread([this, &ready] { site::serve(options_, [&](int at) { ready.set_value(at); }, stop_); });
    port_ = port.get();
    for (int i = 0; i < 100 && !Connection(port_).connected(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  void TearDown() override {
    stop_ = true;
    thread_.join();
    temporary_.empty() ? ::unsetenv("TMPDIR") : ::setenv("TMPDIR", temporary_.c_str(), 1);
  }

  std::string ask(const std::string& request_line, const std::string& host = {}, const std::string& more = {}, const std::string& body = {}) const {
    const Connection connection(port_);
    connection.send(request_line + " HTTP/1.1\r\nHost: " + (host.empty() ? "localhost:" + std::to_string(port_) : host) + "\r\nConnection: close\r\n" + more +
                    (body.empty() ? "" : "Content-Length: " + std::to_string(body.size()) + "\r\n") + "\r\n" + body);
    return connection.receive();
  }
  static bool is(const std::string& answer, int status) { return answer.starts_with("HTTP/1.1 " + std::to_string(status)); }

  TempDir folder_;
  std::string temporary_;
  fs::path site_ = folder_.path() / "site";
  site::ServeOptions options_;
  std::atomic<bool> stop_{false};
  std::thread thread_;
  int port_ = 0;
};

TEST_F(Served, PagesCarryTheReloadScriptAndOtherFilesAreAsTheyAre) {
  const auto home = ask("GET /");
  EXPECT_TRUE(is(home, 200));
  EXPECT_NE(home.find("script-src 'self'; connect-src 'self'"), home.npos);
  EXPECT_NE(home.find("/-/reload.js"), home.npos);
  EXPECT_NE(home.find("Check your plan"), home.npos);
  EXPECT_TRUE(is(ask("GET /record/"), 200));
  const auto style = ask("GET /css/site.css");
  EXPECT_TRUE(style.ends_with("\r\n\r\np { color: black }")) << style;
  EXPECT_NE(style.find("Content-Type: text/css"), style.npos);
  EXPECT_TRUE(is(ask("GET /nothing"), 404));
  EXPECT_TRUE(ask("GET /-/edition").ends_with("\r\n\r\n1"));
}

TEST_F(Served, NothingOutsideTheSiteIsGiven) {
  fs::create_symlink(folder_.path() / "secret.txt", site_ / "link.txt");
  put(site_ / ".hidden", "secret");
  for (const auto* path : {"/../secret.txt", "/%2e%2e/secret.txt", "/record/../../secret.txt", "/..%2fsecret.txt", "/link.txt", "/.hidden", "//etc/passwd", "/%00", "/etc/passwd"}) {
    const auto answer = ask(std::string("GET ") + path);
    EXPECT_EQ(answer.find("secret"), answer.npos) << path;
    EXPECT_FALSE(is(answer, 200)) << path;
  }
}

TEST_F(Served, OnlyThisComputerIsAnswered) {
  EXPECT_TRUE(is(ask("GET /", "evil.example"), 403));
  EXPECT_TRUE(is(ask("GET /", "localhost.evil.example:" + std::to_string(port_)), 403));
  EXPECT_TRUE(is(ask("GET /", "127.0.0.1:" + std::to_string(port_)), 200));
  EXPECT_TRUE(is(ask("POST /check", {}, "Origin: http://evil.example\r\nContent-Type: application/x-www-form-urlencoded\r\n", "text=plan"), 403));
}

TEST_F(Served, APlanIsCheckedAndNotKept) {
  const std::string form = "Content-Type: multipart/form-data; boundary=x\r\n";
  const auto part = [](const std::string& text) { return "--x\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n" + text + "\r\n--x--\r\n"; };
  EXPECT_TRUE(is(ask("GET /check"), 200));
  const auto answer = ask("POST /check", {}, form, part("Six charities share one contract."));
  EXPECT_TRUE(is(answer, 200));
  EXPECT_TRUE(answer.ends_with("read: Six charities share one contract.")) << answer;
  EXPECT_TRUE(is(ask("POST /check", {}, form, part("  ")), 400));
  const auto refused = ask("POST /check", {}, form, part("refuse"));
  EXPECT_TRUE(is(refused, 422)) << refused.substr(0, 300);
  for (const auto& left : fs::directory_iterator(fs::temp_directory_path())) EXPECT_FALSE(left.path().filename().string().starts_with("fieldbook-check-")) << left.path();
}

TEST_F(Served, AChangedRecordPublishesAgain) {
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
  put(options_.library / "practice" / "new.md", "new");
  std::string edition;
  for (int i = 0; i < 300 && !edition.ends_with("\r\n\r\n2"); ++i) {
    edition = ask("GET /-/edition");
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  EXPECT_TRUE(edition.ends_with("\r\n\r\n2"));
  std::ifstream asked(folder_.path() / "asked");
  std::string first;
  std::getline(asked, first);
  EXPECT_EQ(first, "publish");
}

TEST_F(Served, ANewRequestIsAnsweredWhile64AreSlow) {
  std::vector<std::unique_ptr<Connection>> slow;
  for (int i = 0; i < 64; ++i) {
    slow.push_back(std::make_unique<Connection>(port_));
    slow.back()->send("GET / HTTP/1.1\r\nHo");
  }
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_TRUE(is(ask("GET /"), 200));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(4)) << "the patience with a slow one is five seconds: it did not wait for them";
}

TEST_F(Served, NonsenseIsSurvived) {
  const std::string good = "POST /check HTTP/1.1\r\nHost: localhost:" + std::to_string(port_) +
                           "\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 63\r\n\r\n--x\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nhi\r\n--x--\r\n";
  std::mt19937 chance(7);
  const int times = times_asked("FIELDBOOK_NONSENSE", 100);
  for (int i = 0; i < times; ++i) {
    auto bytes = good;
    for (auto changes = chance() % 12 + 1; changes > 0; --changes) bytes[chance() % bytes.size()] = static_cast<char>(chance() % 256);
    bytes.resize(chance() % bytes.size() + 1);
    const Connection connection(port_);
    connection.send(bytes);
    connection.end();
  }
  EXPECT_TRUE(is(ask("GET /"), 200));
}

TEST(Answers, AFileNameGivesItsKind) {
  EXPECT_EQ(site::extension_of("Plan.DOCX"), ".docx");
  EXPECT_EQ(site::extension_of("plan"), ".txt");
  EXPECT_EQ(site::extension_of("plan.exe"), ".txt");
  EXPECT_EQ(site::extension_of("../../x.pdf"), ".pdf");
}

TEST(Watch, SeesChangesAndNotWhatIsMade) {
  const TempDir folder;
  put(folder.path() / "a.md", "one");
  site::Watch watch(folder.path(), {folder.path() / "site"});
  EXPECT_FALSE(watch.changed());
  put(folder.path() / "site" / "index.html", "page");
  put(folder.path() / ".git" / "index", "x");
  EXPECT_FALSE(watch.changed());
  put(folder.path() / "b.md", "two");
  EXPECT_TRUE(watch.changed());
  EXPECT_FALSE(watch.changed());
  fs::remove(folder.path() / "a.md");
  EXPECT_TRUE(watch.changed());
}

}  // namespace
}  // namespace fieldbook::test
