// Which assessors there are: found by their manifests, never by loading them.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/base/diagnostics.hpp"

namespace fieldbook::assess {

struct CriterionInfo { std::string id, name, question; bool core = false; };

struct AssessorInfo {
  std::string id;                   // "place-based", "org.example.place"
  std::string name, version, summary, licence, author;
  std::filesystem::path library;    // the shared object, absolute
  std::string file_hash;            // sha256 of the library
  bool built_in = false;            // lives in our own folder
  bool allowed = false;             // built in, or allowed by the user and unchanged since
  std::string problem;              // why it cannot be used; empty where it can
  std::vector<CriterionInfo> criteria;   // in the assessor's order
};

struct Catalogue {
  std::vector<AssessorInfo> assessors;   // sorted by id, each id once: the first found wins
  Diagnostics diagnostics;               // broken manifests, rule plugin.*

  const AssessorInfo* find(std::string_view id) const noexcept;
};

// Looks in, first wins: `extra` (folders of plugins, or one plugin's folder), $FIELDBOOK_PLUGIN_PATH,
// $XDG_DATA_HOME/fieldbook/plugins, <prefix>/lib/fieldbook/plugins. Never in the working folder or the corpus.
Catalogue read_catalogue(const std::vector<std::filesystem::path>& extra = {});

}  // namespace fieldbook::assess
