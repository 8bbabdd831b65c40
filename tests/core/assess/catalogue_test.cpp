#include "core/assess/catalogue.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <optional>

#include "core/base/file.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook::assess {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// Sets a variable while it lives.
class Variable {
 public:
  Variable(const char* name, const std::string& value) : name_(name) {
    if (const char* const old = std::getenv(name)) old_ = old;
    ::setenv(name, value.c_str(), 1);
  }
  ~Variable() { old_ ? ::setenv(name_, old_->c_str(), 1) : ::unsetenv(name_); }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;

 private:
  const char* name_;
  std::optional<std::string> old_;
};

// Folders of their own for the user's settings and plugins, so that no test sees those of who runs it.
class CatalogueTest : public testing::Test {
 protected:
  std::string manifest(const std::string& id, const std::string& more = "") const {
    return R"({"id":")" + id +
           R"(","name":"Example","version":"1.0","summary":"For a test","abi":"1.0","library":"it.so",)" + more +
           R"("criteria":[{"id":"example.one","name":"The first","question":"Is it?","core":true},{"id":"example.two","name":"The second","question":"","core":false}]})";
  }
  fs::path plugin(const std::string& folder, const std::string& manifest_text,
                  const std::string& library = "not even a library") const {
    home_.write(fs::path(folder) / "it.so", library);
    return home_.write(fs::path(folder) / "manifest.json", manifest_text).parent_path();
  }
  // Those of the test; the built-in ones of this build are there as well.
  std::vector<std::string> ids(const Catalogue& catalogue) const {
    std::vector<std::string> out;
    for (const auto& one : catalogue.assessors) {
      if (!one.built_in) out.push_back(one.id);
    }
    return out;
  }

  fieldbook::test::TempDir home_;
  Variable config_{"XDG_CONFIG_HOME", (home_.path() / "config").string()};
  Variable data_{"XDG_DATA_HOME", (home_.path() / "data").string()};
  Variable path_{"FIELDBOOK_PLUGIN_PATH", ""};
};

TEST_F(CatalogueTest, ReadsAManifestAndNeverLoads) {
  plugin("data/fieldbook/plugins/example", manifest("org.example.one", R"("licence":"MIT","author":"A. Nonymous",)"));
  const auto catalogue = read_catalogue();
  EXPECT_TRUE(catalogue.diagnostics.empty());
  const auto* const found = catalogue.find("org.example.one");
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(found->name, "Example");
  EXPECT_EQ(found->version, "1.0");
  EXPECT_EQ(found->summary, "For a test");
  EXPECT_EQ(found->licence, "MIT");
  EXPECT_EQ(found->author, "A. Nonymous");
  EXPECT_EQ(found->library, home_.path() / "data/fieldbook/plugins/example/it.so");
  EXPECT_EQ(found->file_hash, sha256("not even a library"));
  EXPECT_FALSE(found->built_in);
  EXPECT_FALSE(found->allowed);
  EXPECT_EQ(found->problem, "");
  ASSERT_EQ(found->criteria.size(), 2U);
  EXPECT_EQ(found->criteria[0].id, "example.one");
  EXPECT_TRUE(found->criteria[0].core);
  EXPECT_FALSE(found->criteria[1].core);
  EXPECT_EQ(catalogue.find("org.example.none"), nullptr);
}

TEST_F(CatalogueTest, AllowsUntilTheFileChanges) {
  plugin("data/fieldbook/plugins/example", manifest("org.example.one"));
  allow("org.example.one", read_catalogue().find("org.example.one")->file_hash);
  EXPECT_TRUE(read_catalogue().find("org.example.one")->allowed);
  plugin("data/fieldbook/plugins/example", manifest("org.example.one"), "another build");
  EXPECT_FALSE(read_catalogue().find("org.example.one")->allowed);
}

TEST_F(CatalogueTest, KeepsOneAllowedFileAnAssessor) {
  allow("org.example.one", "aa");
  allow("org.example.two", "bb");
  allow("org.example.one", "cc");
  EXPECT_FALSE(is_allowed("org.example.one", "aa"));
  EXPECT_TRUE(is_allowed("org.example.one", "cc"));
  EXPECT_TRUE(is_allowed("org.example.two", "bb"));
  EXPECT_FALSE(is_allowed("org.example", "one cc"));
  EXPECT_EQ(fieldbook::test::read(home_.path() / "config/fieldbook/allowed-plugins"),
            "org.example.two bb\norg.example.one cc\n");
}

TEST_F(CatalogueTest, WhatIsNamedOnTheCommandLineIsAllowedForThatRun) {
  const auto folder = plugin("elsewhere/example", manifest("org.example.one"));
  for (const auto& extra : {folder, folder.parent_path()}) {
    const auto catalogue = read_catalogue({extra});
    ASSERT_NE(catalogue.find("org.example.one"), nullptr) << extra;
    EXPECT_TRUE(catalogue.find("org.example.one")->allowed);
  }
  EXPECT_EQ(read_catalogue().find("org.example.one"), nullptr);
}

