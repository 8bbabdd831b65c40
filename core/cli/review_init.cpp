#include <CLI/CLI.hpp>
#include <filesystem>
#include <iostream>
#include <memory>
#include <system_error>

#include "core/base/durable.hpp"
#include "core/base/error.hpp"
#include "core/cli/review.hpp"
#include "core/review/folder.hpp"
#include "core/review/protocol.hpp"

namespace fieldbook::cli {
namespace {

namespace fs = std::filesystem;

void start(const fs::path& folder, const std::string& title) {
  std::error_code failure;
  if (fs::exists(review::protocol_file(folder), failure)) {
    throw Error(Errc::invalid, review::protocol_file(folder).string() + " is there already", "name a folder that holds no review");
  }
  review::have_lines_merged(folder);
  // Last: a folder with a protocol.yaml is a review, so a kill before this line leaves none that is half there.
  write_durably(review::protocol_file(folder), review::protocol_skeleton(title));
}

}  // namespace

void add_review_init(CLI::App& review) {
  auto* const command = review.add_subcommand("init", "Start a review: a folder with a protocol to fill in");
  auto folder = std::make_shared<std::string>();
  auto title = std::make_shared<std::string>();
  command->add_option("DIR", *folder, "The new review's folder, such as reviews/alliances in a library")->required();
  command->add_option("--title", *title, "What the review is called (default: the folder's name)");
  command->callback([folder, title] {
    const auto path = fs::weakly_canonical(*folder);
    start(path, title->empty() ? path.filename().string() : *title);
    std::cout << "A review is in " << path.string() << "\nNext: fill in " << review::protocol_file(*folder).string() << ", then cd " << *folder << " && fieldbook review check\n";
  });
}

}  // namespace fieldbook::cli
