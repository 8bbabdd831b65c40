#include "core/cli/open_review.hpp"

#include "core/base/error.hpp"
#include "core/base/text.hpp"

namespace fieldbook::cli {
namespace {

template <typename Named>
[[noreturn]] void unknown(const std::string& kind, const std::string& wanted, const std::vector<Named>& known) {
  std::vector<std::string> ids;
  for (const auto& one : known) ids.push_back(one.id);
  throw Error(Errc::not_found, "the protocol has no " + kind + " " + in_quotes(wanted) + did_you_mean(wanted, ids), "use " + join(ids, " or "));
}

}  // namespace

const review::Stage& OpenReview::stage(const std::string& wanted) const {
  if (wanted.empty()) return protocol.stages.front();
  if (const auto* const found = protocol.stage(wanted)) return *found;
  unknown("stage", wanted, protocol.stages);
}

const review::Reviewer& OpenReview::reviewer(const std::string& wanted) const {
  if (const auto* const found = protocol.reviewer(wanted)) return *found;
  unknown("reviewer", wanted, protocol.reviewers);
}

OpenReview open_review(ReviewSession& shared) {
  Diagnostics found;
  auto folder = shared.root();
  auto protocol = review::read_protocol(folder, found);
  if (!protocol) {
    print(found);
    throw Error(Errc::invalid, "the protocol cannot be used", "put right what fieldbook review check says");
  }
  auto records = review::read_records(folder, found);
  auto decisions = review::read_decisions(folder, found);
  print(found);
  if (found.errors() != 0) shared.session.exit = Exit::problems;
  return {std::move(folder), std::move(*protocol), std::move(records), std::move(decisions)};
}

}  // namespace fieldbook::cli
