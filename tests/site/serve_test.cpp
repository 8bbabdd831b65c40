// The local web app: what it answers, to whom, and while others are slow or send nonsense.
#include "site/serve/serve.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <memory>
#include <random>
#include <thread>

#include "site/serve/answers.hpp"
#include "site/serve/watch.hpp"
#include "tests/site/served_site.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook::test {
namespace {

namespace fs = std::filesystem;

using Served = ServedSite;

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
  put(folder_.path() / "secret.txt", "secret");
  fs::create_symlink(folder_.path() / "secret.txt", site_ / "link.txt");
  put(site_ / "linked" / "page.html", "<p>A page</p>");
  fs::create_symlink(folder_.path() / "secret.txt", site_ / "linked" / "index.html");
  put(site_ / ".hidden", "secret");
  for (const auto* path : {"/../secret.txt", "/%2e%2e/secret.txt", "/record/../../secret.txt", "/..%2fsecret.txt", "/link.txt", "/linked/", "/linked/index.html", "/.hidden", "//etc/passwd", "/%00", "/etc/passwd"}) {
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
  std::vector<std::unique_ptr<LocalConnection>> slow;
  for (int i = 0; i < 64; ++i) {
    slow.push_back(std::make_unique<LocalConnection>(port_));
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
    const LocalConnection connection(port_);
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
  folder.write("a.md", "one");
  site::Watch watch(folder.path(), {folder.path() / "site"});
  EXPECT_FALSE(watch.changed());
  folder.write("site/index.html", "page");
  folder.write(".git/index", "x");
  EXPECT_FALSE(watch.changed());
  folder.write("b.md", "two");
  EXPECT_TRUE(watch.changed());
  EXPECT_FALSE(watch.changed());
  fs::remove(folder.path() / "a.md");
  EXPECT_TRUE(watch.changed());
}

}  // namespace
}  // namespace fieldbook::test
