#include "core/review/screening/screening.hpp"

#include <algorithm>
#include <numeric>

#include "core/base/error.hpp"
#include "core/base/text.hpp"
#include "core/review/given_decisions.hpp"
#include "core/review/screening/random_order.hpp"

namespace fieldbook::review {
namespace {

constexpr std::chrono::milliseconds patience{300};   // nobody notices
constexpr std::chrono::hours until_there_is_one{1};  // after that there always is

}  // namespace

Screening::Screening(std::filesystem::path review, const Protocol& protocol, const Records& records, std::span<const Decision> decisions, const ScreeningOptions& options)
    : review_(std::move(review)), stopping_(stopping_in(protocol, options.stage)), mark_(imports_mark(records)), options_(options) {
  if (protocol.reviewer(options.reviewer) == nullptr) {
    std::vector<std::string> names;
    for (const auto& one : protocol.reviewers) names.push_back(one.id);
    throw Error(Errc::not_found, "the protocol names no reviewer " + in_quotes(options.reviewer) + did_you_mean(options.reviewer, names), "use " + join(names, " or ") + ", or add the reviewer to protocol.yaml");
  }
  std::map<std::string, const ReviewRecord*, std::less<>> came;
  for (const auto& one : standings(protocol, records, decisions, options.stage)) {
    came.emplace(one.record->id, one.record);
    if (options.only.empty()) pool_.push_back(one.record);
  }
  for (const auto& id : options.only) {
    const auto* const record = records.find(id);
    if (record == nullptr || !came.contains(record->id)) throw Error(Errc::not_found, "there is no record " + in_quotes(id) + " in this stage", "use the ids that fieldbook review agreement --sample prints");
    if (std::ranges::find(pool_, record) == pool_.end()) pool_.push_back(record);
  }
  if (pool_.empty()) throw Error(Errc::invalid, "no record has come to the stage " + in_quotes(options.stage) + " yet", "import records, or decide on them in the stage before");
  needs_reason_ = fieldbook::review::needs_reason(protocol, options.stage);

  std::map<std::string, std::size_t, std::less<>> places;
  for (const auto* const record : pool_) places.emplace(record->id, places.size());
  random_order_.resize(pool_.size());
  std::iota(random_order_.begin(), random_order_.end(), 0U);
  const auto seed = options.stage + "\n" + options.reviewer;
  if (options.only.empty()) std::ranges::sort(random_order_, {}, [&](std::size_t i) { return random_place(seed, pool_[i]->id); });
  decided_.assign(pool_.size(), false);
  skipped_.assign(pool_.size(), false);
  for (const auto& decision : own_decisions(decisions, records, options.stage, options.reviewer)) {
    const auto at = places.find(decision.record);
    if (at == places.end()) continue;
    read_.push_back({at->second, {decision.verdict, decision.reasons, decision.note}, decision.shown, decision.among == mark_});
    decided_[at->second] = true;
  }
}

BackgroundRanker& Screening::ranker(Model model) {
  auto& held = model == Model::svm ? svm_ : nb_;
  if (!held) {
    held = std::make_unique<BackgroundRanker>(Texts{pool_.size(), [records = pool_](std::size_t i) { return text_for_ranking(records[i]->reference.title, records[i]->abstract()); }}, model);
    for (const auto& one : read_) held->judge(one.record, goes_on(one.judgement.verdict));
    held->order(until_there_is_one);
  }
  return *held;
}

void Screening::teach(std::size_t record, std::optional<bool> relevant) {
  if (svm_) svm_->judge(record, relevant);
  if (nb_) nb_->judge(record, relevant);
}

Progress Screening::state() const {
  std::vector<ReadRecord> read;
  for (const auto& one : read_) read.push_back({goes_on(one.judgement.verdict), one.shown, one.among_these});
  auto out = progress(stopping_, pool_.size(), read, sample_);
  if (options_.only.empty()) return out;
  out = {.next = Shown::for_overlap, .may_stop = read_.size() == pool_.size(), .p = {}, .statement = "A sample for a second reviewer, in random order: read it to its end."};
  return out;
}

std::optional<std::size_t> Screening::first_open(const std::vector<std::size_t>& order) const {
  for (const bool skipped : {false, true}) {
    const auto at = std::ranges::find_if(order, [&](std::size_t i) { return !decided_[i] && skipped_[i] == skipped; });
    if (at != order.end()) return *at;
  }
  return std::nullopt;
}

std::optional<std::size_t> Screening::choose() {
  current_shown_ = state().next;
  switch (current_shown_) {
    case Shown::by_svm: return first_open(*ranker(Model::svm).order(patience));
    case Shown::by_nb: return first_open(*ranker(Model::nb).order(patience));
    case Shown::at_random:
    case Shown::for_overlap:
    case Shown::from_list:
    case Shown::in_conflict: break;
  }
  return first_open(random_order_);
}

const ReviewRecord* Screening::current() {
  if (!current_) current_ = choose();
  if (!current_) current_ = first_open(random_order_);   // what was taken back since the last ranking
  return current_ ? pool_[*current_] : nullptr;
}

void Screening::write(std::size_t record, const Judgement& judgement, Shown shown) {
  add_decision(review_, {options_.reviewer, pool_[record]->id, options_.stage, judgement.verdict, judgement.reasons, judgement.note, shown, timestamp(), mark_});
}

void Screening::decide(const Judgement& judgement) {
  if (current() == nullptr) return;
  if (judgement.verdict == Verdict::exclude && needs_reason_ && judgement.reasons.empty()) {
    throw Error(Errc::invalid, "an exclusion at this stage needs a reason", "choose one by its number");
  }
  const auto record = *current_;
  write(record, judgement, current_shown_);
  read_.push_back({record, judgement, current_shown_});
  decided_[record] = true;
  current_.reset();
  teach(record, goes_on(judgement.verdict));
}

void Screening::skip() {
  if (current() == nullptr) return;
  skipped_[*current_] = true;
  current_.reset();
  if (first_open(random_order_) && std::ranges::all_of(random_order_, [&](std::size_t i) { return decided_[i] || skipped_[i]; })) {
    skipped_.assign(pool_.size(), false);   // all the rest was skipped: once more from the start
  }
}

bool Screening::undo() {
  if (read_.empty()) return false;
  const auto last = read_.back();
  write(last.record, {Verdict::withdrawn, {}, {}}, last.shown);
  read_.pop_back();
  decided_[last.record] = false;
  skipped_[last.record] = false;
  teach(last.record, std::nullopt);
  current_ = last.record;
  current_shown_ = last.shown;
  return true;
}

void Screening::choose_sampling(bool on) {
  sample_ = on;
  current_.reset();
}

Counts Screening::counts() const {
  const auto of = [this](Verdict verdict) { return static_cast<std::size_t>(std::ranges::count_if(read_, [&](const Own& one) { return one.judgement.verdict == verdict; })); };
  return {pool_.size(), read_.size(), of(Verdict::include), of(Verdict::exclude), of(Verdict::unsure)};
}

std::vector<std::string> overlap_sample(const Protocol& protocol, const Records& records, std::span<const Decision> decisions, const std::string& stage, const std::string& first, const std::string& second,
                                        std::size_t count) {
  const auto has = [](const RecordStanding& one, const std::string& reviewer) { return std::ranges::any_of(one.opinions, [&](const Decision& said) { return said.reviewer == reviewer; }); };
  std::vector<std::string> out;
  for (const auto& one : standings(protocol, records, decisions, stage)) {
    if (has(one, first) && !has(one, second)) out.push_back(one.record->id);
  }
  const auto seed = stage + "\n" + first + "\n" + second;
  std::ranges::sort(out, {}, [&](const std::string& id) { return random_place(seed, id); });
  if (out.size() > count) out.resize(count);
  return out;
}

}  // namespace fieldbook::review
