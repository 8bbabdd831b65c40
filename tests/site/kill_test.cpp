// SIGKILL while a site is written, at many moments: every file is the old one or the new one, and the next run finishes the work.
#include <gmock/gmock.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <random>
#include <utility>
#include <thread>

#include "tests/site/site_check.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/run_program.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook::test {
namespace {

namespace fs = std::filesystem;
using std::chrono::microseconds;

// Publishes, but is killed after a while; whether that was before it was done.
bool killed(const fs::path& library, const fs::path& out, microseconds after) {
  std::vector<std::string> words{built_program("fieldbook-site"), "publish", "--library", library,  "--out", out,
                                 "--index", library.parent_path() / "no-index", "--theme", source("site/theme")};
  std::vector<char*> arguments;
  for (auto& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  pid_t child = 0;
  posix_spawn_file_actions_t quiet;
  ::posix_spawn_file_actions_init(&quiet);
  ::posix_spawn_file_actions_addopen(&quiet, STDOUT_FILENO, "/dev/null", 1 /* O_WRONLY */, 0);
  ::posix_spawn_file_actions_adddup2(&quiet, STDOUT_FILENO, STDERR_FILENO);
  EXPECT_EQ(::posix_spawn(&child, words[0].c_str(), &quiet, nullptr, arguments.data(), environ), 0);
  ::posix_spawn_file_actions_destroy(&quiet);
  std::this_thread::sleep_for(after);
  ::kill(child, SIGKILL);
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFSIGNALED(status);
}

void retitle(const fs::path& library, const TempDir& folder, int version) {
  for (const auto& entry : fs::recursive_directory_iterator(library)) {
    if (entry.path().extension() != ".md") continue;
    auto text = read(entry.path());
    const auto at = text.find("title: "), end = text.find('\n', at);
    if (at == std::string::npos) continue;
    text.replace(at, end - at, "title: Version " + std::to_string(version) + " of " + entry.path().stem().string());
    folder.write(fs::relative(entry.path(), folder.path()), text);
  }
}

bool is_unfinished(const std::string& address) {  // what had not yet its name, and the list of our files
  return address == ".fieldbook-site" || (address.size() > 7 && address[address.size() - 7] == '.');
}

// The addresses that one tree has and the other has not, or has with other bytes.
std::vector<std::string> differing(const std::map<std::string, std::string>& one, const std::map<std::string, std::string>& other) {
  std::vector<std::string> out;
  for (const auto& [address, bytes] : one) {
    const auto there = other.find(address);
    if (there == other.end() || there->second != bytes) out.push_back(address);
  }
  for (const auto& [address, bytes] : other) {
    if (!one.contains(address)) out.push_back(address);
  }
  return out;
}

TEST(PublishKilled, LeavesTheOldFileOrTheNew) {
  const TempDir folder;
  const auto library = folder.path() / "library", site = folder.path() / "site", clean = folder.path() / "clean";
  fs::copy(source("tests/fixtures/good"), library, fs::copy_options::recursive);
  retitle(library, folder, 0);
  ASSERT_LE(publish(library, site).exit_code, 1);
  auto before = tree(site);
  std::mt19937 random(20240501);
  auto whole = microseconds(0);
  int kills = 0;
  const int rounds = times_asked("FIELDBOOK_KILLS", 20);
  for (int version = 1; version <= rounds; ++version) {
    retitle(library, folder, version);
    fs::remove_all(clean);
    const auto start = std::chrono::steady_clock::now();
    ASSERT_LE(publish(library, clean).exit_code, 1);
    const auto took = std::chrono::duration_cast<microseconds>(std::chrono::steady_clock::now() - start);
    whole = whole.count() == 0 ? took : std::min(whole, took);
    const auto after = tree(clean);
    kills += killed(library, site, whole * (random() % 1000) / 1000) ? 1 : 0;
    for (const auto& [address, bytes] : tree(site)) {
      if (is_unfinished(address)) continue;
      const auto old = std::as_const(before).find(address), fresh = after.find(address);
      EXPECT_TRUE((old != before.end() && old->second == bytes) || (fresh != after.end() && fresh->second == bytes))
          << address << " is neither the old nor the new";
    }
    for (const auto& [address, bytes] : before)
      EXPECT_TRUE(fs::exists(site / address) || !after.contains(address)) << address << " is gone";
    ASSERT_LE(publish(library, site).exit_code, 1);
    before = tree(site);
    EXPECT_EQ(differing(before, after), std::vector<std::string>()) << "the next run finishes the work, and nothing is left over";
  }
  EXPECT_GE(kills, rounds * 2 / 5) << "most runs were to be killed before they were done";
  std::printf("%d runs, %d killed while they published\n", rounds, kills);
}

TEST(PublishKilled, LeavesNoHalfOfAFirstEdition) {
  const TempDir folder;
  const auto library = folder.path() / "library", site = folder.path() / "site", clean = folder.path() / "clean";
  fs::copy(source("tests/fixtures/good"), library, fs::copy_options::recursive);
  const auto start = std::chrono::steady_clock::now();
  ASSERT_LE(publish(library, clean).exit_code, 1);
  const auto whole = std::chrono::duration_cast<microseconds>(std::chrono::steady_clock::now() - start);
  const auto after = tree(clean);
  std::mt19937 random(20240502);
  const int rounds = times_asked("FIELDBOOK_KILLS", 8);
  int kills = 0;
  for (int round = 0; round < rounds; ++round) {
    fs::remove_all(site);
    kills += killed(library, site, whole * (random() % 1000) / 1000) ? 1 : 0;
    if (fs::exists(site)) {
      for (const auto& [address, bytes] : tree(site)) {
        if (is_unfinished(address) || address.starts_with(".fieldbook-first/")) continue;
        EXPECT_EQ(bytes, after.at(address)) << address;
      }
    }
    ASSERT_LE(publish(library, site).exit_code, 1);
    EXPECT_EQ(differing(tree(site), after), std::vector<std::string>()) << "the next run finishes the work, and nothing is left over";
  }
  EXPECT_GE(kills, rounds * 2 / 5);
}

}  // namespace
}  // namespace fieldbook::test
