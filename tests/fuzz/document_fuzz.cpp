#include "tests/fuzz/document_fuzz.hpp"
#include "tests/fuzz/record_fuzz.hpp"

#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "core/base/error.hpp"
#include "core/base/text.hpp"
#include "core/document/document.hpp"
#include "core/document/format.hpp"
#include "core/document/readers/pdf_layout.hpp"
#include "core/document/readers/readers.hpp"
#include "tests/support/documents.hpp"
#include "tests/fuzz/promise.hpp"

using namespace fieldbook;
using namespace fieldbook::document;

namespace {

// What the program relies on in helper.cpp.
void check(const Found& found) {
  must(!trim(found.text).empty(), "a block holds words");
  must(!first_invalid_utf8(found.text), "a block is UTF-8");
  must(found.text.find('\n') == std::string_view::npos && found.text.find('\0') == std::string_view::npos, "a block is a line");
  must((found.kind == Block::Kind::heading) == (found.level != 0) && found.level >= 0 && found.level <= 6, "headings have a level");
}

int read_as(Format format, std::string_view bytes) {
  std::size_t blocks = 0;
  try {
    read(format, bytes, [&](const Found& found) {
      check(found);
      ++blocks;
    });
    must(blocks != 0, "a document that can be read holds words");
  } catch (const Error& error) {
    must(!error.advice().empty(), "an error says what to do next");
  }
  return 0;
}

// Text and Markdown are read in the program itself: checked as bytes, then taken apart by record's readers.
int read_in_process(std::string_view bytes, int (*structure)(const std::uint8_t*, std::size_t)) {
  try {
    const auto document = plain_document(std::string(bytes), "f");
    must(!first_invalid_utf8(document.text), "a text is UTF-8");
    must(document.text.find('\0') == std::string::npos, "a text holds no NUL");
    must(!trim(document.text).empty(), "a document that can be read holds words");
    return structure(reinterpret_cast<const std::uint8_t*>(document.text.data()), document.text.size());
  } catch (const Error& error) {
    must(!error.advice().empty(), "an error says what to do next");
  }
  return 0;
}

}  // namespace

int fuzz_txt(const std::uint8_t* bytes, std::size_t size) { return read_in_process(text_of(bytes, size), fuzz_plain_text); }
int fuzz_md(const std::uint8_t* bytes, std::size_t size) { return read_in_process(text_of(bytes, size), fuzz_markdown); }
int fuzz_html(const std::uint8_t* bytes, std::size_t size) { return read_as(Format::html, text_of(bytes, size)); }
int fuzz_office(const std::uint8_t* bytes, std::size_t size) { return read_as(Format::office, text_of(bytes, size)); }
int fuzz_docx_body(const std::uint8_t* bytes, std::size_t size) {
  return read_as(Format::office, test::docx(std::string(text_of(bytes, size))));
}
int fuzz_odt_body(const std::uint8_t* bytes, std::size_t size) {
  return read_as(Format::office, test::odt(std::string(text_of(bytes, size))));
}
int fuzz_pdf(const std::uint8_t* bytes, std::size_t size) { return read_as(Format::pdf, text_of(bytes, size)); }

int fuzz_pdf_layout(const std::uint8_t* bytes, std::size_t size) {
  PdfLayout layout;
  std::vector<PdfWord> words;
  std::uint32_t page = 1;
  for (std::size_t at = 0; at + 6 < size; at += 6) {
    const double left = bytes[at] * 3.0, top = bytes[at + 1] * 4.0, height = bytes[at + 2] % 32;
    words.push_back({std::string(text_of(bytes + at + 4, 2)), left, top, left + 12, top + height, bytes[at + 2] % 24 * 1.0,
                     (bytes[at + 3] & 1U) != 0});
    if (bytes[at + 3] < 16) {
      layout.add_page(page++, bytes[at + 3] % 2 == 0 ? 842 : 0, words);
      words.clear();
    }
  }
  layout.add_page(page, 842, words);
  layout.write(check);
  return 0;
}

int fuzz_format(const std::uint8_t* bytes, std::size_t size) {
  for (const auto* const ending : {"", ".txt", ".html", ".pdf", ".pages"}) {
    try {
      must(!name(format_of(text_of(bytes, size), "f", ending)).empty(), "a format has a name");
    } catch (const Error& error) {
      must(!error.advice().empty(), "an error says what to do next");
    }
  }
  return 0;
}
