#include "core/base/json_text.hpp"

#include <gtest/gtest.h>

#include <string_view>

namespace {

using fieldbook::JsonText;

TEST(JsonText, IsWrittenInTheOrderItIsTold) {
  JsonText json;
  json.object([&] {
    json.member("title", "A \"plan\"\n");
    json.optional("note", "");
    json.name("level").number(-2);
    json.name("approaches").list([&] {
      for (const auto* approach : {"alliance", "place-based"}) json.text(approach);
    });
    json.name("all").list([&] {
      json.json(R"({"id":"one"})");
      json.json(R"({"id":"two"})");
    });
    json.name("none").object([] {});
  });
  EXPECT_EQ(json.view(), R"({"title":"A \"plan\"\n","level":-2,"approaches":["alliance","place-based"],"all":[{"id":"one"},{"id":"two"}],"none":{}})");
}

TEST(JsonText, EscapesControlCharactersAndKeepsTheRest) {
  JsonText json;
  json.text(std::string_view("\0\x1f\x7f</\xE2\x80\xA8", 8));
  EXPECT_EQ(json.view(), "\"\\u0000\\u001F\x7f</\xE2\x80\xA8\"");
}

TEST(JsonText, WhatIsNotUtf8IsReplaced) {
  JsonText json;
  json.object([&] { json.member("a\xff", "b\xC3(\x80" "c"); });
  EXPECT_EQ(json.view(), "{\"a\xEF\xBF\xBD\":\"b\xEF\xBF\xBD(\xEF\xBF\xBD" "c\"}");
}

}  // namespace
