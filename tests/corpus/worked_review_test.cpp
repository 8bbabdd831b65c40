// The worked review: made again from its inputs it is the same, byte for byte; and no word in it is invented.
#include <gmock/gmock.h>

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "tests/support/run_program.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook::test {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;
using testing::HasSubstr;

const fs::path review = "reviews/commissioning-and-outcomes";

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

std::vector<Json> lines_of(const fs::path& file) {
  std::vector<Json> out;
  std::istringstream in(bytes_of(file));
  for (std::string line; std::getline(in, line);) out.push_back(Json::parse(line));
  return out;
}

// Every file of a folder with its bytes.
std::map<std::string, std::string> all_of(const fs::path& folder) {
  std::map<std::string, std::string> out;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) out[fs::relative(entry.path(), folder).string()] = bytes_of(entry.path());
  }
  return out;
}

// What a reader sees of a record: without citations, the targets of links, emphasis and the folds of lines.
std::string as_read(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.compare(i, 2, "[@") == 0 || text.compare(i, 2, "](") == 0) {
      const auto end = text.find(text[i] == '[' ? ']' : ')', i);
      if (text[i] == '[' && !out.empty() && out.back() == ' ') out.pop_back();
      i = end;
    } else if (text[i] == '\n' || text[i] == ' ') {
      if (!out.empty() && out.back() != ' ') out += ' ';
    } else if (text[i] != '[' && text[i] != '*' && text.compare(i, 2, "- ") != 0) {
      out += text[i];
    }
  }
  return out;
}

class WorkedReview : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder = source("corpus") / review;
    for (const auto& entry : fs::directory_iterator(source("corpus") / "evaluations")) records[entry.path().stem().string()] = as_read(bytes_of(entry.path()));
  }
  static inline fs::path folder;
  static inline std::map<std::string, std::string> records;
};

TEST_F(WorkedReview, IsMadeAgainFromItsInputsByteForByte) {
  TempDir library;
  fs::copy(source("corpus/library.yaml"), library.path() / "library.yaml");
  for (const auto* const part : {"vocabulary", "instruments"}) fs::copy(source("corpus") / part, library.path() / part, fs::copy_options::recursive);
  const auto out = library.path() / review;
  const auto ran = run("/bin/sh", {source("tests/corpus/remake_review.sh").string(), built_program("fieldbook").string(), folder.string(), out.string()});
  ASSERT_EQ(ran.exit_code, 0) << ran.out << ran.err;
  const auto before = all_of(folder), after = all_of(out);
  std::set<std::string> names;
  for (const auto* const all : {&before, &after}) {
    for (const auto& [name, bytes] : *all) names.insert(name);
  }
  for (const auto& name : names) {
    ASSERT_TRUE(before.contains(name)) << name << " is made and not kept";
    ASSERT_TRUE(after.contains(name)) << name << " is kept and not made";
    EXPECT_EQ(before.at(name), after.at(name)) << name;
  }
}

TEST_F(WorkedReview, ChecksCleanAndIsWhole) {
  const auto checked = run(built_program("fieldbook"), {"review", "--review", folder.string(), "check"});
  EXPECT_EQ(checked.exit_code, 0) << checked.out << checked.err;
  EXPECT_THAT(checked.out, HasSubstr("0 errors, 0 warnings"));
  const auto reported = run(built_program("fieldbook"), {"review", "--review", folder.string(), "--format", "json", "report"});
  ASSERT_EQ(reported.exit_code, 0) << reported.err;
  const auto report = Json::parse(reported.out);
  EXPECT_TRUE(report.at("open").empty()) << report.at("open");
  EXPECT_THAT(report.at("notice").get<std::string>(), HasSubstr("No database was searched"));
}

// Counted here once more, from the lines that people wrote and nothing else.
TEST_F(WorkedReview, ItsNumbersAreThoseOfItsLines) {
  std::map<std::string, std::map<std::string, std::string>> said;   // record -> who, or "settled" -> decision, at the last stage
  std::size_t out_on_summary = 0;
  for (const auto* const reader : {"reader-one", "reader-two"}) {
    for (const auto& one : lines_of(folder / "decisions" / (std::string(reader) + ".jsonl"))) {
      if (one.at("stage") == "summary") out_on_summary += one.at("decision") == "exclude" ? 1 : 0;
      else said[one.at("record")][one.at("shown") == "conflict" ? "settled" : reader] = one.at("decision");
    }
  }
  std::set<std::string> in;
  std::size_t differed = 0;
  for (const auto& [record, decisions] : said) {
    const bool same = decisions.at("reader-one") == decisions.at("reader-two");
    differed += same ? 0 : 1;
    if ((same ? decisions.at("reader-one") : decisions.at("settled")) == "include") in.insert(record);
  }
  std::map<std::string, std::map<std::string, std::string>> directions;
  std::map<std::string, std::string> same_study;
  for (const auto* const reader : {"reader-one", "reader-two"}) {
    for (const auto& one : lines_of(folder / "extraction" / (std::string(reader) + ".jsonl"))) {
      if (one.at("question") == "direction") directions[one.at("item")][one.value("resolves", false) ? "settled" : reader] = one.at("answer");
      if (one.at("question") == "same-study") same_study[one.at("item")] = one.at("answer");
    }
  }
  std::map<std::string, std::size_t> by_direction;
  for (const auto& [item, answers] : directions) ++by_direction[answers.contains("settled") ? answers.at("settled") : answers.at("reader-one")];

  const auto report = Json::parse(run(built_program("fieldbook"), {"review", "--review", folder.string(), "--format", "json", "report"}).out);
  std::map<std::string, std::size_t> boxes;
  for (const auto& box : report.at("flow").at("boxes")) boxes[box.at("id")] = box.at("count");
  EXPECT_EQ(boxes.at("website_results"), lines_of(folder / "records.jsonl").size());
  EXPECT_EQ(boxes.at("other_records_excluded"), out_on_summary);
  EXPECT_EQ(boxes.at("other_sought_reports"), said.size());
  EXPECT_EQ(boxes.at("other_excluded"), said.size() - in.size());
  EXPECT_EQ(boxes.at("new_reports"), in.size());
  EXPECT_EQ(boxes.at("new_studies"), in.size() - same_study.size());
  std::map<std::string, std::size_t> reported;
  for (const auto& study : report.at("studies")) {
    for (const auto& result : study.at("results")) ++reported[result.at("direction")];
  }
  EXPECT_EQ(reported, by_direction);
  const auto& table = report.at("agreement").at(0).at("table");
  EXPECT_EQ(table.at(0).at(1).get<std::size_t>() + table.at(1).at(0).get<std::size_t>(), differed);
}

