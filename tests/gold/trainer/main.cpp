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

constexpr int least = 9;  // hundredths; smaller weights are left out

struct Output {
  std::string name;
  Model model;
};

void write(const std::filesystem::path& file, const Matrix& matrix, const std::vector<Output>& outputs) {
  std::string text = "# Learned by fieldbook-train from tests/gold; the form is in plugins/sdk/rubric/README.md.\n";
  const auto hundredths = [](double weight) { return static_cast<int>(std::lround(100 * weight)); };
  for (const auto& output : outputs) text += fmt::format("output {} {}\n", output.name, hundredths(output.model.bias));
  std::size_t kept = 0;
  for (std::size_t trait = 0; trait < matrix.traits().size(); ++trait) {
    std::string weights;
    for (std::size_t i = 0; i < outputs.size(); ++i)
      if (const int weight = hundredths(outputs[i].model.weights[trait]); std::abs(weight) >= least)
        weights += fmt::format("{}{}:{}", weights.empty() ? "" : " ", i, weight);
    if (weights.empty()) continue;
    text += matrix.traits()[trait] + "\t" + weights + "\n";
    ++kept;
  }
  write_file(file, text);
  fmt::print("{}: {} outputs, {} of {} traits, {} bytes\n", file.filename().string(), outputs.size(), kept, matrix.traits().size(), text.size());
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

  const Matrix matrix(all);
  write(out / "common.weights", matrix, {{"planned", learn(all, matrix, is_planned)}});

  const auto approaches = test::shipped_approaches();
  for (const auto& name : names) {
    const auto own = of_approach(all, name.slug);
    const Matrix own_matrix(own);
    std::vector<Output> outputs;
    for (const auto& approach : approaches) {
      if (approach.slug != name.slug) continue;
      for (const auto& id : approach.rubric.criteria()) {
        outputs.push_back({"+" + id, learn(own, own_matrix, [&](const Source& source) { return says(source, id); })});
        outputs.push_back({"-" + id, learn(own, own_matrix, [&](const Source& source) { return says_opposite(source, id); })});
      }
    }
    write(out / fmt::format("{}.weights", name.file), own_matrix, outputs);
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
