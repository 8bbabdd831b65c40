#include <algorithm>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <sstream>

#include "core/base/error.hpp"
#include "core/base/text.hpp"
#include "core/library/eval.hpp"
#include "core/library/eval_lines.hpp"

namespace fieldbook::library {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t line_limit_bytes = 16u << 20;
constexpr int grade_limit = 1'000;

// std::getline that reads no more than the limit, so that a file without line ends is not read whole.
bool bounded_line(std::istream& in, std::string& line) {
  line.clear();
  std::streambuf& bytes = *in.rdbuf();
  for (int byte = bytes.sbumpc();; byte = bytes.sbumpc()) {
    if (byte == std::char_traits<char>::eof()) return !line.empty();
    if (byte == '\n') return true;
    line.push_back(static_cast<char>(byte));
    if (line.size() > line_limit_bytes) return true;
  }
}

std::vector<std::string> fields_of(const std::string& line) {
  std::istringstream in(line);
  std::vector<std::string> out;
  for (std::string field; in >> field;) out.push_back(std::move(field));
  return out;
}

bool is_number(std::string_view text, double& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() && std::isfinite(number);
}

// A grade as people and programs write it: 2, 2.0, -1.
std::optional<int> grade_of(std::string_view text) {
  text = trim(text);
  double grade = 0;
  if (!is_number(text, grade) || std::abs(grade) > grade_limit) return std::nullopt;
  return static_cast<int>(std::lround(grade));
}

struct Judged {
  std::string query, document;
  int grade = 0;
};

// query, document and grade apart by tabs (BEIR), or query, anything, document and grade by white space (TREC).
std::optional<Judged> judged(const std::string& line) {
  std::vector<std::string> columns;
  for (const auto column : split(line, '\t')) columns.emplace_back(trim(column));
  if (columns.size() != 3) {
    columns = fields_of(line);
    if (columns.size() != 4) return std::nullopt;
    columns.erase(columns.begin() + 1);
  }
  const auto grade = grade_of(columns[2]);
  if (!grade || columns[0].empty() || columns[1].empty()) return std::nullopt;
  return Judged{std::move(columns[0]), std::move(columns[1]), *grade};
}

}  // namespace

Lines::Lines(const fs::path& file) : file_(file), in_(file, std::ios::binary) {
  if (!in_ || !fs::is_regular_file(file)) throw Error(Errc::not_found, "cannot read " + file.string(), "name a file that is there");
}

bool Lines::next(std::string& line) {
  do {
    if (!bounded_line(in_, line)) return false;
    ++number_;
    if (line.size() > line_limit_bytes)
      throw Error(Errc::too_large, where() + "a line of more than " + std::to_string(line_limit_bytes) + " bytes");
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (number_ == 1 && line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
  } while (trim(line).empty());
  return true;
}

void Lines::fail(const std::string& what) const {
  throw Error(Errc::invalid, where() + what, "fieldbook eval search --help says what is read");
}

std::string Lines::where() const { return file_.string() + ":" + std::to_string(number_) + ": "; }

std::vector<std::string> members(const Lines& lines, const std::string& line, const std::vector<std::string>& names) {
  const auto object = nlohmann::json::parse(line, nullptr, false);
  if (!object.is_object()) lines.fail("not a JSON object");
  std::vector<std::string> out;
  for (const auto& name : names) {
    const auto found = object.find(name);
    const bool missing = found == object.end() || found->is_null();
    if (!missing && out.empty() && found->is_number_integer()) {
      out.push_back(found->dump());
      continue;
    }
    if (!missing && !found->is_string()) lines.fail(in_quotes(name) + " is not a string");
    out.push_back(missing ? std::string() : found->get<std::string>());
  }
  if (out.front().empty()) lines.fail(in_quotes(names.front()) + " is missing");
  return out;
}

Judgements read_judgements(const fs::path& queries, const fs::path& grades) {
  Judgements out;
  std::string line;
  Lines grade_lines(grades);
  for (bool first = true; grade_lines.next(line); first = false) {
    auto read = judged(line);
    if (!read && first) continue;  // headings
    if (!read) grade_lines.fail("not query, document and grade apart by tabs");
    if (read->grade > 0) out.grades[std::move(read->query)][std::move(read->document)] = read->grade;
  }
  Lines query_lines(queries);
  std::set<std::string> seen;
  while (query_lines.next(line)) {
    auto read = members(query_lines, line, {"_id", "text"});
    if (!seen.insert(read[0]).second) query_lines.fail("query " + in_quotes(read[0]) + " stands here a second time");
    if (out.grades.contains(read[0])) out.queries.emplace_back(std::move(read[0]), std::move(read[1]));
  }
  if (out.queries.empty())
    throw Error(Errc::invalid, "no query of " + queries.string() + " is judged in " + grades.string(),
                "give the files of one collection");
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
  std::set<std::pair<std::string, std::string>> seen;
  Lines lines(file);
  for (std::string line; lines.next(line);) {
    const auto fields = fields_of(line);
    double score = 0;
    if (fields.size() < 5 || !is_number(fields[4], score))
      lines.fail("not a line of a run in TREC's form: query Q0 document rank score name");
    if (!seen.emplace(fields[0], fields[2]).second)
      lines.fail("document " + in_quotes(fields[2]) + " stands a second time under query " + in_quotes(fields[0]));
    out[fields[0]].emplace_back(fields[2], score);
  }
  for (auto& [query, ranking] : out) {
    std::ranges::sort(ranking, [](const auto& a, const auto& b) {
      return std::tie(b.second, a.first) < std::tie(a.second, b.first);
    });
  }
  return out;
}

}  // namespace fieldbook::library
