#include "core/cli/shard.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "core/base/error.hpp"
#include "core/base/text.hpp"
#include "core/cli/open_reader.hpp"
#include "core/cli/shard_servers.hpp"
#include "core/cli/terminal.hpp"
#include "core/library/shards.hpp"
#include "core/library/split.hpp"

namespace fieldbook::cli {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

std::string dumped(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

void split(Session& session, std::size_t count, const std::string& into) {
  const auto index = session.index_folder(session.schema());
  const auto report = [&] {
    ProgressBar bar("Splitting the index:");
    return library::split_index(index, count, fs::absolute(into), std::ref(bar));
  }();
  if (session.format == Format::json) {
    auto shards = Json::array();
    for (std::size_t i = 0; i < report.shards.size(); ++i) shards.push_back({{"folder", report.shards[i].string()}, {"records", report.records[i]}});
    std::cout << dumped({{"front", report.front.string()}, {"shards", std::move(shards)}}) << '\n';
    return;
  }
  for (std::size_t i = 0; i < report.shards.size(); ++i)
    std::cout << printable(report.shards[i].string()) << ": " << report.records[i] << (report.records[i] == 1 ? " record\n" : " records\n");
  std::cout << printable(report.front.string()) << ": what is shown of all records, for machines without the whole index (--index)\n"
            << "Next: fieldbook shard serve " << printable(into) << '\n';
}

struct ServeOptions {
  std::string folder, interface = "127.0.0.1";
  unsigned port = 7001;
  std::size_t only = 0;
};

std::vector<ShardServer> servers(const ServeOptions& options) {
  const auto shards = library::shards_below(fs::absolute(options.folder));
  if (options.only > shards.size()) throw Error(Errc::invalid, "there are " + std::to_string(shards.size()) + " shards in " + options.folder, "name one of them with --only");
  std::vector<ShardServer> out;
  for (std::size_t i = 0; i < shards.size(); ++i) {
    if (options.only == 0 || options.only == i + 1) out.push_back({shards[i], options.port + static_cast<unsigned>(options.only == 0 ? i : 0)});
  }
  if (out.back().port > 65'535) throw Error(Errc::invalid, "there is no port " + std::to_string(out.back().port), "begin with a lower --port");
  return out;
}

void serve(Session& session, const ServeOptions& options) {
  const auto all = servers(options);
  const bool bracketed = options.interface.find(':') != std::string::npos;
  std::cout << "In library.yaml:\n\nshards:\n";
  for (const auto& server : all)
    std::cout << "  - \"" << (bracketed ? "[" + options.interface + "]" : options.interface) << ":" << server.port << "\"\n";
  std::cout << "\nCtrl-C ends it.\n";
  if (!options.interface.starts_with("127.") && options.interface != "::1" && options.interface != "localhost")
    std::cerr << "fieldbook: warning: whoever reaches " << printable(options.interface) << " can read all of the index; there is no password, and nothing is encrypted\n";
  if (!run_shard_servers(all, options.interface)) session.exit = Exit::could_not_run;
}

bool is_well(const library::ShardState& shard, const std::string& here) { return shard.up && (here.empty() || shard.shard == 0 || shard.revision == here); }

void status(Session& session, const std::vector<std::string>& addresses) {
  auto shards = shards_of(session);
  if (!addresses.empty()) shards.addresses = addresses;
  if (shards.addresses.empty())
    throw Error(Errc::not_found, "library.yaml names no shards", "add shards: [HOST:PORT, …] to it, or name some behind fieldbook shard status");
  const auto states = library::look_at_shards(shards);
  const auto here = library::revision_of(session.index_folder(session.schema()));
  auto list = Json::array();
  for (const auto& shard : states) {
    if (!is_well(shard, here)) session.exit = Exit::problems;
    list.push_back({{"address", shard.address}, {"up", shard.up}, {"records", shard.records}, {"shard", shard.shard}, {"shards", shard.shards},
                    {"revision", shard.revision}, {"round_trip_ms", shard.round_trip_ms}, {"problem", shard.problem}});
    if (session.format == Format::json) continue;
    std::cout << styled(shard.address, Style::bold);
    if (!shard.up) {
      std::cout << "  down: " << printable(shard.problem) << '\n';
      continue;
    }
    char time[32];
    std::snprintf(time, sizeof time, "%.2f", shard.round_trip_ms);
    std::cout << "  up, " << shard.records << " records";
    if (shard.shard != 0) std::cout << ", shard " << shard.shard << " of " << shard.shards;
    std::cout << ", revision " << printable(shard.revision) << (is_well(shard, here) ? "" : " (this machine has " + printable(here) + ": run fieldbook shard split)")
              << ", " << time << " ms there and back\n";
  }
  if (session.format == Format::json) std::cout << dumped({{"revision", here}, {"shards", std::move(list)}}) << '\n';
}

void add_splitting(CLI::App& command, Session& session) {
  auto* const splitting = command.add_subcommand("split", "Make N shards of the library's index, each an index of its own");
  auto count = std::make_shared<std::size_t>();
  auto into = std::make_shared<std::string>();
  splitting->add_option("N", *count, "How many shards")->required()->check(CLI::Range(std::size_t{1}, library::most_shards));
  splitting->add_option("--into", *into, "Folder to make them in: shard-1, shard-2, … and front")->required()->type_name("FOLDER");
  splitting->footer(
      "The id of a record says which shard it is in. Shards that are there are replaced, and their servers need not be\n"
      "stopped. Copy each folder to the machine that is to serve it; run it again after fieldbook index.");
  splitting->callback([&session, count, into] { split(session, *count, *into); });
}

void add_serving(CLI::App& command, Session& session) {
  auto* const serving = command.add_subcommand("serve", "Let shards be searched: runs xapian-tcpsrv for each, for this computer alone");
  auto options = std::make_shared<ServeOptions>();
  serving->add_option("FOLDER", options->folder, "The folder that split made")->required();
  serving->add_option("--port", options->port, "Port of the first shard; the others follow")->check(CLI::Range(1, 65'535))->capture_default_str();
  serving->add_option("--only", options->only, "Serve only this one, 1 being the first, at --port")->check(CLI::Range(std::size_t{1}, library::most_shards))->type_name("K");
  serving->add_option("--interface", options->interface,
      "Address to answer at. Whoever reaches it can read all of the index: there is no password, and nothing is encrypted. Between machines ssh is safer, as fieldbook shard --help says")
      ->type_name("ADDRESS")->capture_default_str();
  serving->footer("Needs the package xapian-tools. Ctrl-C ends all of them.");
  serving->callback([&session, options] { serve(session, *options); });
}

}  // namespace

void add_shard(CLI::App& program, Session& session) {
  auto* const command = program.add_subcommand("shard", "Spread the index over several servers");
  command->require_subcommand(1);
  command->fallthrough();
  add_splitting(*command, session);
  add_serving(*command, session);
  auto* const asking = command->add_subcommand("status", "Ask every shard: is it up, how many records, which revision, how long an answer takes");
  auto addresses = std::make_shared<std::vector<std::string>>();
  asking->add_option("ADDRESS", *addresses, "Only these (default: those of library.yaml)");
  asking->callback([&session, addresses] { status(session, *addresses); });
  command->footer(
      "For libraries that one computer is too small or too slow for. library.yaml names the shards, and every search asks\n"
      "all of them at once; hits and scores are those of one index. One that is down or late is left out, with a warning.\n\n"
      "  fieldbook shard split 4 --into shards\n"
      "  fieldbook shard serve shards\n"
      "  shards: [\"127.0.0.1:7001\", \"127.0.0.1:7002\", \"ssh index.example.org /srv/shard-3\"]      (in library.yaml)\n"
      "  shard-timeout-ms: 3000                                                                     (in library.yaml)");
}

}  // namespace fieldbook::cli
