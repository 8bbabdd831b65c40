// Which assessors there are: found by their manifests, never by loading them.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/diagnostics.hpp"

namespace fieldbook::assess {

struct CriterionInfo {
  std::string id, name, question;
  bool core = false;
};

struct AssessorInfo {
  std::string id;  // "place-based", "org.example.place"
  std::string name, version, summary, licence, author;
  std::filesystem::path library;        // the shared object, absolute
  std::string file_hash;                // sha256 of the library
  bool built_in = false;                // lives in our own folder
  bool allowed = false;                 // built in, or allowed by the user and unchanged since
  std::string problem;                  // why it cannot be used; empty where it can
  std::vector<CriterionInfo> criteria;  // in the assessor's order
};

struct Catalogue {
  std::vector<AssessorInfo> assessors;  // sorted by id, each id once: the first found wins
  Diagnostics diagnostics;              // broken manifests, rule plugin.*

  const AssessorInfo* find(std::string_view id) const noexcept;
};

// Looks in, first wins: `extra` (folders of plugins, or one plugin's folder), $FIELDBOOK_PLUGIN_PATH (folders of
// plugins, apart by colons), $XDG_DATA_HOME/fieldbook/plugins, <prefix>/lib/fieldbook/plugins. Never in the working
// folder or the corpus. A plugin is a folder with a manifest.json and the library that it names; nothing is loaded.
// What lies below <prefix> is as trusted as this program. Any other library has a problem where other users could
// change it, and must be allowed: by `extra`, which the user named on the command line, for this run; else by allow().
// An assessor with a problem does not hide a later one that has none.
Catalogue read_catalogue(const std::vector<std::filesystem::path>& extra = {});

// Lets the assessor `id` run from now on while its library's sha256 is `file_hash`: kept as a line of
// $XDG_CONFIG_HOME/fieldbook/allowed-plugins in place of any older one for the id. Throws Error not_found where there
// is no place for the user's settings, denied or io where it cannot be written.
void allow(const std::string& id, const std::string& file_hash);
bool is_allowed(std::string_view id, std::string_view file_hash);

}  // namespace fieldbook::assess
