// assess_gold FILE.jsonl… [--errors APPROACH|all]: how the shipped rules do on labelled passages, and each cell they
// get wrong with the words they went by. For whoever edits the rules.
#include <fmt/core.h>

#include <cstring>
#include <exception>

#include "tests/plugins/gold.hpp"

namespace {

using fieldbook::test::Approach;
using fieldbook::test::Passage;

void print(const fieldbook::test::ApproachScore& score) {
  fmt::print("{:<12} macro F1 {:.3f}  micro F1 {:.3f}  kappa {:.2f}  contradicted {} found {} called positive {}  distractors {} with fit {}  fit exact {}/{}\n",
             score.slug, score.macro_f1(), score.micro_f1(), score.kappa(), score.contradicted, score.contradicted_found,
             score.contradicted_called_positive, score.distractors, score.distractors_with_fit, score.fit_exact, score.fit_count);
  for (const auto& c : score.criteria)
    fmt::print("  {:<36} n {:>3}  P {:.2f}  R {:.2f}  F1 {:.2f}  false {}\n", c.id, c.positives, c.precision(), c.recall(), c.f1(), c.false_positives);
}

void print_errors(const Approach& approach, const std::vector<Passage>& passages) {
  for (const auto& passage : passages) {
    const fieldbook::test::PlainDocument document(passage.text);
    const auto assessment = approach.rubric.assess(document.view());
    if (!assessment.remark.empty()) fmt::print("[{}] set aside: {}\n", passage.id, assessment.remark);
    for (const auto& finding : assessment.findings) {
      const auto label = passage.labels.find(finding.criterion);
      const int gold = label == passage.labels.end() ? 0 : label->second;
      const int ours = static_cast<int>(finding.rating);
      const bool wrong = (gold > 0) != (ours > 0) || (gold < 0 && ours >= 0) || (gold >= 0 && ours < 0);
      if (wrong)
        fmt::print("[{}] {} gold {} ours {} (score {:.1f} of {:.1f}, against {:.1f}) {}\n", passage.id, finding.criterion, gold, ours,
                   finding.score, finding.threshold, finding.against, passage.text.size() < 300 ? passage.text + " <- " + finding.rationale : finding.rationale);
    }
  }
}

}  // namespace

int main(int argc, char** argv) try {
  std::vector<Passage> passages;
  std::string errors;
  for (int i = 1; i < argc; ++i) {
    if (std::strcmp(argv[i], "--errors") == 0 && i + 1 < argc) {
      errors = argv[++i];
      continue;
    }
    for (auto& passage : fieldbook::test::read_gold(argv[i])) passages.push_back(std::move(passage));
  }
  fmt::print("{} passages\n", passages.size());
  for (const auto& approach : fieldbook::test::shipped_approaches()) {
    if (errors == approach.slug || errors == "all") print_errors(approach, passages);
    print(fieldbook::test::score(approach, passages));
  }
  return 0;
} catch (const std::exception& error) {
  fmt::print(stderr, "assess_gold: {}\n", error.what());
  return 2;
}
