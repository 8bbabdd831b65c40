// What one request to the local app may cost: bytes that are read, bytes that are answered, requests to a connection.
#include <gmock/gmock.h>

#include <algorithm>
#include <chrono>
#include <thread>
#include <vector>

#include "tests/site/served_site.hpp"

namespace fieldbook::test {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

constexpr std::size_t mebibyte = std::size_t{1} << 20;

class ServeBounds : public ServedSite {
 protected:
  // How many bytes the app takes before it closes the connection, of a beginning and then of what has no end.
  std::size_t taken(const std::string& beginning, std::string_view again, std::size_t most) const {
    const LocalConnection connection(port_);
    std::string piece;
    while (piece.size() < mebibyte / 4) piece += again;
    connection.send(beginning);
    std::size_t sent = 0;
    while (sent < most && connection.send(piece)) sent += piece.size();
    return sent;
  }
  std::string head(const std::string& line) const { return line + " HTTP/1.1\r\nHost: " + host() + "\r\n"; }
};

// Sockets hold some megabytes by themselves.
TEST_F(ServeBounds, AHeadIsNotReadForEver) {
  EXPECT_LT(taken("GET /", "x", 64 * mebibyte), 16 * mebibyte) << "an address";
  EXPECT_LT(taken(head("GET /") + "X-Long: ", "x", 64 * mebibyte), 16 * mebibyte) << "a header";
  EXPECT_LT(taken(head("GET /"), "X-Many: y\r\n", 64 * mebibyte), 16 * mebibyte) << "headers";
  EXPECT_LT(taken(head("GET /"), "no header\n", 64 * mebibyte), 16 * mebibyte) << "lines that are none";
  EXPECT_TRUE(is(ask("GET /"), 200));
}

TEST_F(ServeBounds, ABodyIsNotReadForEver) {
  const auto length = "Content-Length: 99999999999\r\n\r\n";
  const auto chunk = "10000\r\n" + std::string(0x10000, 'x') + "\r\n";
  EXPECT_LT(taken(head("POST /check") + "Transfer-Encoding: chunked\r\n\r\n", chunk, 256 * mebibyte), 128 * mebibyte) << "chunks";
  EXPECT_LT(taken(head("POST /check") + "Content-Type: text/plain\r\n\r\n", "x", 256 * mebibyte), 128 * mebibyte) << "no length";
  EXPECT_LT(taken(head("POST /check") + length, "x", 256 * mebibyte), 128 * mebibyte) << "a length beyond all bounds";
  EXPECT_LT(taken(head("POST /other") + length, "x", 256 * mebibyte), 16 * mebibyte) << "to an address that takes nothing";
  EXPECT_LT(taken(head("PUT /check") + length, "x", 256 * mebibyte), 16 * mebibyte) << "by a method that there is not";
  EXPECT_TRUE(is(ask("GET /"), 200));
}

TEST_F(ServeBounds, AnUploadThatIsTooLargeIsToldSo) {
  const LocalConnection connection(port_);
  connection.send(head("POST /check") + "Content-Type: text/plain\r\nContent-Length: " + std::to_string(20 * mebibyte) + "\r\n\r\n");
  connection.send(std::string(20 * mebibyte, 'x'));
  EXPECT_THAT(connection.receive(), StartsWith("HTTP/1.1 413"));
}

TEST_F(ServeBounds, RangesDoNotMultiplyAnAnswer) {
  put(site_ / "data.csv", std::string(100'000, 'x'));
  std::string ranges = "Range: bytes=0-";
  for (int i = 0; i < 1000; ++i) ranges += ",0-";
  EXPECT_LT(ask("GET /data.csv", {}, ranges + "\r\n").size(), 110'000U);
  for (const auto* range : {"0-9", "5-", "-7", "90000-999999999999", "0-9223372036854775807", "-9223372036854775807", "200000-", "9-1", "x"}) {
    const auto answer = ask("GET /data.csv", {}, std::string("Range: bytes=") + range + "\r\n");
    EXPECT_THAT(answer, testing::AnyOf(StartsWith("HTTP/1.1 200"), StartsWith("HTTP/1.1 416"))) << range;
  }
}

TEST_F(ServeBounds, AFileIsGivenWholeWhateverItsSize) {
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{65536}, 3 * mebibyte + 7}) {
    std::string bytes(size, '\0');
    for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<char>(i * 7 + i / 251);
    put(site_ / "data.sqlite", bytes);
    const auto answer = ask("GET /data.sqlite");
    EXPECT_THAT(answer.substr(0, answer.find("\r\n\r\n")), testing::AllOf(StartsWith("HTTP/1.1 200"), HasSubstr("Content-Length: " + std::to_string(size))));
    EXPECT_TRUE(answer.substr(answer.find("\r\n\r\n") + 4) == bytes) << size;
  }
}

TEST_F(ServeBounds, AConnectionIsForOneRequest) {
  const LocalConnection connection(port_);
  connection.send(head("GET /-/edition") + "\r\n" + head("GET /css/site.css") + "\r\n");
  const auto answer = connection.receive();
  EXPECT_THAT(answer, testing::AllOf(HasSubstr("Connection: close"), testing::EndsWith("\r\n\r\n1"))) << "what followed is nobody's request";
}

// 200 connections that dawdle: as many as there are threads, and some. Each loses its place in time.
TEST_F(ServeBounds, AnyNumberOfSlowConnectionsGiveWay) {
  std::vector<std::unique_ptr<LocalConnection>> slow;
  for (int i = 0; i < 200; ++i) {
    slow.push_back(std::make_unique<LocalConnection>(port_));
    slow.back()->send("GET / HTTP/1.1\r\nHo");
  }
  EXPECT_TRUE(is(ask("GET /"), 200)) << "within the ten seconds that this end waits";
}

TEST_F(ServeBounds, ManyTextsAtOnceAreAllAnswered) {
  std::vector<std::string> answers(24);
  std::vector<std::thread> askers;
  for (std::size_t i = 0; i < answers.size(); ++i) {
    askers.emplace_back([&, i] {
      answers[i] = check("plan " + std::to_string(i), {"alliance"});
    });
  }
  for (auto& asker : askers) asker.join();
  for (std::size_t i = 0; i < answers.size(); ++i) EXPECT_THAT(answers[i], testing::HasSubstr("read: plan " + std::to_string(i) + "\n"));
}

}  // namespace
}  // namespace fieldbook::test
