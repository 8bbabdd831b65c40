// Search over the index: plain words or Xapian query syntax, filters, facets, passages. Needs no corpus to be read.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/date.hpp"
#include "core/base/text.hpp"
#include "core/library/shards.hpp"

namespace fieldbook::library {

enum class Sort { relevance, newest, title };

// `recall` is for finding all the evidence: what the best records say is looked for too, so that records in other words
// are found; it finds far more, and ranks the one record somebody has in mind less surely. Queries with operators are not
// widened.
enum class Mode { best, recall };

struct Query {
  std::string words = {};  // may be empty: then the filters alone choose
  std::string like = {};   // a whole text, such as a draft plan, where there are no words: what is about the same
  std::vector<std::pair<std::string, std::string>> filters = {};  // facet, value; same facet: or; different facets: and
  std::optional<Date> from = {};  // what went on or was published on this day, month or year or later …
  std::optional<Date> to = {};    // … and then or earlier
  Sort sort = Sort::relevance;
  Mode mode = Mode::best;
  std::vector<std::string> spread = {};  // facets in which the first ten should differ (spread.hpp); only by relevance
  std::string collapse = {};             // facet or field of which only the best record of each value is shown
  std::size_t limit = 10;
  std::size_t offset = 0;
  bool facets = false;
  bool explain = false;
  bool exact = false;  // count and rank every record that matches, however many there are
};

struct Hit {
  std::string id, kind, title;
  double score = 0;
  std::size_t folded = 0;        // records that Query::collapse folded into this one
  std::string snippet;           // plain text, UTF-8
  std::vector<Span> highlights;  // bytes of snippet
  std::string url;               // relative to the published site's root
  // Facet values (ids, joined by a space) and "summary", "strength", "years".
  std::map<std::string, std::string> fields;
  std::vector<std::string> why;  // one sentence each; filled when the query asks to explain
};

struct FacetCount {
  std::string value, label;
  std::size_t count = 0;
};

struct Results {
  std::string query;  // as understood
  std::size_t total = 0;   // without what was folded
  bool total_is_exact = true;  // false too where a shard was left out
  std::size_t folded = 0;
  std::vector<std::string> drivers;      // words of Query::like that chose and ranked, the weightiest first
  std::optional<std::string> corrected;  // "did you mean"
  std::vector<std::string> unknown;      // words of the query, as written, that no record has
  std::vector<std::string> added;        // words that Mode::recall looked for too, the weightiest first
  std::vector<Hit> hits;                 // ties by id
  std::vector<std::string> warnings;     // of shards that were left out, or hold another state of the library
  bool facets_are_exact = true;          // else counts are reckoned from a part of what was found
  std::vector<std::pair<std::string, std::vector<FacetCount>>> facets;  // facet name; counts falling, then by value
};

// A record as the index keeps it, for `show` and for pages that need no corpus.
struct Entry {
  std::string id, kind, title, url, file;
};

// One reader, for one thread. Reopens by itself where a writer has moved on.
class Reader {
 public:
  // With shards they are searched, all at once, in place of the index in the folder, which has what is shown: the whole
  // index of the library, or the front that split_index() makes. Hits and scores are those of one database.
  // Throws Error not_found (no index; advice: run `fieldbook index`), damaged, or invalid for a shard's address.
  explicit Reader(const std::filesystem::path& index_folder, const Shards& shards = {});
  ~Reader();
  Reader(Reader&&) noexcept;
  Reader& operator=(Reader&&) noexcept;

  // Throws Error invalid for an unknown facet or field, or a facet value the vocabulary does not have (with a
  // did-you-mean), and unavailable where no shard answers.
  Results search(const Query&);
  // The same ranking as ids and scores alone, which is much quicker for long lists. Throws as search().
  std::vector<std::pair<std::string, double>> rank(const Query&);
  // Records most like this one, itself left out. Throws Error not_found.
  Results similar(std::string_view id, std::size_t limit);
  std::optional<Entry> find(std::string_view id);  // follows aliases
  // The same for all queries that ask for the same: of plain words whatever their forms, order and stop words.
  std::string gist(std::string_view words);
  std::size_t size();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace fieldbook::library
