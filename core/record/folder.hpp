// What lies in a library's folder, as the file system tells it: no file is read.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/record/schema.hpp"

namespace fieldbook::record {

// A file's state as the system tells it: enough to know that it need not be read again.
struct FileStamp {
  std::string file;  // relative to the root
  std::uintmax_t size = 0;
  std::int64_t modified_ns = 0;
  std::uint64_t inode = 0;
  friend bool operator==(const FileStamp&, const FileStamp&) = default;
};

// Names of the files beside the records; vocabularies lie in vocabulary/NAME.yaml.
constexpr std::string_view schema_file = "library.yaml", sources_file = "sources.bib";

struct Seen {
  FileStamp stamp;
  bool regular = false, link = false;  // both false: something else, or nothing is there
};

// Symbolic links are not followed, but for library.yaml itself: it is what makes a folder a library.
Seen look_at(const std::filesystem::path& root, std::string file);

// What lies in a kind's folder and looks like a record, by name. README.md and hidden files are for people.
std::vector<Seen> look_into(const std::filesystem::path& root, const std::string& folder);

// library.yaml, sources.bib and the vocabularies, as far as they are regular files, sorted by name.
std::vector<FileStamp> list_common_files(const std::filesystem::path& root, const Schema&);

// The files a library is made of: those, and the kinds' folders' *.md; regular files only, sorted by name.
std::vector<FileStamp> list_files(const std::filesystem::path& root, const Schema&);

// The kind whose folder the file lies in, if it is named as a record is; null where it is no record's file.
const KindRule* kind_of_file(const Schema&, std::string_view file);

}  // namespace fieldbook::record
