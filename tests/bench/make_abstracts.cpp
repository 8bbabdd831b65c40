// Makes many abstracts out of few: fieldbook-bench-abstracts COUNT OUT.jsonl CORPUS.jsonl…
// Each document is 4 to 16 real sentences, 70 % of them from abstracts near one that gives the title, the rest from anywhere, so
// that words go together as they do in real text; and two rare words, as names and identifiers give. Same input, same bytes.
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "core/record/sentences.hpp"

namespace {

using Random = std::mt19937_64;   // its numbers are fixed by the standard; distributions are not

struct Source {
  std::string title;
  std::vector<std::string> sentences;
};

constexpr std::size_t shortest = 4, longest = 60, chunk = 20;   // words
constexpr std::size_t neighbours = 40;
constexpr std::size_t lengths[] = {4, 6, 8, 10, 12, 16};        // sentences

std::vector<std::string> words_of(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> out;
  for (std::string word; in >> word;) out.push_back(word);
  return out;
}

std::string joined(const std::vector<std::string>& words, std::size_t begin, std::size_t end) {
  std::string out;
  for (auto i = begin; i < std::min(end, words.size()); ++i) out += (out.empty() ? "" : " ") + words[i];
  return out;
}

// Sentences; of text without any, pieces of twenty words.
std::vector<std::string> sentences_of(const std::string& text) {
  std::vector<fieldbook::Span> spans;
  fieldbook::record::split_sentences(text, 0, spans);
  std::vector<std::string> out;
  for (const auto span : spans) {
    const auto words = words_of(std::string(fieldbook::cut(text, span)));
    if (words.size() >= shortest && words.size() <= longest) out.push_back(joined(words, 0, words.size()));
    if (words.size() <= longest) continue;
    for (std::size_t at = 0; at + shortest <= words.size(); at += chunk) out.push_back(joined(words, at, at + chunk) + ".");
  }
  return out;
}

std::vector<Source> read_sources(int count, char** files) {
  std::vector<Source> out;
  for (int i = 0; i < count; ++i) {
    std::ifstream in(files[i]);
    if (!in) throw std::runtime_error("cannot read " + std::string(files[i]));
    for (std::string line; std::getline(in, line);) {
      const auto object = nlohmann::json::parse(line);
      Source source{object.value("title", ""), sentences_of(object.value("text", ""))};
      if (!source.sentences.empty()) out.push_back(std::move(source));
    }
  }
  if (out.empty()) throw std::runtime_error("no text in the files given");
  return out;
}

std::string rare_word(Random& random) {
  static const char* const beginnings[] = {"ref", "site", "prog", "trust", "ward"};
  return beginnings[random() % 5] + std::to_string(random() % 400'000);
}

void make(std::size_t count, const std::string& file, const std::vector<Source>& sources) {
  std::ofstream out(file);
  Random random(11);
  const auto any = [&](const std::vector<std::string>& of) -> const std::string& { return of[random() % of.size()]; };
  for (std::size_t i = 0; i < count; ++i) {
    const auto centre = random() % sources.size();
    std::string text;
    for (auto left = lengths[random() % std::size(lengths)]; left > 0; --left) {
      auto chosen = random() % sources.size();
      if (random() % 10 < 7) chosen = (centre + sources.size() + random() % (2 * neighbours + 1) - neighbours) % sources.size();
      text += any(sources[chosen].sentences) + ' ';
    }
    text += rare_word(random) + ' ';
    text += rare_word(random);
    auto title = sources[centre].title;
    if (title.empty()) title = joined(words_of(text), 0, 8);
    out << nlohmann::json{{"_id", "a" + std::to_string(i)}, {"title", title}, {"text", text}}.dump() << '\n';
  }
  if (!out.flush()) throw std::runtime_error("cannot write " + file);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    if (argc < 4) throw std::runtime_error("give COUNT OUT.jsonl CORPUS.jsonl…");
    const auto sources = read_sources(argc - 3, argv + 3);
    std::size_t sentences = 0;
    for (const auto& source : sources) sentences += source.sentences.size();
    make(std::stoul(argv[1]), argv[2], sources);
    std::cout << argv[1] << " documents out of " << sources.size() << " with " << sentences << " sentences\n";
    return EXIT_SUCCESS;
  } catch (const std::exception& error) {
    std::cerr << "fieldbook-bench-abstracts: " << error.what() << '\n';
    return EXIT_FAILURE;
  }
}
