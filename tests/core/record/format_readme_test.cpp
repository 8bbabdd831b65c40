// The examples in corpus/README.md are what it says they are: records, lists of terms, and sources that can be read.
#include <cmark.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/record/collection.hpp"
#include "core/record/yaml.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook::record {
namespace {

struct Example {
  std::string language;
  std::string text;
};

std::vector<Example> examples() {
  const auto readme = test::read(test::source("corpus/README.md"));
  std::vector<Example> out;
  auto* const document = cmark_parse_document(readme.data(), readme.size(), CMARK_OPT_DEFAULT);
  auto* const walk = cmark_iter_new(document);
  while (cmark_iter_next(walk) != CMARK_EVENT_DONE) {
    auto* const node = cmark_iter_get_node(walk);
    if (cmark_node_get_type(node) != CMARK_NODE_CODE_BLOCK) continue;
    const auto* const language = cmark_node_get_fence_info(node);
    out.push_back({language != nullptr ? language : "", cmark_node_get_literal(node)});
  }
  cmark_iter_free(walk);
  cmark_node_free(document);
  return out;
}

TEST(FormatReadme, ItsExamplesAreALibrary) {
  const test::TempDir folder;
  const auto corpus = test::source("corpus");
  std::filesystem::copy(corpus / "library.yaml", folder.path() / "library.yaml");
  std::filesystem::copy(corpus / "vocabulary", folder.path() / "vocabulary");
  std::size_t records = 0, sources = 0;
  for (const auto& example : examples()) {
    if (example.language == "markdown")
      folder.write("barriers/example-" + std::to_string(++records) + ".md", example.text);
    if (example.language == "bibtex") {
      folder.write("sources.bib", example.text);
      ++sources;
    }
    if (example.language == "yaml") {
      Diagnostics found;
      EXPECT_TRUE(parse_yaml(example.text, "README.md", 1, found)) << to_text(found.sorted().front());
    }
  }
  EXPECT_EQ(records, 1U);
  EXPECT_EQ(sources, 1U);
  const auto library = read_collection(folder.path());
  for (const auto& problem : library.diagnostics.sorted()) ADD_FAILURE() << to_text(problem);
  EXPECT_EQ(library.records.size(), records);
}

TEST(FormatReadme, NamesEveryKindAndType) {
  const auto readme = test::read(test::source("corpus/README.md"));
  Diagnostics found;
  const auto schema = read_schema(test::source("corpus"), found);
  for (const auto& kind : schema.kinds) EXPECT_THAT(readme, testing::HasSubstr(kind.folder + "/")) << kind.id;
  for (const auto* const type : {"text", "texts", "number", "date", "url", "doi", "term", "terms", "record", "records",
                                 "citations", "assessor", "criteria", "table"}) {
    EXPECT_THAT(readme, testing::HasSubstr("`" + std::string(type) + "`"));
  }
}

}  // namespace
}  // namespace fieldbook::record
