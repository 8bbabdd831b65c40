#include "tests/fuzz/instrument_fuzz.hpp"

#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "core/review/appraisal/instrument.hpp"
#include "core/review/appraisal/judgement.hpp"

using namespace fieldbook;

namespace {

void must(bool holds, const char* promise) {
  if (holds) return;
  std::fprintf(stderr, "broken promise: %s\n", promise);
  std::abort();
}

}  // namespace

int fuzz_instrument(const std::uint8_t* bytes, std::size_t size) {
  Diagnostics found;
  const auto read = review::parse_instrument({reinterpret_cast<const char*>(bytes), size}, "f.yaml", {}, found);
  must(read.has_value() != (found.errors() != 0), "an instrument or an error");
  if (!read) return 0;
  review::Given first;
  for (const auto& question : read->questions) {
    if (review::is_asked(question, first)) first[question.id] = {question.answers.empty() ? std::string("x") : question.answers.front().id};
  }
  const auto judged = review::judge(*read, first);
  must(judged.missing.empty(), "a form filled in misses nothing");
  must(judged.value.has_value() == read->judgement.has_value(), "a form filled in is judged");
  if (judged.value) must(read->judgement->value(*judged.value) != nullptr, "a judgement is one of its values");
  return 0;
}
