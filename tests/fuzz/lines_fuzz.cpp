#include "tests/fuzz/lines_fuzz.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/library/eval.hpp"
#include "core/library/search_log.hpp"
#include "tests/fuzz/promise.hpp"

using namespace fieldbook;

namespace {

namespace fs = std::filesystem;

fs::path damaged_file, good_queries, good_grades;
std::optional<library::Reader> reader;

// What reading gives, or nothing where it is refused with words that name the file.
template <class Read>
auto read_or_refuse(const std::uint8_t* bytes, std::size_t size, Read read) -> std::optional<decltype(read())> {
  write_file(damaged_file, text_of(bytes, size));
  try {
    return read();
  } catch (const Error& error) {
    must(error.code() == Errc::invalid || error.code() == Errc::too_large, "what cannot be read is invalid or too large");
    must(error.message().find(damaged_file.filename().string()) != std::string::npos, "a refusal names the file");
    return std::nullopt;
  }
}

void must_be_judged(const library::Judgements& read) {
  must(!read.queries.empty(), "there is a query");
  for (const auto& [id, text] : read.queries) {
    const auto grades = read.grades.find(id);
    must(grades != read.grades.end() && !grades->second.empty(), "every query has a relevant document");
    must(std::ranges::all_of(grades->second, [](const auto& one) { return one.second > 0; }), "grades kept are above 0");
  }
}

}  // namespace

void fuzz_lines_in(const fs::path& folder, const fs::path& index) {
  damaged_file = folder / "damaged.txt";
  good_queries = folder / "good-queries.jsonl";
  good_grades = folder / "good-grades.tsv";
  write_file(good_queries, "{\"_id\":\"q1\",\"text\":\"villages\"}\n{\"_id\":\"q2\",\"text\":\"bonds\"}\n");
  write_file(good_grades, "q1\td1\t2\nq2\td2\t1\n");
  reader.emplace(index);
}

int fuzz_judged_queries(const std::uint8_t* bytes, std::size_t size) {
  if (const auto read = read_or_refuse(bytes, size, [] { return library::read_judgements(damaged_file, good_grades); })) must_be_judged(*read);
  return 0;
}

int fuzz_grades(const std::uint8_t* bytes, std::size_t size) {
  if (const auto read = read_or_refuse(bytes, size, [] { return library::read_judgements(good_queries, damaged_file); })) must_be_judged(*read);
  return 0;
}

int fuzz_run(const std::uint8_t* bytes, std::size_t size) {
  const auto read = read_or_refuse(bytes, size, [] { return library::read_trec(damaged_file); });
  if (!read) return 0;
  for (const auto& [query, ranking] : *read) {
    must(std::ranges::is_sorted(ranking, std::ranges::greater(), &std::pair<std::string, double>::second), "a run is ranked by score");
  }
  const auto judged = library::read_judgements(good_queries, good_grades);
  const auto measures = library::measure(*read, judged);
  for (const double share : {measures.ndcg10, measures.map, measures.p10, measures.recall100}) must(share >= 0 && share <= 1, "a measure is a share");
  return 0;
}

int fuzz_search_log(const std::uint8_t* bytes, std::size_t size) {
  const auto read = read_or_refuse(bytes, size, [] { return library::find_gaps(damaged_file, *reader, {}); });
  must(read.has_value(), "no line of a log stops the others");
  const auto text = text_of(bytes, size);
  const auto lines = static_cast<std::size_t>(std::ranges::count(text, '\n')) + (text.empty() || text.back() == '\n' ? 0 : 1);
  must(read->searches + read->unreadable == lines, "every line is counted or passed over");
  must(read->gaps.size() + read->answered + read->not_looked_at <= read->searches, "no more gaps than searches");
  return 0;
}
