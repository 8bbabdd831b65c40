// What a record says of effect: headline, findings, strength. Kept apart from how well an approach is carried out.
#include <algorithm>
#include <functional>

#include "site/pages/record_parts.hpp"
#include "site/pages/rows.hpp"
#include "site/pages/words.hpp"

namespace fieldbook::site {
namespace {

using record::Record;

const PageLink how_strength_is_judged{"How strength is judged", "about/evidence.html#strength"};

// Evaluations that name this record in a field, and so say something of its effect.
Records evaluations_of(const Edition& edition, const Record& record) {
  Records found;
  for (const auto& [from, field] : edition.naming(record)) {
    if (from->has("strength") && field->name == "evaluates") found.push_back(from);
  }
  return found;
}

std::string scope_note(const Edition& edition, std::string_view field, std::string_view id) {
  const auto* rule = edition.schema().field(field);
  const auto* term = rule != nullptr ? edition.term(rule->vocabulary, id) : nullptr;
  return term != nullptr ? term->scope_note : std::string();
}

// Values one below the other, then what they mean.
Values& add_glance(Values& values, std::string_view label, const std::vector<std::string>& shown,
                   std::string_view note) {
  auto& glance = values.add("AT_A_GLANCE").set("LABEL", label).optional("NOTE", note);
  for (const auto& value : shown) glance.add("VALUE").set("TEXT", value);
  return glance;
}

// How many evaluations a strength is taken from; empty for a record that states its own.
std::string taken_from(const Edition& edition, const Record& record) {
  const auto n = record.has("strength") ? 0 : evaluations_of(edition, record).size();
  if (n == 0) return {};
  return n == 1 ? "As its one linked evaluation has it."
                : "As the strongest of its " + std::to_string(n) + " linked evaluations has it.";
}

void add_review(const Edition& edition, const Record& record, Values& values) {
  const auto reviewed = record.date("reviewed"), due = edition.next_due(record);
  if (!reviewed || !due) return;
  add_glance(values, "Last reviewed", {to_words(*reviewed)},
             (edition.overdue(record) ? "Overdue since " : "Next review due ") + to_words(*due) + ".");
}

void add_strength(Press& press, const Record& record, Values& values) {
  const auto& edition = press.edition();
  const auto& strength = edition.strength(record);
  const auto* rule = edition.schema().field("strength");
  if (strength.empty() || rule == nullptr) return;
  std::string note(record.text("strength-reason"));
  if (note.empty()) note = scope_note(edition, "strength", strength);
  if (const auto from = taken_from(edition, record); !from.empty()) note.append(note.empty() ? "" : " ").append(from);
  auto& glance = add_glance(values, rule->label, {edition.label(rule->vocabulary, strength)}, note);
  add_link(glance, "LINK", how_strength_is_judged);
}

// "Alliance contracting: strong match; Strategic commissioning: touches on it"
void add_fit(Press& press, const Record& record, Values& values) {
  std::vector<const assess::Assessment*> assessments;
  for (const auto& one : press.edition().assessments(record)) {
    if (one.outcome == assess::Outcome::ok && one.fit != 0) assessments.push_back(&one);
  }
  if (assessments.empty()) return;
  std::ranges::stable_sort(assessments, std::greater(), &assess::Assessment::fit);
  std::vector<std::string> shown;
  for (const auto* const one : assessments) {
    std::string words(assess::fit_in_words(one->fit));
    words[0] = static_cast<char>(words[0] - 'A' + 'a');
    shown.push_back(one->name + ": " + words);
  }
  auto& glance = add_glance(values, "How it is carried out", shown,
                            "Judged from the words of this record. It says nothing of effect.");
  add_link(glance, "LINK",
           {"Criteria and the words they rest on", press.edition().address(record) + "#" + part::carried_out});
}

}  // namespace

void fill_at_a_glance(Press& press, const Record& record, Values& values) {
  const auto& edition = press.edition();
  if (const auto* rule = edition.schema().field("result"); rule != nullptr && record.has("result")) {
    const auto id = record.text("result");
    add_glance(values, rule->label, {edition.label(rule->vocabulary, id)}, scope_note(edition, "result", id));
  }
  if (const auto findings = findings_in_words(edition, record); !findings.empty())
    add_glance(values, "What was found", findings, "");
  add_strength(press, record, values);
  if (!edition.strength(record).empty()) add_fit(press, record, values);
  add_review(edition, record, values);
}

void fill_findings(Press& press, const Record& record, Values& values) {
  const auto& edition = press.edition();
  const auto* rule = edition.schema().field("findings");
  const auto& rows = record.rows("findings");
  if (rule == nullptr || rows.empty()) return;
  const auto shown = [&](const auto& row, std::string_view name) -> std::string {
    const auto cell = row.find(name);
    if (cell == row.end()) return {};
    for (const auto& column : rule->columns) {
      if (column.name == name && !column.vocabulary.empty()) return edition.label(column.vocabulary, cell->second);
    }
    return cell->second;
  };
  const auto any = [&](std::string_view column) {
    return std::any_of(rows.begin(), rows.end(), [&](const auto& row) { return row.contains(column); });
  };
  const bool figures = any("figure"), notes = any("note");
  auto& section = values.add("FINDINGS").show("FIGURES", figures).show("NOTES", notes);
  for (const auto& row : rows) {
    section.add("FINDING")
        .show("FIGURES", figures)
        .show("NOTES", notes)
        .set("OUTCOME", shown(row, "outcome"))
        .set("DIRECTION", shown(row, "direction"))
        .set("FIGURE", shown(row, "figure"))
        .set("NOTE", shown(row, "note"));
  }
  add_link(values, "CONTENTS", {"Findings", std::string("#") + part::findings});
}

void fill_evidence(Press& press, const Record& record, Values& values) {
  const auto& edition = press.edition();
  const auto& strength = edition.strength(record);
  const auto* rule = edition.schema().field("strength");
  if (strength.empty() || rule == nullptr) return;
  auto& section = values.add("EVIDENCE");
  section.set("STRENGTH", edition.label(rule->vocabulary, strength));
  section.optional("SCOPE", scope_note(edition, "strength", strength))
      .optional("REASON", record.text("strength-reason"));
  const auto evaluations = evaluations_of(edition, record);
  for (const auto* evaluation : evaluations) section.add("EVALUATION", press.row(*evaluation));
  add_link(values, "CONTENTS", {"Strength of evidence", std::string("#") + part::evidence});
}

}  // namespace fieldbook::site
