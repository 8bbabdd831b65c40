#include "core/review/synthesis/evidence.hpp"

#include <algorithm>
#include <charconv>
#include <set>

#include "core/review/synthesis/same_study.hpp"

namespace fieldbook::review {
namespace {

class Synthesising {
 public:
  Synthesising(const SynthesisInput& in, Diagnostics& found)
      : in_(in), facts_(item_standings(in.extractions, in.instruments, in.records, in.protocol.appraising.extractors)),
        judged_(item_standings(in.appraisals, in.instruments, in.records, in.protocol.appraising.appraisers)), same_(same_study(facts_, in.records, found)) {}

  Synthesis run() {
    choose_quality();
    for (const auto& record : in_.records.all()) {
      if (in_.items.included.contains(record.id) && main_of(record.id) == record.id) add_study(record);
    }
    for (const auto& [report, main] : same_) {
      if (in_.items.included.contains(report) && places_.contains(main_of(report))) out_.studies[places_.at(main_of(report))].reports.push_back(report);
    }
    for (const auto& one : facts_) take_facts(one);
    for (const auto& one : judged_) take_judgement(one);
    for (const auto& one : in_.items.findings) out_.findings.push_back(statement(one));
    for (const auto& one : in_.items.claims) out_.claims.push_back(statement(one));
    outcomes();
    maps();
    return std::move(out_);
  }

 private:
  // Chains end at a record that is a study of its own; a ring ends where it began.
  std::string main_of(const std::string& record) const {
    auto at = record;
    for (int steps = 0; steps < 10; ++steps) {
      const auto next = same_.find(at);
      if (next == same_.end() || !in_.items.included.contains(next->second) || next->second == record) break;
      at = next->second;
    }
    return at;
  }

  Study* study_of(std::string_view item) {
    const auto at = places_.find(main_of(std::string(record_of(item))));
    return at == places_.end() ? nullptr : &out_.studies[at->second];
  }

  void choose_quality() {
    const auto tells = [](const Instrument& one) {
      return (one.unit == Unit::study || one.unit == Unit::practice_example) && one.judgement && std::ranges::any_of(one.judgement->values, [](const Choice& value) { return !value.counts_as.empty(); });
    };
    out_.quality_from = in_.protocol.appraising.quality_from;
    if (!out_.quality_from.empty()) return;
    for (const auto& id : in_.protocol.instruments) {
      const auto* const one = in_.instruments.current(id);
      if (one == nullptr || !tells(*one)) continue;
      out_.quality_from = id;
      return;
    }
  }

  void add_study(const ReviewRecord& record) {
    Study out;
    out.record = record.id;
    out.reports = {record.id};
    out.citation = bibliography::short_form(record.reference);
    out.title = record.reference.title;
    places_[record.id] = out_.studies.size();
    out_.studies.push_back(std::move(out));
  }

  static std::string label_of(const Question& question, const std::string& id) {
    const auto* const answer = question.answer(id);
    return answer == nullptr ? id : answer->label;
  }

  void take_facts(const ItemStanding& one) {
    auto* const study = study_of(one.item);
    if (study == nullptr) return;
    for (const auto& question : one.questions) {
      if (question.state != AnswerState::agreed) study->open.push_back(one.instrument + ", " + one.item + ": " + question.question + (question.state == AnswerState::conflict ? " is in conflict" : " waits for an answer"));
    }
    for (const auto& question : one.judged.missing) {
      if (std::ranges::find(one.questions, question, &QuestionStanding::question) == one.questions.end()) study->open.push_back(one.instrument + ", " + one.item + ": " + question + " is not answered");
    }
    if (one.form == nullptr) {
      study->open.push_back(one.instrument + ", " + one.item + ": no file of version " + std::to_string(one.version) + " is here");
      return;
    }
    if (one.form->unit == Unit::outcome) return take_result(one, *study);
    if (record_of(one.item) != study->record) return;   // facts are those of the first report
    for (const auto& question : one.form->questions) {
      const auto given = one.given.find(question.id);
      if (given == one.given.end() || question.role.empty()) continue;
      take_fact(*study, question, given->second);
    }
  }

