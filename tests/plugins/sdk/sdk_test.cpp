#include <fieldbook/assessor.hpp>
#include <fieldbook/assessor_testing.hpp>

#include <gtest/gtest.h>

namespace {

struct Plain final : fieldbook::Assessor {
  static constexpr fieldbook::Info info{.id = "org.example.plain", .name = "Plain", .version = "1.0.0", .core_needed = 1};
  static constexpr fieldbook::Criterion criteria[] = {{"first", "First", "Is it there?", true}, {"second", "Second", "And this?"}};

  void assess(const fieldbook::Document& document, fieldbook::Library& library, fieldbook::Report& report) override {
    if (document.text().empty()) throw std::runtime_error("there is nothing to read");
    const fb_span first = document.sentences().front();
    report.judge("first", fieldbook::Rating::established, 0.9, "it is there", {&first, 1});
    report.judge("second", fieldbook::Rating::absent, 0.5, "it is not");
    for (const auto& hit : library.search("second", 1)) report.recommend(fieldbook::view(hit.id), "second", "shows it");
    report.fit(1);
  }
};

}  // namespace

FIELDBOOK_ASSESSOR(Plain)

TEST(Sdk, DescribesItselfInStaticData) {
  const auto* assessor = fieldbook_assessor_v1();
  EXPECT_EQ(assessor->abi_major, FB_ABI_MAJOR);
  EXPECT_EQ(assessor->struct_size, sizeof(fb_assessor));
  EXPECT_EQ(fieldbook::view(assessor->id), "org.example.plain");
  ASSERT_EQ(assessor->criterion_count, 2U);
  EXPECT_EQ(fieldbook::view(assessor->criteria[1].name), "Second");
  EXPECT_EQ(assessor->criteria[0].flags, FB_CRITERION_CORE);
  EXPECT_EQ(assessor->criteria[1].flags, 0U);
  EXPECT_EQ(assessor->core_needed, 1U);
}

TEST(Sdk, JudgesAgainstTheLibraryInMemory) {
  const fieldbook::testing::Text text("The first thing is done. The second is not.");
  const auto outcome = fieldbook::testing::assess<Plain>(text, {{"a", "A", "…"}, {"b", "B", "…"}});
  EXPECT_EQ(outcome.at("first").rating, fieldbook::Rating::established);
  EXPECT_EQ(text.at(outcome.at("first").quotes.at(0)), "The first thing is done.");
  EXPECT_EQ(outcome.searches, std::vector<std::string>{"second"});
  EXPECT_EQ(outcome.recommended, std::vector<std::string>{"a"});
  EXPECT_EQ(outcome.fit, 1);
}

TEST(Sdk, WhatIsThrownBecomesAFailureWithItsMessage) {
  const auto* assessor = fieldbook_assessor_v1();
  void* self = nullptr;
  ASSERT_EQ(assessor->create({nullptr, 0}, &self), FB_OK);
  std::string message;
  fb_report report{};
  report.host = &message;
  report.error = [](void* host, fb_text why) { *static_cast<std::string*>(host) = fieldbook::view(why); };
  const fb_document empty{};
  const fb_library library{};
  EXPECT_EQ(assessor->assess(self, &empty, &library, &report), FB_FAILED);
  EXPECT_EQ(message, "there is nothing to read");
  assessor->destroy(self);
}

TEST(Sdk, SpansPastTheTextAreCutShort) {
  const fieldbook::testing::Text text("Short.");
  const fieldbook::Document document(text.document());
  EXPECT_EQ(document.at({2, 1000}), "ort.");
  EXPECT_EQ(document.at({1000, 2000}), "");
}
