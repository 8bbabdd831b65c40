// A record whose every field attacks the page it is shown on must come out as harmless text.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>

#include "tests/site/site_check.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const std::string attack =
    "<script>alert(1)</script>\\\"'>]]>--><img src=x onerror=alert(2)>{{SITE_TITLE}}\\u202Eevil\\u202C &amp; "
    "%3Cscript%3E";

std::string hostile_example() {
  const auto quoted = "\"" + attack + "\"";
  return "---\ntitle: " + quoted + "\nsummary: " + quoted +
         "\napproaches: [alliance]\nsectors: [homelessness]\ncountries: [northland]\nplaces: [saltby]\nstart: "
         "2017\nstatus: running\nprogramme: " +
         quoted + "\npartners: [" + quoted + "]\npopulation: " + quoted + "\nfunding: " + quoted +
         "\nresult: better\nreviewed: 2024-05-01\nsources: [saltby2021, evil]\n" +
         "changes:\n  - {date: 2024-05-02, note: " + quoted + "}\n---\n\n" +
         "## What was tried\n\n<script>alert(3)</script><b onclick=\"alert(4)\">raw</b> [click](javascript:alert(5)) "
         "[data](data:text/html,x) "
         "[vb](vbscript:x) ![image](x.png) <javascript:alert(6)> [case](JaVaScRiPt:alert(7)) [@saltby2021]\n\n"
         "<div style=\"position:fixed\">\n\nblock\n\n</div>\n\n"
         "## How it was governed and paid for\n\n]]> --> `</pre><script>alert(8)</script>` & \" ' <!-- \n\n"
         "### Inside \"'><script>alert(9)</script> &amp; ]]>\n\nx\n\n## What happened\n\nIt was measured [@saltby2021, "
         "p. \"'& onload=x]. [Autolink](https://example.org/?a=\"><b>).\n\n## What to learn\n\n- ok\n";
}

class Hostile : public testing::Test {
 protected:
  Hostile() {
    fs::copy(source("tests/fixtures/good"), folder_.path() / "library", fs::copy_options::recursive);
    folder_.write("library/practice-examples/hostile.md", hostile_example());
    const auto bib = read(folder_.path() / "library/sources.bib");
    folder_.write("library/sources.bib",
                  bib +
                      "\n@misc{evil,\n  title = {<script>alert(11)</script> ]]> \"'},\n  author = {<b>O'Neil</b>, "
                      "\"X\"},\n  year = {2020},\n  url = {https://example.org/?a=1&b=<script>}\n}\n");
    published_ = publish(folder_.path() / "library", folder_.path() / "site", {"--base-url", "https://example.org/"});
  }

  TempDir folder_;
  Published published_;
};

TEST_F(Hostile, RecordIsPublishedAsText) {
  ASSERT_TRUE(fs::exists(folder_.path() / "site/practice-examples/hostile.html")) << published_.said;
  EXPECT_THAT(faults(folder_.path() / "site"), IsEmpty());
  const auto page = read(folder_.path() / "site/practice-examples/hostile.html");
  EXPECT_THAT(text_of_page(page), HasSubstr("<script>alert(1)</script>"));
  EXPECT_THAT(text_of_page(page), HasSubstr("{{SITE_TITLE}}")) << "a name in a record was taken for a template's";
  for (const auto& link : links_of_page(page))
    EXPECT_THAT(link, Not(testing::ContainsRegex("^[ \t]*(javascript|data|vbscript):"))) << link;
}

TEST_F(Hostile, NoFileHoldsLiveMarkupOfTheRecord) {
  for (const auto& [address, bytes] : tree(folder_.path() / "site")) {
    if (!address.ends_with(".html") && !address.ends_with(".xml")) continue;  // the others are not markup
    EXPECT_THAT(bytes, Not(HasSubstr("<script>"))) << address;
    EXPECT_THAT(bytes, Not(HasSubstr("<img"))) << address;
    EXPECT_THAT(bytes, Not(HasSubstr("]]>"))) << address;
    EXPECT_THAT(bytes, Not(HasSubstr("\xE2\x80\xAE"))) << address << " holds a bidirectional override";
  }
}

TEST_F(Hostile, WhatTheSearchPageLoadsIsPlainData) {
  std::size_t shards = 0;
  for (const auto& [address, bytes] : tree(folder_.path() / "site/search")) {
    if (!address.ends_with(".js")) continue;
    ++shards;
    const auto name = address.substr(0, address.size() - 3);
    EXPECT_TRUE(std::ranges::all_of(bytes, [](char c) { return (c >= ' ' && c <= '~' && c != '<') || c == '\n'; }))
        << address;
    const auto head = "fieldbookTake(\"" + name + "\",";
    ASSERT_TRUE(bytes.starts_with(head) && bytes.ends_with(")\n")) << address;
    EXPECT_TRUE(nlohmann::json::accept(bytes.substr(head.size(), bytes.size() - head.size() - 2))) << address;
  }
  EXPECT_GT(shards, 10u);
}

TEST_F(Hostile, JsonIsJson) {
  const auto json = nlohmann::json::parse(read(folder_.path() / "site/practice-examples/hostile.json"));
  EXPECT_THAT(json["title"].get<std::string>(), HasSubstr("<script>alert(1)</script>\"'>]]>"));
}

// Titles go to the terminal too, in diagnostics.
TEST_F(Hostile, TerminalGetsNoControlCharacters) {
  EXPECT_THAT(published_.said, Not(HasSubstr("\x1b")));
  EXPECT_THAT(published_.said, Not(HasSubstr("\xE2\x80\xAE")));
}

}  // namespace
}  // namespace fieldbook::test