  static void take_fact(Study& study, const Question& question, const std::vector<std::string>& values) {
    const auto* const answer = question.answer(values.front());
    const auto several = [&](std::vector<std::string>& ids, std::vector<std::string>& labels) {
      ids = values;
      for (const auto& id : values) labels.push_back(label_of(question, id));
    };
    if (question.role == "design") {
      study.design = values.front();
      study.design_label = label_of(question, study.design);
      study.worth = worth_of(answer == nullptr ? std::string_view() : std::string_view(answer->counts_as));
    } else if (question.role == "read") {
      study.read_label = label_of(question, values.front());
      study.whole = answer != nullptr && answer->counts_as == "whole";
    } else if (question.role == "sample") {
      study.sample = values.front();
    } else if (question.role == "size") {
      std::size_t size = 0;
      const auto& text = values.front();
      if (std::from_chars(text.data(), text.data() + text.size(), size).ec == std::errc{}) study.size = size;
    } else if (question.role == "approach") {
      several(study.approaches, study.approach_labels);
    } else if (question.role == "country") {
      several(study.countries, study.country_labels);
    } else if (question.role == "theme") {
      several(study.themes, study.theme_labels);
      for (std::size_t i = 0; i < values.size(); ++i) study.theme_labels[i] = label_of(question, values[i]);
    }
  }

  void take_result(const ItemStanding& one, Study& study) {
    const auto* const direction = one.form->with_role("direction");
    if (direction == nullptr) return;
    const auto given = one.given.find(direction->id);
    if (given == one.given.end()) return;
    const auto* const answer = direction->answer(given->second.front());
    Result out;
    out.item = one.item;
    out.outcome = outcome_of(one.item);
    out.direction = direction_of(answer == nullptr ? std::string_view() : std::string_view(answer->counts_as)).value_or(Direction::unclear);
    for (const auto& question : one.questions) {
      const auto* const grounds = question.grounds();
      if (question.question != direction->id || grounds == nullptr) continue;
      out.words = grounds->words;
      out.where = grounds->where;
    }
    if (const auto* const figure = one.form->with_role("figure")) {
      if (const auto at = one.given.find(figure->id); at != one.given.end()) out.figure = at->second.front();
    }
    study.results.push_back(std::move(out));
  }

  static ItemJudgement judgement(const ItemStanding& one) {
    ItemJudgement out{one.instrument, one.version, one.instrument, {}, {}, {}, {}, one.judged.missing, {}};
    if (one.form == nullptr) return out;
    out.title = one.form->title;
    for (const auto& question : one.questions) {
      const auto* const asked = one.form->question(question.question);
      if (question.state != AnswerState::agreed || asked == nullptr) continue;
      JudgedPart part{asked->text, {}, {}, {}, {}};
      for (const auto& value : question.values) part.answer += (part.answer.empty() ? "" : ", ") + label_of(*asked, value);
      if (const auto* const grounds = question.grounds()) part.words = grounds->words, part.where = grounds->where, part.note = grounds->note;
      out.parts.push_back(std::move(part));
    }
    if (!one.form->judgement) return out;
    out.label = one.form->judgement->label;
    if (!one.judged.value) return out;
    const auto* const value = one.form->judgement->value(*one.judged.value);
    out.value = value->id;
    out.words = value->label;
    out.counts_as = value->counts_as;
    return out;
  }

  void take_judgement(const ItemStanding& one) {
    if (one.form != nullptr && one.form->unit != Unit::study && one.form->unit != Unit::practice_example) return;
    auto* const study = study_of(one.item);
    if (study == nullptr || record_of(one.item) != study->record) return;
    study->judgements.push_back(judgement(one));
    if (one.instrument == out_.quality_from) study->quality = quality_of(study->judgements.back().counts_as);
  }

  FindingEvidence statement(const Statement& one) const {
    FindingEvidence out{one, {}, {}};
    for (const auto& item : judged_) {
      if (item.item != one.id) continue;
      out.judgements.push_back(judgement(item));
      if (!out.parts.empty() || item.form == nullptr) continue;
      for (const auto& question : item.questions) {
        const auto* const asked = item.form->question(question.question);
        if (question.state != AnswerState::agreed || asked == nullptr) continue;
        const auto* const grounds = question.grounds();
        auto words = label_of(*asked, question.values.front());
        const auto& why = grounds == nullptr ? std::string() : grounds->note.empty() ? grounds->words : grounds->note;
        out.parts.emplace_back(question.question, words + (why.empty() ? "" : ": " + why));
      }
    }
    return out;
  }

  const record::Vocabulary* vocabulary(const char* name) const {
    const auto at = in_.vocabularies.find(name);
    return at == in_.vocabularies.end() ? nullptr : &at->second;
  }
  std::string label(const char* name, const std::string& id) const {
    const auto* const known = vocabulary(name);
    return known == nullptr ? id : known->label(id);
  }
  // Ids in the vocabulary's order, others after them by name.
  std::vector<std::string> in_order(const std::set<std::string>& ids, const char* name) const {
    std::vector<std::string> out(ids.begin(), ids.end());
    const auto* const known = vocabulary(name);
    const auto rank = [&](const std::string& id) {
      const auto* const term = known == nullptr ? nullptr : known->find(id);
      return term == nullptr ? 1'000'000 : term->rank;
    };
    std::ranges::stable_sort(out, {}, rank);
    return out;
  }

