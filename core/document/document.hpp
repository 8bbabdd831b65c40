// Text out of a document that somebody hands in: their draft plan, minutes, a strategy.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

namespace fieldbook::document {

enum class Format { plain, markdown };

struct Document {
  std::string title;  // the file's name without its ending, until a heading of its text says better
  Format format = Format::plain;
  std::string text;  // well-formed UTF-8 without NUL, as given: a byte-order mark is the only thing taken off
};

inline constexpr std::size_t longest_document_bytes = 16 << 20;

// By its ending: .md and .markdown are Markdown, .txt and no ending plain text. Throws Error: not_found, denied,
// too_large, invalid (another format, not UTF-8, a NUL, nothing but white space), io.
Document read_document(const std::filesystem::path&);

// The same for bytes at hand (standard input, a line of a batch). `name` is what errors call them.
Document plain_document(std::string bytes, const std::string& name);

}  // namespace fieldbook::document
