#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "core/base/process.hpp"
#include "core/cli/assessing.hpp"
#include "core/cli/commands.hpp"
#include "core/cli/indexing.hpp"

namespace fieldbook::cli {
namespace {

struct ServeOptions {
  std::string out;
  int port = 8080;
};

void serve(Session& session, const ServeOptions& options) {
  std::cerr << in_words(bring_index_up_to_date(session)) << '\n';
  std::cerr << in_words(assess_whole_library(session)) << '\n';
  const auto index = session.index_folder(session.schema());
  const auto out = options.out.empty() ? index.parent_path() / "site" : std::filesystem::path(options.out);
  const auto site = sibling_program("fieldbook-site");
  const std::vector<std::string> common{"--library", session.root().string(), "--index", index.string(), "--out", out.string(), "--expect-version", version()};
  auto publishing = common;
  publishing.insert(publishing.begin(), "publish");
  if (const int code = run(site, publishing); code > 1) {
    session.exit = Exit::could_not_run;
    return;
  }
  auto serving = common;
  serving.insert(serving.begin(), "serve");
  serving.insert(serving.end(), {"--program", this_program().string(), "--port", std::to_string(options.port)});
  replace_with(site, serving);
}

}  // namespace

void add_serve(CLI::App& program, Session& session) {
  auto* const command = program.add_subcommand("serve", "Show the library on this computer, with \"check your plan\"");
  auto options = std::make_shared<ServeOptions>();
  command->add_option("--port", options->port, "Port of 127.0.0.1 to answer at; 0: any that is free")->check(CLI::Range(0, 65535))->capture_default_str();
  command->add_option("--out", options->out, "Folder of the published site (default: site beside the index)");
  command->footer(
      "Publishes the library, answers to this computer alone, and publishes again when a record changes: open pages load\n"
      "themselves anew. A plan that is checked stays on this computer and is not kept. Ctrl-C ends it.");
  command->callback([&session, options] { serve(session, *options); });
}

}  // namespace fieldbook::cli
