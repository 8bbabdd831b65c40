// Small documents made of their parts, so that tests say what is in them.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace fieldbook::test {

struct PdfText {
  double left = 72, top = 72;  // points from the page's upper left corner
  double size = 11;
  bool is_bold = false;
  std::string text;  // ASCII
};
// One list a page, A4, in Helvetica. No page: a PDF that has none.
std::string pdf(const std::vector<std::vector<PdfText>>& pages);

// A page whose content draws ten forms, each of which draws ten, `deep` times; the last says a sentence or draws a line.
std::string pdf_bomb(int deep, bool with_words);

// Lines of text one under the other, from the top of a page.
std::vector<PdfText> page_of(const std::vector<std::string>& lines);

// A zip archive of (name, bytes); with a password its parts are encrypted (AES-256).
std::string zip(const std::vector<std::pair<std::string, std::string>>& parts, const std::string& password = {});

// What stands in w:body, and w:style elements; what stands in office:text.
std::string docx(const std::string& body, const std::string& styles = {});
std::string odt(const std::string& body);

}  // namespace fieldbook::test
