// Manual pages and completions say what the program's own help says.
#include <gmock/gmock.h>

#include <filesystem>
#include <set>
#include <sstream>

#include "tests/support/golden.hpp"
#include "tests/support/run_program.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsEmpty;

std::string fieldbook(const std::vector<std::string>& arguments) {
  const auto ran = run(built_program("fieldbook"), arguments);
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  return ran.out;
}

// The help of a command, line by line.
std::vector<std::string> help_of(std::vector<std::string> command) {
  command.emplace_back("--help");
  std::istringstream help(fieldbook(command));
  std::vector<std::string> out;
  for (std::string line; std::getline(help, line);) out.push_back(line);
  return out;
}

std::string name_at(std::string_view text) {
  return std::string(text.substr(0, text.find_first_not_of("abcdefghijklmnopqrstuvwxyz-")));
}

// What stands indented by two spaces as "--name" or "-n,--name".
std::set<std::string> options(const std::vector<std::string>& command) {
  std::set<std::string> out;
  for (const auto& line : help_of(command)) {
    if (!line.starts_with("  -")) continue;
    const auto at = line[3] == '-' ? 2 : line.substr(4, 3) == ",--" ? 5 : std::string::npos;
    if (at != std::string::npos) out.insert(name_at(std::string_view(line).substr(at)));
  }
  return out;
}

// What stands indented by two spaces below "Subcommands:", up to the empty line before the examples.
std::set<std::string> commands(const std::vector<std::string>& command) {
  std::set<std::string> out;
  bool below = false;
  for (const auto& line : help_of(command)) {
    if (below && line.empty()) break;
    below = below || line.starts_with("Subcommands:");
    if (below && line.starts_with("  ") && line[2] != ' ') out.insert(name_at(std::string_view(line).substr(2)));
  }
  out.erase("");
  return out;
}

std::string in_roff(const std::string& option) {
  std::string out = "\\fB";
  for (const char c : option) out += c == '-' ? std::string("\\-") : std::string(1, c);
  return out + "\\fR";
}

class Manual : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = std::make_unique<TempDir>();
    fieldbook({"man", "--out", folder_->path() / "man"});
  }
  static void TearDownTestSuite() { folder_.reset(); }
  static std::string page(const std::string& name) { return read(folder_->path() / "man" / (name + ".1")); }

  static std::unique_ptr<TempDir> folder_;
};

std::unique_ptr<TempDir> Manual::folder_;

TEST_F(Manual, HasAPageACommandAndAnEntryAnOption) {
  const auto names = commands({});
  EXPECT_GT(names.size(), 10u);
  const auto program = page("fieldbook");
  for (const auto& option : options({})) EXPECT_THAT(program, HasSubstr(in_roff(option)));
  for (const auto& name : names) {
    SCOPED_TRACE(name);
    EXPECT_THAT(program, HasSubstr("\\fBfieldbook " + name + "\\fR"));
    const auto text = page("fieldbook-" + name);
    EXPECT_EQ(fieldbook({"man", name}), text);
    for (const auto& option : options({name})) EXPECT_THAT(text, HasSubstr(in_roff(option)));
    for (const auto& inner : commands({name})) {
      EXPECT_THAT(text, HasSubstr(".SS \"fieldbook " + name + " " + inner + "\""));
      for (const auto& option : options({name, inner})) EXPECT_THAT(text, HasSubstr(in_roff(option)));
    }
  }
  EXPECT_EQ(tree(folder_->path() / "man").size(), names.size() + 1);
}

TEST_F(Manual, RoffHasNothingToComplainOf) {
  if (!fs::exists("/usr/bin/groff")) GTEST_SKIP() << "no groff here";
  for (const auto& [name, text] : tree(folder_->path() / "man")) {
    const auto ran = run("/usr/bin/groff", {"-man", "-ww", "-b", "-Tutf8", "-z", folder_->path() / "man" / name});
    EXPECT_THAT(ran.err, IsEmpty()) << name;
    EXPECT_EQ(ran.exit_code, 0);
  }
}

TEST_F(Manual, ExamplesStayAsTheyWereTyped) {
  const auto text = page("fieldbook-search");
  EXPECT_THAT(text, HasSubstr(".nf\n.RS\nfieldbook search alliance contracting homelessness \\-\\-facets\n"));
  EXPECT_THAT(text, HasSubstr("\\(aq\"shared outcomes\""));
  EXPECT_THAT(text, testing::Not(testing::ContainsRegex("[\x80-\xff]")));
}

TEST_F(Manual, AnUnknownCommandIsSaid) {
  const auto ran = run(built_program("fieldbook"), {"man", "serch"});
  EXPECT_EQ(ran.exit_code, 2);
  EXPECT_THAT(ran.err, HasSubstr("did you mean 'search'?"));
}

// What bash would offer for the last of these words.
std::string completed(const fs::path& script, const std::string& words) {
  const std::string program = "source " + script.string() + "; COMP_WORDS=(" + words +
                              "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); compopt() { :; }; _fieldbook; echo \"${COMPREPLY[*]}\"";
  const auto ran = run("/bin/bash", {"-c", program});
  EXPECT_THAT(ran.err, IsEmpty()) << words;
  return ran.out;
}

TEST(Completion, BashOffersCommandsOptionsAndValues) {
  if (!fs::exists("/bin/bash")) GTEST_SKIP() << "no bash here";
  const TempDir folder;
  const auto script = folder.write("fieldbook.bash", fieldbook({"completion", "bash"}));
  EXPECT_EQ(run("/bin/bash", {"-n", script}).err, "");
  EXPECT_EQ(completed(script, "fieldbook sea"), "search\n");
  EXPECT_THAT(completed(script, "fieldbook ''"), HasSubstr("check"));
  EXPECT_EQ(completed(script, "fieldbook --format j"), "json\n");
  EXPECT_EQ(completed(script, "fieldbook --library x plugin a"), "allow\n");
  EXPECT_EQ(completed(script, "fieldbook search --appr"), "--approach\n");
  EXPECT_EQ(completed(script, "fieldbook search --libr"), "--library\n");
  EXPECT_EQ(completed(script, "fieldbook search --sort = n"), "newest\n");
  EXPECT_EQ(completed(script, "fieldbook export --format r"), "ris\n");
  EXPECT_EQ(completed(script, "fieldbook plugin new --o"), "--out\n");
  EXPECT_EQ(completed(script, "fieldbook completion f"), "fish\n");
  EXPECT_EQ(completed(script, "fieldbook search --limit ''"), "\n");
  for (const auto& name : commands({})) {
    for (const auto& option : options({name})) EXPECT_THAT(completed(script, "fieldbook " + name + " " + option), HasSubstr(option)) << name;
  }
}

TEST(Completion, OtherShellsReadTheirScripts) {
  const TempDir folder;
  for (const std::string shell : {"zsh", "fish"}) {
    const auto script = fieldbook({"completion", shell});
    for (const auto& name : commands({})) EXPECT_THAT(script, HasSubstr(name));
    EXPECT_THAT(script, HasSubstr("approach"));
    EXPECT_THAT(script, HasSubstr("relevance newest title"));
    if (!fs::exists("/usr/bin/" + shell)) continue;
    const auto ran = run("/usr/bin/" + shell, {"-n", folder.write(shell, script)});
    EXPECT_EQ(ran.err, "");
    EXPECT_EQ(ran.exit_code, 0);
  }
}

}  // namespace
}  // namespace fieldbook::test
