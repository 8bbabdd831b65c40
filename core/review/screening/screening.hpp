// One person screening one stage: what to read next, deciding, undoing, going on where one stopped. Without a terminal.
// Knows nothing of other people's decisions: not even the ranking learns from them.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/review/screening/background.hpp"
#include "core/review/screening/phase.hpp"
#include "core/review/standing.hpp"

namespace fieldbook::review {

struct ScreeningOptions {
  std::string reviewer;
  std::string stage;
  std::vector<std::string> only = {};   // ids: only these, in this order (a sample for a second reviewer)
};

struct Counts {
  std::size_t records = 0, read = 0, included = 0, excluded = 0, unsure = 0;
};

// What was decided on a record: a verdict, with the reasons and the note that go with it.
struct Judgement {
  Verdict verdict = Verdict::include;
  std::vector<std::string> reasons = {};
  std::string note = {};
};

class Screening {
 public:
  // Keeps a reference to the records. Throws Error not_found where the protocol has no such reviewer, stage
  // or record, invalid where no record has come to the stage yet.
  Screening(std::filesystem::path review, const Protocol&, const Records&, std::span<const Decision>, const ScreeningOptions&);

  // What to decide on now; nothing where all is read or skipped. The same until it is decided or skipped.
  const ReviewRecord* current();

  // Whether a record is left out only with a reason: in every stage but the first, where PRISMA asks for reasons.
  bool needs_reason() const noexcept { return needs_reason_; }

  // On the disk when this returns. An exclusion without a reason where one is needed is refused: Error invalid.
  void decide(const Judgement&);
  // Puts the current record at the end of what is to be read, for this session.
  void skip();
  // Takes the last decision back and shows its record again; false where there is none.
  bool undo();
  // Begins or ends the random sample of the hypergeometric rule by hand.
  void choose_sampling(bool on);
  bool sampling() const noexcept { return sample_; }
  // Whether the stage's stopping rule is one that a sample serves.
  bool may_sample() const noexcept { return stopping_.rule == StoppingRule::hypergeometric; }

  Counts counts() const;
  Progress state() const;

 private:
  struct Own {
    std::size_t record = 0;
    Judgement judgement;
    Shown shown = Shown::at_random;
    bool among_these = true;
  };

  std::optional<std::size_t> choose();
  std::optional<std::size_t> first_open(const std::vector<std::size_t>& order) const;
  BackgroundRanker& ranker(Model);
  void write(std::size_t record, const Judgement&, Shown);
  void teach(std::size_t record, std::optional<bool> relevant);

  std::filesystem::path review_;
  Stopping stopping_;
  std::string mark_;   // of the imports there are
  ScreeningOptions options_;
  bool needs_reason_ = false, sample_ = false;
  std::vector<const ReviewRecord*> pool_;
  std::vector<std::size_t> random_order_;
  std::vector<Own> read_;                   // in the order of reading; what holds
  std::vector<bool> decided_, skipped_;
  std::unique_ptr<BackgroundRanker> svm_, nb_;
  std::optional<std::size_t> current_;
  Shown current_shown_ = Shown::at_random;
};

// `count` of the records that `first` has decided on in a stage and `second` has not, drawn at random and in random order; the same
// each time, and a larger sample begins with the smaller one. Shows nothing of how `first` decided.
std::vector<std::string> overlap_sample(const Protocol&, const Records&, std::span<const Decision>, const std::string& stage, const std::string& first, const std::string& second,
                                        std::size_t count);

}  // namespace fieldbook::review
