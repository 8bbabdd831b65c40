#include "core/assess/advice.hpp"

#include <algorithm>
#include <functional>

namespace fieldbook::assess {
namespace {

std::string to_do(const Judgement& judgement) {
  const auto asked = judgement.question.empty() ? std::string() : ": " + judgement.question;
  switch (judgement.rating) {
    case Rating::established: return {};
    case Rating::partial: return "Say what of this is in force now, and who does the rest by when" + (asked.empty() ? "." : asked);
    case Rating::absent: return "Settle this, and write it down" + (asked.empty() ? "." : asked);
    case Rating::contradicted:
      return "Where the passage is right, change this or say why it must be so; where it is not, put the words right.";
  }
  return {};
}

Step step(const Result& result, const Judgement& judgement) {
  Step out{&judgement, to_do(judgement), {}};
  for (const auto& one : result.read_next) {
    if (one.criterion == judgement.criterion) out.read.push_back(&one);
  }
  return out;
}

}  // namespace

std::vector<const Step*> Advice::missing_as(Rating rating) const {
  std::vector<const Step*> out;
  for (const auto& one : missing) {
    if (one.judgement->rating == rating) out.push_back(&one);
  }
  return out;
}

std::vector<Advice> advice(const Result& result) {
  std::vector<Advice> out;
  for (const auto& assessment : result.assessments) {
    if (assessment.outcome != Outcome::ok) continue;
    Advice one{&assessment, {}, {}, {}};
    for (const auto rating : {Rating::established, Rating::partial, Rating::absent, Rating::contradicted}) {
      for (const auto& judgement : assessment.criteria) {
        if (judgement.rating != rating) continue;
        if (rating == Rating::established) {
          one.strong.push_back(&judgement);
        } else {
          (rating == Rating::contradicted ? one.warnings : one.missing).push_back(step(result, judgement));
        }
      }
    }
    out.push_back(std::move(one));
  }
  std::ranges::stable_sort(out, std::greater<>(), [](const Advice& one) { return one.assessment->fit; });
  return out;
}

}  // namespace fieldbook::assess
