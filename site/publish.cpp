#include "site/publish.hpp"

#include <functional>

#include "core/assess/library_assessments.hpp"
#include "core/base/error.hpp"
#include "core/base/parallel.hpp"
#include "core/base/process.hpp"
#include "core/base/text.hpp"
#include "core/library/index.hpp"
#include "core/record/kept_records.hpp"
#include "site/destination.hpp"
#include "site/run_mark.hpp"

namespace fieldbook::site {
namespace {

namespace fs = std::filesystem;

// A link to a record that was left out is plain text; whoever wrote it hears of it.
void report_links_to_skipped(const record::Collection& collection, Diagnostics& diagnostics) {
  for (const auto& record : collection.records) {
    for (const auto& link : record.body.links) {
      const auto id = link.target.substr(0, link.target.find('#'));
      if (!collection.skipped.contains(id)) continue;
      diagnostics.warning(record::in_file_of(record, link.where), "the link to \"" + id + "\" is plain text: that record was left out",
                          "mend the record " + id, "site.link-to-skipped");
    }
  }
}

void print_all(Press& press, const Theme& theme, const std::vector<PublishedReview>& reviews, const Progress& progress) {
  for (const auto& [address, bytes] : theme.files()) press.output().write(address, bytes);
  print_records(press, progress);
  // What takes longest comes first, so that nobody waits for it at the end.
  const std::vector<std::function<void()>> others{
      [&] { print_search(press); },   [&] { print_database(press); },     [&] { print_maps(press); },
      [&] { print_lists(press); },    [&] { print_comparisons(press); },  [&] { print_reviews(press, reviews); },
      [&] { print_feeds(press); },    [&] { print_table(press); },
      [&] { print_moved(press); },    [&] { print_vocabularies(press); }, [&] { print_about(press); },
      [&] { print_home(press); },     [&] { print_opensearch(press); },
  };
  each_in_parallel(others.size(), [&](std::size_t i) { others[i](); });
  print_sitemap(press);
}

}  // namespace

PublishReport publish(const PublishOptions& options, const Progress& progress, const Done& done) {
  const auto base_url = checked_base_url(options.base_url);
  const auto theme_folder = options.theme.empty() ? Theme::installed() : options.theme;
  const auto library = fs::absolute(options.library).lexically_normal();
  Diagnostics of_schema;
  const auto schema = record::read_schema(library, of_schema);
  const auto index = library::index_folder(schema, library, options.index);
  PublishReport report;
  report.out = options.out.empty() ? index.parent_path() / "site" : options.out;
  check_apart(library, report.out);
  const auto catalogue = assess::read_catalogue();
  const auto inputs = Inputs::of(library, schema, index, theme_folder, catalogue,
                                 base_url + " " + (options.date ? to_iso(*options.date) : ""));
  const RunMark mark(index, report.out);
  auto left = mark.read();
  if (mark.current(left, inputs)) {
    report.out = fs::canonical(report.out);
    report.records = left.records;
    report.unchanged = report.kept = left.files.size();
    return report;
  }

  const Theme theme(theme_folder);
  const auto common = common_inputs(library, schema, catalogue);
  // A run that changes an earlier site reads few of the texts.
  const auto texts = left.files.empty() ? record::Texts::taken : record::Texts::left;
  auto collection = record::read_collection(library, index / record::kept_records_name, stamp_of(this_program()), texts);
  report.diagnostics = collection.diagnostics;
  report_links_to_skipped(collection, report.diagnostics);
  collection.forget_places();   // a tenth of what a large library takes in memory
  report.records = collection.records.size();
  report.skipped = collection.skipped.size();
  const assess::AssessmentCache assessments(index, catalogue);
  const Edition edition(std::move(collection), [&](const auto& record) { return assessments.of(record); }, catalogue,
                        {.base_url = base_url, .date = options.date});
  const auto reviews = read_reviews(library, edition, report.diagnostics);
  Output output(report.out, std::move(left.files));
  mark.remove();
  RecordInputs records(edition, [&](const auto& record) { return assessments.stamp_of(record); });
  Press press(edition, theme, output, &records, common);
  press.keep_postings({index / "kept-postings", common, [&](const auto& record) { return records.row(record); }});
  announce_reviews(press, reviews);
  print_all(press, theme, reviews, progress);
  output.finish();
  // Whoever has problems to hear of, or changed something in this very moment, gets a run that looks again.
  const bool settled = inputs.settled && report.diagnostics.empty();
  mark.leave(settled ? inputs.digest : std::string(), report.records, output.left());
  report.out = output.folder();
  report.written = output.written();
  report.unchanged = output.unchanged();
  report.removed = output.removed();
  report.kept = output.kept();
  if (done) done(report);
  return report;
}

}  // namespace fieldbook::site
