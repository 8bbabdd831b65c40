#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "core/base/process.hpp"
#include "core/cli/assessing.hpp"
#include "core/cli/commands.hpp"
#include "core/cli/indexing.hpp"

namespace fieldbook::cli {
namespace {

struct PublishOptions { std::string out, base_url, date, only; };

void publish(Session& session, const PublishOptions& options) {
  if (options.only.empty()) {
    const auto indexed = bring_index_up_to_date(session);
    std::cerr << in_words(indexed) << '\n';   // the site generator reads the records again and names their problems
    const auto assessed = assess_whole_library(session);
    std::cerr << in_words(assessed) << '\n';
  }

  const auto index = session.index_folder(session.schema());
  std::vector<std::string> arguments{"publish", "--library", session.root().string(), "--index", index.string(), "--expect-version", version()};
  const auto pass = [&](const char* option, const std::string& value) {
    if (!value.empty()) arguments.insert(arguments.end(), {option, value});
  };
  pass("--out", options.out);
  pass("--base-url", options.base_url);
  pass("--date", options.date);
  pass("--only", options.only);
  const int code = run(sibling_program("fieldbook-site"), arguments);
  if (code != 0) session.exit = code == 1 ? Exit::problems : Exit::could_not_run;
}

}  // namespace

void add_publish(CLI::App& program, Session& session) {
  auto* const command = program.add_subcommand("publish", "Index, assess and write the library as a static site");
  auto options = std::make_shared<PublishOptions>();
  command->add_option("--out", options->out, "Folder to write to: empty, new, or an earlier site of ours (default: site beside the index)");
  command->add_option("--base-url", options->base_url, "Where it will be read, for feeds and the sitemap; without it all links are relative");
  command->add_option("--date", options->date, "The day that \"new\" and \"overdue\" are reckoned from (default: the newest date in the records)");
  command->add_option("--only", options->only,
                      "search: the search page alone, search/index.html, with what it loads, in bounded memory, for a library of any size (default folder: search-site beside the index). "
                      "Its results lead to the pages of records at --base-url; without one they are shown and lead nowhere")
      ->check(CLI::IsMember({"search"}))
      ->option_text("search");
  command->footer("The pages need no server: open index.html. Only pages whose bytes change are written again.\n\n"
                  "  fieldbook publish --out site --base-url https://library.example.org/\n"
                  "  fieldbook publish --only search --out found --base-url https://library.example.org/      neither indexes nor assesses");
  command->callback([&session, options] { publish(session, *options); });
}

}  // namespace fieldbook::cli
