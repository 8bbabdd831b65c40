#include "core/review/duplicates/pair_table.hpp"

#include <algorithm>
#include <cstdio>

#include "core/base/text.hpp"

namespace fieldbook::review {
namespace {

using bibliography::Reference;

std::string cell(std::string_view text) {
  auto out = collapse_whitespace(printable(text));
  std::ranges::replace(out, '\t', ' ');
  std::erase(out, '"');   // a spreadsheet would take it for the beginning of a quoted cell
  return out;
}

std::string described(const Reference& r) {
  std::string people;
  for (const auto& name : r.authors) people += (people.empty() ? "" : "; ") + (name.literal.empty() ? name.family : name.literal);
  const auto year = r.issued ? std::to_string(r.issued->year) : "";
  return cell(r.title) + "\t" + cell(people) + "\t" + year + "\t" + cell(r.container_title + " " + r.volume + " " + r.page) + "\t" + cell(r.doi);
}

std::string two_decimals(double score) {
  char text[16];
  std::snprintf(text, sizeof text, "%.2f", score);
  return text;
}

// The first three cells; the rest has none that matters.
std::vector<std::string_view> first_cells(std::string_view line) {
  const auto end = line.find_first_of("\t,;");
  const auto separator = end == std::string_view::npos ? '\t' : line[end];
  auto out = split(line, separator);
  for (auto& one : out) {
    one = trim(one);
    if (one.size() >= 2 && one.starts_with('"') && one.ends_with('"')) one = one.substr(1, one.size() - 2);
  }
  return out;
}

}  // namespace

std::string pair_table(std::span<const LikelyPair> pairs, std::span<const Reference> references) {
  std::string out = "decision\ta\tb\tscore\twhy\ttitle a\tauthors a\tyear a\tplace a\tdoi a\ttitle b\tauthors b\tyear b\tplace b\tdoi b\n";
  for (const auto& pair : pairs) {
    out += "\t" + references[pair.a].key + "\t" + references[pair.b].key + "\t" + two_decimals(pair.score) + "\t" + cell(pair.why) + "\t" + described(references[pair.a]) + "\t" + described(references[pair.b]) + "\n";
  }
  return out;
}

std::vector<PairVerdict> read_pair_table(std::string_view text, const std::string& file, Diagnostics& found) {
  std::vector<PairVerdict> out;
  std::size_t number = 0;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  for (const auto line : split(text, '\n')) {
    ++number;
    const auto cells = first_cells(line);
    const auto decision = fold(cells.front());
    if (decision.empty() || decision == "decision") continue;
    if (cells.size() < 3 || (decision != "same" && decision != "different") || cells[1].empty() || cells[2].empty() || cells[1] == cells[2]) {
      found.error({file, number, 1}, in_quotes(cells.front()) + " is no decision on two records", "write same, different or nothing in the first cell, and leave the ids beside it", "duplicates.decision");
      continue;
    }
    const auto [a, b] = std::minmax(cells[1], cells[2]);
    out.push_back({std::string(a), std::string(b), decision == "same"});
  }
  return out;
}

}  // namespace fieldbook::review
