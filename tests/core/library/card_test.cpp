#include "core/library/card.hpp"

#include <gtest/gtest.h>

#include "core/base/error.hpp"

namespace fieldbook::library {
namespace {

Card example() {
  return {"an-id",
          "evaluation",
          "A title",
          "evaluations/an-id.html",
          "evaluations/an-id.md",
          {{"summary", "Short."}, {"years", ""}},
          std::string("One. Two\0three.", 15),
          {{0, 4}, {5, 15}}};
}

TEST(Card, ComesBackAsItWas) {
  const auto back = decode_card(encode(example()));
  EXPECT_EQ(back.id, "an-id");
  EXPECT_EQ(back.kind, "evaluation");
  EXPECT_EQ(back.title, "A title");
  EXPECT_EQ(back.url, "evaluations/an-id.html");
  EXPECT_EQ(back.file, "evaluations/an-id.md");
  EXPECT_EQ(back.fields, example().fields);
  EXPECT_EQ(back.body, example().body);
  EXPECT_EQ(back.sentences, example().sentences);
  EXPECT_EQ(decode_card(encode(Card{})).id, "");
}

TEST(Card, CutShortOrChangedIsDamagedAndNeverWorse) {
  const auto bytes = encode(example());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_THROW(decode_card(std::string_view(bytes).substr(0, size)), Error) << size;
  }
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    for (const char c : {'\0', '\x7f', '\xff'}) {
      auto changed = bytes;
      changed[at] = c;
      try {
        const auto card = decode_card(changed);
        for (const auto& sentence : card.sentences) EXPECT_LE(sentence.end, card.body.size());
      } catch (const Error& error) {
        EXPECT_EQ(error.code(), Errc::damaged);
      }
    }
  }
}

TEST(Card, ListsKeepEmptyStrings) {
  const std::vector<std::string> list{"", "a", std::string(300, 'b'), ""};
  EXPECT_EQ(decode_strings(encode(list)), list);
  EXPECT_TRUE(decode_strings("").empty());
}

}  // namespace
}  // namespace fieldbook::library
