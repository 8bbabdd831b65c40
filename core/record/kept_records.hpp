// Records as they were read, kept in a file from run to run: what has not changed since need not be parsed again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "core/record/collection.hpp"

namespace fieldbook::record {

// The file's name in the folder of an index.
inline constexpr std::string_view kept_records_name = "read-records";

// Whether the texts of bodies are held in memory, or stay in the file until somebody asks: see Prose.
enum class Texts { taken, left };

// What came of reading a record's file.
struct ReadRecord {
  std::optional<Record> record;  // nothing where it is left out
  ReadFile file;
  Diagnostics found;
};

// A file of records, each with the stamp of its file; what is added goes to its end, and it is made anew when half of it is of no
// use. After a kill, or any damage, what is whole still counts. Holds nothing of the file in memory after take().
class KeptRecords {
 public:
  // `key`: changes with all that the same bytes may be read differently by: the program, library.yaml, the vocabularies. What was
  // kept with another key is of no use.
  KeptRecords(std::filesystem::path file, std::string_view key);

  // `alive`: files that there are. Tells of all that is kept and whose stamp `wanted` knows; later ones stand for earlier ones. `wanted` gives the place that a
  // file's record is wanted in, or null.
  using Wanted = std::function<ReadRecord*(const FileStamp&)>;
  void take(std::size_t alive, Texts, const Wanted& wanted);

  // Keeps one more; save() writes what waits. What was changed in the very moment it was read is passed over: a second change then could not be
  // told by its stamp.
  void add(const FileStamp&, ReadRecord&);
  // Where the file cannot be written, nothing is kept, and that is no error.
  void save();

 private:
  void saved();

  std::filesystem::path file_;
  std::string head_, added_;
  std::int64_t began_ns_;
  std::size_t kept_ = 0, adding_ = 0, alive_ = 0;
  bool usable_ = false;  // what is there begins with our head and is whole
};

// As read_collection(root), with the records of `kept`, a file that is made where there is none; `program` changes with the program.
// Nothing is told of the records' mentions.
Collection read_collection(const std::filesystem::path& root, const std::filesystem::path& kept, std::string_view program, Texts = Texts::taken);

}  // namespace fieldbook::record
