// The two gap maps of a review's own studies, a list behind each number.
#include "site/pages/review/parts.hpp"
#include "site/pages/rows.hpp"
#include "site/pages/words.hpp"

namespace fieldbook::site {
namespace {

void fill_map(const PublishedReview& review, const review::ReviewMap& map, std::string_view about, Values& values) {
  if (map.rows.empty() || map.columns.empty()) return;
  auto& entry = values.add("MAP").set("SLUG", map.id).set("TITLE", map.title).set("ABOUT", about);
  for (const auto& column : map.columns) entry.add("COLUMN").set("LABEL", column.label);
  for (const auto& row : map.rows) {
    auto& line = entry.add("LINE").set("LABEL", row.label);
    for (const auto& column : map.columns) {
      const auto& records = map.at(row.id, column.id);
      auto& cell = line.add("CELL");
      if (records.empty()) continue;
      const auto slug = map.id + "-" + row.id + "-" + column.id;
      const auto words = counted(records.size(), "study", "studies") + ", " + row.label + ", " + column.label;
      cell.add("FILLED").set("SLUG", slug).set("COUNT", std::to_string(records.size())).set("WORDS", words);
      auto& list = entry.add("LIST").set("SLUG", slug).set("LABEL", row.label + ": " + column.label).set("COUNT", counted(records.size(), "study", "studies"));
      for (const auto& record : records) {
        auto& item = add_record(list, "STUDY", review, record);
        const auto* const reference = review.report.reference(record);
        item.set("TITLE", reference == nullptr ? "" : reference->title);
      }
    }
  }
}

}  // namespace

void print_review_maps(Press& press, const PublishedReview& review) {
  const auto& all = review.report.synthesis;
  Values values;
  fill_map(review, all.effectiveness, "Studies with a result on an outcome, by the approach they look at, whichever way the result points.", values);
  fill_map(review, all.implementation, "Studies by what they tell of putting an approach into practice.", values);
  print_part(press, review, "maps", values, "Where this review has studies and where it has none, with the studies behind each number.");
}

}  // namespace fieldbook::site
