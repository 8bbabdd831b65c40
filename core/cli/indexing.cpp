#include "core/cli/indexing.hpp"

#include <system_error>

#include "core/base/file.hpp"
#include "core/cli/terminal.hpp"

namespace fieldbook::cli {
namespace {

namespace fs = std::filesystem;

// Beside the index while the library has problems: they are then read and told again, though no file has changed.
fs::path problem_mark(const fs::path& index) { return index / "has-problems"; }

}  // namespace

Indexed bring_index_up_to_date(const Session& session) {
  const auto root = session.root();
  const auto schema = session.schema();
  const auto folder = session.index_folder(schema);
  const auto files = record::list_files(root, schema);
  const auto mark = problem_mark(folder);
  Indexed out;
  if (library::is_up_to_date(folder, files) && !fs::exists(mark)) {
    out.nothing_to_do = true;
    return out;
  }
  const auto collection = record::read_collection(root);
  out.diagnostics = collection.diagnostics;
  ProgressBar bar("Indexing records:");
  out.report = library::update_index(folder, collection, files, std::ref(bar));
  if (out.diagnostics.empty()) {
    std::error_code ignored;
    fs::remove(mark, ignored);
  } else {
    write_file_if_changed(mark, "");
  }
  return out;
}

std::string in_words(const Indexed& indexed) {
  const auto& r = indexed.report;
  if (indexed.nothing_to_do) return "The index is up to date: no file has changed";
  return std::string(r.rebuilt ? "Index built anew: " : "Index updated: ") + std::to_string(r.added) + " added, " +
         std::to_string(r.changed) + " changed, " + std::to_string(r.removed) + " removed, " + std::to_string(r.unchanged) + " unchanged";
}

}  // namespace fieldbook::cli
