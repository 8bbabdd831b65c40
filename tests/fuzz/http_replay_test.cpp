// Runs damaged requests against the local app, as a browser's neighbour might send them. FIELDBOOK_HTTP_REQUESTS=N makes it a
// longer campaign (tests/long.sh http); FIELDBOOK_HTTP_FIRST=N begins at that request.
#include <gmock/gmock.h>

#include <chrono>
#include <fstream>
#include <thread>
#include <vector>

#include "tests/fuzz/http_fuzz.hpp"
#include "tests/site/served_site.hpp"

namespace fieldbook::test {
namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t askers = 4, batch = 500, in_the_suite = 600;

class HttpReplay : public ServedSite {
 protected:
  void SetUp() override {
    ServedSite::SetUp();
    put(folder_.path() / "secret.txt", secret_);
    put(site_ / ".hidden", secret_);
    put(site_ / "data.csv", std::string(20'000, 'x'));
    put(site_ / "404.html", "<body><p>Nothing here</p></body>");
    fs::create_symlink(folder_.path() / "secret.txt", site_ / "link.txt");
    fs::create_directory_symlink(folder_.path(), site_ / "linked");
    target_ = {.port = port_, .secret = secret_, .longest_answer_bytes = 200'000};
  }

  const std::string secret_ = "5b1e7c0d-never-to-be-given";
  HttpTarget target_;
};

long resident_kilobytes() {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;) {
    if (word == "VmRSS:" && status >> word) return std::stol(word);
  }
  return 0;
}

TEST_F(HttpReplay, GoodRequestsAreAnswered) {
  for (std::size_t i = 0; i < good_requests(); ++i) {
    auto request = good_request(i);
    for (std::size_t at = 0; (at = request.find('@', at)) != request.npos; at += host().size()) request.replace(at, 1, host());
    const LocalConnection connection(port_);
    connection.send(request);
    connection.end();
    const auto answer = connection.receive();
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 ")) << request;
    EXPECT_EQ(answer.find(secret_), answer.npos) << request;
  }
}

TEST_F(HttpReplay, SoAreDamagedOnesOrNone) {
  const auto times = static_cast<std::uint32_t>(times_asked("FIELDBOOK_HTTP_REQUESTS", in_the_suite));
  const auto first = static_cast<std::uint32_t>(times_asked("FIELDBOOK_HTTP_FIRST", 1));
  long most_resident = 0;
  std::chrono::steady_clock::duration slowest{};
  for (std::uint32_t done = 0; done < times; done += batch) {
    std::vector<std::thread> all;
    for (std::uint32_t asker = 0; asker < askers; ++asker) {
      all.emplace_back([&, asker] {
        for (auto i = done + asker; i < std::min(done + batch, times); i += askers) fuzz_http(target_, first + i, damaged_request(first + i, host()));
      });
    }
    for (auto& one : all) one.join();
    const auto begin = std::chrono::steady_clock::now();
    ASSERT_TRUE(is(ask("GET /"), 200)) << "after request " << first + done + batch;
    slowest = std::max(slowest, std::chrono::steady_clock::now() - begin);
    most_resident = std::max(most_resident, resident_kilobytes());
  }
  const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(slowest).count();
  if (times > in_the_suite) std::printf("%u requests; a good one between batches took at most %lld ms; memory at most %ld MB\n", times, static_cast<long long>(milliseconds), most_resident / 1024);
  EXPECT_LT(milliseconds, times > in_the_suite ? 1000 : 8000);
  EXPECT_LT(most_resident, 2'000'000) << "kilobytes, of which the sanitizer holds some hundred thousand";
  const auto left = [] {
    std::vector<std::string> found;
    for (const auto& entry : fs::directory_iterator(fs::temp_directory_path())) {
      if (auto name = entry.path().filename().string(); name.starts_with("fieldbook-check-")) found.push_back(std::move(name));
    }
    return found;
  };
  // A document whose sender has hung up may still be being read.
  for (const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20); !left().empty() && std::chrono::steady_clock::now() < end;)
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  EXPECT_THAT(left(), testing::IsEmpty());
}

}  // namespace
}  // namespace fieldbook::test
