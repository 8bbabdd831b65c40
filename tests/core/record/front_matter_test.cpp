// One file to one record.
#include "core/record/front_matter.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/file.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook::record {
namespace {

using testing::ElementsAre;

class FrontMatter : public testing::Test {
 protected:
  FrontMatter() {
    const auto root = test::source("tests/fixtures/good");
    schema_ = read_schema(root, found_);
    vocabularies_ = read_vocabularies(root, schema_.vocabularies, found_);
  }

  std::optional<Record> read(std::string_view bytes, const std::string& kind = "practice-example") {
    found_ = {};
    return read_record(bytes, "practice-examples/x.md", {schema_, *schema_.kind(kind), vocabularies_}, found_);
  }
  std::vector<std::string> problems() const {
    std::vector<std::string> out;
    for (const auto& problem : found_.sorted()) out.push_back(to_text(problem));
    return out;
  }

  Diagnostics found_;
  Schema schema_;
  Vocabularies vocabularies_;
};

std::string good() {
  return test::read(test::source("tests/fixtures/good/practice-examples/saltby-alliance.md"));
}

std::string with(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

TEST_F(FrontMatter, TypedFields) {
  const auto record = read(good());
  ASSERT_TRUE(record) << testing::PrintToString(problems());
  EXPECT_EQ(record->id, "x");
  EXPECT_EQ(record->kind, "practice-example");
  EXPECT_EQ(record->title(), "Saltby homelessness alliance");
  EXPECT_THAT(record->list("approaches"), ElementsAre("alliance", "strategic"));
  EXPECT_EQ(record->date("start"), (Date{2017, 4, 0}));
  EXPECT_EQ(record->date("doi"), std::nullopt);
  EXPECT_EQ(record->rows("changes").at(0).find("note")->second, "Matched comparison added");
  EXPECT_EQ(record->text("contract-form"), "alliance-contract");
  EXPECT_TRUE(record->has("aliases"));
  EXPECT_FALSE(record->has("doi"));
  EXPECT_TRUE(record->list("doi").empty());
  EXPECT_TRUE(record->rows("title").empty());
  EXPECT_EQ(record->text("doi"), "");
  EXPECT_EQ(record->content_hash, sha256(good()));
  EXPECT_EQ(record->fields.find("approaches")->second.value_where.at(1), (Location{"practice-examples/x.md", 4, 24}));
  EXPECT_EQ(record->body_line, 26U);
  EXPECT_THAT(problems(), testing::IsEmpty());
}

TEST_F(FrontMatter, WindowsFilesReadTheSame) {
  auto crlf = "\xEF\xBB\xBF" + good();
  for (auto at = crlf.find('\n'); at != std::string::npos; at = crlf.find('\n', at + 2)) crlf.insert(at, 1, '\r');
  const auto from_unix = read(good());
  const auto from_windows = read(crlf);
  ASSERT_TRUE(from_windows) << testing::PrintToString(problems());
  EXPECT_EQ(from_windows->body.text, from_unix->body.text);
  EXPECT_EQ(from_windows->body.sections.back().where, from_unix->body.sections.back().where);
  EXPECT_EQ(from_windows->list("partners"), from_unix->list("partners"));
}

TEST_F(FrontMatter, HostileTitlesAreOnlyText) {
  const auto record = read(with(good(), "title: Saltby homelessness alliance", "title: <script>alert(1)</script>"));
  ASSERT_TRUE(record);
  EXPECT_EQ(record->title(), "<script>alert(1)</script>");
}

TEST_F(FrontMatter, OneProblemEach) {
  const struct {
    std::string from, to, problem;
  } cases[] = {
      {"alliance, strategic", "aliance, strategic",
       "4:14: error: unknown approach 'aliance', did you mean 'alliance'? [record.term]"},
      {"alliance, strategic", "Alliance contract, strategic",
       "4:14: error: unknown approach 'Alliance contract', did you mean 'alliance'? [record.term]"},
      {"alliance, strategic", "hospital",
       "4:14: error: unknown approach 'hospital'; use the id of a term in vocabulary/approaches.yaml [record.term]"},
      {"result: better", "result: beter", "18:9: error: unknown result 'beter', did you mean 'better'? [record.term]"},
      {"funding:", "fundng:", "16:1: error: unknown field 'fundng', did you mean 'funding'? [record.unknown-field]"},
      {"funding:", "doi:",
       "16:1: error: the kind 'practice-example' has no field 'doi'; remove it, or add it to the kind in library.yaml "
       "[record.unknown-field]"},
      {"status: running\n", "", "1:1: error: the field 'status' is missing; add 'status: …' [record.missing-field]"},
      {"sectors: [homelessness, mental-health]", "sectors: []",
       "5:1: error: 'sectors' is empty; add 'sectors: […]' [record.missing-field]"},
      {"sectors: [homelessness, mental-health]", "sectors: homelessness",
       "5:10: error: 'sectors' must be a list; write [a, b], or lines that begin with '- ' [record.shape]"},
      {"status: running", "status: [running]",
       "10:9: error: 'status' must be one value; write it on one line, in quotes if it holds a colon [record.shape]"},
      {"start: 2017-04", "start: April 2017",
       "8:8: error: 'start': 'April 2017' is not a date; write 2019, 2019-04 or 2019-04-01 [record.date]"},
      {"start: 2017-04", "start: 2028",
       "9:6: error: 'end' is before 'start'; see the sources for the right dates [record.date]"},
      {"{date: 2024-05-01, note: Matched comparison added}", "{date: 2024-05-01}",
       "24:5: error: a row of 'changes' has no 'note'; add 'note: …' [record.missing-field]"},
      {"note: Matched", "noet: Matched",
       "24:24: error: 'changes': unknown column 'noet', did you mean 'note'? [record.unknown-column]"},
      {"principles: [share-risk]", "principles: [Share risk]",
       "19:14: error: 'principles': 'Share risk' is not the id of a record; write the name of its file without .md "
       "[record.id]"},
      {"aliases: [saltby-homelessness]", "aliases: [x]",
       "22:11: error: 'aliases': 'x' is the record's own id; remove it [record.alias]"},
      {"reviewed: 2024-05-01", "reviewed: 2024-05-01\nkind: note",
       "21:1: error: unknown field 'kind'; remove it: the kind follows from the folder "
       "[record.unknown-field]"},
      {"## What happened", "## What hapened",
       "46:1: error: unknown section 'What hapened', did you mean 'What happened'? [record.unknown-section]"},
      {"## What was tried", "# What was tried",
       "29:1: error: the heading 'What was tried' begins with one #; write sections with ## (the title stands in the "
       "front matter) [record.heading]"},
      {"## What was difficult", "## What happened",
       "52:1: error: the section 'What happened' stands twice; make one of them [record.duplicate-section]"},
      {"## Where and for whom", "## Where and for whom\n\n## What was difficult",
       "35:1: error: the section 'Where and for whom' is empty; write it, or remove the heading "
       "[record.empty-section]"},
      {"did not fall [@saltby2021; @marsh2022]", "rose in 2019",
       "50:1: warning: a statement of outcome without a citation: 'Costs rose in 2019.'; add [@key] of a source in "
       "sources.bib [record.uncited]"},
      {"invented.\n\n## What", "invented.\u202E\n\n## What",
       "27:77: warning: a hidden character changes the order in which this text is shown; remove it and write the "
       "words anew [record.hidden-order]"},
      {"[homelessness, mental-health]", "[homelessness, homelessness]",
       "5:25: warning: 'sectors': 'homelessness' stands twice; keep one of them [record.duplicate-value]"},
      {"funding: £2.8m a year from one pooled budget",
       "funding:", "16:1: warning: 'funding' is empty; give it a value, or remove the line [record.empty-field]"},
  };
  for (const auto& c : cases) {
    const auto record = read(with(good(), c.from, c.to));
    EXPECT_THAT(problems(), testing::Contains("practice-examples/x.md:" + c.problem))
        << testing::PrintToString(problems());
    EXPECT_EQ(record.has_value(), c.problem.find(": error: ") == std::string::npos) << c.problem;
  }
}

TEST_F(FrontMatter, SectionsInAnotherOrderAreOnlyRemarked) {
  auto text = with(good(), "## What to learn", "## X");
  text = with(text, "## What was difficult", "## What to learn");
  text = with(text, "## X", "## What was difficult");
  EXPECT_TRUE(read(text));
  EXPECT_THAT(problems(), ElementsAre("practice-examples/x.md:56:1: warning: the section 'What was difficult' comes "
                                      "after 'What to learn'; keep to the "
                                      "order of library.yaml [record.section-order]"));
}

TEST_F(FrontMatter, WhatStatesAnOutcome) {
  const auto warned = [&](const std::string& paragraph) {
    read(with(good(), "Costs did not fall [@saltby2021; @marsh2022].", paragraph));
    return !found_.empty();
  };
  for (const auto* const yes : {"Costs fell.", "Half of the 40 people stayed.", "It improved.", "Savings were made.",
                                "- 31 per cent found work"}) {
    EXPECT_TRUE(warned(yes)) << yes;
  }
  for (const auto* const no :
       {"The board met in 2019.", "Nobody measured it.", "Costs fell [@marsh2022].", "It began in 1998 and went on."}) {
    EXPECT_FALSE(warned(no)) << no;
  }
}

TEST_F(FrontMatter, BrokenFiles) {
  const struct {
    std::string bytes, problem;
  } cases[] = {
      {"",
       "1:1: error: the file does not begin with front matter; begin it with a line '---', the fields, and '---' again "
       "[record.front-matter]"},
      {"# Title\n",
       "1:1: error: the file does not begin with front matter; begin it with a line '---', the fields, and '---' again "
       "[record.front-matter]"},
      {"---\ntitle: x\n",
       "1:1: error: the front matter does not end; put a line '---' after the fields [record.front-matter]"},
      {"---\n---\n", "2:1: error: the front matter holds no fields; write 'name: value' lines [record.front-matter]"},
      {"---\n- a\n---\n",
       "2:1: error: the front matter holds no fields; write 'name: value' lines [record.front-matter]"},
      {"---\ntitle: \xFF\n---\n", "2:8: error: not UTF-8 text; save the file as UTF-8 [record.encoding]"},
      {std::string("---\ntitle: a\0b\n---\n", 18), "2:9: error: a NUL character; remove it [record.nul]"},
  };
  for (const auto& c : cases) {
    EXPECT_FALSE(read(c.bytes));
    ASSERT_FALSE(problems().empty());
    EXPECT_THAT(problems(), testing::Contains("practice-examples/x.md:" + c.problem))
        << testing::PrintToString(problems());
  }
  EXPECT_FALSE(read(std::string(record_limit_bytes + 1, 'x')));
  EXPECT_THAT(problems(), ElementsAre("practice-examples/x.md: error: larger than 1 MiB; shorten it, or make two "
                                      "records of it [record.too-large]"));
}

TEST_F(FrontMatter, EveryCutOfAGoodFileIsReadWithoutHarm) {
  const auto text = good();
  for (std::size_t size = 0; size < text.size(); size += 7) {
    const auto record = read(std::string_view(text).substr(0, size));
    EXPECT_TRUE(!record || record->body.text.size() <= text.size());
  }
}

}  // namespace
}  // namespace fieldbook::record
