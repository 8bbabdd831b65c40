#include "tests/bench/documents.hpp"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <random>
#include <stdexcept>

#include "core/library/stop_words.hpp"
#include "core/library/words.hpp"

namespace fieldbook::bench {
namespace {

constexpr std::size_t window = 20;   // words of a document among which a query's words stand

void draw_values(Document& document, std::mt19937_64& random) {
  for (std::size_t i = 0; i < std::size(facets); ++i) {
    for (auto left = 1 + random() % facets[i].at_most; left > 0; --left) {
      // The product of two draws: some values are common and many are rare.
      const auto value = (random() % 1000) * (random() % 1000) * facets[i].values / 1'000'000;
      std::pair chosen{i, std::string(facets[i].name) + "-" + std::to_string(value)};
      if (std::ranges::find(document.values, chosen) == document.values.end()) document.values.push_back(std::move(chosen));
    }
  }
}

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> out;
  library::Words words(text);
  for (library::Word word; words.next(word);) {
    const bool letters = std::ranges::all_of(word.folded, [](char c) { return c >= 'a' && c <= 'z'; });
    if (letters && word.folded.size() > 2 && !library::is_stop_word(word.folded)) out.push_back(word.folded);
  }
  return out;
}

}  // namespace

std::vector<Document> read_documents(const std::filesystem::path& file) {
  std::ifstream in(file);
  if (!in) throw std::runtime_error("cannot read " + file.string());
  std::vector<Document> out;
  std::mt19937_64 random(3);
  for (std::string line; std::getline(in, line);) {
    const auto object = nlohmann::json::parse(line);
    out.push_back({object.at("_id"), object.value("title", ""), object.value("text", ""), {}});
    draw_values(out.back(), random);
  }
  if (out.empty()) throw std::runtime_error("no documents in " + file.string());
  return out;
}

std::vector<std::string> draw_queries(const std::vector<Document>& documents, std::size_t count, std::size_t words) {
  std::mt19937_64 random(words);
  std::vector<std::string> out;
  for (std::size_t tries = 0; out.size() < count && tries < count * 1000; ++tries) {
    const auto& document = documents[random() % documents.size()];
    const auto found = words_of(document.title + ' ' + document.text);
    if (found.size() < words) continue;
    const auto span = std::min(found.size(), window);
    const auto begin = random() % (found.size() - span + 1);
    std::vector<std::string> chosen;
    for (std::size_t draws = 0; chosen.size() < words && draws < 50; ++draws) {
      const auto& word = found[begin + random() % span];
      if (std::ranges::find(chosen, word) == chosen.end()) chosen.push_back(word);
    }
    if (chosen.size() == words) out.push_back(join(chosen, " "));
  }
  return out;
}

}  // namespace fieldbook::bench
