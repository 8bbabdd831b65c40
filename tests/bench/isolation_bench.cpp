// fieldbook_isolation_bench GOLD.jsonl PLUGINS [ROUNDS]: what it costs to run an assessor in a process of its own. The same
// texts are judged by the same rules in this process and by kept workers, in turns; CPU time of both sides, per assessment.
#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
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
  std::vector<double> inside, outside;
  for (int round = 0; round < rounds; ++round) {
    std::size_t made = 0;
    auto begin = cpu();
    for (const auto& approach : approaches) {
      for (const auto& document : documents) made += approach.rubric.assess(document->view()).fit >= 0 ? 1U : 0U;
    }
    inside.push_back((cpu() - begin) / static_cast<double>(made) * 1e6);
    begin = cpu();
    std::size_t answered = 0;
    {
      assess::Supervisor supervisor({}, nothing);
      for (const auto& approach : approaches) {
        const auto* const info = catalogue.find(approach.slug);
        if (info == nullptr) return std::fprintf(stderr, "there is no assessor %s in %s\n", approach.slug.c_str(), argv[2]), 2;
        for (const auto& text : texts) answered += supervisor.assess(*info, text).outcome == assess::Outcome::ok ? 1U : 0U;
      }
    }
    if (answered != made) return std::fprintf(stderr, "%zu of %zu were answered\n", answered, made), 1;
    outside.push_back((cpu() - begin) / static_cast<double>(made) * 1e6);
  }
  std::printf("%zu texts x %zu assessors, %d rounds, CPU microseconds an assessment (median):\n", texts.size(), approaches.size(), rounds);
  std::printf("in this process %.0f, in workers %.0f (their start shared out): isolation costs %.0f\n", median(inside), median(outside),
              median(outside) - median(inside));
  return 0;
} catch (const std::exception& error) {
  std::fprintf(stderr, "fieldbook_isolation_bench: %s\n", error.what());
  return 2;
}
