// One run of the generator: reads a library and writes its site.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "core/base/date.hpp"
#include "core/base/diagnostics.hpp"
#include "site/pages/pages.hpp"

namespace fieldbook::site {

struct PublishOptions {
  std::filesystem::path library;  // a folder with a library.yaml
  std::filesystem::path out;      // empty: "site" beside the index folder
  std::filesystem::path index;    // as for library::index_folder(); where the assessments are kept
  std::filesystem::path theme;    // empty: the one that comes with the program
  std::string base_url;           // http(s), with or without a slash at its end; may be empty
  std::optional<Date> date;
};

struct PublishReport {
  std::filesystem::path out;
  std::size_t records = 0, skipped = 0;
  std::size_t written = 0, unchanged = 0, removed = 0;  // files
  std::size_t kept = 0;                                 // of the unchanged: not even made
  Diagnostics diagnostics;
};

// Bad records are left out and named in the diagnostics; the rest is published. Throws Error where the library, the
// theme or the output folder cannot be used.
// `done`, where there is one, gets the report while all that was read is still held: a program that has nothing left to do may end in it, and
// need not give back its memory record by record.
using Done = std::function<void(const PublishReport&)>;
PublishReport publish(const PublishOptions&, const Progress&, const Done& done = {});

}  // namespace fieldbook::site
