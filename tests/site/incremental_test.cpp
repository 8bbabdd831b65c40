// A site that was brought up to date must be the one that a first run would have made, whatever was edited.
#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <random>

#include "tests/site/site_check.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook::test {
namespace {

namespace fs = std::filesystem;

std::size_t edits_wanted() {
  const char* const wish = std::getenv("FIELDBOOK_SITE_EDITS");
  return wish != nullptr ? std::stoul(wish) : 20;
}

class Edited {
 public:
  explicit Edited(unsigned seed) : random_(seed) {
    fs::copy(source("tests/fixtures/good"), folder_.path() / "library", fs::copy_options::recursive);
    fs::copy(source("site/theme"), folder_.path() / "theme",
             fs::copy_options::recursive | fs::copy_options::overwrite_existing);
  }

  // One change to the library or the theme; what it was.
  std::string edit() {
    const std::vector<std::function<std::string()>> kinds{
        [this] { return change(a_record(), "title: ", "title: New " + std::to_string(random_() % 100) + " "); },
        [this] {
          return change(a_record(), "approaches: [",
                        random_() % 2 == 0 ? "approaches: [strategic, " : "approaches: [collaborative, ");
        },
        [this] {
          return change(a_record(), "reviewed: 20",
                        "reviewed: 2025-0" + std::to_string(1 + random_() % 9) + "-03 # 20");
        },
        [this] { return change(a_record(), "\n## ", "\nAnother sentence.\n\n## "); },
        [this] { return remove(); },
        [this] { return rename(); },
        [this] { return copy(); },
        [this] { return change(folder_.path() / "library/vocabulary/sectors.yaml", "prefLabel: ", "prefLabel: Re"); },
        [this] { return change(folder_.path() / "library/library.yaml", "title: ", "title: Re"); },
        [this] {
          return change(folder_.path() / "theme/templates/row.tpl", "<li class=\"row\">", "<li class=\"row\"><!-- -->");
        },
        [this] { return change(folder_.path() / "theme/css/site.css", ":root {", ":root { --more: 1;"); }};
    return kinds[random_() % kinds.size()]();
  }

  // Both sites, and whether they are the same.
  testing::AssertionResult same_as_clean() {
    publish_to("site");
    fs::remove_all(folder_.path() / "clean");
    publish_to("clean");
    const auto updated = tree(folder_.path() / "site"), clean = tree(folder_.path() / "clean");
    if (updated == clean) return testing::AssertionSuccess();
    auto failure = testing::AssertionFailure();
    for (const auto& [address, bytes] : updated) {
      if (const auto found = clean.find(address); found == clean.end() || found->second != bytes)
        failure << address << " is stale\n";
    }
    for (const auto& [address, bytes] : clean) {
      if (!updated.contains(address)) failure << address << " is missing\n";
    }
    return failure;
  }

 private:
  void publish_to(const std::string& name) {
    const auto published =
        publish(folder_.path() / "library", folder_.path() / name, {"--theme", (folder_.path() / "theme").string()});
    ASSERT_LE(published.exit_code, 1) << published.said;
  }

  std::vector<fs::path> records() const {
    std::vector<fs::path> found;
    for (const auto& entry : fs::recursive_directory_iterator(folder_.path() / "library")) {
      if (entry.path().extension() == ".md") found.push_back(entry.path());
    }
    std::sort(found.begin(), found.end());
    return found;
  }

  fs::path a_record() {
    const auto all = records();
    return all[random_() % all.size()];
  }

  std::string change(const fs::path& file, const std::string& from, const std::string& to) {
    auto text = read(file);
    if (const auto at = text.find(from); at != std::string::npos) text.replace(at, from.size(), to);
    folder_.write(fs::relative(file, folder_.path()), text);
    return file.filename().string() + ": " + from + " became " + to;
  }

  std::string remove() {
    if (records().size() < 5) return "nothing";
    const auto file = a_record();
    fs::remove(file);
    return "removed " + file.filename().string();
  }

  std::string rename() {
    const auto file = a_record();
    const auto to = file.parent_path() / ("renamed-" + std::to_string(random_() % 1000) + ".md");
    fs::rename(file, to);
    return file.filename().string() + " renamed to " + to.filename().string();
  }

  std::string copy() {
    const auto file = a_record();
    const auto to = file.parent_path() / ("copy-" + std::to_string(random_() % 1000) + ".md");
    fs::copy_file(file, to, fs::copy_options::overwrite_existing);
    change(to, "aliases: [", "aliases: [from-" + to.stem().string() + ", ");
    return file.filename().string() + " copied to " + to.filename().string();
  }

  TempDir folder_;
  std::mt19937 random_;
};

TEST(Incremental, EqualsACleanRunAfterEveryEdit) {
  Edited site(20240501);
  ASSERT_TRUE(site.same_as_clean());
  for (std::size_t i = 0; i < edits_wanted(); ++i) {
    const auto what = site.edit();
    ASSERT_TRUE(site.same_as_clean()) << "after edit " << i << ": " << what;
  }
}

}  // namespace
}  // namespace fieldbook::test
