// What every hostile plugin has in common: the descriptor around one bad `assess`. Written against the C interface
// alone, as a stranger's plugin might be.
#pragma once

#include <cstring>
#include <string>
#include <string_view>

#include "fieldbook/assessor.h"

namespace fixture {

inline fb_text text(std::string_view words) {
  return {words.data(), words.size()};
}
inline std::string_view view(fb_text text) {
  return {text.data, static_cast<std::size_t>(text.size)};
}

// What an assessor is called with.
struct Call {
  const fb_document* document;
  const fb_library* library;
  const fb_report* report;
};

// A judgement with the quotes [begin, end), or none.
struct Judgement {
  std::string_view criterion;
  int rating = FB_ABSENT;
  double confidence = 0.5;
  std::string_view rationale = "because";
  const fb_span* quotes = nullptr;
  std::uint64_t quote_count = 0;

  fb_status to(const Call& call) const {
    const fb_judgement judgement{sizeof judgement, rating, text(criterion), text(rationale),
                                 confidence,       quotes, quote_count};
    return call.report->judge(call.report->host, &judgement);
  }
};

// What a well-behaved plugin says: "one" is established by the text's first sentence, "two" is absent.
inline fb_status behave(const Call& call) {
  const fb_status first = call.document->sentence_count == 0 ? Judgement{.criterion = "one"}.to(call)
                                                             : Judgement{.criterion = "one",
                                                                         .rating = FB_ESTABLISHED,
                                                                         .quotes = call.document->sentences,
                                                                         .quote_count = 1}
                                                                   .to(call);
  return first != FB_OK ? first : Judgement{.criterion = "two"}.to(call);
}

inline fb_status create(fb_text, void** self) {
  static int instance;
  *self = &instance;
  return FB_OK;
}
inline void destroy(void*) {}

inline const fb_criterion criteria[] = {{{"one", 3}, {"The first", 9}, {"Is it there?", 12}, FB_CRITERION_CORE, 0},
                                        {{"two", 3}, {"The second", 10}, {"Is it there?", 12}, 0, 0}};

inline fb_assessor descriptor(decltype(fb_assessor::assess) assess) {
  return {sizeof(fb_assessor),
          FB_ABI_MAJOR,
          FB_ABI_MINOR,
          {"org.example.hostile", 19},
          {"Hostile", 7},
          {"1", 1},
          {"A plugin that misbehaves", 24},
          criteria,
          2,
          0,
          0,
          &create,
          assess,
          &destroy};
}

}  // namespace fixture
