// What has changed in a library's folder since its index was made. For this folder only.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/library/file_table.hpp"

namespace fieldbook::library {

constexpr std::size_t most_changed = 500;  // files; more, and all are read

struct Differences {
  std::vector<FileRow> touched;  // the same content with another stamp
  std::vector<FileRow> changed;  // new ones too
  std::vector<std::string> gone;
  bool many = false;             // so many that not all were looked at

  bool none() const { return changed.empty() && gone.empty() && !many; }
};

// Files as they were seen at `seen_ns`, beside what the index knows of them; their content is looked at only where size,
// time or inode differ. `whole`: they are all there is, sorted, so that what else is known has gone.
Differences compare(const std::filesystem::path& root, const std::vector<record::FileStamp>&, std::int64_t seen_ns,
                    FileTable&, bool whole);

// The content of a file as the table keeps it; 0 where it cannot be read.
std::uint64_t content_of(const std::filesystem::path& root, const std::string& file);

}  // namespace fieldbook::library
