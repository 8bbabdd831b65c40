// The index folder on disk: which database is the current one, who may write, and Xapian's errors in our terms.
// For this folder only.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "core/base/error.hpp"

namespace Xapian {
class Error;
}  // namespace Xapian

namespace fieldbook::library {

constexpr int schema_number = 8;  // of schema.md

// "schema 1; fieldbook 0.1.0; xapian 1.4.22"
std::string made_by();
// Whether this program can read what was made by `who`.
bool is_readable(const std::string& who);

// The stub file, which Xapian opens, and what it says: it changes with the database. Empty where there is none.
std::filesystem::path stub_file(const std::filesystem::path& folder);
std::string stub_text(const std::filesystem::path& folder);
// The database in the folder that the stub names; empty where it names none or several.
std::string current_database(const std::filesystem::path& folder);
// Makes the database `name` in the folder the current one, on disk before it is named, and removes all others.
void make_current(const std::filesystem::path& folder, const std::string& name);
// Removes what killed runs have left, where there is a current database. For whoever holds the lock.
void remove_all_but_current(const std::filesystem::path& folder);
// A name for a database that no other has had; leftovers of killed rebuilds are removed first.
std::string fresh_name(const std::filesystem::path& folder);
// The name that comes after it.
std::string name_after(const std::string& name);

// The right to write in a folder, which it makes where it is not there. Throws Error locked, denied or io.
class WriteLock {
 public:
  explicit WriteLock(const std::filesystem::path& folder);
  ~WriteLock();
  WriteLock(const WriteLock&) = delete;
  WriteLock& operator=(const WriteLock&) = delete;

 private:
  int descriptor_ = -1;
};

// Throws the Error that stands for Xapian's.
[[noreturn]] void rethrow(const Xapian::Error&, const std::filesystem::path& folder);

}  // namespace fieldbook::library
