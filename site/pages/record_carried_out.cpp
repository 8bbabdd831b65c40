// How well approaches are carried out, by the words of a record: ratings, reasons and the passages they rest on.
#include <algorithm>
#include <functional>

#include "core/base/text.hpp"
#include "site/pages/record_parts.hpp"
#include "site/pages/rows.hpp"
#include "site/pages/words.hpp"

namespace fieldbook::site {
namespace {

using assess::Assessment;
using assess::Judgement;
using assess::Rating;
using record::Record;

const record::Section* section_of(const Record& record, std::size_t offset) {
  for (const auto& section : record.body.sections) {
    if (section.body.begin <= offset && offset < section.body.end) return &section;
  }
  return nullptr;
}

std::string confidence_in_words(double confidence) {
  return confidence >= 0.8 ? "High confidence" : confidence >= 0.5 ? "Medium confidence" : "Low confidence";
}

// "3 of 8 established, 1 planned or partial, 4 not found"
std::string counts(const Assessment& assessment) {
  std::string text;
  for (const auto rating : {Rating::established, Rating::partial, Rating::contradicted, Rating::absent}) {
    const auto n = std::count_if(assessment.criteria.begin(), assessment.criteria.end(),
                                 [&](const Judgement& one) { return one.rating == rating; });
    if (n == 0) continue;
    auto words = std::string(in_words(rating));
    words[0] = static_cast<char>(words[0] - 'A' + 'a');
    text.append(text.empty() ? "" : ", ").append(std::to_string(n));
    if (text.find(" of ") == std::string::npos) text.append(" of ").append(std::to_string(assessment.criteria.size()));
    text.append(" ").append(words);
  }
  return text;
}

void add_criterion(const Record& record, const Judgement& judgement, Values& into) {
  auto& criterion = into.add("CRITERION");
  criterion.set("NAME", judgement.name)
      .set("RATING", in_words(judgement.rating))
      .set("STATE", assess::name(judgement.rating));
  criterion.set("CONFIDENCE", confidence_in_words(judgement.confidence)).set("RATIONALE", judgement.rationale);
  for (const auto& quote : judgement.quotes) {
    auto& passage = criterion.add("QUOTE").set("TEXT", collapse_whitespace(quote.text));
    const auto* section = section_of(record, quote.where.begin);
    if (section == nullptr || section->heading.empty()) continue;
    add_link(passage, "SECTION", {section->heading, std::string("#") + section->slug});
  }
}

void add_approach(const Record& record, const Assessment& assessment, bool open, Values& into) {
  auto& approach = into.add("APPROACH");
  approach.set("SLUG", "assessor_" + assessment.assessor)
      .set("NAME", assessment.name)
      .set("FIT", assess::fit_in_words(assessment.fit));
  approach.set("VERSION", assessment.version).set("COUNTS", counts(assessment)).show("OPEN", open);
  std::vector<std::string> not_found;
  for (const auto& judgement : assessment.criteria) {
    if (judgement.rating == Rating::absent) {
      not_found.push_back(judgement.name);
    } else {
      add_criterion(record, judgement, approach);
    }
  }
  approach.optional("NOT_FOUND", join(not_found, "; "));
}

}  // namespace

void fill_carried_out(Press& press, const Record& record, Values& values) {
  const auto& edition = press.edition();
  // A guide or a principle describes an approach; to rate its words as if something had been done would mislead.
  if (edition.strength(record).empty()) return;
  std::vector<const Assessment*> assessments;
  for (const auto& one : edition.assessments(record)) assessments.push_back(&one);
  if (assessments.empty()) return;
  std::ranges::stable_sort(assessments, std::greater(), &Assessment::fit);
  auto& section = values.add("CARRIED_OUT");
  std::vector<std::string> other;
  for (const auto* const assessment : assessments) {
    if (assessment->outcome != assess::Outcome::ok) {
      section.add("PROBLEM")
          .set("NAME", assessment->name)
          .set("VERSION", assessment->version)
          .set("MESSAGE", in_words(assessment->outcome));
    } else if (assessment->fit == 0) {
      other.push_back(assessment->name);
    } else {
      add_approach(record, *assessment, section.section("APPROACH") == nullptr, section);
    }
  }
  section.optional("OTHER", listed(other));
  add_link(values, "CONTENTS", {"How it is carried out", std::string("#") + part::carried_out});
}

}  // namespace fieldbook::site
