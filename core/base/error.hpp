// What a part of Fieldbook throws when it cannot go on: one type, caught once in each main().
// Problems in content are not errors but values: see diagnostics.hpp.
#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>

namespace fieldbook {

// What a caller can act on.
enum class Errc {
  not_found,    // a file, folder, record or program that should be there is not
  invalid,      // an argument, a query or a file's content cannot be used
  too_large,    // an input is over its limit
  denied,       // the operating system or the user's settings forbid it
  locked,       // another process is writing
  damaged,      // an index or a cache cannot be read; it can be rebuilt from the corpus
  unavailable,  // a program or service we run did not answer
  io            // reading or writing failed
};

class Error : public std::runtime_error {
 public:
  // `what` says what happened and where; `advice` what to do next, as an imperative sentence without a full stop.
  Error(Errc code, const std::string& what, std::string advice = {});

  Errc code() const noexcept { return code_; }
  const std::string& advice() const noexcept { return advice_; }
  // "what; advice", as a main() prints it after "fieldbook: ".
  std::string message() const;

 private:
  Errc code_;
  std::string advice_;
};

}  // namespace fieldbook