  void outcomes() {
    std::map<std::string, std::map<std::size_t, std::vector<Direction>>> by_outcome;
    std::set<std::string> ids;
    for (std::size_t i = 0; i < out_.studies.size(); ++i) {
      for (const auto& result : out_.studies[i].results) {
        by_outcome[result.outcome][i].push_back(result.direction);
        ids.insert(result.outcome);
      }
    }
    for (const auto& id : in_order(ids, "outcomes")) {
      OutcomeEvidence out;
      out.id = id;
      out.label = label("outcomes", id);
      std::vector<Evidence> evidence;
      for (const auto& [study, directions] : by_outcome.at(id)) {
        const auto direction = overall(directions);
        out.studies.push_back({study, direction, directions.size()});
        ++out.counts[direction];
        const auto& one = out_.studies[study];
        evidence.push_back({direction, one.worth, one.quality, one.whole});
      }
      out.sign = sign_test(out.counts[Direction::better], out.counts[Direction::worse]);
      std::erase_if(out.counts, [](const auto& one) { return one.second == 0; });
      out.strength = strength_of(evidence);
      out.strength_label = label("strength", out.strength.id);
      out_.outcomes.push_back(std::move(out));
    }
  }

  void maps() {
    std::set<std::string> approaches, themes;
    std::map<std::string, std::string> theme_labels;
    for (const auto& study : out_.studies) {
      approaches.insert(study.approaches.begin(), study.approaches.end());
      for (std::size_t i = 0; i < study.themes.size(); ++i) theme_labels[study.themes[i]] = study.theme_labels[i];
      themes.insert(study.themes.begin(), study.themes.end());
    }
    // Every approach of the library is a row: a gap is shown, not left out.
    if (const auto* const known = vocabulary("approaches")) {
      for (const auto& term : known->terms()) approaches.insert(term.id);
    }
    std::set<std::string> outcomes;
    for (const auto& one : out_.outcomes) outcomes.insert(one.id);
    if (in_.items.outcomes != nullptr) {
      for (const auto& term : in_.items.outcomes->terms()) outcomes.insert(term.id);
    }
    out_.effectiveness = {"effectiveness", "What is known of effect", {}, {}, {}};
    out_.implementation = {"implementation", "What is told of carrying it out", {}, {}, {}};
    for (const auto& id : in_order(approaches, "approaches")) {
      out_.effectiveness.rows.push_back({id, label("approaches", id)});
      out_.implementation.rows.push_back({id, label("approaches", id)});
    }
    for (const auto& id : in_order(outcomes, "outcomes")) out_.effectiveness.columns.push_back({id, label("outcomes", id)});
    for (const auto& id : theme_order(themes)) out_.implementation.columns.push_back({id, theme_labels.contains(id) ? theme_labels.at(id) : id});
    for (const auto& study : out_.studies) {
      std::set<std::string> on;
      for (const auto& result : study.results) on.insert(result.outcome);
      for (const auto& approach : study.approaches) {
        for (const auto& outcome : on) out_.effectiveness.cells[{approach, outcome}].push_back(study.record);
        for (const auto& theme : study.themes) out_.implementation.cells[{approach, theme}].push_back(study.record);
      }
    }
  }

  // As the form lists them; all that it lists are columns.
  std::vector<std::string> theme_order(const std::set<std::string>& used) {
    std::vector<std::string> out;
    for (const auto& one : facts_) {
      const auto* const question = one.form == nullptr ? nullptr : one.form->with_role("theme");
      if (question == nullptr) continue;
      for (const auto& answer : question->answers) {
        if (std::ranges::count(out, answer.id) == 0) out.push_back(answer.id);
      }
    }
    for (const auto& id : used) {
      if (std::ranges::count(out, id) == 0) out.push_back(id);
    }
    return out;
  }

  const SynthesisInput& in_;
  std::vector<ItemStanding> facts_, judged_;
  std::map<std::string, std::string> same_;
  std::map<std::string, std::size_t> places_;
  Synthesis out_;
};

}  // namespace

const std::vector<std::string>& ReviewMap::at(const std::string& row, const std::string& column) const {
  static const std::vector<std::string> none;
  const auto found = cells.find({row, column});
  return found == cells.end() ? none : found->second;
}

const Study* Synthesis::study(const std::string& record) const noexcept {
  const auto at = std::ranges::find_if(studies, [&](const Study& one) { return std::ranges::count(one.reports, record) != 0; });
  return at == studies.end() ? nullptr : &*at;
}

Synthesis synthesise(const SynthesisInput& input, Diagnostics& found) { return Synthesising(input, found).run(); }

}  // namespace fieldbook::review
