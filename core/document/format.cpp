#include "core/document/format.hpp"

#include <algorithm>
#include <array>

#include "core/base/error.hpp"
#include "core/base/text.hpp"

namespace fieldbook::document {
namespace {

constexpr std::string_view zip_magic = "PK\x03\x04";
constexpr std::string_view ole_magic = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";  // old Word, and encrypted .docx

bool is_encrypted_text(std::string_view bytes) {
  return trim(bytes).starts_with("-----BEGIN PGP MESSAGE-----") || bytes.starts_with("Salted__");  // GnuPG, OpenSSL
}

// Bytes that no text has in any encoding, but for UTF-16.
bool is_no_text(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return false;
  return std::ranges::any_of(bytes, [](char c) { return (c >= 0 && c < '\t') || (c > '\r' && c < ' ' && c != '\x1B'); });
}

bool is_html(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  for (;;) {  // past an XML declaration and comments
    bytes = trim(bytes);
    const bool comment = bytes.starts_with("<!--");
    if (!comment && !bytes.starts_with("<?")) break;
    const auto end = bytes.find(comment ? "-->" : ">");
    if (end == std::string_view::npos) return false;
    bytes.remove_prefix(end + (comment ? 3 : 1));
  }
  const auto begins = [&](std::string_view word) {
    return bytes.size() > word.size() && std::ranges::equal(bytes.substr(0, word.size()), word, {}, [](char c) {
             return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
           });
  };
  return begins("<!doctype html") || begins("<html") || begins("<head") || begins("<body");
}

struct Ending {
  std::string_view ending;
  Format format;
};
constexpr std::array endings{Ending{".md", Format::markdown}, Ending{".markdown", Format::markdown},
                             Ending{".txt", Format::plain},   Ending{".text", Format::plain},
                             Ending{"", Format::plain},       Ending{".html", Format::html},
                             Ending{".htm", Format::html},    Ending{".xhtml", Format::html},
                             Ending{".docx", Format::office}, Ending{".docm", Format::office},
                             Ending{".odt", Format::office},  Ending{".pdf", Format::pdf}};

}  // namespace

Format format_of(std::string_view first_bytes, const std::string& name, const std::string& ending) {
  if (first_bytes.substr(0, 1024).find("%PDF-") != std::string_view::npos) return Format::pdf;
  if (first_bytes.starts_with(zip_magic) || first_bytes.starts_with(ole_magic)) return Format::office;
  if (first_bytes.starts_with("{\\rtf"))
    throw Error(Errc::invalid, name + " is in Rich Text Format, which is not read", "save it as .docx or .odt");
  if (is_encrypted_text(first_bytes)) throw Error(Errc::invalid, name + " is encrypted", "decrypt it and give the document itself");
  if (is_html(first_bytes)) return Format::html;
  const auto folded = fold(ending);
  const auto* const found = std::ranges::find(endings, folded, &Ending::ending);
  if (found == endings.end()) {
    throw Error(Errc::invalid, name + " is in a format that is not read",
                "save it as .docx, .odt, .pdf, .html, .md or .txt");
  }
  if (found->format == Format::office || found->format == Format::pdf || (found->format == Format::html && is_no_text(first_bytes))) {
    throw Error(Errc::invalid, name + " is damaged: its first bytes are not those of a " + folded + " file",
                "open it in the program that made it and save it again");
  }
  return found->format;
}

std::string_view name(Format format) noexcept {
  switch (format) {
    case Format::plain: return "plain";
    case Format::markdown: return "markdown";
    case Format::html: return "html";
    case Format::office: return "office";
    case Format::pdf: return "pdf";
  }
  return {};
}

}  // namespace fieldbook::document
