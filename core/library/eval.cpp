#include "core/library/eval.hpp"

#include <xapian.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <random>
#include <unordered_set>

#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/base/text.hpp"
#include "core/library/eval_lines.hpp"
#include "core/library/builder.hpp"
#include "core/library/indexer.hpp"
#include "core/library/store.hpp"
#include "core/library/terms.hpp"

namespace fieldbook::library {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t documents_a_query = 1'000;
constexpr std::size_t progress_every = 1'000;
constexpr unsigned title_weight = 3;
constexpr int rounds = 10'000;
constexpr std::string_view judged_collection = "judged collection ";  // begins the value of key::judged

QueryMeasures measure(const std::string& query, const std::vector<std::pair<std::string, double>>& ranking,
                      const std::map<std::string, int>& grades) {
  QueryMeasures out{.id = query};
  std::vector<int> ideal;
  for (const auto& [document, grade] : grades) ideal.push_back(grade);
  std::ranges::sort(ideal, std::greater());
  const auto discount = [](std::size_t rank) { return std::log2(static_cast<double>(rank) + 2); };
  double best = 0, gain = 0, precisions = 0;
  for (std::size_t i = 0; i < std::min<std::size_t>(ideal.size(), 10); ++i) best += ideal[i] / discount(i);
  double relevant = 0;
  for (std::size_t i = 0; i < std::min(ranking.size(), documents_a_query); ++i) {
    const auto grade = grades.find(ranking[i].first);
    if (grade == grades.end()) continue;
    ++relevant;
    precisions += relevant / static_cast<double>(i + 1);
    if (i < 100) out.recall100 = relevant;
    if (i < 10) out.p10 = relevant / 10;
    if (i < 10) gain += grade->second / discount(i);
  }
  const auto all = static_cast<double>(grades.size());
  out.ndcg10 = gain / best;
  out.average_precision = precisions / all;
  out.recall100 /= all;
  return out;
}

// Tells one state of a file from another.
std::string digest_of(const fs::path& corpus) {
  const auto changed = fs::last_write_time(corpus).time_since_epoch().count();
  return std::string(judged_collection) + sha256(fs::canonical(corpus).string() + ' ' + std::to_string(fs::file_size(corpus)) + ' ' +
                                                 std::to_string(changed));
}

// Whether the folder holds an index of exactly this collection. Throws Error denied where it holds a library's.
bool is_indexed(const fs::path& folder, const std::string& digest) {
  if (stub_text(folder).empty()) return false;
  const Xapian::Database database(stub_file(folder).string());
  const auto judged = database.get_metadata(key::judged);
  if (!judged.starts_with(judged_collection)) {
    throw Error(Errc::denied, folder.string() + " holds the index of a library, which a judged collection must not replace",
                "name another folder with --index DIR");
  }
  return judged == digest && is_readable(database.get_metadata(key::made_by));
}

}  // namespace

std::size_t index_corpus(const fs::path& folder, const fs::path& corpus, const Progress& progress) {
  Lines lines(corpus);
  Names names;
  names.language = "english";
  names.fields = {"title"};
  std::unordered_set<std::string> seen;
  try {
    const WriteLock lock(folder);
    const auto digest = digest_of(corpus);
    if (is_indexed(folder, digest)) return Xapian::Database(stub_file(folder).string()).get_doccount();
    build_database(folder, names, [&]() -> std::optional<Indexable> {
      std::string line;
      if (!lines.next(line)) return std::nullopt;
      auto read = members(lines, line, {"_id", "title", "text"});
      if (!seen.insert(read[0]).second) lines.fail("document " + in_quotes(read[0]) + " stands here a second time");
      Indexable out;
      out.card.id = std::move(read[0]);
      out.card.title = read[1];
      out.card.body = std::move(read[2]);
      if (!read[1].empty()) out.texts.push_back({"title", std::move(read[1]), title_weight});
      if (seen.size() % progress_every == 0 && progress) progress(seen.size(), 0);
      return out;
    }, [&](Xapian::WritableDatabase& database) { database.set_metadata(key::judged, digest); });
  } catch (const Xapian::Error& error) {
    rethrow(error, folder);
  }
  return seen.size();
}

Rankings ask(Reader& reader, const Judgements& judgements, const Query& like, const Progress& progress) {
  Rankings out;
  auto query = like;
  query.limit = documents_a_query;
  query.offset = 0;
  for (const auto& [id, text] : judgements.queries) {
    query.words = text;
    out[id] = reader.rank(query);
    if (progress) progress(out.size(), judgements.queries.size());
  }
  return out;
}

Measures measure(const Rankings& run, const Judgements& judgements) {
  Measures out;
  for (const auto& [id, text] : judgements.queries) {
    const auto ranking = run.find(id);
    out.per_query.push_back(ranking == run.end() ? QueryMeasures{.id = id}
                                                 : measure(id, ranking->second, judgements.grades.at(id)));
  }
  const auto count = static_cast<double>(std::max<std::size_t>(out.per_query.size(), 1));
  for (const auto& query : out.per_query) {
    out.ndcg10 += query.ndcg10 / count;
    out.map += query.average_precision / count;
    out.p10 += query.p10 / count;
    out.recall100 += query.recall100 / count;
  }
  return out;
}

double p_value(const Measures& one, const Measures& other) {
  std::vector<double> differences;
  for (std::size_t i = 0; i < std::min(one.per_query.size(), other.per_query.size()); ++i) {
    differences.push_back(one.per_query[i].ndcg10 - other.per_query[i].ndcg10);
  }
  double seen = 0;
  for (const auto difference : differences) seen += difference;
  std::mt19937_64 random(1);  // its numbers are fixed by the standard
  int at_least = 0;
  for (int round = 0; round < rounds; ++round) {
    double sum = 0;
    for (const auto difference : differences) sum += (random() & 1) != 0 ? difference : -difference;
    at_least += std::abs(sum) >= std::abs(seen) - 1e-12;
  }
  return (at_least + 1.0) / (rounds + 1.0);
}

}  // namespace fieldbook::library
