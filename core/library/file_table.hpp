// What the index remembers of the files it was made from: schema.md, "files/…". For this folder only.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/library/terms.hpp"
#include "core/record/folder.hpp"

namespace Xapian {
class Database;
class WritableDatabase;
}  // namespace Xapian

namespace fieldbook::library {

struct FileRow {
  // As the file was when it was read. `modified_ns` is 0 where the file was so new that a later change might not show:
  // then only its content tells whether it has changed (git's rule for a "racily clean" file).
  record::FileStamp stamp;
  std::uint64_t content = 0;  // content_number()
  std::vector<std::string> aliases;
};

// The first 64 bits of a SHA-256; 0 where there is none.
std::uint64_t content_number(std::string_view sha256_in_hex);

// The stamp as it may be remembered by somebody who took it at `seen_ns` (system time) and then read the file.
record::FileStamp remembered(record::FileStamp, std::int64_t seen_ns);

// Rows lie in 1,024 parts by a hash of the file's name, so that one file costs one part.
class FileTable {
 public:
  explicit FileTable(const Xapian::Database& database) : database_(database) {}

  // Null where there is no row. The row stays where it is until the table is next asked for something.
  const FileRow* find(const std::string& file);
  void put(FileRow);
  void erase(const std::string& file);
  // All rows become these.
  void replace(std::vector<FileRow>);
  // The names of all files, sorted.
  std::vector<std::string> files();
  void each(const std::function<void(const FileRow&)>&);
  // Writes the parts that have changed into the database, which is the one the table was made from or a new one.
  void write(Xapian::WritableDatabase&) const;
  // Writes a row for each of these files into a database that has none, without holding them all: `row` makes that of a number.
  static void write_whole(Xapian::WritableDatabase&, const std::vector<record::FileStamp>&, const std::function<FileRow(std::size_t)>& row);

 private:
  struct Part {
    std::string written;        // as it lies in the database
    std::vector<FileRow> rows;  // sorted by file
  };
  Part& part_of(std::string_view file) { return part(drawer_of(file)); }
  Part& part(unsigned number);

  const Xapian::Database& database_;
  std::map<unsigned, Part> parts_;
};

}  // namespace fieldbook::library
