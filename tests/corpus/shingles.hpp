// Runs of eight words of texts, as hashes: enough to see that a record repeats one, not enough to read it.
//
// shingles.bin holds the runs of the texts that this library was written from: sorted, five bytes a run, the lowest
// first. 40 bits are enough: n records' runs against m held ones meet by chance n * m / 2^40 times.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace fieldbook::test {

constexpr std::size_t run_words = 8;

struct RunWord {
  std::string folded;       // case and accents folded; apostrophes inside, and points and commas inside a figure, left out
  bool capital = false;     // it begins with a capital letter of ASCII
};

// The words of a text. Addresses (http…), and marks such as [S1] and [@key], are no words.
std::vector<RunWord> run_words_of(std::string_view text);

// The hash of the run that begins at word `first`; `first + run_words` must be at most words.size().
std::uint64_t run_hash(const std::vector<RunWord>& words, std::size_t first);

// The hashes of all runs of a text.
std::vector<std::uint64_t> runs_of(std::string_view text);

// Whether most words of a run are capitalised: a name, such as that of a body, a programme or a law.
bool is_name(const std::vector<RunWord>& words, std::size_t first);

std::string encode_runs(const std::set<std::uint64_t>&);
// Sorted. Throws std::runtime_error where the bytes are not what encode_runs() makes.
std::vector<std::uint64_t> decode_runs(std::string_view bytes);

}  // namespace fieldbook::test
