#include "core/cli/indexing.hpp"

#include <filesystem>
#include <system_error>

#include "core/base/error.hpp"
#include "core/cli/terminal.hpp"

namespace fieldbook::cli {
namespace {

namespace fs = std::filesystem;

// A file as the library names it. It need not be there (any more); its folder has to be.
std::string in_library(const fs::path& root, const std::string& file) {
  std::error_code failure;
  const auto here = fs::absolute(file);
  const auto chosen = fs::exists(fs::symlink_status(here, failure)) || fs::path(file).is_absolute() ? here : root / file;
  const auto folder = fs::weakly_canonical(chosen.parent_path(), failure);
  const auto relative = (failure ? chosen.parent_path() : folder).lexically_relative(root) / chosen.filename();
  return relative.lexically_normal().generic_string();
}

}  // namespace

library::Refreshed bring_index_up_to_date(const Session& session, const std::vector<std::string>& files) {
  const auto root = session.root();
  ProgressBar bar("Indexing records:");
  library::RefreshOptions options{.root = root, .folder = session.index_folder(session.schema())};
  for (const auto& file : files) options.files.push_back(in_library(root, file));
  options.progress = std::ref(bar);
  return library::refresh_index(options);
}

std::string in_words(const library::Refreshed& refreshed) {
  const auto& r = refreshed.report;
  if (refreshed.nothing_to_do) return "The index is up to date: no file has changed";
  return std::string(r.rebuilt ? "Index built anew: " : "Index updated: ") + std::to_string(r.added) + " added, " +
         std::to_string(r.changed) + " changed, " + std::to_string(r.removed) + " removed, " + std::to_string(r.unchanged) + " unchanged";
}

}  // namespace fieldbook::cli
