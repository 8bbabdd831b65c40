// Whatever is typed: an answer, in bounded time.
#include <gmock/gmock.h>

#include <chrono>
#include <random>

#include "core/base/error.hpp"
#include "core/library/search.hpp"
#include "tests/core/library/invented_library.hpp"

namespace fieldbook::library {
namespace {

class HostileQuery : public testing::Test {
 protected:
  HostileQuery() { library_.update(); }

  // Searches, and checks what every result must keep to.
  Results answer(const std::string& words) {
    const auto start = std::chrono::steady_clock::now();
    auto results = reader().search({.words = words, .facets = true, .explain = true});
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5)) << words.substr(0, 200);
    EXPECT_FALSE(first_invalid_utf8(results.query));
    EXPECT_LE(results.query.size(), 30'000u);
    EXPECT_LE(results.hits.size(), results.total);
    for (const auto& hit : results.hits) {
      EXPECT_FALSE(first_invalid_utf8(hit.snippet));
      for (const auto& why : hit.why) EXPECT_FALSE(first_invalid_utf8(why)) << why;
    }
    return results;
  }
  Reader& reader() {
    if (!reader_) reader_ = std::make_unique<Reader>(library_.index());
    return *reader_;
  }

  InventedLibrary library_;
  std::unique_ptr<Reader> reader_;
};

std::string times(std::size_t count, const std::string& piece) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += piece;
  return out;
}

TEST_F(HostileQuery, ZerosAndInvalidBytesSeparateWords) {
  EXPECT_EQ(answer(std::string("\0villages\0", 10)).total, 2u);
  EXPECT_EQ(answer("villages\xff\xfe").total, 2u);
  EXPECT_EQ(answer("\xc3villages\xed\xa0\x80").total, 2u);
  EXPECT_EQ(answer("\x1b[31mvillages\x7f").query.find('\x1b'), std::string::npos);
}

TEST_F(HostileQuery, HugeInputIsCutAndStillSearched) {
  EXPECT_EQ(answer("villages " + std::string(1'000'000, 'x')).total, 2u);
  EXPECT_EQ(answer("villages " + times(200'000, "y ")).total, 2u);
  EXPECT_GE(answer("villages " + times(200'000, "village alliance budget saltby ")).total, 2u);
  answer(invented_text(2, 100'000));
}

TEST_F(HostileQuery, ManyOfEveryOperator) {
  for (const std::string piece :
       {"(",           ")",    "((a)",   "\"",     "\"a b\" ",    "a* ",       "* ",          "NOT ",
        "a NOT ",      "AND ", "a AND ", "a OR ",  "a XOR ",      "a NEAR ",   "a NEAR/9 b ", "a ADJ/99999999999 ",
        "NEAR/",       "+a ",  "-a ",    "title:", "title:a* ",   "title:(",   "kind:x ",     "kind:\"x ",
        ":",           "::",   "a:b:c ", "a.b.c ", "a-b-c ",      "a'b'",      "é* ",         "the ",
        "\"the of\" ", "~a ",  "a..b ",  "1..9 ",  "title:a..b ", "#include ", "a/b ",        "{a} ",
        "[a]^4 ",      "a~2 "}) {
    answer(times(3, piece));
    answer(times(100, piece) + "villages");
    answer(times(10'000 / piece.size(), piece));
    answer(times(200, piece) + times(200, ")"));
  }
}

TEST_F(HostileQuery, RandomMixtures) {
  std::mt19937 random(17);
  const std::vector<std::string> pieces{"(",
                                        ")",
                                        "\"",
                                        "*",
                                        " AND ",
                                        " OR ",
                                        " NOT ",
                                        " XOR ",
                                        " NEAR/3 ",
                                        " ADJ ",
                                        "+",
                                        "-",
                                        ":",
                                        "title:",
                                        "kind:",
                                        "place:",
                                        " ",
                                        "villages",
                                        "saltby",
                                        "allian",
                                        "the",
                                        "é",
                                        "\xff",
                                        std::string(1, '\0'),
                                        "..",
                                        "/",
                                        "'",
                                        "&",
                                        "co-production",
                                        "strength-reason:"};
  for (int round = 0; round < 3'000; ++round) {
    std::string words;
    for (auto left = random() % 25; left > 0; --left) words += pieces[random() % pieces.size()];
    answer(words);
  }
}

TEST_F(HostileQuery, FiltersTakeAnything) {
  std::mt19937 random(23);
  for (int round = 0; round < 300; ++round) {
    std::string facet, value;
    for (auto left = random() % 300; left > 0; --left) value += static_cast<char>(random());
    for (auto left = random() % 5; left > 0; --left) facet += static_cast<char>(random());
    for (const auto& name : {facet, std::string("place"), std::string("kind")}) {
      try {
        reader().search({.filters = {{name, value}}});
      } catch (const Error& error) {
        EXPECT_EQ(error.code(), Errc::invalid);
        EXPECT_FALSE(first_invalid_utf8(error.message())) << error.message();
      }
    }
  }
}

}  // namespace
}  // namespace fieldbook::library
