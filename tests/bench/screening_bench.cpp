// Screening on whole labelled files: fieldbook_screening_bench FILE.csv [GOLDEN.json]…, or FILE.csv --large (100,000 records made of it).
// Prints the measures, CPU milliseconds a step, and where the order leaves a golden one. Columns: title, abstract, included.
#include <ctime>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <random>

#include "core/base/file.hpp"
#include "core/review/screening/labelled.hpp"
#include "core/review/screening/simulation.hpp"

namespace {

using namespace fieldbook;
using namespace fieldbook::review;

double cpu_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

using Data = LabelledRecords;

// As many records as asked for, out of the halves of others, so that most pairs of words are known and many new.
Data enlarged(const Data& data, std::size_t records) {
  std::mt19937 random(1);
  Data out;
  const auto pick = [&]() -> const std::string& { return data.texts[random() % data.texts.size()]; };
  for (std::size_t i = 0; i < records; ++i) {
    const auto& first = pick();
    const auto& second = pick();
    out.texts.push_back(first.substr(0, first.size() / 2) + second.substr(second.size() / 2));
    out.relevant.push_back(i % 20 == 0);
  }
  return out;
}

void report(const Data& data, const std::string& name, const SimulationOptions& options) {
  const auto start = cpu_seconds();
  const auto seen = simulate(data.texts, data.relevant, options);
  std::cout << name << ": WSS@95 " << work_saved_percent(seen, .95) << ", RRF@10 " << relevant_found_percent(seen, .1) << ", ATD "
            << time_to_discovery_percent(seen) << ", " << 1000 * (cpu_seconds() - start) / static_cast<double>(seen.found_at.back()) << " CPU ms a step, features included\n";
}

void compare(const Data& data, const std::string& golden_file) {
  const auto golden = nlohmann::json::parse(std::ifstream(golden_file));
  const auto order = golden.at("order").get<std::vector<std::size_t>>();
  const auto model = golden.at("model") == "u3_nb" ? Model::nb : Model::svm;
  Ranker ranker(data.texts, model);
  std::cout << golden.at("model") << ": features " << ranker.features().features << " (golden " << golden.at("features") << "), cells "
            << ranker.features().cells << " (" << golden.at("nnz") << ")\n";
  std::size_t differ = 0;
  for (std::size_t at = 0; at < order.size(); ++at) {   // each step as if the golden order had been followed so far
    if (at >= 2) {
      const auto next = *ranker.next();
      if (next != order[at] && ++differ <= 5) {
        std::cout << "  at " << at << " we would read " << next << ", golden " << order[at] << ", scores apart " << ranker.scores()[next] - ranker.scores()[order[at]] << '\n';
      }
    }
    ranker.judge(order[at], data.relevant[order[at]]);
  }
  std::cout << "  " << differ << " of " << order.size() << " steps differ; golden WSS@95 " << golden.at("metrics").at("wss95") << ", RRF@10 " << golden.at("metrics").at("rrf10") << '\n';
}

void time_steps(const Data& data, Model model, const char* name) {
  auto start = cpu_seconds();
  Ranker ranker(data.texts, model);
  const auto vectorised = cpu_seconds() - start;
  for (std::size_t i = 0; i < std::min<std::size_t>(data.texts.size() / 2, 5000); ++i) ranker.judge(i, data.relevant[i]);
  start = cpu_seconds();
  ranker.scores();
  const auto cold = cpu_seconds() - start;
  double worst = 0, sum = 0;
  constexpr std::size_t steps = 100;
  for (std::size_t i = 0; i < steps; ++i) {
    const auto next = *ranker.next();
    ranker.judge(next, data.relevant[next]);
    start = cpu_seconds();
    ranker.scores();
    const auto took = cpu_seconds() - start;
    worst = std::max(worst, took);
    sum += took;
  }
  std::cout << name << ": features " << 1000 * vectorised << " CPU ms; with half (at most 5,000) judged: from nothing " << 1000 * cold << ", a step " << 1000 * sum / steps << ", worst " << 1000 * worst << '\n';
}

void random_priors(const Data& data, Model model, const char* name) {
  std::vector<std::size_t> classes[2];
  for (std::size_t i = 0; i < data.relevant.size(); ++i) classes[data.relevant[i] ? 1 : 0].push_back(i);
  double sum = 0;
  constexpr unsigned runs = 10;
  for (unsigned seed = 0; seed < runs; ++seed) {
    std::mt19937 random(seed);
    SimulationOptions options{.model = model};
    for (const auto& one : {classes[1], classes[0]}) options.priors.push_back(one[random() % one.size()]);
    sum += work_saved_percent(simulate(data.texts, data.relevant, options), .95);
  }
  std::cout << name << ": WSS@95 over 10 random priors " << sum / runs << '\n';
}

}  // namespace

int main(int argc, char** argv) {
  std::cout << std::unitbuf;
  if (argc < 2) {
    std::cerr << "usage: fieldbook_screening_bench FILE.csv [GOLDEN.json]...|--large\n";
    return 2;
  }
  Diagnostics ignored;
  auto data = read_labelled(read_file(argv[1], 1UL << 30U), argv[1], {.label = "included"}, ignored);
  const bool large = argc == 3 && std::string(argv[2]) == "--large";
  if (large) data = enlarged(data, 100'000);
  std::cout << data.texts.size() << " records\n";
  time_steps(data, Model::nb, "nb");
  time_steps(data, Model::svm, "svm");
  if (large) return 0;
  for (int i = 2; i < argc; ++i) compare(data, argv[i]);
  report(data, "nb", {.model = Model::nb});
  report(data, "svm", {.model = Model::svm});
  random_priors(data, Model::nb, "nb");
  random_priors(data, Model::svm, "svm");
  return 0;
}
