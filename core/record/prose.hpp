// The text of a record's body, wherever it is: in the record, or left in the file of kept records until somebody asks for it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/record/record.hpp"

namespace fieldbook::record {

// Reads what was left; what it gives lives as long as it, and as the record. For one thread.
class Prose {
 public:
  // Throws Error: io where the file cannot be read any more, damaged where it has changed since the record was read.
  explicit Prose(const Record&);
  Prose(const Prose&) = delete;
  Prose& operator=(const Prose&) = delete;

  // As in Body.
  std::string_view text() const noexcept { return text_; }
  const std::vector<Span>& sentences() { return body().sentences; }
  const std::vector<Span>& paragraphs() { return body().paragraphs; }

 private:
  const Body& body();   // with text, paragraphs and sentences; no more need be there

  const Record& record_;
  std::string bytes_;   // as packed
  std::string_view text_;
  Body read_;
  bool is_read_ = false;
};

}  // namespace fieldbook::record
