#include "core/assess/assessment.hpp"

#include <algorithm>
#include <array>

#include "core/base/text.hpp"

namespace fieldbook::assess {
namespace {

constexpr std::array all_ratings{Rating::contradicted, Rating::absent, Rating::partial, Rating::established};
constexpr std::array all_outcomes{Outcome::ok,        Outcome::failed,     Outcome::refused,       Outcome::crashed,
                                  Outcome::timed_out, Outcome::out_of_cpu, Outcome::broke_protocol};

}  // namespace

std::string_view name(Rating rating) noexcept {
  switch (rating) {
    case Rating::contradicted:
      return "contradicted";
    case Rating::absent:
      return "absent";
    case Rating::partial:
      return "partial";
    case Rating::established:
      return "established";
  }
  return {};
}

std::string_view name(Outcome outcome) noexcept {
  switch (outcome) {
    case Outcome::ok:
      return "ok";
    case Outcome::failed:
      return "failed";
    case Outcome::refused:
      return "refused";
    case Outcome::crashed:
      return "crashed";
    case Outcome::timed_out:
      return "timed-out";
    case Outcome::out_of_cpu:
      return "out-of-cpu";
    case Outcome::broke_protocol:
      return "broke-protocol";
  }
  return {};
}

std::optional<Rating> rating_named(std::string_view word) noexcept {
  const auto* const found = std::ranges::find(all_ratings, word, [](Rating rating) { return name(rating); });
  return found == all_ratings.end() ? std::nullopt : std::optional(*found);
}

std::optional<Outcome> outcome_named(std::string_view word) noexcept {
  const auto* const found = std::ranges::find(all_outcomes, word, [](Outcome outcome) { return name(outcome); });
  return found == all_outcomes.end() ? std::nullopt : std::optional(*found);
}

std::string place_in_words(const Quote& quote) {
  constexpr std::size_t longest_heading_bytes = 80;
  std::vector<std::string> out;
  if (quote.page != 0) out.push_back("page " + std::to_string(quote.page));
  if (!quote.heading.empty()) {
    const std::string heading(truncate(quote.heading, longest_heading_bytes));
    out.push_back("under “" + heading + (heading.size() < quote.heading.size() ? "…" : "") + "”");
  }
  if (quote.paragraph != 0) out.push_back("paragraph " + std::to_string(quote.paragraph));
  if (quote.sentence != 0) out.push_back("sentence " + std::to_string(quote.sentence));
  return join(out, ", ");
}

std::string_view fit_in_words(int fit) noexcept {
  static constexpr std::array<std::string_view, 4> words{"Not about this approach", "Touches on it", "Clear match", "Strong match"};
  return words[static_cast<std::size_t>(std::clamp(fit, 0, 3))];
}

int overall_fit(const std::vector<Rated>& criteria, std::size_t core_needed) noexcept {
  const auto count = [&](auto wanted) { return static_cast<std::size_t>(std::ranges::count_if(criteria, wanted)); };
  const auto positive = count([](const Rated& one) { return one.rating >= Rating::partial; });
  const auto established = count([](const Rated& one) { return one.rating == Rating::established; });
  const auto core = count([](const Rated& one) { return one.core; });
  const auto core_established = count([](const Rated& one) { return one.core && one.rating == Rating::established; });
  const auto needed = core_needed == 0 ? core : core_needed;

  if (positive == 0) return 0;
  if (positive * 2 >= criteria.size() && established > 0 && core_established >= needed) return 3;
  const bool is_clear = positive * 3 >= criteria.size() && established > 0;
  const bool plans_most = positive * 2 > criteria.size();
  return is_clear || plans_most ? 2 : 1;
}

}  // namespace fieldbook::assess
