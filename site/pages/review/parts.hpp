// What the pages of a review share. For this folder only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "site/pages/press.hpp"
#include "site/reviews.hpp"

namespace fieldbook::site {

struct ReviewPart {
  std::string_view name, label;  // "flow", "From records to studies"
};
// In the order in which every page of a review lists them; the first is the overview.
const std::vector<ReviewPart>& review_parts();

void print_overview(Press&, const PublishedReview&);
void print_method(Press&, const PublishedReview&);
void print_flow(Press&, const PublishedReview&);
void print_decisions(Press&, const PublishedReview&);
void print_studies(Press&, const PublishedReview&);
void print_review_maps(Press&, const PublishedReview&);
// The review for other programs, below reviews/ID/data/; what was written, with a note on each.
struct ReviewData {
  std::string label, address, note;
};
std::vector<ReviewData> write_data(Press&, const PublishedReview&);

// Fills in what stands on every page of a review, and prints the page of that part.
void print_part(Press&, const PublishedReview&, std::string_view part, Values&, const std::string& description);

// Adds a link to where a record stands: its study, or where it was decided on.
Values& add_record(Values& into, std::string_view section, const PublishedReview&, const std::string& record);
// "Marsh and others (2020)"; the id where the review no longer has the record.
std::string short_name(const PublishedReview&, const std::string& record);

std::string fixed(double value, int digits);

}  // namespace fieldbook::site
