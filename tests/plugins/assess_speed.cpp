// assess_speed GOLD.jsonl: assessments a CPU second, in this process, and what a mebibyte costs.
#include <fmt/core.h>

#include <ctime>
#include <exception>
#include <memory>

#include "tests/plugins/shipped.hpp"

int main(int argc, char** argv) try {
  using namespace fieldbook::test;
  const auto passages = fieldbook::assess::read_labelled(argc > 1 ? argv[1] : "tests/gold/train.jsonl");
  const auto seconds = [](std::clock_t begin) { return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC; };
  std::vector<std::unique_ptr<PlainDocument>> documents;
  std::string long_text;
  std::size_t words = 0;
  for (const auto& passage : passages) {
    documents.push_back(std::make_unique<PlainDocument>(passage.text));
    long_text += passage.text + "\n\n";
    for (const char c : passage.text) words += c == ' ' ? 1 : 0;
  }
  while (long_text.size() < (1U << 20)) long_text += long_text;
  long_text.resize(long_text.rfind("\n\n", 1U << 20));
  const PlainDocument mebibyte(long_text);
  fmt::print("{} passages of {} words\n", passages.size(), words / passages.size());
  for (const auto& approach : shipped_approaches()) {
    const auto begin = std::clock();
    int count = 0;
    while (seconds(begin) < 1.0)
      for (const auto& document : documents) count += approach.rubric.assess(document->view()).fit >= 0 ? 1 : 0;
    const double a_second = count / seconds(begin);
    const auto long_begin = std::clock();
    approach.rubric.assess(mebibyte.view());
    fmt::print("{:<12} {:.0f} assessments a CPU second, 1 MiB in {:.2f} s\n", approach.slug, a_second, seconds(long_begin));
  }
  return 0;
} catch (const std::exception& error) {
  fmt::print(stderr, "assess_speed: {}\n", error.what());
  return 2;
}
