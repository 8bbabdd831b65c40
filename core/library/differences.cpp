#include "core/library/differences.hpp"

#include <algorithm>
#include <iterator>

#include "core/base/error.hpp"
#include "core/base/file.hpp"

namespace fieldbook::library {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t file_limit_bytes = 64u << 20;  // the largest file of a library

}  // namespace

std::uint64_t content_of(const fs::path& root, const std::string& file) {
  try {
    return content_number(sha256_of_file(root / file, file_limit_bytes));
  } catch (const Error&) {
    return 0;  // whoever reads the library says what is wrong
  }
}

Differences compare(const fs::path& root, const std::vector<record::FileStamp>& seen, std::int64_t seen_ns,
                    FileTable& table, bool whole) {
  Differences out;
  std::size_t known = 0;
  for (const auto& stamp : seen) {
    const auto* const row = table.find(stamp.file);
    known += row != nullptr;
    if (row != nullptr && row->stamp == stamp) continue;
    const auto content = content_of(root, stamp.file);
    const bool same = row != nullptr && content != 0 && row->content == content;
    (same ? out.touched : out.changed)
        .push_back({remembered(stamp, seen_ns), content, same ? row->aliases : std::vector<std::string>()});
    out.many = out.changed.size() > most_changed;
    if (out.many) return out;
  }
  if (!whole) return out;
  const auto files = table.files();
  if (files.size() == known) return out;
  std::vector<std::string> names;
  for (const auto& stamp : seen) names.push_back(stamp.file);
  std::ranges::set_difference(files, names, std::back_inserter(out.gone));
  out.many = out.gone.size() > most_changed;
  return out;
}

}  // namespace fieldbook::library
