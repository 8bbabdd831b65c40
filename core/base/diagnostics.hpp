// Problems found in content, as values: where, what, and what to do next.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/base/file_name.hpp"

namespace fieldbook {

enum class Severity { error, warning };

// A place in a text file. `file` is as people name it (relative to the library where it lies in it); line and
// column count from 1, the column in characters (Unicode code points); 0 means "the file as a whole".
struct Location {
  FileName file;
  std::size_t line = 0;
  std::size_t column = 0;

  friend auto operator<=>(const Location&, const Location&) = default;
};

struct Diagnostic {
  Severity severity = Severity::error;
  Location where;
  std::string what;    // without a full stop
  std::string advice;  // what to do next, in the imperative; may be empty
  std::string rule;    // stable id, e.g. "record.missing-field"

  friend auto operator<=>(const Diagnostic&, const Diagnostic&) = default;
};

// "file:line:column: error: what; advice [rule]" -- line and column are left out where they are 0.
std::string to_text(const Diagnostic&);

class Diagnostics {
 public:
  void error(Location where, std::string what, std::string advice, std::string rule);
  void warning(Location where, std::string what, std::string advice, std::string rule);
  void add(Diagnostic);
  void add(const Diagnostics& others);

  // By file, line, column; equal ones once.
  std::vector<Diagnostic> sorted() const;
  std::size_t errors() const noexcept { return errors_; }
  std::size_t warnings() const noexcept { return found_.size() - errors_; }
  bool empty() const noexcept { return found_.empty(); }

 private:
  std::vector<Diagnostic> found_;
  std::size_t errors_ = 0;
};

}  // namespace fieldbook
