#include "tests/fuzz/instrument_fuzz.hpp"

#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "core/review/appraisal/answers.hpp"
#include "core/review/appraisal/judgement.hpp"
#include "core/review/appraisal/sheets.hpp"
#include "tests/fuzz/promise.hpp"

using namespace fieldbook;

int fuzz_answers(const std::uint8_t* bytes, std::size_t size) {
  Diagnostics found;
  for (const auto& answer : review::parse_answers(text_of(bytes, size), "ada", "a.jsonl", found)) {
    Diagnostics again;
    const auto back = review::parse_answers(review::answer_line(answer) + "\n", "ada", "b.jsonl", again);
    must(back.size() == 1 && again.empty(), "what is written can be read");
  }
  return 0;
}

int fuzz_statement(const std::uint8_t* bytes, std::size_t size) {
  for (const auto kind : {review::StatementKind::finding, review::StatementKind::claim}) {
    Diagnostics found;
    const auto read = review::parse_statement(text_of(bytes, size), "x", "x.yaml", kind, found);
    must(read.has_value() != (found.errors() != 0), "a statement or an error");
  }
  return 0;
}

int fuzz_sheets(const std::uint8_t* bytes, std::size_t size) {
  const review::Records none({});
  review::Appraisable items;
  items.records = &none;
  Diagnostics found;
  review::parse_sheets(text_of(bytes, size), "s.yaml", {}, items, {review::Use::appraisal, "ada", "now"}, found);
  return 0;
}

int fuzz_instrument(const std::uint8_t* bytes, std::size_t size) {
  Diagnostics found;
  const auto read = review::parse_instrument(text_of(bytes, size), "f.yaml", {}, found);
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
