#include "core/assess/since.hpp"

#include <algorithm>

#include "core/base/text.hpp"

namespace fieldbook::assess {
namespace {

std::vector<std::string> words_of(const Judgement& judgement) {
  std::vector<std::string> out;
  for (const auto& quote : judgement.quotes) out.push_back(collapse_whitespace(quote.text));
  return out;
}

// What is in `these` and not in `those`, in order.
std::vector<std::string> only_in(const std::vector<std::string>& these, const std::vector<std::string>& those) {
  std::vector<std::string> out;
  std::ranges::copy_if(these, std::back_inserter(out),
                       [&](const auto& one) { return std::ranges::find(those, one) == those.end(); });
  return out;
}

const Assessment* assessment_by(const Result& result, const std::string& assessor) {
  const auto found = std::ranges::find(result.assessments, assessor, &Assessment::assessor);
  return found == result.assessments.end() || found->outcome != Outcome::ok ? nullptr : &*found;
}

void compare(const Assessment& before, const Assessment& now, Since& out) {
  if (before.fit != now.fit) out.fits.push_back({now.assessor, now.name, before.fit, now.fit});
  for (const auto& judgement : now.criteria) {
    const auto was = std::ranges::find(before.criteria, judgement.criterion, &Judgement::criterion);
    if (was == before.criteria.end()) continue;
    Change change{now.assessor,     judgement.criterion,
                  judgement.name,   was->rating,
                  judgement.rating, only_in(words_of(judgement), words_of(*was)),
                  only_in(words_of(*was), words_of(judgement))};
    if (change.before != change.after || !change.gained.empty() || !change.lost.empty())
      out.changes.push_back(std::move(change));
  }
}

int order(const Change& change) {
  if (change.after > change.before) return 0;
  return change.after < change.before ? 1 : 2;
}

}  // namespace

Since changes_since(const Result& before, const Result& now) {
  Since out{before.title, {}, {}, {}};
  for (const auto& assessment : now.assessments) {
    const auto* const was = assessment_by(before, assessment.assessor);
    if (was == nullptr || assessment.outcome != Outcome::ok) {
      out.not_compared.push_back(assessment.assessor);
    } else {
      compare(*was, assessment, out);
    }
  }
  for (const auto& assessment : before.assessments) {
    const auto same = std::ranges::find(now.assessments, assessment.assessor, &Assessment::assessor);
    if (same == now.assessments.end()) out.not_compared.push_back(assessment.assessor);
  }
  std::ranges::stable_sort(out.changes, {}, order);
  return out;
}

}  // namespace fieldbook::assess
