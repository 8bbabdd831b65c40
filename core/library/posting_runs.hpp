// The postings of a library that are too many to be held in memory: laid down in runs on disk, and read again term by term.
// For this folder only.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/library/packed_postings.hpp"

namespace fieldbook::library {

class PostingRuns {
 public:
  // The file has no name and is gone when this is, or the program is killed.
  PostingRuns() = default;
  ~PostingRuns();
  PostingRuns(const PostingRuns&) = delete;
  PostingRuns& operator=(const PostingRuns&) = delete;

  // Lays down one run, in `folder`, whose records come after those of the runs before. Throws Error io.
  void add(const std::filesystem::path& folder, const PackedTerms&);

  // Every term of the runs and of `last`, in the order of bytes, with what each run that has it holds, in the order of the
  // runs, `last` at the end; until it is told false. Holds one term of each run at a time. Throws Error io.
  void each_term(const PackedTerms& last, const GiveParts&) const;

 private:
  struct Run {
    std::uint64_t begin = 0, end = 0;  // in the file
  };
  class Cursor;

  int descriptor_ = -1;
  std::uint64_t size_ = 0;
  std::vector<Run> runs_;
};

}  // namespace fieldbook::library
