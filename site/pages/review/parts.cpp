#include "site/pages/review/parts.hpp"

#include <algorithm>
#include <cstdio>

#include "site/pages/pages.hpp"
#include "site/pages/rows.hpp"
#include "site/pages/words.hpp"

namespace fieldbook::site {
namespace {

const PageLink reviews_page{"Reviews", "reviews/index.html"};

void print_index(Press& press, const std::vector<PublishedReview>& all) {
  Values values;
  values.set("TITLE", "Evidence reviews");
  for (const auto& one : all) {
    const auto& protocol = one.report.protocol;
    auto& entry = add_link(values, "REVIEW", {protocol.title, one.address()});
    entry.set("QUESTION", protocol.question).optional("NOTICE", protocol.notice);
    entry.set("STUDIES", counted(one.report.synthesis.studies.size(), "study", "studies"));
    entry.set("EDITION", one.report.editions.empty() ? "" : one.report.editions.back().name);
  }
  press.print("reviews", values,
              {.address = reviews_page.address,
               .title = "Evidence reviews",
               .description = "Reviews of evidence, with every decision, number and word that they rest on.",
               .crumbs = {},
               .meta = {},
               .alternates = {},
               .linked_data = {}});
}

}  // namespace

const std::vector<ReviewPart>& review_parts() {
  static const std::vector<ReviewPart> parts{{"index", "What was found"},
                                             {"studies", "The studies"},
                                             {"maps", "Gap maps"},
                                             {"flow", "From records to studies"},
                                             {"decisions", "Every decision"},
                                             {"method", "Protocol, people and forms"}};
  return parts;
}

void print_part(Press& press, const PublishedReview& review, std::string_view part, Values& values, const std::string& description) {
  const auto& protocol = review.report.protocol;
  values.set("REVIEW_TITLE", protocol.title).optional("NOTICE", protocol.notice);
  std::string label;
  for (const auto& one : review_parts()) {
    if (one.name == part) label = one.label;
    add_link(values, "PART", {std::string(one.label), review.address(one.name)}).show("CURRENT", one.name == part);
  }
  PageInfo page{.address = review.address(part),
                .title = part == "index" ? protocol.title : label + ": " + protocol.title,
                .description = description,
                .crumbs = {reviews_page},
                .meta = {},
                .alternates = {},
                .linked_data = {}};
  if (part != "index") page.crumbs.push_back({protocol.title, review.address()});
  press.print(part == "index" ? "review" : "review_" + std::string(part), values, page);
}

std::string short_name(const PublishedReview& review, const std::string& record) {
  if (const auto* const study = review.report.synthesis.study(record); study != nullptr && study->record == record) return study->citation;
  const auto* const reference = review.report.reference(record);
  return reference == nullptr ? record : bibliography::short_form(*reference);
}

Values& add_record(Values& into, std::string_view section, const PublishedReview& review, const std::string& record) {
  const auto* const study = review.report.synthesis.study(record);
  const auto address = study == nullptr ? review.address("decisions") + "#" + record : review.address("studies") + "#" + study->record;
  return add_link(into, section, {short_name(review, record), address});
}

std::string fixed(double value, int digits) {
  char text[64];
  std::snprintf(text, sizeof text, "%.*f", digits, value);
  return text;
}

void announce_reviews(Press& press, const std::vector<PublishedReview>& all) {
  if (!all.empty()) press.add_navigation({reviews_page.label, reviews_page.address});
  for (const auto& review : all) {
    for (const auto& [id, record] : review.in_library) {
      const auto* const study = review.report.synthesis.study(id);
      if (study != nullptr && study->record == id) press.lead_to(*record, {review.report.protocol.title + ": included", review.address("studies") + "#" + id});
      else if (study != nullptr) press.lead_to(*record, {review.report.protocol.title + ": included with " + study->citation, review.address("studies") + "#" + study->record});
      else press.lead_to(*record, {review.report.protocol.title + ": not included", review.address("decisions") + "#" + id});
    }
  }
}

void print_reviews(Press& press, const std::vector<PublishedReview>& all) {
  if (all.empty()) return;
  print_index(press, all);
  for (const auto& review : all) {
    print_overview(press, review);
    print_studies(press, review);
    print_review_maps(press, review);
    print_flow(press, review);
    print_decisions(press, review);
    print_method(press, review);
  }
}

}  // namespace fieldbook::site
