// Fieldbook's search beside SQLite's FTS5, in one run: fieldbook-bench-search CORPUS.jsonl FOLDER [--queries N] [--rounds N] [--build] [--alone] [--ten]
// --alone leaves FTS5 out, --ten the pages. Builds what FOLDER does not hold yet, then asks the same queries of both. Times are of the processor, not of the clock on the wall;
// of each query the quickest round counts, so that other programs disturb less. What has taken 20 s has no further round.
#include <time.h>

#include <algorithm>
#include <cstdlib>
#include <fmt/format.h>
#include <functional>
#include <iostream>
#include <stdexcept>

#include "core/base/error.hpp"
#include "tests/bench/engines.hpp"

namespace {

namespace fs = std::filesystem;
using namespace fieldbook::bench;

struct Settings {
  fs::path corpus, folder;
  std::size_t queries = 300, rounds = 3;
  bool build = false, alone = false, ten = false;
};

constexpr double enough_seconds = 20;

double processor_seconds() {
  timespec now{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

double timed(const std::function<void()>& work) {
  const auto begin = processor_seconds();
  work();
  return processor_seconds() - begin;
}

double megabytes(const fs::path& folder) {
  double bytes = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) bytes += static_cast<double>(entry.file_size());
  }
  return bytes / 1e6;
}

struct Named {
  const char* name;
  fs::path folder;
  std::unique_ptr<Engine> engine;
};

// p50 and p99 in milliseconds.
std::pair<double, double> latency(const std::vector<std::string>& queries, std::size_t rounds, const std::function<void(const std::string&)>& ask) {
  std::vector<double> best(queries.size(), 1e9);
  double spent = 0;
  for (std::size_t round = 0; round <= rounds && spent < enough_seconds; ++round) {   // the first warms up
    for (std::size_t i = 0; i < queries.size(); ++i) {
      const auto took = timed([&] { ask(queries[i]); });
      best[i] = std::min(best[i], took);
      spent += took;
    }
  }
  std::ranges::sort(best);
  return {best[best.size() / 2] * 1000, best[best.size() * 99 / 100] * 1000};
}

void build(Named& named, const std::vector<Document>& documents, bool anew) {
  const auto mark = named.folder / "built";
  if (anew) fs::remove_all(named.folder);
  if (!fs::exists(mark)) {
    fs::create_directories(named.folder);
    const auto took = timed([&] { named.engine->build(documents); });
    fmt::print("{}: built in {:.1f} s of the processor, {:.0f} documents a second\n", named.name, took, static_cast<double>(documents.size()) / took);
    fs::create_directories(mark);
  }
  fmt::print("{}: {:.0f} MB\n", named.name, megabytes(named.folder));
  named.engine->open();
}

void row(const std::string& what, const std::vector<std::string>& queries, const Settings& settings, std::vector<Named>& engines,
         const std::function<void(Engine&, const std::string&)>& ask) {
  fmt::print("| {:<18}", what);
  for (auto& named : engines) {
    const auto [p50, p99] = latency(queries, settings.rounds, [&](const std::string& words) { ask(*named.engine, words); });
    fmt::print(" | {:7.2f} / {:7.2f}", p50, p99);
    std::fflush(stdout);
  }
  fmt::print(" |\n");
}

void measure(const Settings& settings) {
  const auto documents = read_documents(settings.corpus);
  std::size_t bytes = 0;
  for (const auto& document : documents) bytes += document.title.size() + document.text.size();
  fmt::print("{} documents, {:.0f} MB of text, {} queries of each kind, {} rounds\n", documents.size(), static_cast<double>(bytes) / 1e6, settings.queries, settings.rounds);
  std::vector<Named> engines;
  engines.push_back({"Fieldbook", settings.folder / "fieldbook", fieldbook_engine(settings.folder / "fieldbook")});
  if (!settings.alone) engines.push_back({"FTS5", settings.folder / "fts5", fts5_engine(settings.folder / "fts5")});
  for (auto& named : engines) build(named, documents, settings.build);
  fmt::print("\n| p50 / p99 in ms   ");
  for (const auto& named : engines) fmt::print(" | {:^17}", named.name);
  fmt::print(" |\n");
  std::vector<std::string> all;
  for (std::size_t words = 1; words <= 4; ++words) {
    const auto queries = draw_queries(documents, settings.queries, words);
    all.insert(all.end(), queries.begin(), queries.end());
    row(fmt::format("ten of {} word{}", words, words == 1 ? "" : "s"), queries, settings, engines, [](Engine& e, const std::string& q) { e.first_ten(q); });
  }
  row("ten, all of these", all, settings, engines, [](Engine& e, const std::string& q) { e.first_ten(q); });
  if (settings.ten) return;
  for (std::size_t words = 1; words <= 4; ++words) {
    row(fmt::format("page of {} word{}", words, words == 1 ? "" : "s"), draw_queries(documents, settings.queries, words), settings, engines,
        [](Engine& e, const std::string& q) { e.page(q); });
  }
  row("page, all of these", all, settings, engines, [](Engine& e, const std::string& q) { e.page(q); });
}

Settings read_settings(int argc, char** argv) {
  Settings out;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "--build") {
      out.build = true;
    } else if (argument == "--alone") {
      out.alone = true;
    } else if (argument == "--ten") {
      out.ten = true;
    } else if ((argument == "--queries" || argument == "--rounds") && i + 1 < argc) {
      (argument == "--queries" ? out.queries : out.rounds) = std::stoul(argv[++i]);
    } else if (out.corpus.empty()) {
      out.corpus = argument;
    } else {
      out.folder = argument;
    }
  }
  if (out.folder.empty() || out.queries == 0 || out.rounds == 0) throw std::runtime_error("give CORPUS.jsonl FOLDER [--queries N] [--rounds N] [--build] [--alone] [--ten]");
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    measure(read_settings(argc, argv));
    return EXIT_SUCCESS;
  } catch (const fieldbook::Error& error) {
    std::cerr << "fieldbook-bench-search: " << error.message() << '\n';
  } catch (const std::exception& error) {
    std::cerr << "fieldbook-bench-search: " << error.what() << '\n';
  }
  return EXIT_FAILURE;
}
