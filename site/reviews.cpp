#include "site/reviews.hpp"

#include <algorithm>

#include "core/base/error.hpp"
#include "core/base/text.hpp"
#include "core/record/as_reference.hpp"
#include "core/review/duplicates/dedupe.hpp"
#include "core/review/folder.hpp"

namespace fieldbook::site {
namespace {

namespace fs = std::filesystem;
using record::Record;

// Folders that are reviews, by name.
std::vector<fs::path> review_folders(const fs::path& library) {
  std::vector<fs::path> found;
  std::error_code failure;
  for (fs::directory_iterator at(library / "reviews", failure), end; !failure && at != end; at.increment(failure)) {
    if (!at->is_symlink() && at->is_directory() && is_id(at->path().filename().string()) && fs::is_regular_file(review::protocol_file(at->path())))
      found.push_back(at->path());
  }
  std::ranges::sort(found);
  return found;
}

void check_flow(const review::ReviewReport& report) {
  if (report.flow.problems.empty()) return;
  std::vector<std::string> all;
  for (const auto& one : report.flow.problems) all.push_back("\n  " + one.box + ": " + printable(one.what));
  throw Error(Errc::invalid, "the review " + report.id + " does not add up, so nothing was published:" + join(all, ""),
              "put it right, or take its folder out of reviews/ until it is; fieldbook review status says where it stands");
}

// Which evaluation of the library is the same study: one of the same DOI, else told as duplicates are.
void find_in_library(const Edition& edition, PublishedReview& review) {
  std::vector<bibliography::Reference> all = review.report.references;
  std::vector<const Record*> studies;
  for (const auto* record : edition.records()) {
    if (!record->has("authors") || !record->has("year")) continue;
    studies.push_back(record);
    all.push_back(record::as_reference(edition.collection(), *record, ""));
  }
  const auto first = review.report.references.size();
  std::map<std::string, std::size_t> by_doi;
  for (auto i = all.size(); i-- > first;) {
    if (!all[i].doi.empty()) by_doi[fold(all[i].doi)] = i - first;
  }
  for (std::size_t i = 0; i < first; ++i) {
    if (const auto same = by_doi.find(fold(all[i].doi)); same != by_doi.end()) review.in_library.emplace(all[i].key, studies[same->second]);
  }
  for (const auto& cluster : review::find_duplicates(all).clusters) {
    const auto in = std::ranges::find_if(cluster, [&](std::size_t one) { return one >= first; });
    if (in == cluster.end()) continue;
    for (const auto one : cluster) {
      if (one < first) review.in_library.emplace(all[one].key, studies[*in - first]);
    }
  }
}

}  // namespace

std::string PublishedReview::address(std::string_view part) const {
  return "reviews/" + report.id + "/" + std::string(part) + ".html";
}

std::vector<PublishedReview> read_reviews(const fs::path& library, const Edition& edition, Diagnostics& diagnostics) {
  std::vector<PublishedReview> all;
  for (const auto& folder : review_folders(library)) {
    Diagnostics of_editions;
    if (review::read_editions(folder, of_editions).empty() && of_editions.empty()) continue;  // still being made
    Diagnostics found;
    PublishedReview one{folder, review::read_report(folder, edition.collection().vocabularies, {}, found), {}};
    for (auto diagnostic : found.sorted()) {
      diagnostic.where.file = "reviews/" + one.report.id + "/" + diagnostic.where.file.text();
      diagnostics.add(std::move(diagnostic));
    }
    check_flow(one.report);
    find_in_library(edition, one);
    all.push_back(std::move(one));
  }
  return all;
}

std::vector<fs::path> folders_of_reviews(const fs::path& library) {
  std::vector<fs::path> all{library / "reviews", library / "instruments"};
  for (const auto& folder : review_folders(library)) {
    Diagnostics told;   // publishing tells of them
    const auto protocol = review::read_protocol(folder, told);
    if (!protocol) continue;
    for (const auto& forms : protocol->instrument_folders) all.push_back((folder / forms).lexically_normal());
  }
  return all;
}

}  // namespace fieldbook::site
