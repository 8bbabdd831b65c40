#include "core/document/readers/writer.hpp"

#include <algorithm>
#include <array>

#include "core/base/error.hpp"
#include "core/base/text.hpp"

namespace fieldbook::document {
namespace {

using Kind = Block::Kind;

constexpr std::size_t longest_block_bytes = 1 << 20;
constexpr std::string_view between_cells = " | ";

struct Replacement {
  std::string_view from, to;
};
// Spaces of all widths; soft hyphen, zero-width marks, byte order mark; letters that printers have joined.
constexpr std::array replacements{
    Replacement{"\xC2\xA0", " "},     Replacement{"\xE2\x80\x80", " "}, Replacement{"\xE2\x80\x81", " "},
    Replacement{"\xE2\x80\x82", " "}, Replacement{"\xE2\x80\x83", " "}, Replacement{"\xE2\x80\x87", " "},
    Replacement{"\xE2\x80\x89", " "}, Replacement{"\xE2\x80\xA8", " "}, Replacement{"\xE2\x80\xA9", " "},
    Replacement{"\xE2\x80\xAF", " "}, Replacement{"\xE3\x80\x80", " "}, Replacement{"\xC2\xAD", ""},
    Replacement{"\xE2\x80\x8B", ""},  Replacement{"\xE2\x81\xA0", ""},  Replacement{"\xEF\xBB\xBF", ""},  Replacement{"\xEF\xAC\x80", "ff"},
    Replacement{"\xEF\xAC\x81", "fi"}, Replacement{"\xEF\xAC\x82", "fl"}, Replacement{"\xEF\xAC\x83", "ffi"},
    Replacement{"\xEF\xAC\x84", "ffl"}};

}  // namespace

std::string cleaned(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const auto first = static_cast<unsigned char>(text.front());
    if (first < 0x80) {
      if (first > ' ' && first != 0x7F) {
        out += text.front();
      } else if (!out.empty() && out.back() != ' ') {
        out += ' ';
      }
      text.remove_prefix(1);
      continue;
    }
    const auto* const found =
        std::ranges::find_if(replacements, [&](const Replacement& one) { return text.starts_with(one.from); });
    if (found == replacements.end()) {
      out += text.front();
      text.remove_prefix(1);
      while (!text.empty() && (static_cast<unsigned char>(text.front()) & 0xC0U) == 0x80U) {
        out += text.front();
        text.remove_prefix(1);
      }
    } else {
      if (found->to != " ") {
        out += found->to;
      } else if (!out.empty() && out.back() != ' ') {
        out += ' ';
      }
      text.remove_prefix(found->from.size());
    }
  }
  if (out.ends_with(' ')) out.pop_back();
  return out;
}

void Writer::begin(Kind kind, int level) {
  if (kind_ == Kind::row && (kind == Kind::paragraph || kind == Kind::item)) {
    text_ += ' ';
    return;
  }
  finish();
  turn_into(kind, level);
}

void Writer::turn_into(Kind kind, int level) {
  if (kind_ == Kind::row) return;
  kind_ = kind;
  level_ = std::clamp(level, kind == Kind::heading ? 1 : 0, 6);
}

void Writer::words(std::string_view text) {
  text_ += text;
  if (text_.size() > longest_block_bytes) finish();
}

void Writer::cell() {
  if (kind_ == Kind::row && !trim(text_).empty()) text_ += between_cells;
}

void Writer::finish() {
  auto text = cleaned(text_);
  text_.clear();
  while (text.ends_with(" |")) text.resize(text.size() - 2);  // empty cells at the end
  // What the bytes call UTF-8 need not be.
  if (!text.empty() && text != "|" && !first_invalid_utf8(text)) {
    written_bytes_ += text.size();
    if (written_bytes_ > longest_document_bytes) {
      throw Error(Errc::too_large,
                  "holds more than " + std::to_string(longest_document_bytes >> 20) + " MB of text",
                  "give the part of it that matters");
    }
    sink_({kind_, level_, 0, text});
  }
  kind_ = Kind::paragraph;
  level_ = 0;
}

void read(Format format, std::string_view bytes, const Sink& sink) {
  switch (format) {
    case Format::html: return read_html(bytes, sink);
    case Format::office: return read_office(bytes, sink);
    case Format::pdf: return read_pdf(bytes, sink);
    case Format::plain:
    case Format::markdown: break;
  }
  throw Error(Errc::invalid, "is plain text, which needs no reader");
}

}  // namespace fieldbook::document
