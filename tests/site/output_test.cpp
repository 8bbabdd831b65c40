#include "site/output.hpp"

#include <gmock/gmock.h>

#include <fstream>

#include "core/base/error.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook::site {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Key;
using testing::UnorderedElementsAre;

void write(const fs::path& folder, std::initializer_list<std::pair<const char*, const char*>> files) {
  Output output(folder);
  for (const auto& [address, bytes] : files) output.write(address, bytes);
  output.finish();
}

std::map<std::string, std::string> pages(const fs::path& folder) {
  auto files = test::tree(folder);
  files.erase(".fieldbook-site");
  return files;
}

template <class Action>
std::optional<Errc> error_of(Action&& action) {
  try {
    action();
  } catch (const Error& error) {
    return error.code();
  }
  return std::nullopt;
}

TEST(Output, WritesOnlyWhatChangedAndSweepsWhatIsStale) {
  test::TempDir folder;
  write(folder.path(), {{"a.html", "1"}, {"old/b.html", "2"}, {"old/deep/c.html", "3"}});
  const auto before = fs::last_write_time(folder.path() / "a.html");
  Output output(folder.path());
  output.write("a.html", "1");
  output.write("d.html", "4");
  output.finish();
  EXPECT_EQ(output.written(), 1U);
  EXPECT_EQ(output.unchanged(), 1U);
  EXPECT_EQ(output.removed(), 2U);
  EXPECT_EQ(fs::last_write_time(folder.path() / "a.html"), before);
  EXPECT_THAT(pages(folder.path()), UnorderedElementsAre(Key("a.html"), Key("d.html")));
  EXPECT_FALSE(fs::exists(folder.path() / "old")) << "an empty folder was left";
}

TEST(Output, KeepsWhatFollowsFromTheSameAndIsAsItWasLeft) {
  test::TempDir folder;
  LeftFiles left;
  {
    Output output(folder.path());
    output.write("a.html", "1", "print");
    output.write("b.html", "2");
    output.write("c.html", "3", "print");
    output.finish();
    for (auto& file : output.left()) left.insert(std::move(file));
  }
  folder.write("c.html", "changed");
  Output output(folder.path(), left);
  EXPECT_FALSE(output.keep({"a.html"}, "another print"));
  EXPECT_FALSE(output.keep({"a.html", "b.html"}, "print"));
  EXPECT_FALSE(output.keep({"b.html"}, "")) << "it follows from nobody knows what";
  EXPECT_FALSE(output.keep({"c.html"}, "print")) << "somebody changed it";
  EXPECT_TRUE(output.keep({"a.html"}, "print"));
  EXPECT_EQ(error_of([&] { output.write("a.html", "1"); }), Errc::invalid) << "it has its page";
  output.write("c.html", "3", "print");
  output.finish();
  EXPECT_EQ(output.kept(), 1U);
  EXPECT_EQ(output.removed(), 1U) << "b.html";
  EXPECT_THAT(output.left(), UnorderedElementsAre(Key("a.html"), Key("c.html")));
  EXPECT_EQ(test::read(folder.path() / "c.html"), "3");
}

TEST(Output, NeverTouchesWhatItDidNotWrite) {
  test::TempDir folder;
  write(folder.path(), {{"sub/a.html", "1"}});
  folder.write("CNAME", "example.org");
  folder.write("sub/mine.txt", "mine");
  write(folder.path(), {{"b.html", "2"}});
  EXPECT_THAT(pages(folder.path()), UnorderedElementsAre(Key("CNAME"), Key("sub/mine.txt"), Key("b.html")));
}

TEST(Output, RefusesAFolderThatIsNotOurs) {
  test::TempDir folder;
  folder.write("thesis.doc", "ten years of work");
  EXPECT_EQ(error_of([&] { Output output(folder.path()); }), Errc::denied);
  EXPECT_THAT(test::tree(folder.path()), UnorderedElementsAre(Key("thesis.doc")));
}

TEST(Output, RefusesAFileOfSomebodyElseInItsWay) {
  test::TempDir folder;
  write(folder.path(), {{"a.html", "1"}});
  folder.write("b.html", "mine");
  Output output(folder.path());
  EXPECT_EQ(error_of([&] { output.write("b.html", "2"); }), Errc::denied);
  EXPECT_EQ(test::read(folder.path() / "b.html"), "mine");
}

TEST(Output, FollowsNoLinksOutOfTheFolder) {
  test::TempDir folder, elsewhere;
  write(folder.path(), {{"sub/a.html", "1"}, {"b.html", "2"}});
  elsewhere.write("a.html", "precious");
  fs::remove_all(folder.path() / "sub");
  fs::create_directory_symlink(elsewhere.path(), folder.path() / "sub");
  fs::remove(folder.path() / "b.html");
  fs::create_symlink(elsewhere.path() / "a.html", folder.path() / "b.html");
  Output output(folder.path());
  EXPECT_EQ(error_of([&] { output.write("sub/a.html", "3"); }), Errc::denied);
  EXPECT_EQ(error_of([&] { output.write("b.html", "3"); }), Errc::denied);
  EXPECT_EQ(error_of([&] { output.finish(); }), Errc::denied) << "sub/a.html would have been swept through the link";
  EXPECT_EQ(test::read(elsewhere.path() / "a.html"), "precious");
}

