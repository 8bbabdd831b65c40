#include "core/record/yaml.hpp"

#include <gtest/gtest.h>

namespace fieldbook::record {
namespace {

std::optional<Node> parse(std::string_view text, Diagnostics& found, const YamlLimits& limits = {}) {
  return parse_yaml(text, "x.md", 2, found, limits);
}

std::string first_problem(std::string_view text, const YamlLimits& limits = {}) {
  Diagnostics found;
  EXPECT_FALSE(parse(text, found, limits)) << text;
  EXPECT_EQ(found.errors(), 1U) << text;
  return found.empty() ? "" : to_text(found.sorted().front());
}

TEST(Yaml, ValuesKnowWhereTheyStand) {
  Diagnostics found;
  const auto root = parse("title: Résumé\nlist:\n  - a\n  - {key: \"v: 1\"}\nnothing: ~\nquoted: '~'\n", found);
  ASSERT_TRUE(root);
  EXPECT_TRUE(found.empty());
  ASSERT_EQ(root->members.size(), 4U);
  EXPECT_EQ(root->find("title")->value, "Résumé");
  EXPECT_EQ(root->find("title")->where, (Location{"x.md", 2, 8}));
  EXPECT_EQ(root->find("title")->key_where, (Location{"x.md", 2, 1}));
  const auto& list = *root->find("list");
  ASSERT_EQ(list.kind, Node::Kind::sequence);
  EXPECT_EQ(list.items[0].where, (Location{"x.md", 4, 5}));
  EXPECT_EQ(list.items[1].find("key")->value, "v: 1");
  EXPECT_EQ(root->find("nothing")->value, "");
  EXPECT_EQ(root->find("quoted")->value, "~");
  EXPECT_EQ(root->find("absent"), nullptr);
}

TEST(Yaml, ColumnsCountCharacters) {
  Diagnostics found;
  const auto root = parse("{é: £, b: c}", found);
  ASSERT_TRUE(root);
  EXPECT_EQ(root->find("b")->where.column, 11U);
}

TEST(Yaml, EmptyTextIsAnEmptyValue) {
  Diagnostics found;
  for (const auto* const text : {"", "\n\n", "# only a remark\n"}) {
    const auto root = parse(text, found);
    ASSERT_TRUE(root) << text;
    EXPECT_EQ(root->kind, Node::Kind::scalar);
    EXPECT_TRUE(root->value.empty());
  }
  EXPECT_TRUE(found.empty());
}

TEST(Yaml, RefusesWhatHidesMeaning) {
  const struct {
    const char* text;
    const char* problem;
  } cases[] = {
      {"a: &x 1\n",
       "x.md:2:4: error: a YAML anchor (&) is not allowed; remove it, or put the value in quotes [yaml.alias]"},
      {"a: *x\n",
       "x.md:2:4: error: a YAML alias (*) is not allowed; write the value out, or put it in quotes [yaml.alias]"},
      {"a: !!int 1\n",
       "x.md:2:4: error: a YAML tag (!) is not allowed; remove it, or put the value in quotes [yaml.tag]"},
      {"a: 1\nb: 2\na: 3\n", "x.md:4:1: error: the key 'a' stands twice; keep one of them [yaml.duplicate-key]"},
      {"a: 1\n---\nb: 2\n",
       "x.md:3:1: error: a second YAML document begins here; keep one document [yaml.second-document]"},
      {"%YAML 1.1\n---\na: 1\n",
       "x.md:2:1: error: a YAML directive (%) is not allowed; remove the line [yaml.directive]"},
      {"? [a]\n: b\n", "x.md:2:3: error: a key must be a plain word; write 'name: value' [yaml.key]"},
      {"a: b: c\n",
       "x.md:2:5: error: not valid YAML: mapping values are not allowed in this context; put the value in double "
       "quotes if it holds a colon "
       "[yaml.syntax]"},
      {"a: \"open\n",
       "x.md:3:1: error: not valid YAML: found unexpected end of stream; see the line and the one before it for a "
       "missing "
       "quote, bracket or indent [yaml.syntax]"},
      {"a: \x01\n",
       "x.md:2:4: error: not valid YAML: control characters are not allowed; remove the character [yaml.syntax]"},
      {"a: \"\\0\"\n", "x.md:2:4: error: a NUL character in a value; remove it [yaml.syntax]"},
  };
  for (const auto& c : cases) EXPECT_EQ(first_problem(c.text), c.problem);
}

TEST(Yaml, IsBounded) {
  EXPECT_NE(first_problem("a: [[[[[[[[x]]]]]]]]").find("[yaml.nesting]"), std::string::npos);
  EXPECT_NE(first_problem("[1, 2, 3, 4]", {8, 4}).find("[yaml.size]"), std::string::npos);
  EXPECT_NE(first_problem("a: " + std::string(200'000, '[')).find("[yaml.nesting]"), std::string::npos);
  EXPECT_NE(first_problem(std::string(200'000, '{')).find("[yaml.key]"), std::string::npos);
}

}  // namespace
}  // namespace fieldbook::record
