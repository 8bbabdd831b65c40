#include "tests/gold/trainer/examples.hpp"

#include <fmt/core.h>

#include <cstring>
#include <nlohmann/json.hpp>
#include <set>

#include "core/assess/labelled.hpp"
#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/base/text.hpp"
#include "plugins/sdk/rubric/hearing.hpp"
#include "plugins/sdk/rubric/network.hpp"
#include "tests/plugins/shipped.hpp"

namespace fieldbook::gold {
namespace {

constexpr std::size_t longest_file_bytes = std::size_t{64} << 20;

// One sentence, to the last of the texts.
void add_sentence(const std::string& sentence, Source source, Examples& out) {
  const test::PlainDocument document(sentence);
  std::vector<rubric::Word> words;
  for (const auto& span : document.view().sentences()) rubric::split_words(sentence, span, words);
  if (words.empty()) return;
  out.sentences.push_back({rubric::trait_names(words), rubric::network_words(words), out.sources.size()});
  source.text = out.texts.size() - 1;
  out.sources.push_back(std::move(source));
}

assess::Rating rating_of(std::string_view text) {
  if (text == "2") return assess::Rating::established;
  if (text == "1") return assess::Rating::partial;
  if (text == "-1") return assess::Rating::contradicted;
  throw Error(Errc::invalid, fmt::format("\"{}\" is no rating: 2, 1 or -1", text));
}

Source source_of(std::string_view labels, std::string_view approach, std::string_view id_prefix) {
  Source source{.approach = std::string(approach), .ratings = {}, .elsewhere = labels == "elsewhere", .id_prefix = id_prefix};
  if (labels == "0" || source.elsewhere) return source;
  while (!labels.empty()) {
    const auto end = std::min(labels.find(' '), labels.size());
    const auto label = labels.substr(0, end);
    labels.remove_prefix(std::min(end + 1, labels.size()));
    const auto equals = label.find('=');
    if (equals == label.npos) throw Error(Errc::invalid, fmt::format("\"{}\" is no label", label));
    source.ratings[std::string(id_prefix) + std::string(label.substr(0, equals))] = rating_of(label.substr(equals + 1));
  }
  return source;
}

std::set<std::string> as_set(const std::vector<std::string>& names) { return {names.begin(), names.end()}; }

std::vector<std::string> sentences_of(const std::string& text) {
  std::vector<std::string> out;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool ends = i + 1 == text.size() || (std::strchr(".!?", text[i]) != nullptr && std::strchr(" \n\t", text[i + 1]) != nullptr);
    if (!ends) continue;
    if (auto sentence = std::string(trim(std::string_view(text).substr(begin, i + 1 - begin))); !sentence.empty()) out.push_back(std::move(sentence));
    begin = i + 1;
  }
  return out;
}

}  // namespace

void read_sentences(const std::filesystem::path& file, std::string_view approach, std::string_view id_prefix, Examples& out) {
  const auto text = read_file(file, longest_file_bytes);
  std::size_t number = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    const auto line = std::string_view(text).substr(at, end - at);
    at = end + 1;
    ++number;
    if (line.empty() || line.front() == '#') continue;
    const auto tab = line.find('\t');
    try {
      out.texts.emplace_back();
      if (tab == line.npos) throw Error(Errc::invalid, "there is no tab between labels and sentence");
      add_sentence(std::string(line.substr(tab + 1)), source_of(line.substr(0, tab), approach, id_prefix), out);
    } catch (const Error& error) {
      throw Error(Errc::invalid, fmt::format("{}, line {}: {}", file.string(), number, error.what()));
    }
  }
}

void read_explained(const std::filesystem::path& file, Examples& out) {
  const auto passages = assess::read_labelled(file);
  const auto text = read_file(file, longest_file_bytes);
  std::size_t at = 0;
  for (const auto& passage : passages) {
    const auto end = std::min(text.find('\n', at), text.size());
    const auto line = nlohmann::json::parse(std::string_view(text).substr(at, end - at));
    at = end + 1;
    const auto& evidence = line.at("evidence");
    std::size_t number = 0;
    out.texts.push_back({passage.labels, true, passage.distractor()});
    for (const auto& sentence : sentences_of(passage.text)) {
      ++number;
      Source source{.ratings = {}, .elsewhere = passage.distractor()};
      for (const auto& [id, rating] : passage.labels)
        if (evidence.value(id, std::set<std::size_t>()).contains(number)) source.ratings[id] = rating;
      add_sentence(sentence, std::move(source), out);
    }
  }
}

void read_whole_passages(const std::filesystem::path& file, Examples& out) {
  for (const auto& passage : assess::read_labelled(file)) {
    const test::PlainDocument document(passage.text);
    std::set<std::string> traits;
    for (const auto& span : document.view().sentences()) {
      std::vector<rubric::Word> words;
      rubric::split_words(passage.text, span, words);
      traits.merge(as_set(rubric::whole_trait_names(words)));
    }
    out.sentences.push_back({{traits.begin(), traits.end()}, {}, out.sources.size()});
    out.sources.push_back({.ratings = passage.labels, .elsewhere = passage.distractor()});
  }
}

}  // namespace fieldbook::gold
