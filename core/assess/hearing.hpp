// One text in the hands of one assessor: what it says, held against what it may say.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/assess/talk.hpp"
#include "core/wire/contract.hpp"

namespace fieldbook::assess {

// What an assessor said of itself when it was loaded.
struct Self {
  std::vector<std::string> criteria, names, questions;
  std::vector<bool> core;
  std::size_t core_needed = 0;
};

class Hearing {
 public:
  // All is borrowed.
  Hearing(Talk&, const Self&, std::string_view text, const Search&);

  // Sends the request and hears the answer to its end. Throws Trouble, and what Search throws but for Error invalid.
  void run(const std::string& request, Assessment& out, std::vector<Recommendation>* recommended);
  // Also of an assessment that did not end well: the trail of what was asked.
  std::vector<std::string>& searches() noexcept { return searches_; }

 private:
  bool hear(wire::Type);  // whether that was the last frame
  void answer(const wire::Search&);
  std::vector<SearchHit> search(const wire::Search&) const;
  void note(const wire::Judge&);
  void note(const wire::Recommend&);
  void note(const wire::Fit&);
  int computed_fit() const;

  Talk& talk_;
  const Self& self_;
  std::string_view text_;
  const Search& search_;
  wire::Conduct conduct_;
  std::vector<Judgement> judgements_;
  std::vector<Recommendation> recommendations_;
  std::vector<std::string> searches_;
  std::optional<int> fit_;
};

}  // namespace fieldbook::assess
