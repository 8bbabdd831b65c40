// fieldbook_isolation_bench GOLD.jsonl PLUGINS [ROUNDS]: what it costs to run an assessor in a process of its own. The same
// texts are judged by the same rules in this process and by workers, in turns; CPU time of both sides, per assessment. Workers are timed over the texts
// once and over the texts twice: the difference is what a worker that is kept costs, and the rest is what its start does.
#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <vector>

#include "core/assess/catalogue.hpp"
#include "core/assess/supervisor.hpp"
#include "core/record/markdown.hpp"
#include "tests/plugins/shipped.hpp"

namespace {

using namespace fieldbook;

double seconds(const timeval& time) { return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6; }

double cpu_of(int who) {
  rusage used{};
  ::getrusage(who, &used);
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

// Workers are counted once they have ended.
double cpu() { return cpu_of(RUSAGE_SELF) + cpu_of(RUSAGE_CHILDREN); }


double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc < 3) return std::fputs("fieldbook_isolation_bench GOLD.jsonl PLUGINS [ROUNDS]\n", stderr), 2;
  const auto passages = assess::read_labelled(argv[1]);
  const int rounds = argc > 3 ? std::atoi(argv[3]) : 7;
  const auto catalogue = assess::read_catalogue({argv[2]});
  std::vector<std::unique_ptr<test::PlainDocument>> documents;
  std::vector<assess::Text> texts;
  for (const auto& passage : passages) {
    documents.push_back(std::make_unique<test::PlainDocument>(passage.text));
    texts.push_back({passage.id, "", record::structure_plain_text(passage.text), {}});
  }
  const auto nothing = [](std::string_view, std::size_t) { return std::vector<assess::SearchHit>(); };
  const auto approaches = test::shipped_approaches();
  std::vector<double> inside, kept, starts;
  // CPU seconds of workers for all texts so many times; below 0 where one was not answered.
  const auto by_workers = [&](int times) {
    const auto begin = cpu();
    bool answered = true;
    {
      assess::Supervisor supervisor({}, nothing);
      for (const auto& approach : approaches) {
        const auto* const info = catalogue.find(approach.slug);
        if (info == nullptr) throw std::runtime_error("there is no assessor " + approach.slug + " in " + argv[2]);
        for (int i = 0; i < times; ++i)
          for (const auto& text : texts) answered = supervisor.assess(*info, text).outcome == assess::Outcome::ok && answered;
      }
    }
    return answered ? cpu() - begin : -1;
  };
  for (int round = 0; round < rounds; ++round) {
    std::size_t made = 0;
    const auto begin = cpu();
    for (const auto& approach : approaches) {
      for (const auto& document : documents) made += approach.rubric.assess(document->view()).fit >= 0 ? 1U : 0U;
    }
    inside.push_back((cpu() - begin) / static_cast<double>(made) * 1e6);
    const double once = by_workers(1), twice = by_workers(2);
    if (once < 0 || twice < 0) return std::fputs("not every text was answered\n", stderr), 1;
    kept.push_back((twice - once) / static_cast<double>(made) * 1e6);
    starts.push_back((2 * once - twice) / static_cast<double>(approaches.size()) * 1e3);
  }
  std::printf("%zu texts x %zu assessors, %d rounds, CPU microseconds an assessment (median):\n", texts.size(), approaches.size(), rounds);
  std::printf("in this process %.0f, in workers that are kept %.0f: isolation costs %.0f; a worker's start, and what it meets for the first time, %.0f ms\n",
              median(inside), median(kept), median(kept) - median(inside), median(starts));
  return 0;
} catch (const std::exception& error) {
  std::fprintf(stderr, "fieldbook_isolation_bench: %s\n", error.what());
  return 2;
}
