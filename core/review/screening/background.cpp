#include "core/review/screening/background.hpp"

#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

namespace fieldbook::review {

struct BackgroundRanker::Shared {
  std::mutex mutex;
  std::condition_variable wake, ranked;
  std::vector<std::pair<std::size_t, std::optional<bool>>> judged;   // not yet learnt
  std::shared_ptr<const std::vector<std::size_t>> order;
  bool current = false, ends = false;
  std::thread thread;

  void run(const Texts& texts, Model model) {
    Ranker ranker(texts, model);
    std::unique_lock lock(mutex);
    while (!ends) {
      const auto learn = std::exchange(judged, {});
      lock.unlock();
      for (const auto& [record, relevant] : learn) ranker.judge(record, relevant);
      auto fresh = std::make_shared<const std::vector<std::size_t>>(ranker.order());
      lock.lock();
      order = std::move(fresh);
      current = judged.empty();
      if (!current) continue;
      ranked.notify_all();
      wake.wait(lock, [this] { return ends || !judged.empty(); });
    }
  }
};

BackgroundRanker::BackgroundRanker(Texts texts, Model model) : shared_(std::make_unique<Shared>()) {
  shared_->thread = std::thread([shared = shared_.get(), texts = std::move(texts), model] { shared->run(texts, model); });
}

BackgroundRanker::~BackgroundRanker() {
  {
    const std::scoped_lock lock(shared_->mutex);
    shared_->ends = true;
  }
  shared_->wake.notify_all();
  shared_->thread.join();
}

void BackgroundRanker::judge(std::size_t record, std::optional<bool> relevant) {
  {
    const std::scoped_lock lock(shared_->mutex);
    shared_->judged.emplace_back(record, relevant);
    shared_->current = false;
  }
  shared_->wake.notify_all();
}

std::shared_ptr<const std::vector<std::size_t>> BackgroundRanker::order(std::chrono::milliseconds patience) {
  std::unique_lock lock(shared_->mutex);
  shared_->ranked.wait_for(lock, patience, [this] { return shared_->current; });
  return shared_->order ? shared_->order : std::make_shared<const std::vector<std::size_t>>();
}

}  // namespace fieldbook::review
