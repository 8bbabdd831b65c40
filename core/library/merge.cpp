#include "core/library/merge.hpp"

#include <algorithm>
#include <string>
#include <system_error>

namespace fieldbook::library {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t merged_at_once = 64;  // databases, of six files each: systems allow a process 1,024

void merge(const std::vector<fs::path>& from, const fs::path& to) {
  Xapian::Database all;
  for (const auto& one : from) all.add_database(Xapian::Database(one.string()));
  all.compact(to.string());
  all.close();
  std::error_code ignored;
  for (const auto& one : from) fs::remove_all(one, ignored);
}

}  // namespace

Xapian::WritableDatabase open_part(const fs::path& folder) {
  return Xapian::WritableDatabase(folder.string(), Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS);
}

void merge_databases(std::vector<fs::path> parts, const fs::path& between, const fs::path& to) {
  for (std::size_t made = 0; parts.size() > merged_at_once;) {
    std::vector<fs::path> larger;
    for (std::size_t i = 0; i < parts.size(); i += merged_at_once) {
      const auto end = std::min(parts.size(), i + merged_at_once);
      larger.push_back(between / ("merged-" + std::to_string(made++)));
      merge({parts.begin() + static_cast<std::ptrdiff_t>(i), parts.begin() + static_cast<std::ptrdiff_t>(end)}, larger.back());
    }
    parts = std::move(larger);
  }
  merge(parts, to);
}

}  // namespace fieldbook::library
