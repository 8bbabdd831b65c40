#include "core/review/synthesis/report.hpp"

#include <algorithm>
#include <set>

#include "core/base/error.hpp"
#include "core/review/synthesis/same_study.hpp"

namespace fieldbook::review {
namespace {

std::vector<StageAgreement> agreements_of(const Protocol& protocol, const Records& records, std::span<const Decision> decisions) {
  std::vector<StageAgreement> out;
  for (const auto& stage : protocol.stages) {
    const auto all = standings(protocol, records, decisions, stage.id);
    for (auto a = protocol.reviewers.begin(); a != protocol.reviewers.end(); ++a) {
      for (auto b = std::next(a); b != protocol.reviewers.end(); ++b) {
        StageAgreement one{stage.id, stage.label, a->id, b->id, {}, {}};
        for (const auto& standing : all) {
          const auto first = std::ranges::find(standing.opinions, a->id, &Decision::reviewer), second = std::ranges::find(standing.opinions, b->id, &Decision::reviewer);
          if (first == standing.opinions.end() || second == standing.opinions.end()) continue;
          ++one.table[goes_on(first->verdict) ? 1 : 0][goes_on(second->verdict) ? 1 : 0];
        }
        one.agreement = agreement(one.table);
        if (one.agreement.n != 0) out.push_back(std::move(one));
      }
    }
  }
  return out;
}

std::vector<ReviewerWork> work_of(const Protocol& protocol, const Records& records, std::span<const Decision> decisions, std::span<const ItemStanding> items) {
  std::vector<ReviewerWork> out;
  for (const auto& reviewer : protocol.reviewers) out.push_back({reviewer, 0, 0, 0});
  const auto of = [&](const std::string& id) { return std::ranges::find(out, id, [](const ReviewerWork& one) { return one.reviewer.id; }); };
  for (const auto& stage : protocol.stages) {
    for (const auto& standing : standings(protocol, records, decisions, stage.id)) {
      for (const auto& one : standing.opinions) {
        if (const auto at = of(one.reviewer); at != out.end()) ++at->decisions;
      }
      for (const auto& one : standing.resolutions) {
        if (const auto at = of(one.reviewer); at != out.end()) ++at->resolutions;
      }
    }
  }
  for (const auto& item : items) {
    for (const auto& question : item.questions) {
      for (const auto& one : question.opinions) {
        if (const auto at = of(one.reviewer); at != out.end()) ++at->answers;
      }
      for (const auto& one : question.resolutions) {
        if (const auto at = of(one.reviewer); at != out.end()) ++at->resolutions;
      }
    }
  }
  return out;
}

std::vector<LeftOut> left_out(const Protocol& protocol, const Records& records, std::span<const Decision> decisions) {
  std::vector<LeftOut> out;
  if (protocol.stages.size() < 2) return out;
  for (const auto& one : standings(protocol, records, decisions, protocol.stages.back().id)) {
    if (one.standing != Standing::excluded) continue;
    LeftOut left{one.record->id, {}, {}, {}};
    const auto take = [&](const Decision& decision) {
      if (left.reason.empty() && decision.verdict == Verdict::exclude && !decision.reasons.empty()) left.reason = decision.reasons.front();
      if (left.note.empty()) left.note = decision.note;
    };
    for (const auto& decision : one.resolutions) take(decision);
    for (const auto& reviewer : protocol.reviewers) {
      for (const auto& decision : one.opinions) {
        if (decision.reviewer == reviewer.id) take(decision);
      }
    }
    const auto criterion = std::ranges::find(protocol.exclude, left.reason, &Criterion::id);
    left.reason_label = criterion == protocol.exclude.end() ? left.reason : criterion->text;
    out.push_back(std::move(left));
  }
  return out;
}

std::vector<FormUsed> forms_of(const Protocol& protocol, const Instruments& instruments, std::span<const ItemStanding> items) {
  std::vector<FormUsed> out;
  for (const auto& form : instruments.all()) {
    const auto count = static_cast<std::size_t>(std::ranges::count_if(items, [&](const ItemStanding& one) { return one.instrument == form.id && one.version == form.version; }));
    const bool planned = std::ranges::count(protocol.instruments, form.id) != 0 && instruments.current(form.id) == &form;
    if (count != 0 || planned) out.push_back({form, count});
  }
  return out;
}

std::vector<std::string> open_in(const Flow& flow, std::span<const ItemStanding> items) {
  std::vector<std::string> out;
  for (const auto& one : flow.problems) out.push_back(one.box + ": " + one.what + ".");
  for (const auto& one : items) {
    if (one.form == nullptr) {
      out.push_back(one.instrument + ", version " + std::to_string(one.version) + ", on " + one.item + ": no file of this version is here, so it is not judged.");
    } else if (!one.complete()) {
      out.push_back(one.instrument + " on " + one.item + " is not finished: " + std::to_string(one.conflicts()) + " in conflict, " + std::to_string(one.waiting()) + " waiting.");
    }
  }
  return out;
}

bool is_change(const Changes& all) {
  return !all.imports.empty() || all.records != 0 || std::ranges::any_of(all.stages, [](const StageChange& one) { return !one.newly_included.empty() || !one.no_longer_included.empty() || one.newly_decided != 0; });
}

void tell_changes(const std::filesystem::path& review, const Records& records, std::span<const Decision> decisions, ReviewReport& out, Diagnostics& found) {
  out.editions = read_editions(review, found);
  const auto now = stage_states(out.protocol, records, decisions);
  for (auto i = out.editions.size(); i-- > 0;) {
    out.since = i;
    out.changes = changes_since(out.editions[i], out.protocol, records, out.imports, now);
    if (is_change(out.changes)) return;
    if (i + 1 < out.editions.size()) return;   // no further back than the one before the last
  }
}

}  // namespace

const bibliography::Reference* ReviewReport::reference(std::string_view record) const noexcept {
  const auto at = std::ranges::find(references, record, &bibliography::Reference::key);
  return at == references.end() ? nullptr : &*at;
}

ReviewReport read_report(const std::filesystem::path& review, const record::Vocabularies& vocabularies, std::span<const std::string> more, Diagnostics& found) {
  auto protocol = read_protocol(review, found);
  if (!protocol) throw Error(Errc::invalid, "the protocol of " + review.filename().string() + " cannot be used", "put right what fieldbook review check says");
  ReviewReport out;
  out.id = review.filename().string();
  out.protocol = std::move(*protocol);
  out.imports = read_imports(review, found);
  const auto records = read_records(review, found);
  const auto decisions = read_decisions(review, found);
  const auto instruments = read_instruments(instrument_folders(review, out.protocol, more), vocabularies, found);
  const auto items = appraisable(review, out.protocol, records, decisions, vocabularies, found);
  const auto appraisals = read_answers(review, Use::appraisal, found), extractions = read_answers(review, Use::extraction, found);

  auto facts = item_standings(extractions, instruments, records, out.protocol.appraising.extractors);
  out.flow = count_flow(out.protocol, out.imports, records, decisions, same_study(facts, records, found));
  out.synthesis = synthesise({out.protocol, records, items, instruments, vocabularies, appraisals, extractions}, found);
  auto answered = item_standings(appraisals, instruments, records, out.protocol.appraising.appraisers);
  answered.insert(answered.end(), std::make_move_iterator(facts.begin()), std::make_move_iterator(facts.end()));
  for (const auto& record : records.all()) {
    out.references.push_back(record.reference);
    out.references.back().key = record.id;
    if (items.included.contains(record.id)) out.included.push_back(record.id);
  }
  for (const auto& stage : out.protocol.stages) {
    for (const auto& one : standings(out.protocol, records, decisions, stage.id)) {
      for (const auto* const said : {&one.opinions, &one.resolutions}) out.decisions.insert(out.decisions.end(), said->begin(), said->end());
    }
  }
  out.left_out = left_out(out.protocol, records, decisions);
  out.agreements = agreements_of(out.protocol, records, decisions);
  out.reviewers = work_of(out.protocol, records, decisions, answered);
  out.forms = forms_of(out.protocol, instruments, answered);
  tell_changes(review, records, decisions, out, found);
  out.open = open_in(out.flow, answered);
  return out;
}

}  // namespace fieldbook::review
