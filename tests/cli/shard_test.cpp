// fieldbook shard, from an index to a search over several servers, as a user runs it.
#include <gmock/gmock.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <utility>

#include "tests/support/run_program.hpp"
#include "tests/support/shard_server.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook::test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::HasSubstr;
using testing::SizeIs;

class ShardCommand : public testing::Test {
 protected:
  ShardCommand() {
    fs::copy(source("tests/fixtures/good"), library(), fs::copy_options::recursive);
    EXPECT_EQ(fieldbook({"index"}).exit_code, 0);
    plain_ = json::parse(fieldbook({"search", "alliance", "--facets", "--format", "json"}).out);
    EXPECT_EQ(fieldbook({"shard", "split", "2", "--into", shards().string()}).exit_code, 0);
  }

  ~ShardCommand() override { stop(); }

  // What a server that was told to end says.
  int stop() {
    if (serving_ <= 0) return -1;
    int status = 0;
    ::kill(serving_, SIGTERM);
    ::waitpid(std::exchange(serving_, -1), &status, 0);
    return status;
  }

  fs::path library() const { return folder_.path() / "library"; }
  fs::path shards() const { return folder_.path() / "shards"; }
  Ran fieldbook(std::vector<std::string> arguments, const std::map<std::string, std::string>& environment = {}) const {
    arguments.insert(arguments.begin(), {"--library", library().string(), "--index", (folder_.path() / "index").string()});
    RunOptions options;
    options.environment = environment;
    return run(built_program("fieldbook"), arguments, options);
  }
  void name_shards(const std::string& yaml) const {
    std::ofstream(library() / "library.yaml", std::ios::app) << "\nshards: " << yaml << "\nshard-timeout-ms: 60000\n";
  }

  TempDir folder_;
  json plain_;
  pid_t serving_ = -1;
};

TEST_F(ShardCommand, SearchesServersThatItStarted) {
  unsigned port = 0;
  json states;
  for (int attempt = 0; attempt < 5 && states.is_null(); ++attempt) {   // another process may take a port
    port = free_port();
    serving_ = ::fork();
    if (serving_ == 0) {
      ::prctl(PR_SET_PDEATHSIG, SIGTERM);
      if (::freopen("/dev/null", "w", stdout) == nullptr) ::_exit(127);
      ::execl(built_program("fieldbook").c_str(), "fieldbook", "shard", "serve", shards().c_str(), "--port", std::to_string(port).c_str(), nullptr);
      ::_exit(127);
    }
    const auto first = "127.0.0.1:" + std::to_string(port), second = "127.0.0.1:" + std::to_string(port + 1);
    for (int tries = 0; tries < 200; ++tries) {
      const auto ran = fieldbook({"shard", "status", first, second, "--format", "json"});
      if (ran.exit_code == 0) {
        states = json::parse(ran.out);
        break;
      }
      ::usleep(50'000);
    }
    if (states.is_null()) {
      stop();
    } else {
      name_shards("[\"" + first + "\", \"" + second + "\"]");
    }
  }
  ASSERT_FALSE(states.is_null()) << "no server came up";
  ASSERT_THAT(states["shards"], SizeIs(2));
  EXPECT_EQ(states["shards"][0]["revision"], states["revision"]);
  EXPECT_EQ(states["shards"][0]["records"].get<int>() + states["shards"][1]["records"].get<int>(), 8);

  const auto ran = fieldbook({"search", "alliance", "--facets", "--format", "json"});
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_EQ(json::parse(ran.out), plain_);
  EXPECT_EQ(ran.err, "");
  EXPECT_EQ(fieldbook({"similar", "saltby-alliance"}).exit_code, 0);
  EXPECT_EQ(fieldbook({"check"}).exit_code, 0);

  EXPECT_EQ(stop(), 0);
  const auto after = fieldbook({"search", "alliance"});
  EXPECT_EQ(after.exit_code, 2);
  EXPECT_THAT(after.err, HasSubstr("no shard of the index answers"));
  EXPECT_EQ(fieldbook({"shard", "status"}).exit_code, 1);
}

TEST_F(ShardCommand, GoesOnWithoutADeadShardAndSaysSo) {
  const ShardServer server(shards() / "shard-1");
  const auto dead = "127.0.0.1:" + std::to_string(free_port());
  name_shards("[\"" + server.address() + "\", \"" + dead + "\"]");
  const auto ran = fieldbook({"search", "alliance", "--format", "json"});
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_THAT(ran.err, HasSubstr("warning: the shard " + dead + " is left out"));
  const auto results = json::parse(ran.out);
  EXPECT_EQ(results["total_is_exact"], false);
  EXPECT_THAT(results["warnings"], SizeIs(1));
  EXPECT_LT(results["total"], plain_["total"]);
  const auto status = fieldbook({"shard", "status"});
  EXPECT_EQ(status.exit_code, 1);
  EXPECT_THAT(status.out, HasSubstr(dead + "  down: "));
}

TEST_F(ShardCommand, AsksThroughSsh) {
  const auto ssh = folder_.write("bin/ssh",
                                 "#!/bin/sh\nwhile [ \"$1\" != -- ]; do shift; done\n[ \"$2\" = index.example.org ] || exit 1\nshift 2\nexec \"$@\"\n");
  fs::permissions(ssh, fs::perms::owner_all);
  const auto link = fs::path("/tmp") / ("fieldbook-shards-" + std::to_string(::getpid()));   // a path without odd characters
  fs::create_directory_symlink(shards(), link);
  name_shards("[\"ssh index.example.org " + (link / "shard-1").string() + "\", \"ssh index.example.org " + (link / "shard-2").string() + "\"]");
  const auto ran = fieldbook({"search", "alliance", "--facets", "--format", "json"}, {{"PATH", (folder_.path() / "bin").string() + ":" + std::getenv("PATH")}});
  fs::remove(link);
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_EQ(json::parse(ran.out), plain_);
}

TEST_F(ShardCommand, RefusesWhatCannotBe) {
  EXPECT_EQ(fieldbook({"shard", "split", "0", "--into", shards().string()}).exit_code, 2);
  EXPECT_THAT(fieldbook({"shard", "split", "1", "--into", shards().string()}).err, HasSubstr("holds more than 1"));
  EXPECT_THAT(fieldbook({"shard", "serve", folder_.path().string()}).err, HasSubstr("fieldbook shard split"));
  EXPECT_THAT(fieldbook({"shard", "serve", shards().string(), "--only", "3"}).err, HasSubstr("there are 2 shards"));
  EXPECT_THAT(fieldbook({"shard", "status"}).err, HasSubstr("names no shards"));
  name_shards("[somewhere]");
  EXPECT_THAT(fieldbook({"search", "alliance"}).err, HasSubstr("'somewhere' is no address of a shard"));
}

}  // namespace
}  // namespace fieldbook::test
