#include "core/wire/messages.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <random>

namespace fieldbook::wire {
namespace {

template <class Message>
std::string frame(const Message& message) {
  std::string out;
  append(out, message);
  return out;
}
std::string payload(const std::string& frame) {
  return frame.substr(head_bytes);
}

Assess an_assess() {
  Assess request;
  request.is_record = true;
  request.wall_ms = 20'000;
  request.id = "plymouth";
  request.text = "Words.";
  request.fields = {{"place", "plymouth"}};
  request.sections = {{"Heading", {2, 4}, 3}};
  request.paragraphs = {{0, 6}};
  request.sentences = {{0, 3}, {3, 6}};
  return request;
}

TEST(Messages, ComeThroughWhole) {
  const auto sent = frame(an_assess());
  std::array<char, head_bytes> bytes;
  std::copy_n(sent.begin(), head_bytes, bytes.begin());
  EXPECT_EQ(read_head(bytes).type, Type::assess);
  EXPECT_EQ(read_head(bytes).size, sent.size() - head_bytes);

  const auto body = payload(sent);
  Assess request;
  ASSERT_TRUE(read(body, request));
  EXPECT_TRUE(request.is_record);
  EXPECT_EQ(request.wall_ms, 20'000U);
  EXPECT_EQ(request.id, "plymouth");
  EXPECT_EQ(request.title, "");
  EXPECT_EQ(request.text, "Words.");
  ASSERT_EQ(request.fields.size(), 1U);
  EXPECT_EQ(request.fields[0].value, "plymouth");
  ASSERT_EQ(request.sections.size(), 1U);
  EXPECT_EQ(request.sections[0].body, (Span{2, 4}));
  EXPECT_EQ(request.sections[0].level, 3U);
  EXPECT_EQ(request.sentences, (std::vector<Span>{{0, 3}, {3, 6}}));
}

TEST(Messages, KeepNumbersExactly) {
  const auto body =
      payload(frame(Judge{"c", "r", -1, std::numeric_limits<double>::denorm_min(), {{1, std::size_t{1} << 40}}}));
  Judge judgement;
  ASSERT_TRUE(read(body, judgement));
  EXPECT_EQ(judgement.rating, -1);
  EXPECT_EQ(judgement.confidence, std::numeric_limits<double>::denorm_min());
  EXPECT_EQ(judgement.quotes[0].end, std::size_t{1} << 40);
}

TEST(Messages, AreNotReadWhereAnythingIsMissingOrLeftOver) {
  const auto body = payload(frame(an_assess()));
  Assess request;
  for (std::size_t size = 0; size < body.size(); ++size)
    EXPECT_FALSE(read(std::string_view(body).substr(0, size), request)) << size;
  EXPECT_FALSE(read(body + '\0', request));
  EXPECT_TRUE(read(body, request));
}

TEST(Messages, BelieveNoCountThatThePayloadCannotHold) {
  std::string body;
  Encoder encoder(body);
  encoder.text("c");
  encoder.text("r");
  encoder.number<std::int32_t>(0);
  encoder.number(0.5);
  encoder.count(std::numeric_limits<std::uint32_t>::max());
  Judge judgement;
  EXPECT_FALSE(read(body, judgement));
  EXPECT_TRUE(judgement.quotes.empty());
}

TEST(Messages, OfRandomBytesDoNoHarm) {
  std::minstd_rand random(7);
  for (int round = 0; round < 20'000; ++round) {
    std::string body(random() % 64, '\0');
    for (auto& c : body) c = static_cast<char>(random() % 3 == 0 ? random() : random() % 4);
    Ready ready;
    Assess request;
    Hits hits;
    Judge judgement;
    Done done;
    static_cast<void>(read(body, ready));
    static_cast<void>(read(body, request));
    static_cast<void>(read(body, hits));
    static_cast<void>(read(body, judgement));
    if (read(body, done)) {
      EXPECT_EQ(payload(frame(done)), body);
    }
  }
}

}  // namespace
}  // namespace fieldbook::wire
