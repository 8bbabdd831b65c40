#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <memory>

#include "core/assess/catalogue.hpp"
#include "core/assess/library_assessments.hpp"
#include "core/base/text.hpp"
#include "core/cli/commands.hpp"
#include "core/cli/json.hpp"
#include "core/cli/terminal.hpp"
#include "core/library/doctor.hpp"

namespace fieldbook::cli {
namespace {

namespace fs = std::filesystem;
using Weight = library::Finding::Weight;

struct DoctorOptions {
  bool rebuild = false, prune = false;
};

struct Checkup {
  fs::path folder;
  library::Examination examination;
  std::vector<fs::path> pruned;
  bool rebuilt = false;
};

// Assessments are made for texts as they were; what is of no use any more is beside the index too.
void add_unused_assessments(const fs::path& root, const fs::path& folder, library::Examination& out) {
  std::error_code failure;
  if (!fs::exists(folder / "assessments", failure)) return;
  const auto unused = assess::unused_assessments(folder, record::read_collection(root));
  if (unused.empty()) return;
  out.findings.push_back({Weight::leftover, "assessments.unused",
                          std::to_string(unused.size()) + " files of kept assessments are of texts that have changed since",
                          "run fieldbook doctor --prune"});
  out.leftovers.insert(out.leftovers.end(), unused.begin(), unused.end());
}

library::Examination examine(const fs::path& root, const fs::path& folder) {
  ProgressBar bar("Looking the index over:");
  auto out = library::examine_index(root, folder, std::ref(bar));
  add_unused_assessments(root, folder, out);
  return out;
}

Checkup check_up(const Session& session, const DoctorOptions& options) {
  const auto root = session.root();
  Checkup out{session.index_folder(session.schema()), {}, {}, false};
  if (options.rebuild) {
    ProgressBar bar("Indexing records:");
    library::refresh_index({.root = root, .folder = out.folder, .progress = std::ref(bar), .rebuild = true});
    out.rebuilt = true;
  }
  out.examination = examine(root, out.folder);
  if (options.prune && !out.examination.leftovers.empty()) {
    library::remove_leftovers(out.folder, out.examination.leftovers);
    out.pruned = std::move(out.examination.leftovers);
    out.examination.leftovers.clear();
    std::erase_if(out.examination.findings, [](const auto& finding) { return finding.weight == Weight::leftover; });
  }
  return out;
}

void show(const Checkup& checkup) {
  const auto& examination = checkup.examination;
  std::cout << "Index: " << printable(checkup.folder.string()) << '\n';
  if (!examination.made_by.empty()) {
    std::cout << "Made by: " << printable(examination.made_by) << '\n'
              << examination.records << " records in the index, " << examination.files << " files in the library\n";
  }
  if (checkup.rebuilt) std::cout << "The index was built anew\n";
  if (!checkup.pruned.empty()) std::cout << checkup.pruned.size() << " leftovers removed\n";
  for (const auto& finding : examination.findings) {
    std::cout << wrapped("- " + printable(finding.what) + "; " + finding.advice + " [" + finding.rule + "]", 0);
  }
  if (examination.findings.empty()) {
    std::cout << "All is well: every entry can be read, and is what its file says ("
              << examination.terms_compared << " records compared word by word)\n";
  }
}

}  // namespace

void add_doctor(CLI::App& program, Session& session) {
  auto* const command = program.add_subcommand("doctor", "Look the index over: is it whole, is it the library's, what can go");
  auto options = std::make_shared<DoctorOptions>();
  command->add_flag("--rebuild", options->rebuild, "First build the index anew; readers see the old one until the new one is whole");
  command->add_flag("--prune", options->prune, "Remove what killed runs left, and assessments of texts and plugins that have changed");
  command->footer(
      "Exit code 0 where the index is whole and up to date (leftovers do no harm), 1 where something has to be done,\n"
      "2 where it could not be looked at. Nothing is changed without --rebuild or --prune.");
  command->callback([&session, options] {
    const auto checkup = check_up(session, *options);
    if (session.format == Format::json) {
      std::cout << doctor_json(checkup.folder, checkup.examination, checkup.pruned, checkup.rebuilt) << '\n';
    } else {
      show(checkup);
    }
    if (std::ranges::any_of(checkup.examination.findings, [](const auto& f) { return f.weight != Weight::leftover; }))
      session.exit = Exit::problems;
  });
}

}  // namespace fieldbook::cli
