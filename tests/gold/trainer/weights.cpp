#include "tests/gold/trainer/weights.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <future>
#include <iterator>

#include "core/base/file.hpp"
#include "core/base/parallel.hpp"
#include "tests/gold/trainer/examples.hpp"
#include "tests/gold/trainer/learn.hpp"
#include "tests/gold/trainer/names.hpp"
#include "tests/gold/trainer/network.hpp"
#include "tests/plugins/shipped.hpp"

namespace fieldbook::gold {
namespace {

constexpr std::size_t least_sentences = 4;  // that have a trait of the common weights
constexpr std::size_t least_passages = 16;  // that have a trait of whole texts

struct Output {
  std::string name;
  Model model;
};

// Models over the same traits.
struct Part {
  std::vector<std::string> traits;
  int scale, bias_scale, least;  // a weight of 1 in the file's numbers, and the smallest that is kept there
  std::vector<Output> outputs;
};

// A whole text has many traits with a small weight each, which are given ten times as large.
Part of_sentences(std::vector<std::string> traits, std::vector<Output> outputs) { return {std::move(traits), 100, 100, 15, std::move(outputs)}; }
Part of_wholes(std::vector<std::string> traits, std::vector<Output> outputs) { return {std::move(traits), 1000, 1000, 4, std::move(outputs)}; }
Part of_filters(std::vector<std::string> traits, std::vector<Output> outputs) { return {std::move(traits), 1000, 100, 1, std::move(outputs)}; }

void write(const std::filesystem::path& file, const std::vector<Part>& parts) {
  std::string outputs, rows;
  std::size_t first = 0, kept = 0;
  for (const auto& part : parts) {
    const auto number = [](int scale, double weight) { return static_cast<int>(std::lround(scale * weight)); };
    for (const auto& output : part.outputs) outputs += fmt::format("output {} {}\n", output.name, number(part.bias_scale, output.model.bias));
    for (std::size_t trait = 0; trait < part.traits.size(); ++trait) {
      std::string weights;
      for (std::size_t i = 0; i < part.outputs.size(); ++i)
        if (const int weight = number(part.scale, part.outputs[i].model.weights[trait]); std::abs(weight) >= part.least)
          weights += fmt::format("{}{}:{}", weights.empty() ? "" : " ", first + i, weight);
      if (weights.empty()) continue;
      rows += part.traits[trait] + "\t" + weights + "\n";
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
  return Target::yes;
}

Target says_opposite(const Source& source, const std::string& id) {
  const auto found = source.ratings.find(id);
  if (found == source.ratings.end() || found->second != assess::Rating::contradicted) return Target::no;
  return Target::yes;
}

Target is_planned(const Source& source) {
  const bool planned = any(source, assess::Rating::partial), done = any(source, assess::Rating::established);
  return planned == done ? Target::unused : planned ? Target::yes : Target::no;
}

Target is_opposed(const Source& source) {
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
    own.sentences.push_back({sentence.traits, {}, own.sources.size() - 1});
  }
  return own;
}

// What is learned of one approach: for each criterion that a sentence or a text says so, and the opposite.
struct Linear {
  std::vector<std::string> traits;
  std::vector<Output> sentences, whole;
};

Linear learn_linear(const Examples& all, const Examples& wholes, const Matrix& whole_matrix, std::string_view slug) {
  const auto own = of_approach(all, slug);
  const Matrix matrix(own);
  Linear out{matrix.traits(), {}, {}};
  const rubric::Rubric rules(test::shipped_rules(slug));
  for (const auto& id : rules.criteria()) {
    const auto so = [&](const Source& source) { return says(source, id); };
    const auto opposite = [&](const Source& source) { return says_opposite(source, id); };
    out.sentences.push_back({"+" + id, learn(own, matrix, so)});
    out.sentences.push_back({"-" + id, learn(own, matrix, opposite)});
    out.whole.push_back({"whole+" + id, learn(wholes, whole_matrix, so, passage_cost)});
    out.whole.push_back({"whole-" + id, learn(wholes, whole_matrix, opposite, passage_cost)});
  }
  return out;
}

// What the network's filters say of `count` criteria from `first` on.
Linear by_filters(const LearnedNetwork& network, const std::vector<std::string>& criteria, std::size_t first, std::size_t count) {
  Linear out;
  for (std::size_t i = first; i < first + count; ++i) {
    const auto& learned = network.criteria[i];
    out.sentences.push_back({"like+" + criteria[i], learned.so});
    out.sentences.push_back({"like-" + criteria[i], learned.opposite});
    out.whole.push_back({"whole-like+" + criteria[i], learned.whole_so});
    out.whole.push_back({"whole-like-" + criteria[i], learned.whole_opposite});
  }
  return out;
}

std::vector<std::string> filter_names(const LearnedNetwork& network, std::string_view kind) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < network.criteria.at(0).so.weights.size(); ++i) out.push_back(fmt::format("{} {}", kind, i));
  return out;
}

// All that weights are learned from: sentences, alone and of passages, and passages as a whole.
struct Gold {
  Examples sentences, wholes;
};

Gold read_gold(const std::filesystem::path& gold, const std::vector<std::string>& passages) {
  Gold all;
  for (const auto& name : names)
    for (const auto& entry : {fmt::format("{}.tsv", name.file), fmt::format("{}-2.tsv", name.file)})
      if (std::filesystem::exists(gold / "sentences" / entry)) read_sentences(gold / "sentences" / entry, name.slug, name.id_prefix, all.sentences);
  for (const auto& file : passages) {
    read_explained(gold / file, all.sentences);
    read_whole_passages(gold / file, all.wholes);
  }
  return all;
}

}  // namespace

