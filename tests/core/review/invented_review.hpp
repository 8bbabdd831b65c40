// A small invented review, for tests: two reviewers, two stages, records of nobody's.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/review/decisions.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook::review {

struct InventedReview {
  explicit InventedReview(std::size_t count, const std::string& stopping = "{rule: screen-all}") {
    Diagnostics found;
    protocol = parse_protocol(
        "title: Alliances\nquestion: Do alliances help?\neligibility:\n  include:\n    public: It is about a public service\n"
        "  exclude:\n    population: Other people\n    design: No evaluation\n"
        "stages:\n  - {id: title-abstract, label: Title and abstract, reviewers: 2}\n  - {id: full-text, label: Full text, reviewers: 1}\n"
        "reviewers:\n  - {id: ada, name: Ada}\n  - {id: ben, name: Ben}\nstopping: " + stopping + "\n",
        "protocol.yaml", found).value();
    for (std::size_t i = 0; i < count; ++i) {
      ReviewRecord record;
      record.id = "r" + std::to_string(i);
      record.reference.title = (relevant(i) ? "Alliance contract " : "Fish farm ") + std::to_string(i);
      record.reference.abstract = relevant(i) ? "An alliance of providers shares risk" : "Salmon and trout in the sea";
      list.push_back(std::move(record));
    }
  }

  static bool relevant(std::size_t i) { return i % 10 == 3; }

  Records records() const { return Records(list); }
  std::vector<Decision> decisions() const {
    Diagnostics found;
    auto out = read_decisions(folder.path(), found);
    EXPECT_EQ(found.errors(), 0U);
    return out;
  }
  void decide(const std::string& reviewer, const std::string& record, Verdict verdict, const std::string& stage = "title-abstract", Shown shown = Shown::by_svm) const {
    add_decision(folder.path(), {reviewer, record, stage, verdict, {}, {}, shown, "2026-03-01T09:00:00Z"});
  }

  test::TempDir folder;
  Protocol protocol;
  std::vector<ReviewRecord> list;
};

}  // namespace fieldbook::review
