// The local web app: what it answers, to whom, and while others are slow or send nonsense.
#include "site/serve/serve.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <memory>
#include <random>
#include <regex>
#include <thread>

#include "site/serve/answers.hpp"
#include "site/serve/approaches.hpp"
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
  EXPECT_TRUE(is(ask("GET /check"), 200));
  const auto answer = check("Six charities share one contract.", {"alliance"});
  EXPECT_TRUE(is(answer, 200));
  EXPECT_NE(answer.find("read: Six charities share one contract.\n"), answer.npos) << answer;
  EXPECT_TRUE(is(check("  ", {"alliance"}), 400));
  const auto refused = check("refuse", {"alliance"});
  EXPECT_TRUE(is(refused, 422)) << refused.substr(0, 300);
  for (const auto& left : fs::directory_iterator(fs::temp_directory_path())) EXPECT_FALSE(left.path().filename().string().starts_with("fieldbook-check-")) << left.path();
}

// The approaches that are ticked in a form, and those that are not.
std::pair<std::vector<std::string>, std::vector<std::string>> boxes(const std::string& page) {
  std::pair<std::vector<std::string>, std::vector<std::string>> out;
  static const std::regex box(R"-(<input type="checkbox" name="approach" value="([^"]*)"([^>]*)>)-");
  for (std::sregex_iterator at(page.begin(), page.end(), box), end; at != end; ++at) {
    const bool ticked = at->str(2).find(" checked") != std::string::npos;
    (ticked ? out.first : out.second).push_back(at->str(1));
  }
  return out;
}

using Ids = std::vector<std::string>;

TEST_F(Served, AllApproachesThatCanRunAreOfferedAndTicked) {
  const auto form = ask("GET /check");
  EXPECT_EQ(boxes(form), std::pair(Ids({"alliance", "org.example.place"}), Ids()));
  EXPECT_NE(form.find("Place &amp; people"), form.npos);
  EXPECT_NE(form.find("Marks of an &lt;alliance&gt;."), form.npos);
  EXPECT_EQ(boxes(ask("GET /check?approach=org.example.place")), std::pair(Ids({"org.example.place"}), Ids({"alliance"})));
}

TEST_F(Served, OnlyWhatIsChosenIsCheckedAndTheChoiceIsKept) {
  const auto both = check("plan", {"org.example.place", "alliance", "alliance"});
  EXPECT_NE(both.find("arguments: --assessor alliance --assessor org.example.place --library "), both.npos) << both;
  EXPECT_NE(both.find("Checked against Alliances and Place &amp; people."), both.npos) << both;
  EXPECT_NE(both.find("href=\"/check?approach=alliance&amp;approach=org.example.place\""), both.npos) << both;
  const auto one = check("plan", {"org.example.place"});
  EXPECT_NE(one.find("arguments: --assessor org.example.place --library "), one.npos) << one;
  const auto again = check(" ", {"org.example.place"});
  EXPECT_EQ(boxes(again), std::pair(Ids({"org.example.place"}), Ids({"alliance"}))) << "kept beside the message, too";
  const auto plain = ask("POST /check", {}, "Content-Type: application/x-www-form-urlencoded\r\n", "text=plan&approach=alliance");
  EXPECT_NE(plain.find("arguments: --assessor alliance --library "), plain.npos) << plain;
}

TEST_F(Served, ACheckNeedsAnApproach) {
  const auto none = check("Six\r\n<charities>", {});
  EXPECT_TRUE(is(none, 400));
  EXPECT_NE(none.find("Choose at least one approach"), none.npos);
  EXPECT_NE(none.find(">\nSix\n&lt;charities&gt;</textarea>"), none.npos) << "what was typed is not lost";
  EXPECT_EQ(boxes(none), std::pair(Ids(), Ids({"alliance", "org.example.place"})));
}

TEST_F(Served, ApproachesThatAreNotOfferedAreRefused) {
  for (const std::string id : {"stranger", "broken", "nonsense", "", "--all", "alliance,org.example.place"}) {
    const auto answer = check("plan", {"alliance", id});
    EXPECT_TRUE(is(answer, 400)) << id;
    EXPECT_NE(answer.find("not one of those"), answer.npos) << id;
    EXPECT_TRUE(is(ask("GET /check?approach=" + id), 400)) << id;
  }
  EXPECT_FALSE(fs::exists(folder_.path() / "asked")) << "nothing was started";
}

TEST(Answers, ATextAreaHoldsWhatWasTyped) {
  EXPECT_EQ(site::inside_text_area(""), "\n");
  EXPECT_EQ(site::inside_text_area("\r\na\r\n  b</textarea><script>&lt;\x01"), "\n\na\n  b&lt;/textarea&gt;&lt;script&gt;&amp;lt;\uFFFD");
}

TEST(Approaches, WhatIsNoListOfAssessorsIsNone) {
  for (const auto* json : {"", "[]", "{}", "{\"assessors\":[{}]}", "{\"assessors\":[{\"id\":1,\"name\":\"x\",\"summary\":\"x\",\"allowed\":true,\"problem\":\"\"}]}"})
    EXPECT_TRUE(site::approaches_in(json).empty()) << json;
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
