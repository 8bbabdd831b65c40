// The files that the search page loads: scripts that call fieldbookTake(NAME, DATA), since a page opened from a disk may
// load scripts and nothing else.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "site/output.hpp"

namespace fieldbook::site {

// A string as a literal of ASCII that is safe in a script and inside markup; what is not UTF-8 becomes U+FFFD.
std::string script_string(std::string_view text);

// Writes search/NAME.js. `data` is a literal.
void write_shard(Output&, const std::string& name, std::string_view data, const std::string& print = {});

// Entries in the order of their keys, packed into FAMILY-0.js, FAMILY-1.js, …: [key, number, payload, key, …].
class Shards {
 public:
  Shards(Output&, std::string family, std::size_t limit_bytes);
  // `payload` is a literal. A file is closed once it is longer than the limit.
  void add(std::string_view key, std::size_t number, std::string_view payload);
  // The first key and number of each file as a literal: [[keys], [numbers]].
  std::string finish();

 private:
  void close();

  Output& output_;
  std::string family_;
  std::size_t limit_bytes_, files_ = 0;
  std::string open_, keys_, numbers_;
};

}  // namespace fieldbook::site
