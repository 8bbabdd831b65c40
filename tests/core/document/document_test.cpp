#include "core/document/document.hpp"

#include <sys/resource.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/error.hpp"
#include "tests/support/documents.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook::document {
namespace {

using fieldbook::test::TempDir;
using testing::HasSubstr;

template <class Call>
std::pair<Errc, std::string> failure(Call call) {
  try {
    call();
  } catch (const Error& error) {
    return {error.code(), error.message()};
  }
  return {Errc::io, "nothing was thrown"};
}

TEST(Document, IsReadByItsEnding) {
  const TempDir folder;
  for (const auto& [name, format] : {std::pair{"plan.md", Format::markdown},
                                     {"plan.MD", Format::markdown},
                                     {"plan.markdown", Format::markdown},
                                     {"plan.txt", Format::plain},
                                     {"plan", Format::plain}}) {
    const auto document = read_document(folder.write(name, "# A plan\n\nfor the café\n"));
    EXPECT_EQ(document.format, format) << name;
    EXPECT_EQ(document.title, "plan");
    EXPECT_EQ(document.text, "# A plan\n\nfor the café\n");
  }
}

TEST(Document, LosesNothingButItsByteOrderMark) {
  EXPECT_EQ(plain_document("\xEF\xBB\xBF a\r\nb \n", "standard input").text, " a\r\nb \n");
  EXPECT_EQ(plain_document("a", "draft 7").title, "draft 7");
}

TEST(Document, IsToldByWhatItHoldsBeforeItsName) {
  const TempDir folder;
  const auto plan = test::docx("<w:p><w:r><w:t>A plan.</w:t></w:r></w:p>");
  for (const auto& [name, bytes, format] :
       {std::tuple{"plan.txt", plan, Format::office},
        {"plan", test::odt("<text:p>A plan.</text:p>"), Format::office},
        {"plan.docx", test::pdf({test::page_of({"A plan."})}), Format::pdf},
        {"plan.md", std::string("<?xml version='1.0'?>\n<!-- x -->\n<!DOCTYPE html><p>A plan.</p>"), Format::html},
        {"plan.htm", std::string("<p>A plan.</p>"), Format::html}}) {
    const auto document = read_document(folder.write(name, bytes));
    EXPECT_EQ(document.format, format) << name;
    EXPECT_EQ(document.text, "A plan.\n") << name;
    EXPECT_EQ(document_of(bytes, "standard input").text, document.format == Format::html && bytes[1] == 'p' ? bytes : document.text);
  }
}

TEST(Document, HasItsBlocksAndPages) {
  const auto document = document_of(test::pdf({{{.size = 20, .text = "Aims"}, {.top = 120, .text = "the work goes"}},
                                               {{.top = 120, .text = "on, and on."}, {.top = 200, .text = "- one"}, {.top = 214, .text = "- two"}}}),
                                    "standard input");
  EXPECT_EQ(document.text, "Aims\n\nthe work goes on, and on.\n\none\ntwo\n");
  ASSERT_EQ(document.blocks.size(), 4U);
  EXPECT_EQ(document.blocks[0].level, 1);
  EXPECT_EQ(cut(document.text, document.blocks[1].where), "the work goes on, and on.");
  EXPECT_EQ(document.blocks[3].kind, Block::Kind::item);
  ASSERT_EQ(document.pages.size(), 2U);
  EXPECT_EQ(document.pages[1].page, 2U);
  EXPECT_EQ(document.text.substr(document.pages[1].at, 2), "on");
}

// 300 pages of 500 words, in every format. The reader's own limit is 1 GiB; a sanitizer triples what a process takes.
TEST(Document, OfThreeHundredPagesTakesLittleMemory) {
  constexpr std::size_t pages = 300, lines = 40;
  const std::string line = "The council and its partners agreed in 2023 how they share risk, gains and losses.";
  std::vector<std::vector<test::PdfText>> pdf(pages, test::page_of(std::vector<std::string>(lines, line)));
  for (std::size_t i = 0; i < pages; ++i) pdf[i].front().text = "Page " + std::to_string(i + 1) + " begins.";
  std::string docx, odt, html = "<!doctype html><title>Plan</title>", md;
  for (std::size_t i = 0; i < pages * lines; ++i) {
    docx += "<w:p><w:r><w:t>" + line + "</w:t></w:r></w:p>";
    odt += "<text:p>" + line + "</text:p>";
    html += "<p>" + line;
    md += line + "\n\n";
  }
  const TempDir folder;
  for (const auto& [name, bytes] : {std::pair<const char*, std::string>{"plan.pdf", test::pdf(pdf)}, {"plan.docx", test::docx(docx)},
                                    {"plan.odt", test::odt(odt)}, {"plan.html", html}, {"plan.md", md}, {"plan.txt", md}}) {
    const auto document = read_document(folder.write(name, bytes));
    EXPECT_GT(document.text.size(), pages * (lines - 2) * line.size()) << name;   // what stands at the top of all is a header
    EXPECT_EQ(document.pages.size(), document.format == Format::pdf ? pages : 0U) << name;
    rusage used{};
    ::getrusage(RUSAGE_CHILDREN, &used);   // the largest reader so far
    EXPECT_LT(used.ru_maxrss, 512 << 10) << name << ": KiB";
    RecordProperty(std::string(name) + "_peak_kib", static_cast<int>(used.ru_maxrss));
  }
}

TEST(Document, SaysWhatIsWrongAndWhatToDo) {
  const TempDir folder;
  const auto read = [&](const char* name, std::string_view bytes) {
    return failure([&] { read_document(folder.write(name, bytes)); });
  };
  EXPECT_THAT(read("plan.pages", "x").second, HasSubstr("plan.pages is in a format that is not read; save it as .docx"));
  EXPECT_THAT(read("plan.rtf", "{\\rtf1 x").second, HasSubstr("Rich Text Format, which is not read; save it as .docx"));
  EXPECT_THAT(read("plan.txt", "").second, HasSubstr("plan.txt is empty; give"));
  EXPECT_EQ(read("plan.pages", "x").first, Errc::invalid);
  EXPECT_THAT(read("latin1.txt", "a caf\xE9").second, HasSubstr("is not UTF-8 text (byte 5); save it as UTF-8"));
  EXPECT_THAT(read("binary.txt", std::string_view("a\0b", 3)).second, HasSubstr("byte 1 is zero"));
  EXPECT_THAT(read("empty.txt", " \n\t\n").second, HasSubstr("holds no words"));
  EXPECT_EQ(read("long.txt", std::string(longest_document_bytes + 1, 'x')).first, Errc::too_large);
  EXPECT_EQ(failure([&] { read_document(folder.path() / "none.txt"); }).first, Errc::not_found);
  EXPECT_EQ(failure([&] { document_of(std::string(longest_document_bytes + 1, 'x'), "standard input"); }).first,
            Errc::too_large);
}

}  // namespace
}  // namespace fieldbook::document
