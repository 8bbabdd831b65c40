// The postings of a library as a run before this one gathered them, kept in a file: only the records that have changed since are
// read again. For this folder only.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/library/packed_postings.hpp"

namespace fieldbook::library {

class KeptPostings {
 public:
  // What is kept of a record beside its postings.
  struct Record {
    std::string print;
    std::uint32_t length = 0;
    Years years;
  };

  // Nothing is kept.
  KeptPostings() = default;
  // What is kept under this key; nothing where there is no such file, or it is damaged.
  KeptPostings(const std::filesystem::path&, std::string_view key);
  // The same of the file's bytes.
  static KeptPostings of(std::string bytes, std::string_view key);
  KeptPostings(KeptPostings&&) = default;
  KeptPostings& operator=(KeptPostings&&) = default;

  const std::vector<Record>& records() const noexcept { return records_; }
  // `prints`: of the records that there are now, each once. Gives the place among records() that each is kept in, or no_record.
  std::vector<std::uint32_t> settle(std::span<const std::string> prints);
  // Every term of what is kept and of `others`, which have the numbers of now, in the order of bytes; until it is told false. After settle().
  void each_term(const PackedTerms& others, const GiveParts&) const;

  // Where the file cannot be written, nothing is kept, and that is no error.
  static void write(const std::filesystem::path&, std::string_view key, std::span<const Record>, const PackedTerms&);

 private:
  bool read(std::string bytes, std::string_view key);
  bool read_records(std::string_view block);
  bool read_terms(std::string_view block);

  std::string bytes_;         // of the file
  std::size_t expected_ = 0;  // terms
  std::vector<Record> records_;
  std::vector<std::pair<std::string_view, std::string_view>> terms_;  // in bytes_
  std::vector<std::uint32_t> now_;                                    // of each record the number that it has now
};

}  // namespace fieldbook::library
