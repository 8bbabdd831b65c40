#include "core/document/document.hpp"

#include <utility>

#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/base/text.hpp"

namespace fieldbook::document {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

// Throws where the bytes are not text that can be assessed.
std::string checked(std::string bytes, const std::string& name) {
  if (bytes.size() > longest_document_bytes) {
    throw Error(Errc::too_large, name + " is larger than " + std::to_string(longest_document_bytes) + " bytes",
                "give a part of it");
  }
  if (bytes.starts_with(byte_order_mark)) bytes.erase(0, byte_order_mark.size());
  if (const auto at = first_invalid_utf8(bytes)) {
    throw Error(Errc::invalid, name + " is not UTF-8 text (byte " + std::to_string(*at) + ")", "save it as UTF-8");
  }
  if (const auto at = bytes.find('\0'); at != std::string::npos) {
    throw Error(Errc::invalid, name + " is not text: byte " + std::to_string(at) + " is zero", "give a text file");
  }
  if (trim(bytes).empty()) throw Error(Errc::invalid, name + " holds no words", "give a text with words in it");
  return bytes;
}

Format format_of(const std::filesystem::path& file) {
  const auto ending = fold(file.extension().string());
  if (ending == ".md" || ending == ".markdown") return Format::markdown;
  if (ending == ".txt" || ending.empty()) return Format::plain;
  throw Error(Errc::invalid, file.string() + " is in a format that is not read",
              "give a .md, .markdown or .txt file, or save it as one of these");
}

}  // namespace

Document read_document(const std::filesystem::path& file) {
  const auto format = format_of(file);
  return {file.stem().string(), format, checked(read_file(file, longest_document_bytes), file.string())};
}

Document plain_document(std::string bytes, const std::string& name) {
  return {name, Format::plain, checked(std::move(bytes), name)};
}

}  // namespace fieldbook::document
