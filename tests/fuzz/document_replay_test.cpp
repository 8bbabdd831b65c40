// Runs the fuzz entries of the readers of documents over small documents, and over damaged copies of them.
// FIELDBOOK_FUZZ_ROUNDS=N makes it a longer campaign: N damaged copies for each entry (tests/fuzz/documents.sh).
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>

#include "tests/fuzz/document_fuzz.hpp"
#include "tests/support/documents.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook {
namespace {

struct Target {
  const char* name;
  int (*entry)(const std::uint8_t*, std::size_t);
  std::vector<std::string> seeds;
};

std::string styled(const std::string& words) {
  return R"(<w:p><w:pPr><w:pStyle w:val="H"/><w:outlineLvl w:val="2"/><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>)" +
         words + "</w:t><w:tab/></w:r><w:del><w:r/></w:del></w:p>";
}

std::vector<Target> targets() {
  const std::string html =
      "<!doctype html><meta charset=utf-8><title>x</title><body><nav>a</nav><h1>Plan</h1><p>One &amp; caf&eacute;<br>two"
      "<ul><li><p>a<li>b</ul><table><tr><th>A<td>B</table><!-- c --><script>x<y</script><pre>d</pre><footer>e</footer>";
  const auto docx = styled("A plan.") + "<w:tbl><w:tr><w:tc>" + styled("cell") + "</w:tc></w:tr></w:tbl>";
  const std::string odt =
      R"(<text:h text:outline-level="2">A</text:h><text:p text:style-name="Title">b<text:s/><text:note><text:p>n</text:p></text:note></text:p>)"
      R"(<text:list><text:list-item><text:p>c</text:p></text:list-item></text:list><table:table><table:table-row><table:table-cell>)"
      R"(<text:p>d</text:p></table:table-cell></table:table-row></table:table>)";
  const auto pdf = test::pdf({{{.size = 20, .text = "Our plan"}, {.top = 120, .text = "A sentence that is cut-"}, {.top = 134, .text = "ted."}},
                              test::page_of({"- one", "- two"})});
  const std::string layout = "\x10\x20\x0B\x80" "ab\x30\x20\x0B\x80" "c-\x10\x30\x0B\x81" "de\x10\x40\x14\x02" "fg\x10\x20\x0B\x80" "- ";
  const std::string txt = "\xEF\xBB\xBF" "Aims\r\n====\r\n\r\n1. One caf\xC3\xA9, e.g. ours. Two!\n\n- a\n- b\n\nTHE WORK\nIt \xE2\x80\x9C" "goes on\xE2\x80\x9D.\n";
  const std::string md = "---\ntitle: x\n---\n# Aims\n\nOne *two* [three](http://x.example) `four`[^1]. [@key; @b]\n\n> five\n\n1. six\n   - seven\n\n"
                         "| a | b |\n|---|---|\n| c | d |\n\n```\neight\n```\n<div>nine</div>\n\n[^1]: ten\n";
  return {{"txt", fuzz_txt, {txt}},
          {"md", fuzz_md, {md}},
          {"html", fuzz_html, {html}},
          {"office", fuzz_office, {test::docx(docx), test::odt(odt)}},
          {"docx_body", fuzz_docx_body, {docx}},
          {"odt_body", fuzz_odt_body, {odt}},
          {"pdf", fuzz_pdf, {pdf, test::read(test::source("tests/data/documents/encrypted.pdf"))}},
          {"pdf_layout", fuzz_pdf_layout, {layout, layout + layout + layout}},
          {"format", fuzz_format, {html, pdf, "PK\x03\x04", "{\\rtf1", "\xEF\xBB\xBF<?xml?><!-- --><HTML>"}}};
}

void run(const Target& target, const std::string& input) {
  EXPECT_EQ(target.entry(reinterpret_cast<const std::uint8_t*>(input.data()), input.size()), 0) << target.name;
}

std::string damaged(std::string bytes, std::mt19937& random) {
  const std::string spice = "<>/&;\"'= \n|-.0129PK%()[]\x01\xFF\x80\0";
  const auto changes = 1 + random() % 6;
  for (std::size_t i = 0; i < changes && !bytes.empty(); ++i) {
    const auto at = random() % bytes.size(), some = 1 + random() % 24;
    switch (random() % 5) {
      case 0: bytes[at] = spice[random() % spice.size()]; break;
      case 1: bytes[at] = static_cast<char>(random()); break;
      case 2: bytes.erase(at, some); break;
      case 3: bytes.insert(random() % bytes.size(), bytes.substr(at, some)); break;
      default: if (random() % 4 == 0) bytes.resize(at); break;
    }
  }
  return bytes;
}

TEST(DocumentReplay, ReadsEverySeedAndWhatWasOnceFound) {
  for (const auto& target : targets()) {
    for (const auto& seed : target.seeds) run(target, seed);
    run(target, "");
    for (const auto& [name, input] : test::tree(test::source("tests/fuzz/documents"))) {
      SCOPED_TRACE(name);
      if (name.starts_with(std::string(target.name) + "/")) run(target, input);
    }
  }
}

TEST(DocumentReplay, AndDamagedCopies) {
  const auto* const asked = std::getenv("FIELDBOOK_FUZZ_ROUNDS");
  const auto* const only = std::getenv("FIELDBOOK_FUZZ_TARGET");
  const int rounds = asked == nullptr ? 60 : std::atoi(asked);
  std::mt19937 random(asked == nullptr ? 20240501U : std::random_device{}());
  for (const auto& target : targets()) {
    if (only != nullptr && target.name != std::string(only)) continue;
    // Where a reader ends the process, this is what it was given. One file, kept open: a new one each round costs more than the reading.
    const std::string last = "fuzz-last-" + std::string(target.name);
    std::ofstream given(asked == nullptr ? "/dev/null" : last, std::ios::binary);
    for (int round = 0; round < rounds; ++round) {
      const auto input = damaged(target.seeds[static_cast<std::size_t>(round) % target.seeds.size()], random);
      if (asked != nullptr) {
        given.seekp(0) << input << std::flush;
        std::filesystem::resize_file(last, input.size());
      }
      run(target, input);
    }
    if (asked != nullptr) std::printf("%s: %d executions\n", target.name, rounds);
  }
}

}  // namespace
}  // namespace fieldbook
