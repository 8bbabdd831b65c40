#include "tests/fuzz/query_fuzz.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <iterator>
#include <memory>
#include <string>

#include "core/base/error.hpp"
#include "core/base/text.hpp"
#include "core/library/search.hpp"
#include "tests/support/temp_dir.hpp"
#include "tests/fuzz/promise.hpp"

using namespace fieldbook;

namespace {

#ifdef FIELDBOOK_SLOW_BUILD
constexpr double limit_seconds = 10;  // sanitizers
#else
constexpr double limit_seconds = 1;
#endif

std::unique_ptr<library::Reader>& reader() {
  thread_local std::unique_ptr<library::Reader> one;
  return one;
}

double thread_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

library::Query query_of(const std::uint8_t* bytes, std::size_t size) {
  library::Query query;
  const unsigned how = size == 0 ? 0 : bytes[0];
  const std::string text(reinterpret_cast<const char*>(bytes) + (size == 0 ? 0 : 1), size == 0 ? 0 : size - 1);
  query.facets = (how & 1) != 0;
  query.explain = (how & 2) != 0;
  query.exact = (how & 4) != 0;
  query.sort = (how & 8) != 0 ? library::Sort::newest : library::Sort::relevance;
  if ((how & 16) != 0) query.filters.emplace_back("kind", text.substr(0, text.find(' ')));
  ((how & 96) == 96 ? query.like : query.words) = text;
  query.limit = 1 + (how >> 7) * 3;
  return query;
}

void check(const library::Query& query, const library::Results& results) {
  must(!first_invalid_utf8(results.query), "the query is told as UTF-8");
  must(results.hits.size() <= results.total && results.hits.size() <= query.limit, "hits are counted");
  double last = 1e300;
  for (const auto& hit : results.hits) {
    must(!hit.id.empty() && !first_invalid_utf8(hit.snippet), "a hit can be shown");
    must(query.sort != library::Sort::relevance || hit.score <= last + 1e-9, "the best come first");
    last = hit.score;
    std::size_t at = 0;
    for (const auto& span : hit.highlights) {
      must(span.begin >= at && span.begin < span.end && span.end <= hit.snippet.size(), "highlights lie in the passage");
      at = span.end;
    }
    for (const auto& why : hit.why) must(!first_invalid_utf8(why), "reasons can be shown");
  }
}

}  // namespace

void fuzz_query_in(const std::filesystem::path& index_folder) {
  reader() = std::make_unique<library::Reader>(index_folder);
}

int fuzz_query(const std::uint8_t* bytes, std::size_t size) {
  const auto query = query_of(bytes, size);
  const auto start = thread_seconds();
  try {
    check(query, reader()->search(query));
  } catch (const Error& error) {
    must(error.code() == Errc::invalid, "nothing is wrong with a query but a facet or value that is not there");
    must(!first_invalid_utf8(error.message()), "errors can be shown");
  }
  must(thread_seconds() - start < limit_seconds, "an answer takes a second at most");
  return 0;
}

int fuzz_unbalanced_query(const std::uint8_t* bytes, std::size_t size) {
  constexpr const char* before[] = {"(", "((", "[", "{", " ( ", ") (", "* ", "OR (", "'", ": ", "/ ", "AND ( ",
                                    " AND ", " OR ", " XOR ", " NEAR ", " ADJ/3 ", " - ", " + ", "\""};
  constexpr const char* behind[] = {")", "))", "]", "}", " ) ", " (", " OR ", " OR (", " NEAR ", " AND ", " NOT ", " ADJ/3 ",
                                    " AND NOT ", " -", " +", " * "};
  std::string text;
  const auto used = std::min<std::size_t>(size, 200);
  std::size_t marks = 0;
  for (std::size_t i = 0; i < used / 2; ++i) {
    const auto* const piece = before[bytes[i] % std::size(before)];
    if (*piece == '"' && ++marks > 1) continue;  // two would close
    text += piece;
  }
  text += marks == 0 && size % 3 == 1 ? "\"villages" : "villages";
  for (std::size_t i = used / 2; i < used; ++i) text += behind[bytes[i] % std::size(behind)];
  if (marks == 0 && size % 3 == 2) text += " \"";
  const auto found = reader()->search({.words = text, .limit = 1});
  if (found.total == 0) std::fprintf(stderr, "nothing for: %s\n", text.c_str());
  must(found.total > 0, "what does not close still looks for its words");
  return 0;
}

std::vector<std::string> query_seeds() {
  std::vector<std::string> out;
  const auto all = test::read(test::source("tests/fuzz/queries.txt"));
  for (const auto line : split(all, '\n')) {
    if (!line.empty()) out.emplace_back(line);
  }
  return out;
}

std::string mutated(const std::vector<std::string>& seeds, std::mt19937& random) {
  const auto below = [&](std::size_t limit) { return random() % limit; };
  const std::string spice = "()\"*+-:~^[]{}/.'&|<>#@!?,;0189 \t\n\xc3\xa9\xff\xe2\x80\x9c";
  static const std::vector<std::string> pieces{" AND ", " OR ", " NOT ", " XOR ", " NEAR/3 ", " ADJ ", "title:", "kind:", "place:", "approach:",
                                               "strength-reason:", "a* ", "* ", "\"the of\"", "villages", "NHS", "((((", "\"\"\"", "..", "1..9 "};
  auto out = seeds[below(seeds.size())];
  if (below(3) == 0) out.insert(below(out.size() + 1), seeds[below(seeds.size())]);
  for (auto left = below(6); left > 0; --left) {
    const auto at = below(out.size() + 1);
    switch (below(5)) {
      case 0:
        out.insert(at, 1 + below(3), spice[below(spice.size())]);
        break;
      case 1:
        out.insert(at, pieces[below(pieces.size())]);
        break;
      case 2:
        out.erase(at, 1 + below(8));
        break;
      case 3:
        if (!out.empty()) out[below(out.size())] = static_cast<char>(below(256));
        break;
      default:
        out.insert(at, out.substr(below(out.size() + 1), below(20)));
    }
  }
  return static_cast<char>(below(256)) + out;
}
