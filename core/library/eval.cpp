#include "core/library/eval.hpp"

#include <xapian.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <random>
#include <sstream>

#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/base/text.hpp"
#include "core/library/indexer.hpp"
#include "core/library/store.hpp"

namespace fieldbook::library {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t line_limit_bytes = 16u << 20;
constexpr std::size_t documents_a_query = 1'000;
constexpr std::size_t progress_every = 1'000;
constexpr unsigned title_weight = 3;
constexpr int rounds = 10'000;

// The lines of a file, one at a time, with their numbers for messages.
class Lines {
 public:
  explicit Lines(const fs::path& file) : file_(file), in_(file, std::ios::binary) {
    if (!in_) throw Error(Errc::not_found, "cannot read " + file.string(), "name a file that is there");
  }

  bool next(std::string& line) {
    if (!std::getline(in_, line)) return false;
    ++number_;
    if (line.size() > line_limit_bytes)
      throw Error(Errc::too_large, where() + "a line of more than " + std::to_string(line_limit_bytes) + " bytes");
    if (!line.empty() && line.back() == '\r') line.pop_back();
    return true;
  }
  [[noreturn]] void fail(const std::string& what) const {
    throw Error(Errc::invalid, where() + what,
                "give the collection in BEIR's form: corpus.jsonl, queries.jsonl, qrels.tsv");
  }

 private:
  std::string where() const { return file_.string() + ":" + std::to_string(number_) + ": "; }

  fs::path file_;
  std::ifstream in_;
  std::size_t number_ = 0;
};

// The string members of one JSON object; missing ones are empty.
std::vector<std::string> members(const Lines& lines, const std::string& line, const std::vector<std::string>& names) {
  const auto object = nlohmann::json::parse(line, nullptr, false);
  if (!object.is_object()) lines.fail("not a JSON object");
  std::vector<std::string> out;
  for (const auto& name : names) {
    const auto found = object.find(name);
    if (found != object.end() && !found->is_string() && !found->is_null())
      lines.fail(in_quotes(name) + " is not a string");
    out.push_back(found == object.end() || found->is_null() ? std::string() : found->get<std::string>());
  }
  if (out.front().empty()) lines.fail(in_quotes(names.front()) + " is missing");
  return out;
}

void sort_by_score(std::vector<std::pair<std::string, double>>& ranking) {
  std::ranges::sort(
      ranking, [](const auto& a, const auto& b) { return std::tie(b.second, a.first) < std::tie(a.second, b.first); });
}

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

}  // namespace

Judgements read_judgements(const fs::path& queries, const fs::path& grades) {
  Judgements out;
  std::string line;
  Lines grade_lines(grades);
  grade_lines.next(line);  // headings
  while (grade_lines.next(line)) {
    if (trim(line).empty()) continue;
    const auto columns = split(line, '\t');
    int grade = 0;
    if (columns.size() != 3 || std::sscanf(std::string(columns[2]).c_str(), "%d", &grade) != 1)
      grade_lines.fail("not query, document and grade apart by tabs");
    if (grade > 0) out.grades[std::string(columns[0])][std::string(columns[1])] = grade;
  }
  Lines query_lines(queries);
  while (query_lines.next(line)) {
    if (trim(line).empty()) continue;
    auto read = members(query_lines, line, {"_id", "text"});
    if (out.grades.contains(read[0])) out.queries.emplace_back(std::move(read[0]), std::move(read[1]));
  }
  if (out.queries.empty())
    throw Error(Errc::invalid, "no query of " + queries.string() + " is judged in " + grades.string(),
                "give the files of one collection");
  return out;
}

std::size_t index_corpus(const fs::path& folder, const fs::path& corpus, const Progress& progress) {
  Lines lines(corpus);
  Names names;
  names.language = "english";
  names.fields = {"title"};
  std::size_t done = 0;
  try {
    const WriteLock lock(folder);
    build_database(folder, names, {}, [&]() -> std::optional<Indexable> {
      std::string line;
      do {
        if (!lines.next(line)) return std::nullopt;
      } while (trim(line).empty());
      auto read = members(lines, line, {"_id", "title", "text"});
      Indexable out;
      out.card.id = std::move(read[0]);
      out.card.title = read[1];
      out.card.body = std::move(read[2]);
      if (!read[1].empty()) out.texts.push_back({"title", std::move(read[1]), title_weight});
      if (++done % progress_every == 0 && progress) progress(done, 0);
      return out;
    });
  } catch (const Xapian::Error& error) {
    rethrow(error, folder);
  }
  return done;
}

Rankings ask(Reader& reader, const Judgements& judgements, const Query& like) {
  Rankings out;
  auto query = like;
  query.limit = documents_a_query;
  query.offset = 0;
  for (const auto& [id, text] : judgements.queries) {
    query.words = text;
    out[id] = reader.rank(query);
  }
  return out;
}

std::string to_trec(const Rankings& run, const std::string& name) {
  std::ostringstream out;
  out.precision(9);
  for (const auto& [query, ranking] : run) {
    for (std::size_t i = 0; i < ranking.size(); ++i) {
      out << query << " Q0 " << ranking[i].first << ' ' << i + 1 << ' ' << ranking[i].second << ' ' << name << '\n';
    }
  }
  return std::move(out).str();
}

Rankings read_trec(const fs::path& file) {
  Rankings out;
  Lines lines(file);
  std::string line;
  while (lines.next(line)) {
    if (trim(line).empty()) continue;
    std::istringstream fields(line);
    std::string query, q0, document, rank, name;
    double score = 0;
    if (!(fields >> query >> q0 >> document >> rank >> score)) {
      throw Error(Errc::invalid, file.string() + ": not a line of a run: " + in_quotes(line),
                  "give a run in TREC's form: query Q0 document rank score name");
    }
    out[query].emplace_back(document, score);
  }
  for (auto& [query, ranking] : out) sort_by_score(ranking);
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
