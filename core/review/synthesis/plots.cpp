#include "core/review/synthesis/plots.hpp"

#include <algorithm>
#include <cstdio>
#include <numeric>

#include "core/base/text.hpp"
#include "core/review/synthesis/svg.hpp"

namespace fieldbook::review {
namespace {

using Fill = Svg::Fill;
using Anchor = Svg::Anchor;

Fill fill_of(Quality quality) {
  switch (quality) {
    case Quality::good: return Fill::full;
    case Quality::weaker: return Fill::half;
    case Quality::poor: return Fill::light;
    case Quality::unknown: return Fill::none;
  }
  return Fill::none;
}

// On one line: a long name is cut, its year stays.
std::string short_citation(const std::string& citation) {
  constexpr std::size_t most = 38, most_of_name = 28;
  if (count_characters(citation) <= most) return citation;
  const auto year = citation.rfind(" (");
  return lines_of(citation, most_of_name).front() + "…" + (year == std::string::npos ? "" : citation.substr(year));
}

std::string p_value(double p) {
  char text[32];
  std::snprintf(text, sizeof text, p < 0.0001 ? "p < 0.0001" : "p = %.4f", p);
  return text;
}

double half_size(const Study& study) {
  if (!study.size) return 9;
  return *study.size > 300 ? 13 : *study.size < 50 ? 6 : 9;
}

void draw(Svg& svg, Direction direction, double x, double y, double r, Fill fill, const std::string& words) {
  switch (direction) {
    case Direction::better: return svg.polygon({{x - r, y + r * 0.8}, {x + r, y + r * 0.8}, {x, y - r}}, fill, words);
    case Direction::worse: return svg.polygon({{x - r, y - r * 0.8}, {x + r, y - r * 0.8}, {x, y + r}}, fill, words);
    case Direction::no_difference: return svg.bar(x - r, y - 3, 2 * r, 6, fill, words);
    case Direction::mixed:
      svg.polygon({{x - r - 1, y}, {x - 1, y - r * 0.8}, {x - 1, y + r * 0.8}}, fill, words);
      return svg.polygon({{x + r + 1, y}, {x + 1, y - r * 0.8}, {x + 1, y + r * 0.8}}, fill, words);
    case Direction::unclear: return svg.text(x, y + 5, "?", Anchor::middle, true, 15);
  }
}

std::string results_word(std::size_t n) { return std::to_string(n) + (n == 1 ? " result" : " results"); }

std::string said(const Study& study, const OutcomeEvidence& outcome, const StudyOnOutcome& one) {
  return study.citation + ", " + outcome.label + ": " + std::string(label_of(one.direction)) + " (" + results_word(one.results) + "; quality " + std::string(name_of(study.quality)) + ")";
}

// Well-done studies first, then by their order.
std::vector<std::size_t> by_quality(const Synthesis& all) {
  std::vector<std::size_t> out(all.studies.size());
  std::iota(out.begin(), out.end(), 0U);
  std::erase_if(out, [&](std::size_t i) { return all.studies[i].results.empty(); });
  std::ranges::stable_sort(out, {}, [&](std::size_t i) { return all.studies[i].quality; });
  return out;
}

std::string in_words(const Synthesis& all) {
  std::string out;
  for (const auto& outcome : all.outcomes) {
    out += outcome.label + ": ";
    std::string parts;
    for (const auto direction : all_directions) {
      const auto at = outcome.counts.find(direction);
      if (at == outcome.counts.end()) continue;
      std::string lower(label_of(direction));
      lower[0] = static_cast<char>(lower[0] - 'A' + 'a');
      parts += (parts.empty() ? "" : ", ") + std::to_string(at->second) + " " + lower;
    }
    out += parts + "; sign test " + p_value(outcome.sign.p) + ". ";
  }
  for (const auto& outcome : all.outcomes) {
    for (const auto& one : outcome.studies) out += said(all.studies[one.study], outcome, one) + ". ";
  }
  if (!out.empty()) out.pop_back();
  return out.empty() ? "No study has a result yet" : out;
}

void quality_legend(Svg& svg, double x, double y) {
  svg.text(x, y, "Fill: how well the study was done", Anchor::start, true);
  for (const auto quality : {Quality::good, Quality::weaker, Quality::poor, Quality::unknown}) {
    y += 20;
    svg.rect(x, y - 11, 14, 12, fill_of(quality));
    svg.text(x + 22, y, name_of(quality));
  }
}

}  // namespace

std::string effect_direction_svg(const Synthesis& all, const std::string& title) {
  constexpr double left = 20, names = 260, column = 92, row = 34, top = 130;
  Svg svg;
  svg.text(left, 26, title, Anchor::start, true, 16);
  const auto order = by_quality(all);
  const auto x_of = [&](std::size_t i) { return left + names + column * (static_cast<double>(i) + 0.5); };
  const double right = std::max(left + names + column * static_cast<double>(all.outcomes.size()), 640.0);
  for (std::size_t i = 0; i < all.outcomes.size(); ++i) {
    const auto lines = lines_of(all.outcomes[i].label, 13);
    for (std::size_t k = 0; k < lines.size(); ++k) svg.text(x_of(i), top - 16 - 15 * static_cast<double>(lines.size() - 1 - k), lines[k], Anchor::middle, true, 12);
  }
  double y = top;
  for (const auto place : order) {
    const auto& study = all.studies[place];
    svg.line(left, y, right, y);
    svg.text(left, y + 16, short_citation(study.citation));
    svg.text(left, y + 30, study.design_label.empty() ? "design not told" : study.design_label, Anchor::start, false, 11);
    for (std::size_t i = 0; i < all.outcomes.size(); ++i) {
      const auto at = std::ranges::find(all.outcomes[i].studies, place, &StudyOnOutcome::study);
      if (at == all.outcomes[i].studies.end()) continue;
      draw(svg, at->direction, x_of(i), y + row / 2, half_size(study), fill_of(study.quality), said(study, all.outcomes[i], *at));
      svg.text(x_of(i) + 20, y + row / 2 + 11, std::to_string(at->results), Anchor::start, false, 11);
    }
    y += row;
  }
  svg.line(left, y, right, y);
  svg.text(left, y + 20, "Sign test, better against worse", Anchor::start, true);
  for (std::size_t i = 0; i < all.outcomes.size(); ++i) {
    const auto& sign = all.outcomes[i].sign;
    svg.text(x_of(i), y + 18, std::to_string(sign.better) + " to " + std::to_string(sign.worse), Anchor::middle, false, 12);
    if (sign.better + sign.worse != 0) svg.text(x_of(i), y + 34, p_value(sign.p), Anchor::middle, false, 12);
  }
  y += 66;
  svg.text(left, y, "Shape: which way the study points", Anchor::start, true);
  auto at = y;
  for (const auto direction : all_directions) {
    at += 24;
    draw(svg, direction, left + 14, at - 5, 8, Fill::half, std::string(label_of(direction)));
    svg.text(left + 36, at, label_of(direction));
  }
  quality_legend(svg, left + 250, y);
  svg.text(left + 480, y, "Size: final sample", Anchor::start, true);
  const std::pair<double, const char*> sizes[] = {{13, "over 300"}, {9, "50 to 300, or not told"}, {6, "under 50"}};
  for (std::size_t i = 0; i < 3; ++i) {
    draw(svg, Direction::better, left + 494, y + 22 + 28 * static_cast<double>(i), sizes[i].first, Fill::half, sizes[i].second);
    svg.text(left + 520, y + 27 + 28 * static_cast<double>(i), sizes[i].second);
  }
  svg.text(left, at + 26, "The small number is how many results of the study the shape comes from.");
  return svg.finish(std::max(right + left, left + 700), at + 46, "effect-direction", title, in_words(all));
}

std::string harvest_svg(const Synthesis& all, const std::string& title) {
  constexpr double left = 20, names = 190, unit = 18, bar = 16, step = 24, row = 92, top = 84;
  const std::pair<const char*, std::vector<Direction>> ways[] = {{"Worse", {Direction::worse}}, {"No difference or mixed", {Direction::no_difference, Direction::mixed}}, {"Better", {Direction::better}}};
  const auto order = by_quality(all);
  const auto number = [&](std::size_t study) { return std::to_string(std::ranges::find(order, study) - order.begin() + 1); };
  std::size_t most = 4;
  for (const auto& outcome : all.outcomes) {
    for (const auto& [label, directions] : ways) {
      most = std::max(most, static_cast<std::size_t>(std::ranges::count_if(outcome.studies, [&](const StudyOnOutcome& one) { return std::ranges::count(directions, one.direction) != 0; })));
    }
  }
  const double column = step * static_cast<double>(most) + 24, right = left + names + 3 * column;
  Svg svg;
  svg.text(left, 26, title, Anchor::start, true, 16);
  for (std::size_t w = 0; w < 3; ++w) svg.text(left + names + column * (static_cast<double>(w) + 0.5), top - 18, ways[w].first, Anchor::middle, true);
  double y = top;
  for (const auto& outcome : all.outcomes) {
    svg.line(left, y, right, y);
    const auto lines = lines_of(outcome.label, 26);
    for (std::size_t i = 0; i < lines.size(); ++i) svg.text(left, y + 20 + 16 * static_cast<double>(i), lines[i], Anchor::start, true);
    if (const auto unclear = outcome.counts.find(Direction::unclear); unclear != outcome.counts.end()) svg.text(left, y + 24 + 16 * static_cast<double>(lines.size()), std::to_string(unclear->second) + " unclear, no bar", Anchor::start, false, 11);
    for (std::size_t w = 0; w < 3; ++w) {
      double x = left + names + column * static_cast<double>(w) + 12;
      for (const auto place : order) {
        const auto one = std::ranges::find(outcome.studies, place, &StudyOnOutcome::study);
        if (one == outcome.studies.end() || std::ranges::count(ways[w].second, one->direction) == 0) continue;
        const auto& study = all.studies[place];
        const double tall = study.worth == Worth::comparison || study.worth == Worth::review ? 3 : study.worth == Worth::uncontrolled || study.worth == Worth::descriptive_review ? 2 : 1;
        svg.bar(x, y + 72 - unit * tall, bar, unit * tall, fill_of(study.quality), said(study, outcome, *one));
        svg.text(x + bar / 2, y + 86, number(place), Anchor::middle, false, 11);
        x += step;
      }
    }
    y += row;
  }
  svg.line(left, y, right, y);
  y += 28;
  svg.text(left, y, "Height: what the design can tell of effect", Anchor::start, true);
  const std::pair<double, const char*> heights[] = {{3, "comparison or systematic review"}, {2, "no comparison"}, {1, "self-report, or design not told"}};
  auto at = y + 8;
  for (const auto& [tall, words] : heights) {
    at += unit * tall + 6;
    svg.rect(left, at - unit * tall, bar, unit * tall, Fill::half);
    svg.text(left + 26, at - 3, words);
  }
  quality_legend(svg, left + 300, y);
  at += 30;
  svg.text(left, at, "Number: the study", Anchor::start, true);
  for (std::size_t i = 0; i < order.size(); ++i) svg.text(left, at + 20 * static_cast<double>(i + 1), std::to_string(i + 1) + "  " + all.studies[order[i]].citation);
  at += 20 * static_cast<double>(order.size() + 1);
  return svg.finish(std::max(right + left, left + 560), at, "harvest", title, in_words(all));
}

}  // namespace fieldbook::review
