#include "tests/corpus/shingles.hpp"

#include <algorithm>
#include <functional>
#include <stdexcept>

#include "core/base/text.hpp"

namespace fieldbook::test {
namespace {

constexpr std::size_t bytes_a_run = 5;
constexpr std::uint64_t mask = (std::uint64_t{1} << (8 * bytes_a_run)) - 1;
constexpr std::size_t name_words = 6;  // capitalised words that make a run a name

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word_byte(char c) { return is_capital(c) || is_digit(c) || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0xC3; }

// Dashes, quotation marks and the like are E2 80 xx; the bytes after a letter's first byte belong to it.
std::size_t letter_bytes(std::string_view text) {
  if (!is_word_byte(text.front()) || text.starts_with("\xE2\x80")) return 0;
  std::size_t count = 1;
  while (count < text.size() && (static_cast<unsigned char>(text[count]) & 0xC0) == 0x80) ++count;
  return count;
}

// Bytes of a mark that does not end the word before it: an apostrophe before a letter, a point or comma between digits.
std::size_t joint_bytes(std::string_view text, char before) {
  const std::size_t bytes = text.starts_with("\u2019") ? std::string_view("\u2019").size() : 1;
  if (text.size() <= bytes) return 0;
  const char next = text[bytes];
  if (text.front() == '.' || text.front() == ',') return is_digit(before) && is_digit(next) ? 1 : 0;
  const bool apostrophe = text.front() == '\'' || bytes > 1;
  return apostrophe && letter_bytes(text.substr(bytes)) > 0 ? bytes : 0;
}

// How many bytes of a mark or an address stand here; 0 where there is none.
std::size_t passed_over(std::string_view text) {
  if (text.starts_with("http://") || text.starts_with("https://")) return std::min(text.find_first_of(" \n\t)>\"]"), text.size());
  const bool mark = text.starts_with("[@") || (text.starts_with("[S") && text.size() > 2 && is_digit(text[2]));
  const auto end = mark ? text.find(']') : std::string_view::npos;
  return end == std::string_view::npos ? 0 : end + 1;
}

}  // namespace

std::vector<RunWord> run_words_of(std::string_view text) {
  std::vector<RunWord> out;
  bool inside = false;
  while (!text.empty()) {
    if (const auto skipped = inside ? 0 : passed_over(text); skipped > 0) {
      text.remove_prefix(skipped);
      continue;
    }
    const auto letters = letter_bytes(text);
    const auto joint = inside && letters == 0 ? joint_bytes(text, out.back().folded.back()) : 0;
    if (letters > 0) {
      if (!inside) out.push_back({{}, is_capital(text.front())});
      out.back().folded += text.substr(0, letters);
    }
    inside = letters > 0 || joint > 0;
    text.remove_prefix(std::max<std::size_t>({letters, joint, 1}));
  }
  for (auto& word : out) word.folded = fold(word.folded);
  return out;
}

std::uint64_t run_hash(const std::vector<RunWord>& words, std::size_t first) {
  std::uint64_t hash = 14695981039346656037U;  // FNV-1a, 64 bits, folded to 40
  const auto add = [&hash](char c) { hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U; };
  for (auto i = first; i < first + run_words; ++i) {
    for (const char c : words[i].folded) add(c);
    add(' ');
  }
  return (hash ^ (hash >> (8 * bytes_a_run))) & mask;
}

std::vector<std::uint64_t> runs_of(std::string_view text) {
  const auto words = run_words_of(text);
  std::vector<std::uint64_t> out;
  for (std::size_t i = 0; i + run_words <= words.size(); ++i) out.push_back(run_hash(words, i));
  return out;
}

bool is_name(const std::vector<RunWord>& words, std::size_t first) {
  const auto begin = words.begin() + static_cast<std::ptrdiff_t>(first);
  return static_cast<std::size_t>(std::count_if(begin, begin + run_words, [](const RunWord& w) { return w.capital; })) >= name_words;
}

std::string encode_runs(const std::set<std::uint64_t>& runs) {
  std::string out;
  for (const auto run : runs) {
    for (std::size_t i = 0; i < bytes_a_run; ++i) out += static_cast<char>((run >> (8 * i)) & 0xFF);
  }
  return out;
}

std::vector<std::uint64_t> decode_runs(std::string_view bytes) {
  if (bytes.size() % bytes_a_run != 0) throw std::runtime_error("shingles: cut off in the middle of a run");
  std::vector<std::uint64_t> out(bytes.size() / bytes_a_run);
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    out[at / bytes_a_run] |= std::uint64_t{static_cast<unsigned char>(bytes[at])} << (8 * (at % bytes_a_run));
  }
  if (!std::ranges::is_sorted(out, std::less_equal<>())) throw std::runtime_error("shingles: not sorted");
  return out;
}

}  // namespace fieldbook::test
