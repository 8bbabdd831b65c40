#include "core/review/synthesis/strength.hpp"

#include <algorithm>
#include <vector>

namespace fieldbook::review {
namespace {

std::string count(std::size_t n, const char* what) { return std::to_string(n) + " " + what + (n == 1 ? "" : "s"); }

bool compares(const Evidence& one) { return one.worth == Worth::comparison || one.worth == Worth::review; }
bool is_sound(const Evidence& one) { return compares(one) && one.quality == Quality::good && one.direction != Direction::unclear; }

bool agree(const std::vector<Evidence>& studies) {
  std::vector<Direction> all;
  for (const auto& one : studies) all.push_back(one.direction);
  return studies.size() == 1 || overall(all) != Direction::mixed || std::ranges::all_of(all, [](Direction one) { return one == Direction::mixed; });
}

std::vector<Evidence> those(std::span<const Evidence> studies, bool (*holds)(const Evidence&)) {
  std::vector<Evidence> out;
  std::ranges::copy_if(studies, std::back_inserter(out), holds);
  return out;
}

}  // namespace

Worth worth_of(std::string_view counts_as) noexcept {
  if (counts_as == "comparison") return Worth::comparison;
  if (counts_as == "review") return Worth::review;
  if (counts_as == "descriptive-review") return Worth::descriptive_review;
  if (counts_as == "uncontrolled") return Worth::uncontrolled;
  if (counts_as == "self-report") return Worth::self_report;
  return Worth::unknown;
}

Quality quality_of(std::string_view counts_as) noexcept {
  if (counts_as == "good") return Quality::good;
  if (counts_as == "weaker") return Quality::weaker;
  if (counts_as == "poor") return Quality::poor;
  return Quality::unknown;
}

std::string_view name_of(Quality quality) noexcept {
  switch (quality) {
    case Quality::good: return "good";
    case Quality::weaker: return "weaker";
    case Quality::poor: return "poor";
    case Quality::unknown: return "not judged";
  }
  return "";
}

Strength strength_of(std::span<const Evidence> studies) {
  if (studies.empty()) return {"none-found", "No included study reports on it."};
  const auto sound = those(studies, is_sound);
  if (!sound.empty() && !agree(sound)) return {"contested", std::to_string(sound.size()) + " sound studies point different ways."};
  const auto whole = those(sound, [](const Evidence& one) { return one.whole; });
  const auto reviews = std::ranges::count(whole, Worth::review, &Evidence::worth);
  const auto comparisons = std::ranges::count(whole, Worth::comparison, &Evidence::worth);
  if (reviews > 0) return {"strong", count(static_cast<std::size_t>(reviews), "sound systematic review") + ", read whole."};
  if (comparisons > 1) return {"strong", std::to_string(comparisons) + " sound studies with a comparison, read whole, agree."};
  if (!sound.empty()) {
    return {"moderate", (sound.size() == 1 ? std::string("One sound study") : std::to_string(sound.size()) + " sound studies that agree") + (whole.empty() ? ", read in part." : whole.size() < sound.size() ? ", one read whole." : ", read whole.")};
  }
  const auto weaker = those(studies, [](const Evidence& one) { return compares(one) && one.quality != Quality::poor && one.direction != Direction::unclear; });
  if (weaker.size() > 1 && agree(weaker)) return {"moderate", std::to_string(weaker.size()) + " studies with a comparison, of lesser or unknown quality, agree."};
  if (!weaker.empty()) return {"limited", weaker.size() == 1 ? "One study with a comparison, of lesser or unknown quality." : std::to_string(weaker.size()) + " studies with a comparison, of lesser or unknown quality, that do not agree."};
  const auto others = those(studies, [](const Evidence& one) {
    return one.quality != Quality::poor && (compares(one) || one.worth == Worth::uncontrolled || one.worth == Worth::descriptive_review);
  });
  if (!others.empty()) return {"limited", others.size() == 1 ? "One study or review without a fair comparison, or without a clear result." : std::to_string(others.size()) + " studies or reviews without a fair comparison, or without a clear result."};
  return {"very-limited", studies.size() == 1 ? "One study that is self-reported, poor, or of unknown design." : std::to_string(studies.size()) + " studies that are self-reported, poor, or of unknown design."};
}

std::string_view strength_rule() noexcept {
  return "A study is sound if it has a fair comparison or is a systematic review, was judged to be well done, and says which way the result points. "
         "Strong: two sound comparisons read whole agree, or one sound systematic review read whole. Moderate: one sound study, or two comparisons or reviews of lesser quality that agree. "
         "Contested: sound studies disagree. Limited: other studies with a comparison, and studies and descriptive reviews without one that are not poor. Very limited: the rest. "
         "Studies agree where at least 70 per cent of them point the same way.";
}

}  // namespace fieldbook::review
