// The PRISMA 2020 flow as a picture and as a table, a list behind each number; and every decision that was made.
#include <algorithm>
#include <map>

#include "core/base/text.hpp"
#include "site/pages/review/parts.hpp"
#include "site/pages/rows.hpp"
#include "site/pages/words.hpp"

namespace fieldbook::site {
namespace {

// Boxes that this review has no use for.
bool is_idle(const review::FlowBox& box) {
  return box.count() == 0 && (box.id.starts_with("previous_") || box.id.starts_with("other_") || box.id == "excluded_automatic" || box.id == "register_results" ||
                              box.id == "organisation_results" || box.id == "citations_results" || box.id == "website_results");
}

std::string label_of_reason(const review::Protocol& protocol, const std::string& reason) {
  const auto at = std::ranges::find(protocol.exclude, reason, &review::Criterion::id);
  return at == protocol.exclude.end() ? reason : at->text;
}

const char* in_words(const review::Decision& decision) {
  switch (decision.verdict) {
    case review::Verdict::include: return "include";
    case review::Verdict::exclude: return "exclude";
    case review::Verdict::unsure: return "unsure";
    case review::Verdict::withdrawn: return "taken back";
  }
  return "";
}

void add_box(const PublishedReview& review, const review::FlowBox& box, Values& values) {
  auto& list = values.add("LIST").set("SLUG", "box-" + box.id).set("LABEL", box.label).set("COUNT", std::to_string(box.count()));
  for (const auto& item : box.items) {
    const auto found_at = item.import.empty() ? std::string() : item.import + ", line " + std::to_string(item.line);
    auto& entry = list.add("ITEM").optional("WHERE", found_at);
    const auto* const reference = review.report.reference(item.record);
    if (reference == nullptr) {
      entry.set("TEXT", item.record.empty() ? "A record that could not be read" : item.record);
      continue;
    }
    add_record(entry, "RECORD", review, item.record);
    entry.set("TEXT", reference->title);
  }
}

}  // namespace

void print_flow(Press& press, const PublishedReview& review) {
  const auto& flow = review.report.flow;
  Values values;
  values.set_raw("FLOW_HTML", harmless(review::flow_svg(flow, "PRISMA 2020 flow", std::string())));
  for (const auto& box : flow.boxes) {
    if (is_idle(box)) continue;
    auto& row = values.add("BOX").set("LABEL", box.label).set("COUNT", std::to_string(box.count()));
    if (box.count() != 0) row.add("LISTED").set("SLUG", "box-" + box.id);
    if (box.parts.size() > 1 || box.id.ends_with("_excluded")) {
      for (const auto& [name, count] : box.parts) row.add("PART_OF_IT").set("LABEL", name).set("COUNT", std::to_string(count));
    }
    if (box.count() != 0) add_box(review, box, values);
  }
  print_part(press, review, "flow", values, "How records became included studies, box by box, with the records behind each number.");
}

void print_decisions(Press& press, const PublishedReview& review) {
  const auto& report = review.report;
  std::map<std::string, std::vector<const review::Decision*>> by_record;
  for (const auto& decision : report.decisions) {
    // Decisions name the record that others were merged into.
    by_record[decision.record].push_back(&decision);
  }
  Values values;
  values.set("COUNTED", counted(report.decisions.size(), "decision") + " on " + counted(report.references.size(), "record"));
  for (const auto& reference : report.references) {
    auto& entry = values.add("RECORD").set("SLUG", reference.key).set("TITLE", reference.title).set("TEXT", bibliography::to_text(reference));
    const auto link = bibliography::link(reference);
    entry.optional("SOURCE_URL", link);
    const auto in_library = review.in_library.find(reference.key);
    if (in_library != review.in_library.end()) add_link(entry, "IN_LIBRARY", {std::string(in_library->second->title()), press.edition().address(*in_library->second)});
    if (const auto* const study = report.synthesis.study(reference.key)) add_link(entry, "STUDY", {study->citation, review.address("studies") + "#" + study->record});
    for (const auto* const decision : by_record[reference.key]) {
      const auto* const stage = report.protocol.stage(decision->stage);
      const auto* const reviewer = report.protocol.reviewer(decision->reviewer);
      auto& row = entry.add("DECISION").set("STAGE", stage == nullptr ? decision->stage : stage->label).set("WHO", reviewer == nullptr ? decision->reviewer : reviewer->name);
      row.set("WHAT", in_words(*decision)).show("SETTLED", decision->shown == review::Shown::in_conflict);
      std::vector<std::string> reasons;
      for (const auto& reason : decision->reasons) reasons.push_back(label_of_reason(report.protocol, reason));
      row.optional("REASON", join(reasons, "; ")).optional("NOTE", decision->note);
    }
  }
  print_part(press, review, "decisions", values, "Each record with who decided what on it, why, and the words it rests on.");
}

}  // namespace fieldbook::site
