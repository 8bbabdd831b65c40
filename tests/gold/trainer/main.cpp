// fieldbook-train GOLD OUT: learns the weights of the rubric engine's hearing from labelled sentences and passages.
//   GOLD  tests/gold: sentences/*.tsv and train*.jsonl for the weights of words, dev*.jsonl for what each sign counts; never test.jsonl
//   OUT   the folder that gets APPROACH.weights for each approach, common.weights and decision.weights
// The same input gives the same weights.
#include <fmt/core.h>

#include <cmath>
#include <exception>

#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "tests/gold/trainer/decide.hpp"
#include "tests/gold/trainer/examples.hpp"
#include "tests/gold/trainer/learn.hpp"
#include "tests/gold/trainer/names.hpp"
#include "tests/plugins/shipped.hpp"

namespace fieldbook::gold {
namespace {

constexpr std::size_t least_sentences = 4;  // that have a trait of the common weights
constexpr std::size_t least_passages = 16;  // that have a trait of whole texts

struct Output {
  std::string name;
  Model model;
};

// Models over the same traits. A whole text has many of them with a small weight each, which are given ten times as large.
struct Part {
  const Matrix& matrix;
  int scale, least;             // a weight of 1 in the file's numbers, and the smallest that is kept there
  std::vector<Output> outputs;
};
constexpr int sentence_scale = 100, sentence_least = 10, whole_scale = 1000, whole_least = 2;

void write(const std::filesystem::path& file, const std::vector<Part>& parts) {
  std::string outputs, rows;
  std::size_t first = 0, kept = 0;
  for (const auto& part : parts) {
    const auto number = [&](double weight) { return static_cast<int>(std::lround(part.scale * weight)); };
    for (const auto& output : part.outputs) outputs += fmt::format("output {} {}\n", output.name, number(output.model.bias));
    for (std::size_t trait = 0; trait < part.matrix.traits().size(); ++trait) {
      std::string weights;
      for (std::size_t i = 0; i < part.outputs.size(); ++i)
        if (const int weight = number(part.outputs[i].model.weights[trait]); std::abs(weight) >= part.least)
          weights += fmt::format("{}{}:{}", weights.empty() ? "" : " ", first + i, weight);
      if (weights.empty()) continue;
      rows += part.matrix.traits()[trait] + "\t" + weights + "\n";
      ++kept;
    }
    first += part.outputs.size();
  }
  const auto text = "# Learned by fieldbook-train from tests/gold; the form is in plugins/sdk/rubric/README.md.\n" + outputs + rows;
  write_file(file, text);
  fmt::print("{}: {} outputs, {} traits, {} bytes\n", file.filename().string(), first, kept, text.size());
}

bool any(const Source& source, assess::Rating rating) {
  for (const auto& [id, given] : source.ratings)
    if (given == rating) return true;
  return false;
}

Target says(const Source& source, const std::string& id) {
  const auto found = source.ratings.find(id);
  if (found == source.ratings.end() || static_cast<int>(found->second) <= 0) return Target::no;
  return source.passage ? Target::some : Target::yes;
}

Target says_opposite(const Source& source, const std::string& id) {
  const auto found = source.ratings.find(id);
  if (found == source.ratings.end() || found->second != assess::Rating::contradicted) return Target::no;
  return source.passage ? Target::some : Target::yes;
}

Target is_planned(const Source& source) {
  if (source.passage) return Target::unused;
  const bool planned = any(source, assess::Rating::partial), done = any(source, assess::Rating::established);
  return planned == done ? Target::unused : planned ? Target::yes : Target::no;
}

Target is_opposed(const Source& source) {
  if (source.passage) return Target::unused;
  const bool so = any(source, assess::Rating::partial) || any(source, assess::Rating::established), opposite = any(source, assess::Rating::contradicted);
  return so == opposite ? Target::unused : opposite ? Target::yes : Target::no;
}

Target is_elsewhere(const Source& source) { return source.elsewhere ? Target::yes : Target::no; }

// The sentences of one approach, those of other trades, and all passages.
Examples of_approach(const Examples& all, std::string_view slug) {
  Examples own;
  std::size_t last = static_cast<std::size_t>(-1);
  for (const auto& sentence : all.sentences) {
    const auto& source = all.sources[sentence.source];
    if (!source.approach.empty() && source.approach != slug && !source.elsewhere) continue;
    if (sentence.source != last) own.sources.push_back(source);
    last = sentence.source;
    own.sentences.push_back({sentence.traits, own.sources.size() - 1});
  }
  return own;
}

void run(const std::filesystem::path& gold, const std::filesystem::path& out) {
  Examples all;
  for (const auto& name : names)
    for (const auto& entry : {fmt::format("{}.tsv", name.file), fmt::format("{}-2.tsv", name.file)})
      if (std::filesystem::exists(gold / "sentences" / entry)) read_sentences(gold / "sentences" / entry, name.slug, name.id_prefix, all);
  read_passages(gold / "train.jsonl", all);
  read_explained(gold / "train-explained.jsonl", all);
  Examples wholes;
  for (const auto* file : {"train.jsonl", "train-explained.jsonl"}) read_whole_passages(gold / file, wholes);

  const Matrix matrix(all, least_sentences), whole_matrix(wholes, least_passages);
  write(out / "common.weights", {{matrix, sentence_scale, sentence_least, {{"planned", learn(all, matrix, is_planned)}, {"opposed", learn(all, matrix, is_opposed)}}},
                                 {whole_matrix, whole_scale, whole_least, {{"elsewhere", learn(wholes, whole_matrix, is_elsewhere, passage_cost)}}}});

  for (const auto& name : names) {
    const auto own = of_approach(all, name.slug);
    const Matrix own_matrix(own);
    std::vector<Output> outputs, whole_outputs;
    const rubric::Rubric rules(test::shipped_rules(name.slug));
    for (const auto& id : rules.criteria()) {
      const auto so = [&](const Source& source) { return says(source, id); };
      const auto opposite = [&](const Source& source) { return says_opposite(source, id); };
      outputs.push_back({"+" + id, learn(own, own_matrix, so)});
      outputs.push_back({"-" + id, learn(own, own_matrix, opposite)});
      whole_outputs.push_back({"whole+" + id, learn(wholes, whole_matrix, so, passage_cost)});
      whole_outputs.push_back({"whole-" + id, learn(wholes, whole_matrix, opposite, passage_cost)});
    }
    write(out / fmt::format("{}.weights", name.file),
          {{own_matrix, sentence_scale, sentence_least, std::move(outputs)}, {whole_matrix, whole_scale, whole_least, std::move(whole_outputs)}});
  }
  write_file(out / "decision.weights", learn_decision(gold, out));
}

}  // namespace
}  // namespace fieldbook::gold

int main(int argc, char** argv) try {
  if (argc != 3) {
    fmt::print(stderr, "usage: fieldbook-train GOLD OUT\n");
    return 2;
  }
  fieldbook::gold::run(argv[1], argv[2]);
  return 0;
} catch (const fieldbook::Error& error) {
  fmt::print(stderr, "fieldbook-train: {}\n", error.message());
  return 1;
} catch (const std::exception& error) {
  fmt::print(stderr, "fieldbook-train: {}\n", error.what());
  return 2;
}
