#include "core/record/collection.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "core/base/error.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook::record {
namespace {

namespace fs = std::filesystem;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class GoodLibrary : public testing::Test {
 protected:
  GoodLibrary() {
    fs::copy(test::source("tests/fixtures/good"), folder_.path(),
             fs::copy_options::recursive | fs::copy_options::overwrite_existing);
  }

  std::string text(const std::string& file) const { return test::read(folder_.path() / file); }
  void change(const std::string& file, const std::string& from, const std::string& to) {
    auto whole = text(file);
    const auto at = whole.find(from);
    ASSERT_NE(at, std::string::npos) << from;
    folder_.write(file, whole.replace(at, from.size(), to));
  }
  Collection read() const { return read_collection(folder_.path()); }
  static std::vector<std::string> problems(const Collection& collection) {
    std::vector<std::string> out;
    for (const auto& problem : collection.diagnostics.sorted()) out.push_back(to_text(problem));
    return out;
  }
  std::vector<std::string> problems() const { return problems(read()); }

  test::TempDir folder_;
};

TEST_F(GoodLibrary, IsReadWhole) {
  const auto library = read();
  EXPECT_THAT(problems(library), IsEmpty());
  EXPECT_EQ(library.records.size(), 8U);
  EXPECT_EQ(library.sources.size(), 5U);
  EXPECT_THAT(library.skipped, IsEmpty());
  EXPECT_EQ(library.newest_date(), (Date{2024, 5, 1}));
  EXPECT_TRUE(std::ranges::is_sorted(library.records, {}, &Record::id));
  ASSERT_NE(library.find("saltby-homelessness"), nullptr);
  EXPECT_EQ(library.find("saltby-homelessness")->id, "saltby-alliance");
  EXPECT_EQ(library.find("nothing"), nullptr);
  EXPECT_NE(library.source("marsh2022"), nullptr);
  EXPECT_EQ(library.source("marsh"), nullptr);
}

TEST_F(GoodLibrary, BackLinksFollowAliases) {
  const auto library = read();
  const auto by = library.linked_from("saltby-alliance", "evaluation", "evaluates");
  ASSERT_EQ(by.size(), 1U);
  EXPECT_EQ(by[0]->id, "marsh-2022-saltby");
  EXPECT_EQ(library.linked_from("saltby-homelessness", "evaluation", "evaluates").size(), 1U);
  EXPECT_THAT(library.linked_from("saltby-alliance", "barrier", "evaluates"), IsEmpty());
  EXPECT_THAT(library.find("long-moor-villages")->list("related"), ElementsAre("saltby-alliance"))
      << "an alias becomes the id";
}

TEST_F(GoodLibrary, StrengthIsThatOfTheStrongestEvaluation) {
  const auto strength = [](const Collection& library, const char* id) { return library.strength(*library.find(id)); };
  const auto library = read();
  EXPECT_EQ(strength(library, "marsh-2022-saltby"), "moderate");
  EXPECT_EQ(strength(library, "saltby-alliance"), "moderate");
  EXPECT_EQ(strength(library, "long-moor-villages"), "very-limited");
  EXPECT_EQ(strength(library, "riverton-work-bond"), "none-found");
  EXPECT_EQ(strength(library, "separate-budgets"), "");
  change("evaluations/moor-2019-residents.md", "evaluates: [long-moor-villages]",
         "evaluates: [long-moor-villages, saltby-alliance]");
  EXPECT_EQ(strength(read(), "saltby-alliance"), "moderate");
}

TEST_F(GoodLibrary, BadRecordsAreSkippedAndTheRestGoesOn) {
  change("practice-examples/riverton-work-bond.md", "result: ended-early", "result: ended-erly");
  folder_.write("barriers/empty.md", "");
  folder_.write("barriers/bytes.md", "---\ntitle: \xC3\x28\n---\n");
  const auto library = read();
  EXPECT_EQ(library.records.size(), 7U);
  EXPECT_THAT(library.skipped, ElementsAre("bytes", "empty", "riverton-work-bond"));
  EXPECT_THAT(problems(library), ElementsAre(HasSubstr("barriers/bytes.md:2:8: error: not UTF-8"),
                                             HasSubstr("barriers/empty.md:1:1: error: the file does not begin"),
                                             HasSubstr("practice-examples/riverton-work-bond.md:11:9: error: unknown "
                                                       "result 'ended-erly', did you mean 'ended-early'?")));
}

TEST_F(GoodLibrary, LinksToSkippedRecordsAreWarnings) {
  change("practice-examples/saltby-alliance.md", "result: better", "result: best");
  const auto library = read();
  EXPECT_THAT(library.skipped, ElementsAre("saltby-alliance"));
  EXPECT_EQ(library.records.size(), 7U);
  EXPECT_THAT(problems(library), Contains("barriers/separate-budgets.md:19:50: warning: the record 'saltby-alliance' "
                                          "is left out because of its errors, so the link to "
                                          "it is too; put that record right [record.skipped-link]"));
  EXPECT_THAT(problems(library),
              Contains(HasSubstr("evaluations/marsh-2022-saltby.md:14:13: warning: the record 'saltby-alliance'")));
  EXPECT_FALSE(library.find("marsh-2022-saltby")->has("evaluates")) << "no reference dangles";
  EXPECT_EQ(library.find("saltby-homelessness"), nullptr);
}

TEST_F(GoodLibrary, ReferencesThatLeadNowhere) {
  change("barriers/separate-budgets.md", "(saltby-alliance)", "(saltby-aliance)");
  EXPECT_THAT(
      problems(),
      ElementsAre(
          "barriers/separate-budgets.md:19:50: error: a link to 'saltby-aliance', which is no record, did you mean "
          "'saltby-alliance'? [record.link]",
          HasSubstr("[record.skipped-link]"), HasSubstr("[record.skipped-link]")));
  change("barriers/separate-budgets.md", "(saltby-aliance)", "(../practice-examples/saltby-alliance.md)");
  EXPECT_THAT(problems(), Contains("barriers/separate-budgets.md:19:50: error: a link to a file: "
                                   "'../practice-examples/saltby-alliance.md'; write the "
                                   "record's id alone: 'saltby-alliance' [record.link]"));
  change("barriers/separate-budgets.md", "(../practice-examples/saltby-alliance.md)", "(saltby-alliance#what-hapened)");
  EXPECT_THAT(problems(), ElementsAre("barriers/separate-budgets.md:19:50: warning: the record 'saltby-alliance' has "
                                      "no section 'what-hapened', did "
                                      "you mean 'what-happened'? [record.link-section]"));
  change("barriers/separate-budgets.md", "(saltby-alliance#what-hapened)", "(saltby-homelessness)");
  EXPECT_THAT(problems(), IsEmpty());
  change("evaluations/marsh-2022-saltby.md", "evaluates: [saltby-alliance]", "evaluates: [share-risk]");
  EXPECT_THAT(problems(), Contains("evaluations/marsh-2022-saltby.md:14:13: error: 'evaluates': 'share-risk' is of the "
                                   "kind 'design-principle'; name a "
                                   "record of the kind practice-example [record.link-kind]"));
}

TEST_F(GoodLibrary, SourcesAreLookedUp) {
  change("barriers/separate-budgets.md", "[@commons2018]", "[@comons2018]");
  EXPECT_THAT(
      problems(),
      Contains("barriers/separate-budgets.md:11:74: error: the source 'comons2018' is not in sources.bib, did you mean "
               "'commons2018'? [record.citation]"));
  change("barriers/separate-budgets.md", "[@comons2018]", "[@marsh2022]");
  EXPECT_THAT(
      problems(),
      ElementsAre(
          "barriers/separate-budgets.md:11:74: warning: the source 'marsh2022' is cited but not listed; add it to "
          "'sources' [record.unlisted-source]"));
}

TEST_F(GoodLibrary, AnIdBelongsToOneFile) {
  fs::copy(folder_.path() / "barriers/separate-budgets.md", folder_.path() / "design-principles/separate-budgets.md");
  const auto library = read();
  EXPECT_TRUE(library.skipped.contains("separate-budgets"));
  EXPECT_EQ(library.find("separate-budgets"), nullptr);
  EXPECT_THAT(problems(library),
              Contains("barriers/separate-budgets.md: error: the id 'separate-budgets' is also that of "
                       "design-principles/separate-budgets.md; rename one of the files [collection.duplicate-id]"));
  EXPECT_THAT(problems(library),
              Contains(HasSubstr("design-principles/separate-budgets.md: error: the id 'separate-budgets' is also")));
}

TEST_F(GoodLibrary, AliasesClash) {
  change("practice-examples/long-moor-villages.md", "related:", "aliases: [share-risk]\nrelated:");
  EXPECT_THAT(problems(), Contains("practice-examples/long-moor-villages.md:17:11: error: the alias 'share-risk' is "
                                   "the id of a record; remove it, or "
                                   "rename that record [record.alias]"));
  change("practice-examples/long-moor-villages.md", "aliases: [share-risk]", "aliases: [old-moor]");
  change("practice-examples/saltby-alliance.md", "aliases: [saltby-homelessness]",
         "aliases: [saltby-homelessness, old-moor]");
  EXPECT_THAT(problems(), Contains("practice-examples/saltby-alliance.md:22:32: error: the alias 'old-moor' belongs to "
                                   "'long-moor-villages' already; "
                                   "remove one of them [record.alias]"));
}

TEST_F(GoodLibrary, NamesOfFiles) {
  folder_.write("barriers/Bad Name.md", text("barriers/separate-budgets.md"));
  folder_.write("barriers/README.md", "for people");
  folder_.write("barriers/.hidden.md", "for editors");
  folder_.write("barriers/notes.txt", "for people");
  fs::create_directory(folder_.path() / "barriers/folder.md");
  EXPECT_THAT(problems(), ElementsAre("barriers/Bad Name.md: error: the name of the file cannot be an id; rename it to "
                                      "bad-name.md [collection.file-name]",
                                      HasSubstr("barriers/folder.md: error: not a file")));
}

TEST_F(GoodLibrary, SymbolicLinksAreNotFollowed) {
  fs::create_symlink(folder_.path() / "barriers/separate-budgets.md", folder_.path() / "barriers/linked.md");
  fs::create_symlink("loop.md", folder_.path() / "barriers/loop.md");
  fs::rename(folder_.path() / "approaches", folder_.path() / "elsewhere");
  fs::create_symlink(folder_.path() / "elsewhere", folder_.path() / "approaches");
  const auto library = read();
  EXPECT_EQ(library.records.size(), 7U);
  EXPECT_THAT(
      problems(library),
      ElementsAre(
          "approaches: warning: a symbolic link is not followed; put the file itself here [collection.symbolic-link]",
          HasSubstr("barriers/linked.md: warning"), HasSubstr("barriers/loop.md: warning")));
  for (const auto& stamp : list_files(folder_.path(), library.schema)) {
    EXPECT_THAT(stamp.file,
                testing::Not(testing::AnyOf(HasSubstr("linked.md"), HasSubstr("loop.md"), HasSubstr("approaches/"))));
  }
}

TEST_F(GoodLibrary, WithoutSourcesOrVocabulary) {
  fs::remove(folder_.path() / "vocabulary/results.yaml");
  const auto library = read();
  EXPECT_EQ(library.records.size(), 8U) << "terms of a vocabulary that is not there are not each an error";
  EXPECT_EQ(library.diagnostics.errors(), 1U);
  fs::remove(folder_.path() / "sources.bib");
  EXPECT_THAT(problems(), Contains(HasSubstr("is not in sources.bib")));
  fs::remove(folder_.path() / "library.yaml");
  EXPECT_THROW(read(), Error);
}

TEST_F(GoodLibrary, ManyRecordsInThreadsGiveTheSameAnswer) {
  const auto base = text("barriers/separate-budgets.md");
  for (int i = 0; i < 400; ++i) {
    const auto broken = i % 50 == 0 ? "unknown-field: x\n" : "";
    auto copy = base;
    folder_.write("barriers/b-" + std::to_string(i) + ".md", copy.insert(4, broken));
  }
  const auto first = read();
  const auto second = read();
  EXPECT_EQ(first.records.size(), 8U + 400U - 8U);
  EXPECT_EQ(first.skipped.size(), 8U);
  EXPECT_EQ(problems(first), problems(second));
  ASSERT_EQ(first.records.size(), second.records.size());
  for (std::size_t i = 0; i < first.records.size(); ++i)
    EXPECT_EQ(first.records[i].content_hash, second.records[i].content_hash);
}

TEST_F(GoodLibrary, AFileFullOfProblemsIsCutShort) {
  std::string text = "---\ntitle: x\n---\n";
  for (int i = 0; i < 5000; ++i) text += "<b>\n\n";
  folder_.write("barriers/many.md", text);
  EXPECT_LT(problems().size(), 110U);
  EXPECT_THAT(problems(), Contains(HasSubstr("further problems in this file are not shown")));
}

TEST_F(GoodLibrary, FilesAndTheirState) {
  const auto schema = read().schema;
  const auto before = list_files(folder_.path(), schema);
  EXPECT_EQ(before.size(), 8U + 2U + schema.vocabularies.size());
  EXPECT_TRUE(std::ranges::is_sorted(before, {}, &FileStamp::file));
  EXPECT_EQ(before, list_files(folder_.path(), schema));
  folder_.write("barriers/separate-budgets.md", "changed");
  EXPECT_NE(before, list_files(folder_.path(), schema));
}

}  // namespace
}  // namespace fieldbook::record
