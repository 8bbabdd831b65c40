// PDF, as poppler reads it.
#include <poppler-document.h>
#include <poppler-global.h>
#include <poppler-page.h>

#include <algorithm>
#include <map>
#include <memory>

#include "core/base/error.hpp"
#include "core/document/readers/pdf_layout.hpp"
#include "core/document/readers/readers.hpp"

namespace fieldbook::document {
namespace {

constexpr int most_pages = 20'000;

void keep_quiet(const std::string&, void*) {}

bool is_bold(const std::string& font) {
  return std::ranges::any_of(std::initializer_list<const char*>{"Bold", "bold", "Black", "Heavy", "Semibold"},
                             [&](const char* word) { return font.find(word) != std::string::npos; });
}

std::vector<PdfWord> words_of(const poppler::page& page) {
  auto boxes = page.text_list(poppler::page::text_list_include_font);
  std::map<int, std::size_t> rotations;  // words turned to the side are not of the text
  for (const auto& box : boxes) ++rotations[box.rotation()];
  const auto upright = std::ranges::max_element(rotations, {}, [](const auto& one) { return one.second; });
  std::vector<PdfWord> out;
  out.reserve(boxes.size());
  for (const auto& box : boxes) {
    if (box.rotation() != upright->first) continue;
    const auto bytes = box.text().to_utf8();
    const auto where = box.bbox();
    const bool has_font = box.has_font_info();
    out.push_back({std::string(bytes.begin(), bytes.end()), where.left(), where.top(), where.right(), where.bottom(),
                   has_font ? box.get_font_size() : 0.0, has_font && is_bold(box.get_font_name())});
  }
  return out;
}

}  // namespace

void read_pdf(std::string_view bytes, const Sink& sink) {
  poppler::set_debug_error_function(keep_quiet, nullptr);
  const std::unique_ptr<poppler::document> document(
      poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
  constexpr const char* again = "open it in the program that made it and save it as PDF again";
  if (!document) throw Error(Errc::invalid, "is damaged: it is not a whole PDF file", again);
  if (document->is_locked()) throw Error(Errc::invalid, "is protected by a password", "save a copy without a password");
  const int pages = document->pages();
  if (pages <= 0) throw Error(Errc::invalid, "is damaged: it has no pages", again);
  if (pages > most_pages) {
    throw Error(Errc::too_large, "has more than " + std::to_string(most_pages) + " pages", "give the part of it that matters");
  }
  PdfLayout layout;
  for (int i = 0; i < pages; ++i) {
    const std::unique_ptr<poppler::page> page(document->create_page(i));
    if (page) layout.add_page(static_cast<std::uint32_t>(i) + 1, page->page_rect().height(), words_of(*page));
  }
  if (!layout.has_words()) {
    throw Error(Errc::invalid,
                "has " + std::to_string(pages) + (pages == 1 ? " page" : " pages") + " and no text in it: it looks like a scan",
                "run OCR over it first (ocrmypdf does), and give the result");
  }
  layout.write(sink);
}

}  // namespace fieldbook::document