TEST_F(CatalogueTest, ThePluginPathNeedsAllowing) {
  plugin("a/example", manifest("org.example.one"));
  plugin("b/other", manifest("org.example.two"));
  const Variable path("FIELDBOOK_PLUGIN_PATH", (home_.path() / "a").string() + "::" + (home_.path() / "b").string());
  const auto catalogue = read_catalogue();
  EXPECT_THAT(ids(catalogue), ElementsAre("org.example.one", "org.example.two"));
  EXPECT_FALSE(catalogue.find("org.example.one")->allowed);
}

TEST_F(CatalogueTest, TheFirstFoundWinsUnlessItCannotBeUsed) {
  plugin("a/example", manifest("org.example.one"), "first");
  const auto second = plugin("data/fieldbook/plugins/example", manifest("org.example.one"), "second");
  const Variable path("FIELDBOOK_PLUGIN_PATH", (home_.path() / "a").string());
  EXPECT_EQ(read_catalogue().find("org.example.one")->file_hash, sha256("first"));
  allow("org.example.one", sha256("second"));
  EXPECT_EQ(read_catalogue().find("org.example.one")->file_hash, sha256("second"));
  EXPECT_THAT(ids(read_catalogue()), ElementsAre("org.example.one"));
}

TEST_F(CatalogueTest, SaysWhyALibraryCannotBeUsed) {
  plugin("data/fieldbook/plugins/open", manifest("org.example.open"));
  fs::permissions(home_.path() / "data/fieldbook/plugins/open/it.so", fs::perms::others_write, fs::perm_options::add);
  home_.write("data/fieldbook/plugins/gone/manifest.json", manifest("org.example.gone"));
  auto later = manifest("org.example.later");
  later.replace(later.find("\"1.0\",\"library\""), 5, "\"2.0\"");
  plugin("data/fieldbook/plugins/later", later);
  const auto catalogue = read_catalogue();
  EXPECT_TRUE(catalogue.diagnostics.empty());
  ASSERT_THAT(ids(catalogue), ElementsAre("org.example.gone", "org.example.later", "org.example.open"));
  EXPECT_THAT(catalogue.find("org.example.open")->problem, HasSubstr("it.so can be changed by other users"));
  EXPECT_THAT(catalogue.find("org.example.gone")->problem,
              HasSubstr("it.so cannot be read: No such file or directory"));
  EXPECT_THAT(catalogue.find("org.example.later")->problem,
              HasSubstr("speaks version 2.0 of the plugin interface and this Fieldbook 1"));
}

TEST_F(CatalogueTest, NamesBrokenManifestsAndGoesOn) {
  struct Case {
    const char* folder;
    std::string text;
    const char* what;
  };
  auto no_criteria = manifest("org.example.x");
  no_criteria.replace(no_criteria.find("\"criteria\""), 10, "\"criterias\"");
  auto outside = manifest("org.example.x");
  outside.replace(outside.find("it.so"), 5, "../it.so");
  auto twice = manifest("org.example.x");
  twice.replace(twice.find("example.two"), 11, "example.one");
  const Case cases[] = {{"a", "not json", "is not a JSON object"},
                        {"b", "[]", "is not a JSON object"},
                        {"c", R"({"id":7})", "has no text \"id\""},
                        {"d", manifest("Not An Id"), "'Not An Id', which is not an id"},
                        {"e", no_criteria, "has no list \"criteria\""},
                        {"f", outside, "names a library that is not a file beside it"},
                        {"g", twice, "names criterion 'example.one' twice"},
                        {"h", std::string(5 << 20, ' '), "is larger than"},
                        {"i", std::string(1 << 20, '['), "is not a JSON object"}};
  for (const auto& one : cases)
    home_.write(fs::path("data/fieldbook/plugins") / one.folder / "manifest.json", one.text);
  plugin("data/fieldbook/plugins/z", manifest("org.example.good"));
  const auto catalogue = read_catalogue();
  EXPECT_THAT(ids(catalogue), ElementsAre("org.example.good"));
  const auto found = catalogue.diagnostics.sorted();
  ASSERT_EQ(found.size(), std::size(cases));
  for (std::size_t i = 0; i < found.size(); ++i) {
    EXPECT_THAT(found[i].what, HasSubstr(cases[i].what)) << cases[i].folder;
    EXPECT_EQ(found[i].rule, "plugin.manifest");
    EXPECT_THAT(found[i].where.file, HasSubstr(std::string("plugins/") + cases[i].folder + "/manifest.json"));
  }
}

TEST_F(CatalogueTest, IsEmptyWhereThereIsNothing) {
  home_.write("data/fieldbook/plugins/README", "no plugin");
  const auto catalogue = read_catalogue({home_.path() / "nowhere"});
  EXPECT_THAT(ids(catalogue), IsEmpty());
  EXPECT_TRUE(catalogue.diagnostics.empty());
}

}  // namespace
}  // namespace fieldbook::assess
