// fieldbook-assessor-host from outside: its manifest, its manners on a command line.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/run_program.hpp"

namespace fieldbook {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

test::Ran host(const std::vector<std::string>& arguments) {
  return test::run(FIELDBOOK_ASSESSOR_HOST, arguments);
}
std::string plugin(const std::string& name) {
  return std::string(FIELDBOOK_HOSTILE) + "/" + name + ".so";
}

TEST(AssessorHost, DescribesAPlugin) {
  const auto ran = host({"--describe", plugin("good")});
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_EQ(ran.err, "");
  EXPECT_EQ(ran.out, R"({
  "id": "org.example.hostile",
  "name": "Hostile",
  "version": "1",
  "summary": "A plugin that misbehaves",
  "abi": "1.0",
  "library": "good.so",
  "criteria": [
    {
      "id": "one",
      "name": "The first",
      "question": "Is it there?",
      "core": true
    },
    {
      "id": "two",
      "name": "The second",
      "question": "Is it there?",
      "core": false
    }
  ],
  "core_needed": 0
}
)");
}

TEST(AssessorHost, SaysWhyItCannotDescribe) {
  for (const auto& [name, what] : {std::pair{"no_entry", "is no Fieldbook assessor"},
                                   {"speaks_version_two", "speaks version 2"},
                                   {"undefined_symbol", "from_nowhere"},
                                   {"has_no_id", "is not an id"},
                                   {"none", "No such file"}}) {
    const auto ran = host({"--describe", plugin(name)});
    EXPECT_EQ(ran.exit_code, 2) << name;
    EXPECT_EQ(ran.out, "") << name;
    EXPECT_THAT(ran.err, StartsWith("fieldbook-assessor-host: the assessor ")) << name;
    EXPECT_THAT(ran.err, HasSubstr(what)) << name;
  }
}

TEST(AssessorHost, TellsItsVersionAndItsUse) {
  EXPECT_THAT(host({"--version"}).out, StartsWith("fieldbook-assessor-host "));
  EXPECT_EQ(host({"--version"}).exit_code, 0);
  EXPECT_EQ(host({"--help"}).exit_code, 0);
  for (const auto& arguments :
       std::vector<std::vector<std::string>>{{}, {"--describe"}, {"--what"}, {plugin("good")}, {"a", "b"}}) {
    const auto ran = host(arguments);
    EXPECT_EQ(ran.exit_code, 2);
    EXPECT_THAT(ran.err, StartsWith("usage: "));
  }
}

}  // namespace
}  // namespace fieldbook