TEST(Output, TakesPlainAddressesOnly) {
  for (const auto* good : {"index.html", "a/b-c_d.html", "a/b/c.json", "A9"})
    EXPECT_TRUE(is_plain_address(good)) << good;
  for (const auto* bad : {"", "/etc/passwd", "../x", "a/../b", "a//b", "a/", ".hidden", "a/.git/x", "a b", "ä.html",
                          "a\nb", "a\\b", "a:b"}) {
    EXPECT_FALSE(is_plain_address(bad)) << bad;
  }
  EXPECT_FALSE(is_plain_address(std::string(301, 'a')));
  test::TempDir folder;
  Output output(folder.path());
  EXPECT_EQ(error_of([&] { output.write("../x", "1"); }), Errc::invalid);
}

TEST(Output, HasOnePageAtAnAddress) {
  test::TempDir folder;
  Output output(folder.path());
  output.write("a.html", "1");
  EXPECT_EQ(error_of([&] { output.write("a.html", "1"); }), Errc::invalid);
}

TEST(Output, HasOneWriterAtATime) {
  test::TempDir folder;
  Output first(folder.path());
  EXPECT_EQ(error_of([&] { Output second(folder.path()); }), Errc::locked);
}

// A run that was killed leaves the old list with what it had begun, a page it had written, and a file without its name
// yet.
TEST(Output, GoesOnAfterAKill) {
  test::TempDir folder;
  write(folder.path(), {{"a.html", "1"}, {"b.html", "2"}});
  {
    Output killed(folder.path());
    killed.write("a.html", "changed");
    killed.write("new/c.html", "3");
  }
  folder.write("a.html.Xy12Zq", "half");
  folder.write(".fieldbook-site.Xy12Zq", "half");
  std::ofstream(folder.path() / ".fieldbook-site", std::ios::app) << "new/d.ht";
  write(folder.path(), {{"a.html", "1"}});
  EXPECT_THAT(pages(folder.path()), UnorderedElementsAre(std::pair("a.html", "1")));
  EXPECT_EQ(test::read(folder.path() / ".fieldbook-site"), "fieldbook-site 1\na.html\n");
  EXPECT_FALSE(std::filesystem::exists(folder.path() / ".fieldbook-site.Xy12Zq")) << "nor is a half list left";
}

TEST(Output, PutsAFirstEditionInPlaceAllTogether) {
  test::TempDir folder;
  {
    Output output(folder.path());
    output.write("a.html", "1");
    output.write("deep/er/b.html", "2");
    auto growing = output.begin("data/c.txt");
    growing.add("3");
    output.put(growing);
    EXPECT_EQ(test::read(output.made_in() / "deep/er/b.html"), "2");
    EXPECT_FALSE(fs::exists(folder.path() / "a.html")) << "nobody sees half an edition";
    output.finish();
    EXPECT_EQ(output.written(), 3U);
    EXPECT_EQ(test::read(output.made_in() / "deep/er/b.html"), "2");
    for (const auto& [address, left] : output.left()) EXPECT_EQ(left.look, look_at_file(folder.path() / address)) << address;
  }
  EXPECT_THAT(pages(folder.path()), UnorderedElementsAre(std::pair("a.html", "1"), std::pair("data/c.txt", "3"), std::pair("deep/er/b.html", "2")));
  EXPECT_EQ(test::read(folder.path() / ".fieldbook-site"), "fieldbook-site 1\na.html\ndata/c.txt\ndeep/er/b.html\n");
  EXPECT_EQ(fs::status(folder.path() / "deep/er/b.html").permissions(), fs::perms{0644});
}

TEST(Output, LeavesNothingOfAFirstEditionThatFailed) {
  test::TempDir folder;
  { Output(folder.path()).write("a.html", "1"); }
  EXPECT_TRUE(fs::is_empty(folder.path()));
}

// Before, and after, the list of its files was written.
TEST(Output, GoesOnAfterAKillInAFirstEdition) {
  for (const bool listed : {false, true}) {
    test::TempDir folder;
    folder.write(".fieldbook-first/b/c.html", "half");
    if (listed) folder.write("a.html", "1"), folder.write(".fieldbook-site", "fieldbook-site 1\na.html\nb/c.html\n!\n");
    write(folder.path(), {{"a.html", "1"}, {"b/c.html", "2"}});
    EXPECT_THAT(test::tree(folder.path()), UnorderedElementsAre(std::pair("a.html", "1"), std::pair("b/c.html", "2"), Key(".fieldbook-site")));
  }
}

TEST(Output, TakesNoLinkForItsFirstEdition) {
  test::TempDir folder;
  folder.write("elsewhere/precious.txt", "1");
  fs::create_directory(folder.path() / "site");
  fs::create_directory_symlink(folder.path() / "elsewhere", folder.path() / "site/.fieldbook-first");
  EXPECT_EQ(error_of([&] { Output output(folder.path() / "site"); }), Errc::denied);
  EXPECT_EQ(test::read(folder.path() / "elsewhere/precious.txt"), "1");
}

TEST(Output, DistrustsAForgedList) {
  test::TempDir parent;
  parent.write("precious.txt", "1");
  parent.write("site/.fieldbook-site", "fieldbook-site 1\n../precious.txt\n/etc/hostname\na/../../precious.txt\n");
  write(parent.path() / "site", {{"a.html", "1"}});
  EXPECT_EQ(test::read(parent.path() / "precious.txt"), "1");
  parent.write("other/.fieldbook-site", "something else\n");
  EXPECT_EQ(error_of([&] { Output output(parent.path() / "other"); }), Errc::damaged);
}

}  // namespace
}  // namespace fieldbook::site
