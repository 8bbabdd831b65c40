#include "core/bibliography/bibtex.hpp"

#include <gtest/gtest.h>

namespace fieldbook::bibliography {
namespace {

struct Read {
  std::vector<Reference> references;
  std::vector<std::string> problems;
};

Read read(std::string_view text) {
  Diagnostics found;
  Read out{read_bibtex(text, "s.bib", found), {}};
  for (const auto& problem : found.sorted()) out.problems.push_back(to_text(problem));
  return out;
}

Reference one(std::string_view text) {
  auto out = read(text);
  EXPECT_EQ(out.problems, std::vector<std::string>{}) << text;
  EXPECT_EQ(out.references.size(), 1U) << text;
  return out.references.empty() ? Reference{} : out.references.front();
}

TEST(Bibtex, ReadsAnArticleAsZoteroWritesIt) {
  const auto r = one(R"(
@article{thorlby_payment_2015,
	title = {Payment by results: {A} cautionary tale},
	volume = {12},
	issn = {1234-5678},
	url = {https://example.org/a\_b?x=1\&y=2},
	doi = {https://doi.org/10.1234/ab_c},
	abstract = {One
	  two.},
	number = {3},
	urldate = {2024-05-01},
	journal = {Journal of Things},
	author = {Thorlby, Ruth and van der Berg, Jan and {Nuffield Trust}},
	month = mar,
	year = {2015},
	keywords = {alliance, risk; reward},
	pages = {45--61},
	file = {C:\\x.pdf:application/pdf}
}
)");
  EXPECT_EQ(r.key, "thorlby_payment_2015");
  EXPECT_EQ(r.type, "article-journal");
  EXPECT_EQ(r.title, "Payment by results: A cautionary tale");
  EXPECT_EQ(r.authors,
            (std::vector<Name>{{"Thorlby", "Ruth", ""}, {"van der Berg", "Jan", ""}, {"", "", "Nuffield Trust"}}));
  EXPECT_EQ(r.container_title, "Journal of Things");
  EXPECT_EQ(r.volume, "12");
  EXPECT_EQ(r.issue, "3");
  EXPECT_EQ(r.page, "45–61");
  EXPECT_EQ(r.issued, (Date{2015, 3, 0}));
  EXPECT_EQ(r.accessed, (Date{2024, 5, 1}));
  EXPECT_EQ(r.doi, "10.1234/ab_c");
  EXPECT_EQ(r.url, "https://example.org/a_b?x=1&y=2");
  EXPECT_EQ(r.abstract, "One two.");
  EXPECT_EQ(r.keywords, (std::vector<std::string>{"alliance", "risk", "reward"}));
  EXPECT_EQ(r.custom.count("file"), 1U);
  EXPECT_EQ(r.where, (Location{"s.bib", 2, 1}));
}

TEST(Bibtex, LatexBecomesUnicode) {
  const struct {
    const char* latex;
    const char* text;
  } cases[] = {
      {R"(Jos{\'e} G\"odel, \v{S}koda, Fran\c{c}ois, \'{\i})", "José Gödel, Škoda, François, í"},
      {R"(Stra{\ss}e {\O}re \AA rhus)", "Straße Øre Århus"},
      {R"(Research \& care 50\% \_ \# \$)", "Research & care 50% _ # $"},
      {R"(pages 1--2 --- ``so''~then)", "pages 1–2 — “so” then"},
      {R"(\emph{Plymouth} and \textit{its} people)", "Plymouth and its people"},
      {R"(costs \pounds 5 {M\=aori})", "costs £5 Māori"},
      {R"({NHS} \textbackslash{} end)", "NHS \\ end"},
      {R"(a\\b \unknowncommand{x})", "a b x"},
      {R"(ends in \)", "ends in"},
      {R"(\'{}e \')", "e"},
  };
  for (const auto& c : cases)
    EXPECT_EQ(one("@misc{k, title = {" + std::string(c.latex) + "\n}}").title, c.text) << c.latex;
}

TEST(Bibtex, Names) {
  const struct {
    const char* written;
    std::vector<Name> names;
  } cases[] = {
      {"Ada Lovelace", {{"Lovelace", "Ada", ""}}},
      {"Ludwig van Beethoven", {{"van Beethoven", "Ludwig", ""}}},
      {"King, Jr, Martin Luther", {{"King Jr", "Martin Luther", ""}}},
      {"Plato", {{"Plato", "", ""}}},
      {"{Barnes and Noble}", {{"", "", "Barnes and Noble"}}},
      {"{Council} and Smith, {A. B.}", {{"", "", "Council"}, {"Smith", "A. B.", ""}}},
      {"Marsh, Ada AND Okafor, Ngozi and others", {{"Marsh", "Ada", ""}, {"Okafor", "Ngozi", ""}}},
      {"Anderson, Andy\n  and Brand, Bo", {{"Anderson", "Andy", ""}, {"Brand", "Bo", ""}}},
      {" and , and ", {}},
  };
  for (const auto& c : cases)
    EXPECT_EQ(one("@misc{k, title={t}, author={" + std::string(c.written) + "}}").authors, c.names) << c.written;
}

TEST(Bibtex, MacrosAndConcatenation) {
  EXPECT_EQ(
      one(R"(@string{nt = "Nuffield " # {Trust}} @comment{not this} @preamble{"x"} @book(k, title = nt # ", " # 2019))")
          .title,
      "Nuffield Trust, 2019");
}

TEST(Bibtex, Dates) {
  const struct {
    const char* fields;
    std::optional<Date> issued;
  } cases[] = {
      {"date = {2019-04-01}", Date{2019, 4, 1}},
      {"date = {2019-04/2020-03}", Date{2019, 4, 0}},
      {"year = 2019", Date{2019, 0, 0}},
      {"year = {[2019]}", Date{2019, 0, 0}},
      {"year = 2019, month = {July}", Date{2019, 7, 0}},
      {"year = 2019, month = 12", Date{2019, 12, 0}},
      {"note = {none}", std::nullopt},
  };
  for (const auto& c : cases)
    EXPECT_EQ(one("@misc{k, title={t}, " + std::string(c.fields) + "}").issued, c.issued) << c.fields;
}

TEST(Bibtex, ABrokenEntryIsNamedAndTheRestGoesOn) {
  const std::string good = "@misc{good, title = {Good}}\n";
  const struct {
    std::string broken;
    std::string problem;
  } cases[] = {
      {"@misc{bad, title = {Open\n", "s.bib:1:20: error: a brace is not closed; close it with } [bibtex.syntax]"},
      {"@misc{bad, title = \"Open\n",
       "s.bib:1:20: error: a quotation mark is not closed; close it with \" [bibtex.syntax]"},
      {"@misc{bad, title {x}}\n", "s.bib:1:18: error: no '=' after 'title'; write 'title = {text},' [bibtex.syntax]"},
      {"@misc{bad, title = {x} year = 2019}\n",
       "s.bib:1:24: error: a comma is missing in the entry 'bad'; put a comma between fields [bibtex.syntax]"},
      {"@misc{bad, title = {x},\n",
       "s.bib:1:1: error: the entry 'bad' does not end; close its last brace [bibtex.syntax]"},
      {"@misc bad\n",
       "s.bib:1:1: error: an entry does not begin with '@type{'; write '@report{key, …}'; put remarks after a % "
       "[bibtex.syntax]"},
      {"@misc{title = {No key}}\n",
       "s.bib:1:1: error: an entry has no key; write '@misc{key, …}' with letters, digits and hyphens "
       "[bibtex.missing-field]"},
      {"@misc{a b, title = {x}}\n",
       "s.bib:1:1: error: 'a b' cannot be a key; write '@misc{key, …}' with letters, digits and hyphens "
       "[bibtex.missing-field]"},
  };
  for (const auto& c : cases) {
    const auto out = read(c.broken + good);
    EXPECT_EQ(out.problems, std::vector<std::string>{c.problem}) << c.broken;
    ASSERT_EQ(out.references.size(), 1U) << c.broken;
    EXPECT_EQ(out.references[0].key, "good");
  }
}

TEST(Bibtex, WhatIsOddIsSaid) {
  const auto twice = read("@misc{k, title={First}}\n@misc{k, title={Second}}\n");
  EXPECT_EQ(
      twice.problems,
      std::vector<std::string>{"s.bib:2:1: error: the key 'k' stands twice; give this entry another key; the first one "
                               "counts [bibtex.duplicate-key]"});
  ASSERT_EQ(twice.references.size(), 1U);
  EXPECT_EQ(twice.references[0].title, "First");

  const auto odd = read("@misc{k, date={soon}, doi={abc}, url={example.org}}\n");
  EXPECT_EQ(odd.problems.size(), 4U);  // no title, and the three
  ASSERT_EQ(odd.references.size(), 1U);
  EXPECT_EQ(odd.references[0].custom.at("doi"), "abc");
  EXPECT_EQ(odd.references[0].custom.at("date"), "soon");
  EXPECT_TRUE(odd.references[0].url.empty());

  EXPECT_EQ(read("write to me@example.org for more\n% a remark\n").problems, std::vector<std::string>{});
  EXPECT_EQ(read("\xFF").problems,
            std::vector<std::string>{"s.bib: error: not UTF-8 at byte 0; save the file as UTF-8 [bibtex.syntax]"});
}

TEST(Bibtex, MacrosCannotGrowWithoutEnd) {
  std::string text = "@string{a = {" + std::string(9000, 'x') + "}}\n@misc{k, title = a";
  for (int i = 0; i < 20'000; ++i) text += "#a";
  const auto out = read(text + "}\n");
  ASSERT_EQ(out.problems.size(), 1U);
  EXPECT_NE(out.problems[0].find("macros add up to more than 64 MiB"), std::string::npos);
}

TEST(Bibtex, WhatIsWrittenIsReadBack) {
  Reference full;
  full.key = "smith:2019-a_b";
  full.type = "report";
  full.title = "100% of {braces}, \\slashes_ & #signs ~ ^ $5 -- ``so'' done";
  full.authors = {
      {"O'Neill", "Máire", ""}, {"", "", "Health and Care, Ltd"}, {"van Dyke", "", ""}, {"Smith and Sons", "A, B", ""}};
  full.editors = {{"others", "An", ""}};
  full.container_title = "Series";
  full.publisher = "Nuffield & Co";
  full.publisher_place = "London";
  full.genre = "Working paper";
  full.number = "7";
  full.volume = "2";
  full.issue = "4";
  full.page = "1–9";
  full.edition = "2";
  full.issued = Date{2019, 4, 1};
  full.accessed = Date{2024, 5, 0};
  full.doi = "10.1234/ab_c(1)";
  full.url = "https://example.org/a_b?x=1&y=2#z";
  full.isbn = "978-1";
  full.issn = "1234-5678";
  full.language = "en";
  full.abstract = "One “two” — three.";
  full.note = "A note.";
  full.keywords = {"alliance", "risk"};
  full.custom = {{"file", "a_b.pdf"}};
  for (const auto* const type : {"report", "article-journal", "book", "chapter", "thesis", "webpage", "document",
                                 "speech", "motion_picture", "article-newspaper", "post-weblog"}) {
    full.type = type;
    auto back = one(to_bibtex(full));
    EXPECT_EQ(back.type, full.type) << to_bibtex(full);
    EXPECT_EQ(back.title, full.title);
    EXPECT_EQ(back.authors, full.authors);
    EXPECT_EQ(back.editors, full.editors);
    EXPECT_EQ(std::tie(back.container_title, back.publisher, back.publisher_place, back.genre, back.number, back.volume,
                       back.issue, back.page, back.edition),
              std::tie(full.container_title, full.publisher, full.publisher_place, full.genre, full.number, full.volume,
                       full.issue, full.page, full.edition));
    EXPECT_EQ(std::tie(back.issued, back.accessed, back.doi, back.url, back.isbn, back.issn, back.language,
                       back.abstract, back.note),
              std::tie(full.issued, full.accessed, full.doi, full.url, full.isbn, full.issn, full.language,
                       full.abstract, full.note));
    EXPECT_EQ(back.keywords, full.keywords);
    EXPECT_EQ(back.custom, full.custom);
  }
}

}  // namespace
}  // namespace fieldbook::bibliography
