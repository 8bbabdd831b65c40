#include "tests/fuzz/review_fuzz.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "core/review/decisions.hpp"
#include "core/review/duplicates/pair_table.hpp"
#include "core/review/editions.hpp"
#include "core/review/given_decisions.hpp"
#include "core/review/protocol.hpp"
#include "tests/fuzz/promise.hpp"

using namespace fieldbook;

namespace {

std::size_t lines_in(std::string_view text) { return 1 + static_cast<std::size_t>(std::ranges::count(text, '\n')); }

}  // namespace

int fuzz_protocol(const std::uint8_t* bytes, std::size_t size) {
  Diagnostics found;
  const auto read = review::parse_protocol(text_of(bytes, size), "protocol.yaml", found);
  must(read.has_value() != (found.errors() != 0), "a protocol or an error");
  if (!read) return 0;
  must(!read->stages.empty(), "a protocol has a stage");
  must(read->stopping.recall > 0 && read->stopping.recall <= 1, "a recall target is a share");
  must(read->stopping.confidence > 0 && read->stopping.confidence < 1, "a confidence is a share, and never certainty");
  for (const auto& stage : read->stages) must(stage.reviewers > 0 && read->stage(stage.id) != nullptr, "a stage is found by its name");
  return 0;
}

int fuzz_import_note(const std::uint8_t* bytes, std::size_t size) {
  if (const auto read = review::parse_import("2026-03-01-scopus-1a2b3c4d", text_of(bytes, size))) must(read->id == "2026-03-01-scopus-1a2b3c4d", "a note keeps its file's name");
  return 0;
}

int fuzz_verdicts(const std::uint8_t* bytes, std::size_t size) {
  Diagnostics found;
  const auto read = review::parse_verdicts(text_of(bytes, size), "ada", "ada.jsonl", found);
  must(read.size() + found.errors() + found.warnings() <= lines_in(text_of(bytes, size)), "at most one verdict or diagnostic a line");
  for (const auto& one : read) must(one.a < one.b && one.by == "ada", "a pair is of two records, in order, and its file says who judged it");
  return 0;
}

int fuzz_pair_table(const std::uint8_t* bytes, std::size_t size) {
  Diagnostics found;
  for (const auto& one : review::read_pair_table(text_of(bytes, size), "pairs.tsv", found)) must(!one.a.empty() && !one.b.empty(), "a verdict is on two records");
  return 0;
}

int fuzz_decisions(const std::uint8_t* bytes, std::size_t size) {
  Diagnostics found;
  for (const auto& one : review::parse_decisions(text_of(bytes, size), "ada", "ada.jsonl", found)) {
    Diagnostics again;
    const auto back = review::parse_decisions(review::decision_line(one) + "\n", "ada", "b.jsonl", again);
    must(back.size() == 1 && again.empty(), "what is written can be read");
    must(back[0].record == one.record && back[0].verdict == one.verdict && back[0].reasons == one.reasons && back[0].shown == one.shown, "and says the same");
  }
  return 0;
}

int fuzz_editions(const std::uint8_t* bytes, std::size_t size) {
  Diagnostics found;
  const auto read = review::parse_editions(text_of(bytes, size), found);
  must(read.size() + found.errors() <= lines_in(text_of(bytes, size)), "at most one edition or error a line");
  must(std::ranges::is_sorted(read, {}, &review::Edition::at), "editions come by their time");
  return 0;
}

int fuzz_given_decisions(const std::uint8_t* bytes, std::size_t size) {
  static const auto protocol = [] {
    Diagnostics found;
    return review::parse_protocol("title: x\nquestion: x?\neligibility: {include: {a: x}, exclude: {design: x}}\nstages: [{id: s}]\nreviewers: [{id: ada}]\nstopping: {rule: screen-all}\n", "protocol.yaml", found).value();
  }();
  static const review::Records records([] {
    std::vector<review::ReviewRecord> out(2);
    out[0].id = "r1", out[1].id = "r2";
    return out;
  }());
  Diagnostics found;
  for (const auto& one : review::parse_given_decisions(text_of(bytes, size), "list.yaml", {protocol, records, {}}, {"ada", "s", "2026-03-01T09:00:00Z"}, found)) {
    must(records.find(one.record) != nullptr && one.reviewer == "ada", "a decision is on a record there is");
    must(one.reasons.empty() || one.verdict == review::Verdict::exclude, "only exclusions have reasons");
  }
  return 0;
}
