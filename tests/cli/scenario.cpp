#include "tests/cli/scenario.hpp"

#include <fstream>
#include <sstream>
#include <stdexcept>
#include <utility>

namespace fieldbook::test {
namespace {

// Whether `text` matches `pattern`, in which each "<...>" stands for any text.
bool line_matches(std::string_view pattern, std::string_view text) {
  static constexpr std::string_view any = "<...>";
  const auto hole = pattern.find(any);
  if (hole == std::string_view::npos) return pattern == text;
  if (!text.starts_with(pattern.substr(0, hole))) return false;
  text.remove_prefix(hole);
  pattern.remove_prefix(hole + any.size());
  for (std::size_t skip = 0; skip <= text.size(); ++skip) {
    if (line_matches(pattern, text.substr(skip))) return true;
  }
  return false;
}

bool lines_match(const std::vector<std::string>& pattern, std::size_t p, const std::vector<std::string>& seen, std::size_t s,
                 std::size_t& furthest) {
  furthest = std::max(furthest, p);
  if (p == pattern.size()) return s == seen.size();
  if (pattern[p] == "...") {
    for (auto skip = s; skip <= seen.size(); ++skip) {
      if (lines_match(pattern, p + 1, seen, skip, furthest)) return true;
    }
    return false;
  }
  return s < seen.size() && line_matches(pattern[p], seen[s]) && lines_match(pattern, p + 1, seen, s + 1, furthest);
}

}  // namespace

std::vector<Step> read_scenario(const std::filesystem::path& file) {
  std::ifstream in(file);
  if (!in) throw std::runtime_error("cannot read " + file.string());
  std::vector<Step> steps;
  std::string line;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    if (line.starts_with("$ ")) {
      steps.push_back({number, line.substr(2), {}, {}, {}, 0});
      continue;
    }
    if (line.starts_with("#") || (steps.empty() && line.empty())) continue;
    if (steps.empty()) throw std::runtime_error(file.string() + ": starts without a command");
    auto& step = steps.back();
    if (line.starts_with("> ")) {
      step.input += line.substr(2) + "\n";
    } else if (line.starts_with("! ")) {
      step.err.push_back(line.substr(2));
    } else if (line.starts_with("exit ")) {
      step.exit_code = std::stoi(line.substr(5));
    } else {
      step.out.push_back(line);
    }
  }
  // Empty lines before the next command part the steps; they are not output.
  for (auto& step : steps) {
    while (!step.out.empty() && step.out.back().empty()) step.out.pop_back();
  }
  return steps;
}

std::vector<std::string> words_of(const std::string& command) {
  std::vector<std::string> words;
  std::string word;
  bool inside = false;
  char quote = 0;
  for (const char c : command) {
    if (quote != 0) {
      if (c == quote) quote = 0;
      else word += c;
    } else if (c == '\'' || c == '"') {
      quote = c;
      inside = true;
    } else if (c != ' ') {
      word += c;
      inside = true;
    } else if (inside) {
      words.push_back(std::exchange(word, {}));
      inside = false;
    }
  }
  if (inside) words.push_back(word);
  return words;
}

std::string mismatch(const std::vector<std::string>& pattern, const std::string& seen) {
  std::vector<std::string> lines;
  std::istringstream in(seen);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  while (!lines.empty() && lines.back().empty()) lines.pop_back();
  std::size_t furthest = 0;
  if (lines_match(pattern, 0, lines, 0, furthest)) return {};
  return furthest < pattern.size() ? pattern[furthest] : "(no more lines)";
}

}  // namespace fieldbook::test
