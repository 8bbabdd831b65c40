// fieldbook/rubric.hpp -- judge a text against the criteria of an approach by rules kept in a plain file.
// SPDX-License-Identifier: MIT
//
// A rules file (its grammar: rubric/README.md) holds groups of words and, for each criterion, patterns over them. The
// engine reads the sentences the host marked, finds the groups in one pass, and says for every criterion whether the
// text says it is done, only planned, not spoken of, or contradicted, with the sentences that say so. It knows negation,
// plans and hedges, ended practice, definitions and advice, and words used in another trade's sense. It learns nothing
// from what it reads: the same text, rules and weights give the same answer.
#ifndef FIELDBOOK_RUBRIC_HPP
#define FIELDBOOK_RUBRIC_HPP

#include <fieldbook/assessor.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace fieldbook::rubric {

struct Finding {
  std::string criterion;
  Rating rating = Rating::absent;
  double confidence = 0;        // 0 to 1
  std::string rationale;        // one or two plain sentences
  std::vector<fb_span> quotes;  // whole sentences, in the order of the text, at most three; none where absent
  double score = 0;             // evidence for: of the rules, held against `threshold`; with weights, log-odds, held against 0
  double against = 0;           // evidence that the opposite holds, likewise
  double threshold = 0;
};

struct Assessment {
  std::vector<Finding> findings;  // one for each criterion, in the order of the rules
  int fit = 0;                    // 0 to 3
  std::string remark;             // why the text as a whole was set aside; empty where it was not
};

// The rules of one approach, ready to use. Immutable: one object may serve several threads.
class Rubric {
 public:
  // `rules` is the text of a rules file, and `more` of further ones read before it (shared groups). The engine's own
  // groups are always there. Throws std::invalid_argument "rules, line 12: what is wrong".
  // With `weights`, the text of a weights file learned from labelled sentences, practice is also heard where it is told
  // without the words of the rules.
  explicit Rubric(std::string_view rules, std::string_view more = {}, std::string_view weights = {});
  ~Rubric();
  Rubric(Rubric&&) noexcept;
  Rubric& operator=(Rubric&&) noexcept;

  // The criterion ids in the order of the rules.
  const std::vector<std::string>& criteria() const noexcept;

  // Uses text, paragraphs and sentences of the document. Where the host marked no sentences, lines are taken for them.
  // `deadline`, where given, is asked now and then: Cancelled is thrown once it says so.
  Assessment assess(const Document& document, const Library* deadline = nullptr) const;

  // assess(), and everything said to the host.
  void report(const Document& document, Library& library, Report& report) const;

 private:
  struct Rules;
  std::unique_ptr<const Rules> rules_;
};

}  // namespace fieldbook::rubric
#endif
