// What the benchmarks index: {"_id","title","text"} lines, with values of facets drawn for each. For this folder only.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace fieldbook::bench {

struct Document {
  std::string id, title, text;
  std::vector<std::pair<std::size_t, std::string>> values;   // number of the facet, value
};

// Facets as a library has them: few kinds, many places.
struct Facet {
  const char* name;
  std::size_t values;     // how many there are
  std::size_t at_most;    // of one document
};
constexpr Facet facets[] = {{"kind", 5, 1}, {"approach", 8, 3}, {"sector", 14, 2}, {"country", 25, 1}, {"place", 300, 2}, {"result", 6, 1}, {"strength", 5, 1}};

std::vector<Document> read_documents(const std::filesystem::path&);

// Queries of `words` words that stand near each other in one document, none a stop word; the same for the same documents.
std::vector<std::string> draw_queries(const std::vector<Document>&, std::size_t count, std::size_t words);

}  // namespace fieldbook::bench