TEST_F(WorkedReview, StopsTheSiteWhereOneDecisionIsRemoved) {
  TempDir library;
  fs::copy(source("corpus/library.yaml"), library.path() / "library.yaml");
  for (const auto* const part : {"vocabulary", "instruments", "reviews"}) fs::copy(source("corpus") / part, library.path() / part, fs::copy_options::recursive);
  const auto publish = [&] {
    return run(built_program("fieldbook-site"), {"publish", "--library", library.path().string(), "--out", (library.path() / "out").string(), "--index", (library.path() / "no-index").string()}, {.input = {}, .working_folder = {}, .environment = {{"FIELDBOOK_PLUGIN_PATH", ""}}});
  };
  EXPECT_NE(publish().exit_code, 2);
  EXPECT_TRUE(fs::exists(library.path() / "out" / review / "flow.html"));
  const auto file = library.path() / review / "decisions/reader-one.jsonl";
  const auto lines = bytes_of(file);
  const auto first_line_ends = lines.find('\n');
  const auto gone = Json::parse(lines.substr(0, first_line_ends)).at("record").get<std::string>();
  std::ofstream(file, std::ios::binary) << lines.substr(first_line_ends + 1);
  const auto published = publish();
  EXPECT_EQ(published.exit_code, 2);
  EXPECT_THAT(published.err, HasSubstr("other_assessed: 1 record waits for a decision at the stage parts-read: " + gone));
  EXPECT_THAT(published.err, HasSubstr("46 is not 45"));
}

TEST_F(WorkedReview, IsReplayedFromItsOwnDecisions) {
  const auto ran = run(built_program("fieldbook"), {"review", "--review", folder.string(), "--format", "json", "simulate", "--model", "nb"});
  ASSERT_EQ(ran.exit_code, 0) << ran.err;
  const auto seen = Json::parse(ran.out);
  EXPECT_EQ(seen.at("records"), 54);
  EXPECT_EQ(seen.at("relevant"), 46);
}

TEST_F(WorkedReview, EveryDecisionHasItsReasonAndTheWordsOfTheRecord) {
  std::map<std::string, std::string> summaries;   // as imported
  for (const auto& record : lines_of(folder / "records.jsonl")) summaries[record.at("id")] = record.value("abstract", "");
  std::size_t quoted = 0;
  for (const auto* const reader : {"reader-one", "reader-two"}) {
    for (const auto& one : lines_of(folder / "decisions" / (std::string(reader) + ".jsonl"))) {
      const auto note = one.value("note", "");
      ASSERT_FALSE(note.empty()) << one;
      EXPECT_TRUE(one.at("decision") != "exclude" || !one.value("reasons", Json::array()).empty()) << one;
      const auto begin = note.find("“"), end = note.rfind("”");
      if (begin == std::string::npos) continue;
      ++quoted;
      const auto words = note.substr(begin + 3, end - begin - 3);
      if (std::string(reader) == "reader-one") continue;   // quotes the name of a design
      const bool in_summary = summaries.at(one.at("record")).find(words) != std::string::npos;
      const bool in_record = std::ranges::any_of(records, [&](const auto& record) { return record.second.find(words) != std::string::npos; });
      EXPECT_TRUE(in_summary || in_record) << words;
    }
  }
  EXPECT_GT(quoted, 90U);
}

TEST_F(WorkedReview, EveryAnswerRestsOnWordsThatStandInTheRecordItNames) {
  std::size_t found = 0;
  for (const auto* const use : {"appraisals", "extraction"}) {
    for (const auto& file : fs::directory_iterator(folder / use)) {
      for (const auto& one : lines_of(file.path())) {
        const auto words = one.value("words", ""), where = one.value("where", "");
        if (words.empty()) continue;
        const auto record = where.substr(0, where.find(','));
        ASSERT_TRUE(records.contains(record)) << one;
        EXPECT_THAT(records.at(record), HasSubstr(words)) << one;
        ++found;
      }
    }
  }
  EXPECT_GT(found, 400U);
}

}  // namespace
}  // namespace fieldbook::test
