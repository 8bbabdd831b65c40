// Turns dictionaries into documents, a line an entry: fieldbook-bench-dictionary FOLDER > OUT.jsonl
// FOLDER is what dictionary.sh unpacks: *.dict with *.index beside it (dictd's form) and data.noun, data.verb, … (WordNet's).
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "core/base/text.hpp"

namespace {

namespace fs = std::filesystem;

struct Entry {
  std::string word, text;
};

std::string read(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + file.string());
  return {std::istreambuf_iterator<char>(in), {}};
}

// dictd writes numbers in base 64.
std::size_t number(std::string_view digits) {
  static constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::size_t out = 0;
  for (const char digit : digits) out = out * 64 + alphabet.find(digit);
  return out;
}

std::string clean(std::string text) {
  while (const auto at = fieldbook::first_invalid_utf8(text)) text[*at] = ' ';
  return fieldbook::collapse_whitespace(text);
}

void add_dictionary(const fs::path& index, std::vector<Entry>& out) {
  const auto text = read(fs::path(index).replace_extension(".dict"));
  std::ifstream lines(index);
  std::set<std::pair<std::size_t, std::size_t>> seen;   // several words may share an entry
  for (std::string line; std::getline(lines, line);) {
    const auto columns = fieldbook::split(line, '\t');
    if (columns.size() < 3 || line.starts_with("00")) continue;
    const auto begin = number(columns[1]), size = number(columns[2]);
    if (begin > text.size() || !seen.emplace(begin, size).second) continue;
    out.push_back({clean(std::string(columns[0])), clean(text.substr(begin, size))});
  }
}

void add_wordnet(const fs::path& file, std::vector<Entry>& out) {
  std::ifstream lines(file);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("  ")) continue;
    std::istringstream in(line);
    std::string skipped, count, word, words;
    in >> skipped >> skipped >> skipped >> count;
    for (auto left = std::stoul(count, nullptr, 16); left > 0; --left) {
      in >> word >> skipped;
      words += word + ' ';
    }
    std::ranges::replace(words, '_', ' ');
    const auto gloss = line.find('|');
    if (gloss != std::string::npos) out.push_back({clean(words), clean(line.substr(gloss + 1))});
  }
}

}  // namespace

int main(int argc, char** argv) {
  try {
    if (argc != 2) throw std::runtime_error("give the folder that dictionary.sh made");
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(argv[1])) files.push_back(entry.path());
    std::ranges::sort(files);
    std::vector<Entry> entries;
    for (const auto& file : files) {
      if (file.extension() == ".index" && fs::exists(fs::path(file).replace_extension(".dict"))) add_dictionary(file, entries);
      if (file.stem() == "data") add_wordnet(file, entries);
    }
    std::mt19937_64 random(7);
    for (auto left = entries.size(); left > 1; --left) std::swap(entries[left - 1], entries[random() % left]);
    for (std::size_t i = 0; i < entries.size(); ++i) {
      std::cout << nlohmann::json{{"_id", "e" + std::to_string(i)}, {"title", entries[i].word}, {"text", entries[i].text}}.dump() << '\n';
    }
    std::cerr << entries.size() << " entries\n";
    return EXIT_SUCCESS;
  } catch (const std::exception& error) {
    std::cerr << "fieldbook-bench-dictionary: " << error.what() << '\n';
    return EXIT_FAILURE;
  }
}
