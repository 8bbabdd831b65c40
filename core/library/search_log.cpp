#include "core/library/search_log.hpp"

#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <tuple>

#include "core/base/error.hpp"
#include "core/base/file.hpp"

namespace fieldbook::library {

namespace fs = std::filesystem;

namespace {

using Json = nlohmann::ordered_json;
using Filters = std::vector<std::pair<std::string, std::string>>;

constexpr std::size_t typed_limit_bytes = 500;  // longer queries were not typed
constexpr std::size_t line_limit_bytes = 8'192;
constexpr std::size_t filters_limit = 50;
constexpr std::size_t digits_of_a_person = 7;  // telephone, patient and case numbers have as many
constexpr std::size_t questions_limit = 100'000, looked_at_limit = 5'000;

bool may_name_a_person(std::string_view word) {
  if (word.find('@') != std::string_view::npos) return true;
  std::size_t digits = 0;
  for (const char c : word) {
    digits = c >= '0' && c <= '9' ? digits + 1 : 0;
    if (digits == digits_of_a_person) return true;
  }
  return false;
}

std::string without_persons(const std::string& words) {
  std::vector<std::string> kept;
  for (const auto word : split(words, ' ')) {
    if (!may_name_a_person(word)) kept.emplace_back(word);
  }
  return join(kept, " ");
}

struct Line {
  Date date;
  std::string query;
  Filters filters;
  std::size_t hits = 0;
};

std::optional<Filters> filters_of(const Json& object) {
  Filters out;
  const auto found = object.find("filters");
  if (found == object.end()) return out;
  if (!found->is_array() || found->size() > filters_limit) return std::nullopt;
  for (const auto& one : *found) {
    if (!one.is_string()) return std::nullopt;
    const auto text = one.get<std::string>();
    const auto colon = text.find(':');
    if (colon == std::string::npos) return std::nullopt;
    out.emplace_back(text.substr(0, colon), text.substr(colon + 1));
  }
  return out;
}

std::optional<Line> parse(const std::string& text) {
  const auto object = Json::parse(text, nullptr, false);
  if (!object.is_object()) return std::nullopt;
  const auto date = object.find("date"), query = object.find("query"), hits = object.find("hits");
  if (date == object.end() || query == object.end() || hits == object.end()) return std::nullopt;
  if (!date->is_string() || !query->is_string() || !hits->is_number_unsigned()) return std::nullopt;
  const auto day = parse_date(date->get<std::string>());
  auto filters = filters_of(object);
  Line out{day.value_or(Date()), collapse_whitespace(query->get<std::string>()), filters.value_or(Filters()), hits->get<std::size_t>()};
  if (out.date.day == 0 || !filters || out.query.empty() || out.query.size() > typed_limit_bytes) return std::nullopt;
  std::ranges::sort(out.filters);
  return out;
}

// One line, without its end; false at the end of the file. Of a line over the limit `line` is empty.
bool read_line(std::istream& in, std::string& line) {
  line.clear();
  bool any = false, too_long = false;
  for (int c = in.get(); c != std::istream::traits_type::eof(); c = in.get()) {
    any = true;
    if (c == '\n') break;
    if (line.size() == line_limit_bytes) too_long = true;
    if (!too_long) line.push_back(static_cast<char>(c));
  }
  if (too_long) line.clear();
  return any;
}

// The questions of a log, each once.
std::vector<Gap> questions(std::istream& in, Reader& reader, const GapOptions& options, GapReport& report) {
  std::map<std::pair<std::string, Filters>, Gap> by_gist;
  std::map<std::string, std::string> gists;  // of wordings
  for (std::string text; read_line(in, text);) {
    auto line = parse(text);
    if (!line) {
      ++report.unreadable;
      continue;
    }
    if (options.since && line->date < *options.since) continue;
    ++report.searches;
    auto gist = gists.find(line->query);
    if (gist == gists.end()) {
      if (gists.size() == questions_limit) {
        ++report.not_looked_at;
        continue;
      }
      gist = gists.emplace(line->query, reader.gist(line->query)).first;
    }
    auto [found, added] = by_gist.try_emplace({gist->second, line->filters});
    auto& question = found->second;
    question.first = added ? line->date : std::min(question.first, line->date);
    ++question.asked;
    if (!added && line->date < question.last) continue;
    question.last = line->date;
    question.query = std::move(line->query);
    question.filters = std::move(line->filters);
    question.hits = line->hits;
  }
  std::vector<Gap> out;
  for (auto& [gist, question] : by_gist) out.push_back(std::move(question));
  return out;
}

// What the index says today; a filter that it no longer has finds nothing.
void ask_again(Gap& question, Reader& reader) {
  try {
    const auto results = reader.search({.words = question.query, .filters = question.filters, .limit = 1});
    question.now = results.total;
    question.unknown = results.unknown;
    question.corrected = results.corrected;
  } catch (const Error& error) {
    if (error.code() != Errc::invalid) throw;
  }
}

}  // namespace

void log_search(const fs::path& file, const Query& query, std::size_t hits, const Date& today) {
  const auto words = without_persons(collapse_whitespace(query.words));
  if (words.empty() || words.size() > typed_limit_bytes || query.filters.size() > filters_limit) return;
  Json line = {{"date", to_iso(today)}, {"query", words}};
  if (!query.filters.empty()) {
    line["filters"] = Json::array();
    for (const auto& [facet, value] : query.filters) line["filters"].push_back(facet + ":" + value);
  }
  line["hits"] = hits;
  append_to_file(file, line.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n');
}

GapReport find_gaps(const fs::path& log, Reader& reader, const GapOptions& options) {
  if (std::error_code failure; fs::exists(log, failure) && !fs::is_regular_file(log, failure))
    throw Error(Errc::invalid, log.string() + " is not a regular file", "name the file that search --log writes");
  std::ifstream in(log, std::ios::binary);
  if (!in) throw Error(Errc::not_found, "cannot read " + log.string(), "name the file that search --log writes");
  GapReport out;
  auto asked = questions(in, reader, options, out);
  std::ranges::sort(asked, [](const Gap& a, const Gap& b) {
    return std::tie(b.asked, a.query, a.filters) < std::tie(a.asked, b.query, b.filters);
  });
  if (asked.size() > looked_at_limit) {
    out.not_looked_at += asked.size() - looked_at_limit;
    asked.resize(looked_at_limit);
  }
  for (auto& question : asked) {
    ask_again(question, reader);
    if (question.now >= options.few && question.unknown.empty()) {
      out.answered += question.hits < options.few;
      continue;
    }
    question.kind = question.now == 0 ? Gap::Kind::nothing : question.unknown.empty() ? Gap::Kind::little : Gap::Kind::unknown_word;
    out.gaps.push_back(std::move(question));
  }
  std::ranges::stable_sort(out.gaps, {}, &Gap::kind);
  return out;
}

}  // namespace fieldbook::library
