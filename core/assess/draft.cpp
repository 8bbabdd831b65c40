#include "core/assess/draft.hpp"

#include <algorithm>

#include "core/record/sentences.hpp"

namespace fieldbook::assess {
namespace {

using Kind = document::Block::Kind;

record::Body structured(const document::Document& document) {
  record::Body body;
  body.text = document.text;
  const auto section = [&](std::string heading, int level, Span where) {
    record::Section out;
    out.heading = std::move(heading);
    out.slug = "section-" + std::to_string(body.sections.size() + 1);
    out.level = level;
    out.body = {where.end, where.end};
    body.sections.push_back(std::move(out));
  };
  for (const auto& block : document.blocks) {
    if (block.kind == Kind::heading) {
      section(std::string(cut(body.text, block.where)), block.level, block.where);
      continue;
    }
    if (body.sections.empty()) section("", 0, {block.where.begin, block.where.begin});
    auto& now = body.sections.back().body;
    if (now.size() == 0) now.begin = block.where.begin;
    now.end = block.where.end;
    body.paragraphs.push_back(block.where);
    body.paragraph_lines.push_back(0);
    record::split_sentences(cut(body.text, block.where), block.where.begin, body.sentences);
  }
  return body;
}

record::Body body_of(const document::Document& document) {
  Diagnostics ignored;  // what a draft's Markdown has wrong does not stop its being read
  switch (document.format) {
    case document::Format::markdown: return record::parse_markdown(document.text, document.title, 1, ignored);
    case document::Format::plain: return record::structure_plain_text(document.text);
    case document::Format::html:
    case document::Format::office:
    case document::Format::pdf: break;
  }
  return structured(document);
}

}  // namespace

Text draft(const document::Document& document) {
  Text text;
  text.title = document.title;
  text.body = body_of(document);
  text.pages = document.pages;
  return text;
}

Place place_of(const Text& text, Span quoted) {
  Place out;
  const auto page = std::ranges::upper_bound(text.pages, quoted.begin, {}, &document::PageStart::at);
  if (page != text.pages.begin()) out.page = std::prev(page)->page;
  const auto section = std::ranges::upper_bound(text.body.sections, quoted.begin, {},
                                                [](const auto& one) { return one.body.begin; });
  if (section != text.body.sections.begin()) out.heading = std::prev(section)->heading;
  if (out.page != 0 || !out.heading.empty()) return out;
  const auto& paragraphs = text.body.paragraphs;
  const auto after = std::ranges::upper_bound(paragraphs, quoted.begin, {}, &Span::begin);
  if (after == paragraphs.begin()) return out;
  if (paragraphs.size() > 1) out.paragraph = static_cast<std::uint32_t>(after - paragraphs.begin());
  const auto begin = std::prev(after)->begin;
  out.sentence = static_cast<std::uint32_t>(
      std::ranges::count_if(text.body.sentences, [&](const Span& sentence) { return sentence.begin >= begin && sentence.begin <= quoted.begin; }));
  return out;
}

}  // namespace fieldbook::assess
