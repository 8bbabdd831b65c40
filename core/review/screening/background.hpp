// A ranker on a thread of its own, so that whoever screens never waits for training.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <vector>

#include "core/review/screening/ranker.hpp"

namespace fieldbook::review {

class BackgroundRanker {
 public:
  // The texts are asked for on the thread, too.
  BackgroundRanker(Texts, Model);
  ~BackgroundRanker();   // waits for the training that is going on
  BackgroundRanker(const BackgroundRanker&) = delete;
  BackgroundRanker& operator=(const BackgroundRanker&) = delete;

  void judge(std::size_t record, std::optional<bool> relevant);

  // The unjudged records, the likeliest first, as Ranker::order has them. Waits up to `patience` for a ranking that knows all that was judged; then
  // takes the last there is, which may hold records judged since. Empty where there is none yet.
  std::shared_ptr<const std::vector<std::size_t>> order(std::chrono::milliseconds patience);

 private:
  struct Shared;
  std::unique_ptr<Shared> shared_;
};

}  // namespace fieldbook::review
