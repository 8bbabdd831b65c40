#include "core/cli/review.hpp"

#include <CLI/CLI.hpp>

#include "core/base/error.hpp"
#include "core/review/folder.hpp"

namespace fieldbook::cli {

namespace fs = std::filesystem;

fs::path ReviewSession::root() const {
  if (folder.empty()) {
    if (auto found = review::find_review(fs::current_path())) return fs::canonical(*found);
    throw Error(Errc::not_found, "there is no protocol.yaml here or in any folder above", "go to a review's folder, name it with --review DIR, or start one: fieldbook review init DIR");
  }
  if (fs::is_regular_file(review::protocol_file(folder))) return fs::canonical(folder);
  throw Error(Errc::not_found, folder + " holds no protocol.yaml", "name a review's folder with --review, or start one: fieldbook review init DIR");
}

void add_review(CLI::App& program, Session& session) {
  auto* const command = program.add_subcommand("review", "A whole evidence review in plain files");
  auto shared = std::make_shared<ReviewSession>(ReviewSession{session, {}});
  command->require_subcommand(1);
  command->fallthrough();
  command->add_option("--review", shared->folder, "Folder of the review (default: the nearest one upwards with a protocol.yaml)")->type_name("DIR");
  command->footer(
      "A review is a folder of text files that merge in version control; the counts, conflicts and states are computed from them.\n\n"
      "  fieldbook review init alliances && cd alliances\n"
      "  fieldbook review import scopus.ris --database Scopus --searched 2026-03-01");
  add_review_init(*command);
  add_review_check(*command, shared);
  add_review_import(*command, shared);
  add_review_dedupe(*command, shared);
  add_review_screen(*command, shared);
  add_review_decide(*command, shared);
  add_review_conflicts(*command, shared);
  add_review_status(*command, shared);
  add_review_agreement(*command, shared);
  add_review_instruments(*command, shared);
  add_review_appraise(*command, shared);
  add_review_extract(*command, shared);
  add_review_prisma(*command, shared);
  add_review_report(*command, shared);
  add_review_simulate(*command, shared);
}

}  // namespace fieldbook::cli
