// Fieldbook's search beside SQLite's FTS5, in one run: fieldbook-bench-search CORPUS.jsonl FOLDER [--queries N] [--rounds N] [--build] [--alone] [--ten]
// Builds what FOLDER does not hold yet, then asks the same queries of both. --build makes all anew, --alone leaves FTS5 out, --ten the pages.
// --indexing makes all anew, plain Xapian's index too, and asks nothing. Times are of the processor, not of the clock on the wall, where nothing else is said;
// of each query the quickest round counts, so that other programs disturb less. What has taken 20 s has no further round.
#include <time.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fmt/format.h>
#include <functional>
#include <iostream>
#include <stdexcept>

#include "core/base/error.hpp"
#include "tests/bench/engines.hpp"
#include "tests/bench/plain_xapian.hpp"

namespace {

namespace fs = std::filesystem;
using namespace fieldbook::bench;

struct Settings {
  fs::path corpus, folder;
  std::size_t queries = 300, rounds = 3;
  bool build = false, alone = false, ten = false, indexing = false;
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

struct Cost {
  double processor = 0, clock = 0;  // seconds
};

// Tells it on one line, too.
Cost cost(const char* name, std::size_t documents, const std::function<void()>& work) {
  const auto begin = std::chrono::steady_clock::now();
  Cost out{.processor = timed(work)};
  out.clock = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  fmt::print("{}: {:.1f} s of the processor, {:.1f} s by the clock, {:.0f} documents a second of the processor\n", name, out.processor, out.clock,
             static_cast<double>(documents) / out.processor);
  std::fflush(stdout);
  return out;
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

Cost build(const Named& named, const std::vector<Document>& documents) {
  fs::remove_all(named.folder);
  fs::create_directories(named.folder);
  const auto out = cost(named.name, documents.size(), [&] { named.engine->build(documents); });
  fs::create_directories(named.folder / "built");
  return out;
}

void open(Named& named, const std::vector<Document>& documents, bool anew) {
  if (anew || !fs::exists(named.folder / "built")) build(named, documents);
  fmt::print("{}: {:.0f} MB\n", named.name, megabytes(named.folder));
  named.engine->open();
}

// Three builds, taking turns for as many rounds; of each the best counts.
void measure_indexing(const Settings& settings, const std::vector<Document>& documents, const std::vector<Named>& engines) {
  const auto written = settings.folder / "plain", compacted = settings.folder / "plain-compacted";
  std::vector<Cost> best(engines.size() + 1, Cost{1e9, 1e9});
  const auto keep = [&](std::size_t i, Cost took) {
    best[i] = {std::min(best[i].processor, took.processor), std::min(best[i].clock, took.clock)};
  };
  for (std::size_t round = 0; round < settings.rounds; ++round) {
    for (std::size_t i = 0; i < engines.size(); ++i) keep(i, build(engines[i], documents));
    keep(engines.size(), cost("Plain Xapian", documents.size(), [&] { write_plain_xapian(documents, written); }));
  }
  compact_plain_xapian(written, compacted);
  const auto size = megabytes(engines[0].folder), plain_size = megabytes(compacted);
  fmt::print("\n| best of {} | s of the processor | s by the clock | MB |\n|---|---|---|---|\n", settings.rounds);
  for (std::size_t i = 0; i < engines.size(); ++i)
    fmt::print("| {} | {:.1f} | {:.1f} | {:.0f} |\n", engines[i].name, best[i].processor, best[i].clock, megabytes(engines[i].folder));
  fmt::print("| Plain Xapian | {:.1f} | {:.1f} | {:.0f}, compacted {:.0f} |\n", best.back().processor, best.back().clock, megabytes(written), plain_size);
  fmt::print("Fieldbook takes {:.2f} times FTS5's processor, {:.2f} of plain Xapian's clock and {:.2f} of its compacted size\n", best[0].processor / best[1].processor,
             best[0].clock / best.back().clock, size / plain_size);
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
  if (!settings.alone || settings.indexing) engines.push_back({"FTS5", settings.folder / "fts5", fts5_engine(settings.folder / "fts5")});
  if (settings.indexing) return measure_indexing(settings, documents, engines);
  for (auto& named : engines) open(named, documents, settings.build);
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
    } else if (argument == "--indexing") {
      out.indexing = true;
    } else if ((argument == "--queries" || argument == "--rounds") && i + 1 < argc) {
      (argument == "--queries" ? out.queries : out.rounds) = std::stoul(argv[++i]);
    } else if (out.corpus.empty()) {
      out.corpus = argument;
    } else {
      out.folder = argument;
    }
  }
  if (out.folder.empty() || out.queries == 0 || out.rounds == 0) throw std::runtime_error("give CORPUS.jsonl FOLDER [--queries N] [--rounds N] [--build] [--alone] [--ten] [--indexing]");
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
