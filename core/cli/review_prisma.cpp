#include <CLI/CLI.hpp>
#include <iostream>

#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/base/text.hpp"
#include "core/cli/open_review.hpp"
#include "core/cli/terminal.hpp"
#include "core/review/imports.hpp"
#include "core/review/synthesis/same_study.hpp"

namespace fieldbook::cli {
namespace {

using review::Flow;

struct Wanted {
  std::string csv, svg, box;
};

void list_box(const OpenReview& open, const Flow& flow, const std::string& id) {
  std::vector<std::string> known;
  for (const auto& box : flow.boxes) known.push_back(box.id);
  if (std::ranges::count(known, id) == 0) throw Error(Errc::not_found, "the flow has no box " + in_quotes(id) + did_you_mean(id, known), "use " + join(known, ", "));
  for (const auto& item : flow.box(id).items) {
    const auto* const record = open.records.find(item.record);
    std::cout << (item.record.empty() ? "-" : item.record) << '\t' << (item.import.empty() ? "" : item.import + ":" + std::to_string(item.line)) << '\t' << (record == nullptr ? "" : printable(record->reference.title)) << '\n';
  }
}

void prisma(ReviewSession& shared, const Wanted& wanted) {
  const auto open = open_review(shared);
  Diagnostics found;
  const auto imports = review::read_imports(open.folder, found);
  const auto same_study = review::read_same_study(open.folder, open.records, found);
  print(found);
  if (found.errors() != 0) shared.session.exit = Exit::problems;
  const auto flow = review::count_flow(open.protocol, imports, open.records, open.decisions, same_study);
  if (!wanted.csv.empty()) write_file(wanted.csv, review::flow_csv(flow));
  if (!wanted.svg.empty()) write_file(wanted.svg, review::flow_svg(flow, open.protocol.title));
  if (!wanted.box.empty()) return list_box(open, flow, wanted.box);
  if (shared.session.format == Format::json) {
    std::cout << review::flow_json(flow) << '\n';
  } else {
    for (const auto& box : flow.boxes) {
      if (box.count() == 0 && (box.id.starts_with("previous_") || box.id.starts_with("other_"))) continue;
      std::cout << std::string(box.count() < 10 ? 5 : box.count() < 100 ? 4 : box.count() < 1000 ? 3 : 2, ' ') << box.count() << "  " << box.label << "  " << styled(box.id, Style::dim) << '\n';
      if (box.parts.size() > 1 || box.id.ends_with("_excluded")) {
        for (const auto& [name, count] : box.parts) std::cout << "          " << count << " " << printable(name) << '\n';
      }
    }
  }
  for (const auto& one : flow.problems) std::cerr << one.box << ": " << printable(one.what) << '\n';
  if (!flow.problems.empty()) shared.session.exit = Exit::problems;
}

}  // namespace

void add_review_prisma(CLI::App& review, std::shared_ptr<ReviewSession> session) {
  auto* const command = review.add_subcommand("prisma", "The PRISMA 2020 flow, counted from imports, merges and decisions");
  auto wanted = std::make_shared<Wanted>();
  command->add_option("--csv", wanted->csv, "Write the template of the R package PRISMA2020, filled in")->type_name("FILE");
  command->add_option("--svg", wanted->svg, "Write the flow diagram")->type_name("FILE");
  command->add_option("--box", wanted->box, "List what one box counts, a line each: record, where it was found, title")->type_name("ID");
  command->footer(
      "No number is typed in. Where boxes do not add up, or a report is left out without a reason, the box is named and the exit code\n"
      "is 1. The protocol's searches say what is a database, register, website, organisation or citation search. A report left out\n"
      "at the last stage for the reason not-retrieved counts as not retrieved.\n\n"
      "  fieldbook review prisma\n"
      "  fieldbook review prisma --box dbr_excluded\n"
      "  fieldbook review prisma --csv PRISMA.csv --svg flow.svg");
  command->callback([session, wanted] { prisma(*session, *wanted); });
}

}  // namespace fieldbook::cli
