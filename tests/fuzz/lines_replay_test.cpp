// Runs the fuzz entries of line files over files as they are and damaged copies of them. FIELDBOOK_FUZZ_ROUNDS says how many copies.
#include <gtest/gtest.h>

#include <random>

#include "core/library/search_log.hpp"
#include "tests/core/library/invented_library.hpp"
#include "tests/fuzz/lines_fuzz.hpp"

namespace fieldbook::library {
namespace {

using Entry = int (*)(const std::uint8_t*, std::size_t);

void run(Entry entry, const std::string& input) {
  SCOPED_TRACE(input);
  EXPECT_EQ(entry(reinterpret_cast<const std::uint8_t*>(input.data()), input.size()), 0);
}

TEST(LinesReplay, WholeAndDamagedFilesAreReadOrRefused) {
  const InventedLibrary library;
  library.update();
  const test::TempDir folder;
  fuzz_lines_in(folder.path(), library.index());
  const std::vector<std::pair<Entry, std::string>> files{
      {fuzz_judged_queries, "{\"_id\":\"q1\",\"text\":\"villages\"}\r\n\n{\"_id\":2,\"text\":null,\"metadata\":{}}\n{\"_id\":\"q2\",\"text\":\"\\u00e9\"}\n"},
      {fuzz_grades, "query-id\tcorpus-id\tscore\nq1\td1\t2\nq1\td 2\t-1\nq2\td2\t1.0\nq2\td2\t0\n"},
      {fuzz_grades, "\xEF\xBB\xBFq1 0 d1 1\nq2 0 d2 2\n"},
      {fuzz_run, "q1 Q0 d1 1 12.5 run\nq1 Q0 d2 2 1e-3 run\nq2 Q0 d2 1 -4 run\n"},
      {fuzz_search_log, "{\"date\":\"2026-03-31\",\"query\":\"hospital discharge\",\"filters\":[\"country:wales\"],\"hits\":2}\n"
                        "{\"date\":\"2026-04-01\",\"query\":\"villages\",\"hits\":0}\n{\"date\":\"2026-04-02\",\"query\":\"\\\"open quote\",\"hits\":1}\n"}};
  std::mt19937 random(20260401);   // the same damage every time
  const std::string spice = "{}[]\":,\\\t\n -0e\xFF";
  const auto rounds = test::times_asked("FIELDBOOK_FUZZ_ROUNDS", 200);
  for (const auto& [entry, file] : files) {
    run(entry, file);
    run(entry, "");
    for (int round = 0; round < rounds; ++round) {
      auto damaged = round % 3 == 0 ? file.substr(0, random() % file.size()) : file;
      for (int i = 0; i < 3 && !damaged.empty(); ++i) damaged[random() % damaged.size()] = spice[random() % spice.size()];
      run(entry, round % 7 == 0 ? damaged + file : damaged);
    }
  }
}

}  // namespace
}  // namespace fieldbook::library
