// What every command shares: the options that may stand before or after it, the library it works on, how it speaks.
#pragma once

#include <filesystem>
#include <string>

#include "core/base/diagnostics.hpp"
#include "core/record/schema.hpp"

namespace fieldbook::cli {

enum class Format { text, json };

// What a command ends with; the numbers are the program's exit codes.
enum class Exit { done = 0, problems = 1, could_not_run = 2 };

struct Session {
  std::string library;      // --library; empty: the nearest folder upwards
  std::string index;        // --index; empty: as library.yaml says
  Format format = Format::text;
  Exit exit = Exit::done;   // set by the command that ran

  // The library's root, absolute. Throws Error not_found where there is none.
  std::filesystem::path root() const;
  // Its index folder.
  std::filesystem::path index_folder(const record::Schema&) const;
  // library.yaml of root(), its diagnostics left to `fieldbook check`.
  record::Schema schema() const;
};

// Prints diagnostics to standard error, one a line.
void print(const Diagnostics&);

}  // namespace fieldbook::cli
