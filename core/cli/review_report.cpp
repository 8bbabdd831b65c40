#include <CLI/CLI.hpp>
#include <iostream>

#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/base/text.hpp"
#include "core/bibliography/bibtex.hpp"
#include "core/cli/open_appraisal.hpp"
#include "core/review/folder.hpp"
#include "core/review/synthesis/plots.hpp"
#include "core/review/synthesis/report.hpp"

namespace fieldbook::cli {
namespace {

namespace fs = std::filesystem;
using review::ReviewReport;

struct Wanted {
  std::string folder, out;
  std::vector<std::string> instruments;
};

std::string bibliography_of(const ReviewReport& report) {
  std::string out;
  for (const auto& id : report.included) {
    if (const auto* const reference = report.reference(id)) out += bibliography::to_bibtex(*reference) + "\n";
  }
  return out;
}

void write(const fs::path& folder, const ReviewReport& report) {
  const auto& title = report.protocol.title;
  write_file_if_changed(folder / "report.md", review::report_markdown(report));
  write_file_if_changed(folder / "report.json", review::report_json(report));
  write_file_if_changed(folder / "references.bib", bibliography_of(report));
  write_file_if_changed(folder / "evidence.csv", review::evidence_csv(report));
  write_file_if_changed(folder / "PRISMA.csv", review::flow_csv(report.flow));
  write_file_if_changed(folder / "flow.svg", review::flow_svg(report.flow, title));
  write_file_if_changed(folder / "effect-direction.svg", review::effect_direction_svg(report.synthesis, title));
  write_file_if_changed(folder / "harvest.svg", review::harvest_svg(report.synthesis, title));
}

void report(ReviewSession& shared, const Wanted& wanted) {
  if (!wanted.folder.empty()) shared.folder = wanted.folder;
  const auto folder = shared.root();
  Diagnostics found;
  const auto seen = review::read_report(folder, vocabularies_for(folder), wanted.instruments, found);
  print(found);
  if (found.errors() != 0 || !seen.open.empty()) shared.session.exit = Exit::problems;
  if (!wanted.out.empty()) write(wanted.out, seen);
  if (shared.session.format == Format::json) {
    std::cout << review::report_json(seen);
  } else if (wanted.out.empty()) {
    std::cout << review::report_markdown(seen);
  } else {
    std::cout << "The report is in " << wanted.out << ": report.md, report.json, references.bib, evidence.csv, PRISMA.csv and three plots\n";
  }
  for (const auto& one : seen.open) std::cerr << printable(one) << '\n';
}

}  // namespace

void add_review_report(CLI::App& review, std::shared_ptr<ReviewSession> session) {
  auto* const command = review.add_subcommand("report", "The whole review in Markdown or JSON: flow, studies, strength of evidence, findings, maps");
  auto wanted = std::make_shared<Wanted>();
  command->add_option("REVIEW", wanted->folder, "The review's folder (default: as --review)");
  command->add_option("--out", wanted->out, "Write report.md, report.json, references.bib, evidence.csv, PRISMA.csv and the plots into this folder")->type_name("DIR");
  command->add_option("--instruments", wanted->instruments, "Another folder of forms; may be given several times")->type_name("DIR");
  command->footer(
      "Every number is counted from the review's files when the report is made, and leads to the records it counts. What is not\n"
      "finished stands first, is printed to standard error, and makes the exit code 1.\n\n"
      "  fieldbook review report reviews/alliances --out build/alliances\n"
      "  pandoc --citeproc --bibliography build/alliances/references.bib build/alliances/report.md -o alliances.docx");
  command->callback([session, wanted] { report(*session, *wanted); });
}

}  // namespace fieldbook::cli
