#include "site/pages/words.hpp"

#include <array>

namespace fieldbook::site {

std::string_view in_words(assess::Rating rating) noexcept {
  switch (rating) {
    case assess::Rating::established:
      return "Established";
    case assess::Rating::partial:
      return "Planned or partial";
    case assess::Rating::absent:
      return "Not found";
    case assess::Rating::contradicted:
      return "Contradicted";
  }
  return "";
}

std::string_view meaning(assess::Rating rating) noexcept {
  switch (rating) {
    case assess::Rating::established:
      return "The text says that this was done, and the words are quoted.";
    case assess::Rating::partial:
      return "The text says that this is planned, or was done in part.";
    case assess::Rating::absent:
      return "The text says nothing of it. That does not mean that it was not done.";
    case assess::Rating::contradicted:
      return "The text says the opposite. This is a warning beside the rating, not a low mark.";
  }
  return "";
}

std::string_view in_words(assess::Outcome outcome) noexcept {
  switch (outcome) {
    case assess::Outcome::ok:
      return "done";
    case assess::Outcome::failed:
      return "failed";
    case assess::Outcome::refused:
      return "refused to judge this text";
    case assess::Outcome::crashed:
      return "crashed";
    case assess::Outcome::timed_out:
      return "took too long";
    case assess::Outcome::out_of_cpu:
      return "used too much processor time";
    case assess::Outcome::broke_protocol:
      return "gave an answer that could not be trusted";
  }
  return "";
}

std::string_view fit_meaning(int fit) noexcept {
  static constexpr std::array<std::string_view, 4> meanings{
      "The words of the text do not show this approach.",
      "Some features are there, but not those that make the approach.",
      "The features that make the approach are there.",
      "Nearly all features are there, the essential ones among them."};
  return meanings[static_cast<std::size_t>(fit < 0 ? 0 : fit > 3 ? 3 : fit)];
}

std::string counted(std::size_t n, std::string_view singular, std::string_view plural) {
  std::string text = std::to_string(n) + " ";
  if (n == 1) return text.append(singular);
  return plural.empty() ? text.append(singular).append("s") : text.append(plural);
}

std::string listed(const std::vector<std::string>& items, std::size_t limit) {
  std::string text;
  const bool cut = items.size() > limit;
  const auto shown = cut ? limit : items.size();
  for (std::size_t i = 0; i < shown; ++i) {
    if (i > 0) text += !cut && i + 1 == shown ? " and " : ", ";
    text += items[i];
  }
  return cut ? text + " and " + std::to_string(items.size() - shown) + " more" : text;
}

std::string capitalised(std::string_view text) {
  std::string out(text);
  if (!out.empty() && out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] - 'a' + 'A');
  return out;
}

std::string licence_name(std::string_view spdx) {
  if (spdx == "CC-BY-4.0") return "Creative Commons Attribution 4.0 (CC BY 4.0)";
  if (spdx == "CC-BY-SA-4.0") return "Creative Commons Attribution-ShareAlike 4.0 (CC BY-SA 4.0)";
  if (spdx == "CC0-1.0") return "Creative Commons Zero 1.0 (CC0)";
  if (spdx == "OGL-UK-3.0") return "Open Government Licence 3.0";
  return spdx.empty() ? "not stated" : std::string(spdx);
}

std::string licence_url(std::string_view spdx) {
  if (spdx == "CC-BY-4.0") return "https://creativecommons.org/licenses/by/4.0/";
  if (spdx == "CC-BY-SA-4.0") return "https://creativecommons.org/licenses/by-sa/4.0/";
  if (spdx == "CC0-1.0") return "https://creativecommons.org/publicdomain/zero/1.0/";
  if (spdx == "OGL-UK-3.0") return "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/";
  return {};
}

}  // namespace fieldbook::site
