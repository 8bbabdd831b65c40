#include "core/document/document.hpp"

#include <utility>

#include "core/base/descriptor.hpp"
#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/base/text.hpp"
#include "core/document/format.hpp"
#include "core/document/helper.hpp"

namespace fieldbook::document {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

[[noreturn]] void too_large(const std::string& name, std::size_t limit_bytes) {
  throw Error(Errc::too_large, name + " is larger than " + std::to_string(limit_bytes >> 20) + " MB",
              "give the part of it that matters");
}

// Throws where the bytes are not text that can be assessed.
std::string checked(std::string bytes, const std::string& name) {
  if (bytes.size() > longest_document_bytes) too_large(name, longest_document_bytes);
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

Document read(const OpenFile& file, const std::string& name, std::string title, const std::string& ending) {
  if (file.size == 0) throw Error(Errc::invalid, name + " is empty", "give a document with words in it");
  const auto format = format_of(beginning_of(file, telling_bytes), name, ending);
  if (format == Format::plain || format == Format::markdown) {
    if (file.size > longest_document_bytes) too_large(name, longest_document_bytes);
    return {std::move(title), format, checked(beginning_of(file, file.size), name), {}, {}};
  }
  if (file.size > longest_file_bytes) too_large(name, longest_file_bytes);
  auto out = read_in_helper(format, file, name);
  out.title = std::move(title);
  return out;
}

}  // namespace

Document read_document(const std::filesystem::path& file) {
  return read(open_file(file), file.string(), file.stem().string(), file.extension().string());
}

Document document_of(std::string_view bytes, const std::string& name) {
  return read(memory_file(bytes), name, name, {});
}

Document plain_document(std::string bytes, const std::string& name) {
  return {name, Format::plain, checked(std::move(bytes), name), {}, {}};
}

}  // namespace fieldbook::document