void learn_weights(const std::filesystem::path& gold, const std::vector<std::string>& passages, const std::filesystem::path& out) {
  const auto [all, wholes] = read_gold(gold, passages);
  std::vector<std::string> criteria;
  for (const auto& name : names) std::ranges::copy(rubric::Rubric(test::shipped_rules(name.slug)).criteria(), std::back_inserter(criteria));
  auto learning = std::async(std::launch::async, [&] {
    return learn_network(all, criteria, gold / "words.vectors", [](const std::string& progress) { fmt::print("common.network: {}\n", progress); });
  });

  const Matrix matrix(all, least_sentences), whole_matrix(wholes, least_passages);
  const std::vector<Output> of_any{{"planned", learn(all, matrix, is_planned)}, {"opposed", learn(all, matrix, is_opposed)}};
  const std::vector<Output> of_trade{{"elsewhere", learn(wholes, whole_matrix, is_elsewhere, passage_cost)}};
  std::vector<Linear> linear(std::size(names));
  each_in_parallel(linear.size(), [&](std::size_t i) { linear[i] = learn_linear(all, wholes, whole_matrix, names[i].slug); });

  const auto network = learning.get();
  write_file(out / "common.network", network.file);
  write(out / "common.weights", {of_sentences(matrix.traits(), of_any), of_wholes(whole_matrix.traits(), of_trade),
                                 of_filters(filter_names(network, "N"), {{"like-elsewhere", network.elsewhere}})});
  std::size_t first = 0;
  for (std::size_t i = 0; i < linear.size(); ++i) {
    auto& [traits, sentences, whole] = linear[i];
    const auto like = by_filters(network, criteria, first, sentences.size() / 2);
    first += sentences.size() / 2;
    write(out / fmt::format("{}.weights", names[i].file), {of_sentences(traits, std::move(sentences)), of_wholes(whole_matrix.traits(), std::move(whole)),
                                                           of_filters(filter_names(network, "n"), like.sentences), of_filters(filter_names(network, "N"), like.whole)});
  }
}

}  // namespace fieldbook::gold
