// What a template made of values that many pages show, so that it need not be made for each.
#pragma once

#include <atomic>
#include <string>
#include <utility>
#include <vector>

namespace fieldbook::site {

struct MadeText {
  std::vector<std::pair<std::string, std::string>> around;  // texts of the page around it that it was made with: name, text
  std::string text;
  const MadeText* next = nullptr;
};

// A list that only grows. Several threads may add and look at a time; what was added lives as long as the list.
class MadeTexts {
 public:
  MadeTexts() = default;
  MadeTexts(const MadeTexts&) = delete;
  MadeTexts& operator=(const MadeTexts&) = delete;
  ~MadeTexts() {
    for (const auto* one = first(); one != nullptr;) delete std::exchange(one, one->next);
  }

  const MadeText* first() const noexcept { return first_.load(std::memory_order_acquire); }
  const MadeText& add(MadeText text) {
    auto* const added = new MadeText(std::move(text));
    added->next = first_.load(std::memory_order_relaxed);
    while (!first_.compare_exchange_weak(added->next, added, std::memory_order_release, std::memory_order_relaxed)) {
    }
    return *added;
  }

 private:
  std::atomic<const MadeText*> first_ = nullptr;
};

}  // namespace fieldbook::site
