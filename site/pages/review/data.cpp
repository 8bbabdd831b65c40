// A review for other programs: reference managers, spreadsheets, and whoever wants to count again.
#include "core/base/file.hpp"
#include "core/bibliography/bibtex.hpp"
#include "core/bibliography/ris.hpp"
#include "core/review/appraisal/answers.hpp"
#include "core/review/folder.hpp"
#include "core/review/synthesis/plots.hpp"
#include "site/pages/review/parts.hpp"
#include "site/pages/words.hpp"

namespace fieldbook::site {
namespace {

namespace fs = std::filesystem;

std::string ris_of(const review::ReviewReport& report, const std::vector<std::string>& records) {
  std::string out;
  for (const auto& id : records) {
    if (const auto* const reference = report.reference(id)) out += bibliography::to_ris(*reference);
  }
  return out;
}

}  // namespace

std::vector<ReviewData> write_data(Press& press, const PublishedReview& review) {
  const auto& report = review.report;
  const auto folder = "reviews/" + report.id + "/data/";
  std::vector<ReviewData> written;
  const auto put = [&](const std::string& label, const std::string& name, const std::string& note, std::string_view bytes) {
    press.output().write(folder + name, bytes);
    written.push_back({label, folder + name, note});
  };
  std::vector<std::string> all;
  for (const auto& reference : report.references) all.push_back(reference.key);
  put("Included studies, RIS", "included.ris", "for reference managers", ris_of(report, report.included));
  put("All records, RIS", "records.ris", "what was decided on, left out or not", ris_of(report, all));
  put("Evidence table, CSV", "evidence.csv", "a row a result, for a spreadsheet", review::evidence_csv(report));
  put("PRISMA 2020, CSV", "PRISMA.csv", "the template of the R package PRISMA2020, filled in", review::flow_csv(report.flow));
  put("The whole review, JSON", "report.json", "every number with the ids behind it", review::report_json(report));
  put("The report, Markdown", "report.md", "with citations, for Pandoc", review::report_markdown(report));
  put("Flow diagram, SVG", "flow.svg", "black and white", review::flow_svg(report.flow, report.protocol.title));
  put("Effect direction plot, SVG", "effect-direction.svg", "black and white", review::effect_direction_svg(report.synthesis, report.protocol.title));
  put("Harvest plot, SVG", "harvest.svg", "black and white", review::harvest_svg(report.synthesis, report.protocol.title));
  put("Protocol, YAML", "protocol.yaml", "as it stands, with its amendments", read_file(review::protocol_file(review.folder), review::longest_file_bytes));
  const auto lines = [&](const fs::path& from, const std::string& label, const std::string& name) {
    for (const auto& file : review::files_in(from, ".jsonl")) {
      press.output().write(folder + name + "/" + file.filename().string(), read_file(file, review::longest_file_bytes));
      written.push_back({label + " of " + file.stem().string() + ", JSON lines", folder + name + "/" + file.filename().string(), "as they were written down, one a line"});
    }
  };
  lines(review::decisions_folder(review.folder), "Decisions", "decisions");
  lines(review::answers_folder(review.folder, review::Use::appraisal), "Appraisals", "appraisals");
  lines(review::answers_folder(review.folder, review::Use::extraction), "Facts and results", "extraction");
  return written;
}

}  // namespace fieldbook::site
