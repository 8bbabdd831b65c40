// Runs the fuzz entries of a review's files over the forms of the library and files as a review has them, and over cuts and damaged copies of them.
#include <gtest/gtest.h>

#include <initializer_list>
#include <map>
#include <random>

#include "core/review/protocol.hpp"
#include "tests/fuzz/instrument_fuzz.hpp"
#include "tests/fuzz/review_fuzz.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook {
namespace {

using Entries = std::initializer_list<int (*)(const std::uint8_t*, std::size_t)>;

void run_all(Entries entries, const std::string& input) {
  const auto* const bytes = reinterpret_cast<const std::uint8_t*>(input.data());
  for (const auto entry : entries) EXPECT_EQ(entry(bytes, input.size()), 0);
}

void run_all_whole_and_damaged(Entries entries, const std::map<std::string, std::string>& inputs) {
  std::mt19937 random(20260301);   // the same damage every time
  const std::string spice = "[]{}:-,;\t\"'#\n |&*!~\xFF\x80";
  for (const auto& [name, input] : inputs) {
    SCOPED_TRACE(name);
    run_all(entries, input);
    if (input.empty() || input.size() > 20'000) continue;
    for (int round = 0; round < 40; ++round) {
      auto damaged = input.substr(0, 1 + random() % input.size());
      if (round % 2 == 0) damaged = input;
      for (int i = 0; i < 3; ++i) damaged[random() % damaged.size()] = spice[random() % spice.size()];
      run_all(entries, damaged);
    }
    // Whole lines left out or said twice: what stays is often a form.
    for (int round = 0; round < 40; ++round) {
      auto lines = input;
      const auto at = lines.find('\n', random() % lines.size());
      if (at == std::string::npos) continue;
      const auto end = lines.find('\n', at + 1);
      const auto line = lines.substr(at, end == std::string::npos ? end : end - at);
      run_all(entries, round % 2 == 0 ? lines.erase(at, line.size()) : lines.insert(at, line));
    }
  }
}

TEST(ReviewReplay, FormsWholeAndDamagedDoNoHarm) {
  auto inputs = test::tree(test::source("corpus/instruments"));
  inputs.merge(test::tree(test::source("tests/fuzz/corpus")));
  inputs["answer"] = R"({"item":"r0","instrument":"fit","version":1,"question":"q","answer":["a","b"],"words":"w","where":"p. 4","resolves":true,"migrated-from":3,"at":"2026-03-01T09:00:00Z"})";
  inputs["finding"] = "statement: They hold.\nstudies: [r0, r1]\noutcome: system\n";
  inputs["claim"] = "statement: It saves.\nstudies: [r0]\nwords: saved a third\ncausal: true\n";
  inputs["sheet"] = "- item: r0\n  instrument: fit\n  answers:\n    suits: {answer: \"yes\", words: by lot, where: p. 4}\n    told: [a, b]\n";
  run_all_whole_and_damaged({fuzz_instrument, fuzz_answers, fuzz_statement, fuzz_sheets}, inputs);
}

TEST(ReviewReplay, ProtocolsAndLinesWholeAndDamagedDoNoHarm) {
  auto inputs = test::tree(test::source("tests/fuzz/corpus"));
  inputs["skeleton"] = review::protocol_skeleton("Alliances");
  inputs["protocol"] = R"(title: Alliances
question: Do alliances help?
framework: PICO
facets: {population: Adults, outcome: Cost}
eligibility:
  include: {public: It is about a public service}
  exclude: {design: No evaluation}
searches:
  - {database: Scopus, strategy: alliance*, kind: register}
stages:
  - {id: title-abstract, label: Title and abstract, reviewers: 2}
reviewers:
  - {id: ada, name: Ada Marsh}
stopping: {rule: hypergeometric, recall: 95 %, confidence: 0.9}
words: {in: [alliance*], out: [fish]}
appraisal: {reviewers: 2, quality-from: fit}
amendments:
  - {date: 2026-03, what: One question more, why: asked for}
)";
  inputs["note"] = R"({"database":"Scopus","searched":"2026-03-01","file":"a.ris","original":"x.original.ris","sha256":"00","format":"ris","encoding":"UTF-8","records_in":2,"records":1,"errors":[{"line":3,"what":"no title"}]})";
  inputs["verdicts"] = R"({"a":"r1","b":"r2","verdict":"same","at":"2026-03-01T09:00:00Z","score":0.97,"why":"title"})" "\n" R"({"a":"r3","b":"r2","verdict":"different"})" "\n";
  inputs["pairs"] = "decision\ta\tb\tscore\nsame\tr1\tr2\t0.70\n\tr3\tr4\t0.60\nDifferent;r5;r6\n\"same\",\"r7\",\"r8\"\n";
  inputs["decisions"] = R"({"record":"r1","stage":"title-abstract","decision":"exclude","reasons":["design"],"note":"n","shown":"nb","at":"2026-03-01T09:00:00Z","among":"0123abcd"})" "\n"
                        R"({"record":"r1","stage":"title-abstract","decision":"withdrawn","shown":"conflict"})" "\n";
  inputs["list"] = "- {record: r1, decision: exclude, reasons: [design], note: \"x\"}\n- record: r2\n  decision: include\n";
  inputs["editions"] = R"({"edition":"a","at":"2026-03-01T09:00:00Z","imports":["i"],"stages":[{"stage":"s","records":2,"waiting":1,"excluded":0,"conflicts":0,"unsure":0,"included":["r1"]}]})" "\n";
  inputs["deep"] = std::string(10'000, '[');
  run_all_whole_and_damaged({fuzz_protocol, fuzz_import_note, fuzz_verdicts, fuzz_pair_table, fuzz_decisions, fuzz_editions, fuzz_given_decisions}, inputs);
}

}  // namespace
}  // namespace fieldbook
