// Runs assessors, each in a process of its own that may crash, loop, lie or allocate for ever without harm.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/assess/assessment.hpp"
#include "core/assess/catalogue.hpp"

namespace fieldbook::assess {

struct Limits {
  std::chrono::milliseconds wall{20'000};  // for one assessment, and for loading; a stop (^Z) hardly counts
  std::chrono::seconds cpu{60};            // for the life of one process: it is renewed before it can run out
  std::size_t memory_bytes = std::size_t{512} << 20;  // address space; not set in sanitizer builds
};

struct SearchHit {
  std::string id, title, snippet;
  double score = 0;
};
// What an assessor's searches are answered from; one that finds nothing is a valid library.
using Search = std::function<std::vector<SearchHit>(std::string_view query, std::size_t limit)>;

// One kept process an assessor, started when first needed. For one thread: the processes end with it. After three
// failures in a row or one refusal an assessor is not started again: the rest of its assessments carry that outcome.
class Supervisor {
 public:
  Supervisor(Limits, Search);
  ~Supervisor();  // ends the processes
  Supervisor(Supervisor&&) noexcept;
  Supervisor& operator=(Supervisor&&) noexcept;

  // Never throws for what a plugin does: that is the assessment's outcome and message. One that has a problem or is
  // not allowed is refused and never started. Throws Error not_found where fieldbook-assessor-host is not installed,
  // io where no process can be started, and what Search throws, but for Error invalid: a query that the library cannot
  // read finds nothing. `recommended`, where given, gets what the assessor recommends to read.
  Assessment assess(const AssessorInfo&, const Text&, std::vector<Recommendation>* recommended = nullptr);

  // Memory that the assessor's process takes now; 0 where none runs.
  std::size_t resident_bytes(const AssessorInfo&) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace fieldbook::assess
