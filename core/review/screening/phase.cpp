#include "core/review/screening/phase.hpp"

#include <algorithm>
#include <cmath>

#include "core/review/stopping.hpp"

namespace fieldbook::review {
namespace {

constexpr std::size_t usual_consecutive = 50;
constexpr std::string_view many_looks = "The test is made again after each record, which makes the true confidence somewhat lower.";

bool can_learn(std::span<const ReadRecord> read) {
  return std::ranges::any_of(read, &ReadRecord::relevant) && !std::ranges::all_of(read, &ReadRecord::relevant);
}

std::size_t relevant_in(std::span<const ReadRecord> read) { return static_cast<std::size_t>(std::ranges::count(read, true, &ReadRecord::relevant)); }

// How many at the end were shown so and were irrelevant, without a break.
std::size_t irrelevant_at_end(std::span<const ReadRecord> read, Shown shown) {
  std::size_t out = 0;
  for (auto at = read.rbegin(); at != read.rend() && at->shown == shown && at->among_these && !at->relevant; ++at) ++out;
  return out;
}

std::size_t random_at_end(std::span<const ReadRecord> read) {
  std::size_t out = 0;
  for (auto at = read.rbegin(); at != read.rend() && at->shown == Shown::at_random && at->among_these; ++at) ++out;
  return out;
}

std::string percent(double share) {
  auto text = std::to_string(std::lround(1000 * share));
  if (text.size() < 2) text.insert(0, "0");
  const auto last = text.back();
  text.pop_back();
  return last == '0' ? text + " %" : text + "." + last + " %";
}

std::string three_digits(double p) {
  if (p < 0.001) return "below 0.001";
  auto text = std::to_string(p);
  return text.substr(0, 5);
}

Progress hypergeometric(const Stopping& rule, std::size_t records, std::span<const ReadRecord> read, bool sample_now) {
  Progress out;
  const auto drawn = random_at_end(read);
  const auto before = read.subspan(0, read.size() - drawn);
  const auto consecutive = rule.consecutive == 0 ? usual_consecutive : rule.consecutive;
  const bool sampling = can_learn(before) && drawn > 0;
  const bool begins = sample_now || irrelevant_at_end(read, Shown::by_svm) >= consecutive;
  out.next = !can_learn(read) || sampling || begins ? Shown::at_random : Shown::by_svm;
  if (drawn == 0) {
    out.statement = "Nothing can be said of recall yet: that takes a random sample of what is unread. It begins after " + std::to_string(consecutive) + " irrelevant records in a row.";
    return out;
  }
  const RandomSample sample{records - before.size(), drawn, relevant_in(read.last(drawn))};
  out.p = p_recall_below(rule.recall, relevant_in(before), sample);
  const auto seen = "A random sample of " + std::to_string(drawn) + " of " + std::to_string(sample.unread_before) + " unread records held " + std::to_string(sample.relevant) + " relevant ones";
  out.may_stop = relevant_in(read) > 0 && *out.p < 1 - rule.confidence;
  if (out.may_stop) {
    out.statement = seen + ": with " + percent(rule.confidence) + " confidence at least " + percent(rule.recall) + " of the relevant records are found, if the decisions are right (p = " + three_digits(*out.p) + "). " + std::string(many_looks);
  } else {
    out.statement = seen + ": not enough to say that " + percent(rule.recall) + " are found (p = " + three_digits(*out.p) + ", asked for: below " + three_digits(1 - rule.confidence) + ").";
  }
  return out;
}

Progress safe(const Stopping& rule, std::size_t records, std::span<const ReadRecord> read) {
  constexpr double random_share = 0.01;
  const auto share = [&](double part) { return static_cast<std::size_t>(std::ceil(part * static_cast<double>(records))); };
  Progress out;
  const auto first = static_cast<std::size_t>(std::ranges::count(read, Shown::at_random, &ReadRecord::shown));
  const bool second_model = std::ranges::any_of(read, [](const ReadRecord& one) { return one.shown == Shown::by_nb && one.among_these; });
  const auto in_a_row = irrelevant_at_end(read, second_model ? Shown::by_nb : Shown::by_svm);
  const auto wanted = std::to_string(rule.consecutive);
  const auto row = std::to_string(in_a_row) + " of " + wanted + " irrelevant records in a row";
  if (first < share(random_share) || !can_learn(read)) {
    out.statement = "Phase 1 of 3: a random sample to learn from.";
  } else if (!second_model && (in_a_row < rule.consecutive || read.size() < share(rule.least_share))) {
    out.next = Shown::by_svm;
    out.statement = "Phase 2 of 3: the likeliest first; " + row + ", " + std::to_string(read.size()) + " of at least " + std::to_string(share(rule.least_share)) + " read.";
  } else {
    out.next = Shown::by_nb;
    out.may_stop = second_model && in_a_row >= rule.consecutive;
    out.statement = "Phase 3 of 3: another model looks for what the first one missed; " + row + ".";
  }
  if (out.may_stop) out.statement = "The SAFE rule is met: " + wanted + " irrelevant records in a row with a second model. This is a rule of thumb: it guarantees no recall.";
  return out;
}

}  // namespace

Progress progress(const Stopping& rule, std::size_t records, std::span<const ReadRecord> read, bool sample) {
  Progress out;
  if (read.size() >= records) {
    out.may_stop = true;
    out.statement = "Every record has been read.";
    return out;
  }
  switch (rule.rule) {
    case StoppingRule::screen_all:
      out.next = can_learn(read) ? Shown::by_svm : Shown::at_random;
      out.statement = "The protocol asks for every record to be read; " + std::to_string(records - read.size()) + " are left.";
      return out;
    case StoppingRule::hypergeometric: return hypergeometric(rule, records, read, sample);
    case StoppingRule::safe: return safe(rule, records, read);
  }
  return out;
}

std::string guarantee(const Stopping& rule) {
  switch (rule.rule) {
    case StoppingRule::screen_all: return "Every record is read, so that only a wrong decision can miss one.";
    case StoppingRule::hypergeometric:
      return "Once it is met, at least " + percent(rule.recall) + " of the relevant records are found, with " + percent(rule.confidence) +
             " confidence, if the decisions are right. That holds of one test; made again after each record, as here, it has more than one chance to pass by luck, and the true confidence is somewhat lower. An import more, and it begins anew.";
    case StoppingRule::safe: return "A rule of thumb: it promises no recall. An import more, and its last phases begin anew.";
  }
  return {};
}

Stopping stopping_in(const Protocol& protocol, std::string_view stage) { return protocol.stages.front().id == stage ? protocol.stopping : Stopping{}; }

}  // namespace fieldbook::review
