#include "core/cli/assessment_text.hpp"

#include <algorithm>
#include <iostream>
#include <utility>

#include "core/cli/terminal.hpp"

namespace fieldbook::cli {
namespace {

using assess::Advice;
using assess::Assessment;
using assess::Judgement;
using assess::Rating;

void print_heading(std::string_view words) {
  std::cout << "\n  " << styled(words, Style::bold) << '\n';
}

void print_criterion(const Judgement& judgement) {
  std::cout << wrapped(styled(judgement.name, Style::bold) + " " + styled("(" + judgement.criterion + ")", Style::dim), 4);
  for (const auto& quote : judgement.quotes) {
    std::cout << wrapped("“" + printable(collapse_whitespace(quote.text)) + "” " + styled(printable(place_in_words(quote)), Style::dim), 6);
  }
  if (judgement.rating != Rating::absent) std::cout << wrapped(printable(judgement.rationale), 6);
}

void print_step(const assess::Step& step) {
  print_criterion(*step.judgement);
  std::cout << wrapped("To do: " + printable(step.to_do), 6);
  for (const auto* const one : step.read) {
    const auto name = one->title.empty() ? printable(one->record) : printable(one->title) + " " + styled("(" + one->record + ")", Style::dim);
    std::cout << wrapped("Read: " + name + ": " + printable(one->reason), 6);
  }
}

void print_steps(std::string_view heading, const std::vector<const assess::Step*>& steps) {
  if (steps.empty()) return;
  print_heading(heading);
  for (const auto* const step : steps) print_step(*step);
}

void print_warnings(const Advice& advice) {
  if (advice.warnings.empty()) return;
  print_heading("Warnings: the text says the opposite");
  for (const auto& step : advice.warnings) print_step(step);
}

void print_title(const Assessment& assessment) {
  std::cout << '\n' << styled(assessment.name, Style::bold) << ": " << assess::fit_in_words(assessment.fit) << " (" << assessment.fit << " of 3)\n";
}

void print_one(const Advice& advice) {
  print_title(*advice.assessment);
  if (!advice.strong.empty()) print_heading("Strong: said to be done or in force");
  for (const auto* const judgement : advice.strong) print_criterion(*judgement);
  print_steps("Not there yet: planned, claimed or in part", advice.missing_as(Rating::partial));
  print_steps("Missing: not spoken of", advice.missing_as(Rating::absent));
  print_warnings(advice);
}

void print_cell(std::string_view text, std::size_t width) {
  std::cout << text << std::string(width - std::min(width, count_characters(text)), ' ');
}

void print_side_by_side(const std::vector<Advice>& advice) {
  constexpr std::size_t narrow = 9;
  std::size_t widest = 0;
  for (const auto& one : advice) widest = std::max(widest, count_characters(one.assessment->name));
  std::cout << '\n';
  print_cell("", widest + 4);
  for (const auto* const column : {"strong", "partly", "missing", "warnings"}) print_cell(column, narrow);
  std::cout << "fit\n";
  for (const auto& one : advice) {
    std::cout << "  ";
    print_cell(one.assessment->name, widest + 2);
    for (const auto n : {one.strong.size(), one.missing_as(Rating::partial).size(), one.missing_as(Rating::absent).size(), one.warnings.size()}) {
      print_cell(std::to_string(n), narrow);
    }
    std::cout << assess::fit_in_words(one.assessment->fit) << '\n';
  }
}

std::string ratings(const assess::Change& change) {
  if (change.after == change.before) return "still " + std::string(name(change.after)) + ", in other words";
  return std::string(name(change.before)) + " → " + std::string(name(change.after));
}

void print_since(const assess::Since& since) {
  std::cout << '\n' << styled("Since the earlier draft, " + printable(since.title), Style::bold) << '\n';
  if (since.fits.empty() && since.changes.empty()) std::cout << "  Nothing that the assessors see has changed.\n";
  for (const auto& one : since.fits) {
    std::cout << wrapped(one.name + ": " + std::string(assess::fit_in_words(one.before)) + " → " + std::string(assess::fit_in_words(one.after)), 2);
  }
  for (const auto& one : since.changes) {
    std::cout << wrapped(styled(one.name, Style::bold) + " " + styled("(" + one.criterion + ")", Style::dim) + ": " + ratings(one), 2);
    for (const auto& words : one.gained) std::cout << wrapped("new: “" + printable(words) + "”", 6);
    for (const auto& words : one.lost) std::cout << wrapped("gone: “" + printable(words) + "”", 6);
  }
  if (!since.not_compared.empty()) {
    std::cout << wrapped("Not compared, since only one of the two has them: " + join(since.not_compared, ", "), 2);
  }
}

}  // namespace

void print_assessment(const assess::Result& result, const assess::Since* since, bool all) {
  const auto advice = assess::advice(result);
  std::cout << styled(result.title.empty() ? "Text" : result.title, Style::bold)
            << "\nHow well each approach is carried out, by what the text says; not whether it works.\n";
  if (advice.size() > 1) print_side_by_side(advice);
  if (since != nullptr) print_since(*since);
  // The best one is always shown in full, unless the text is about none.
  const int shown_from = all || advice.empty() ? 0 : std::clamp(advice.front().assessment->fit, 1, 2);
  std::vector<std::string> passed_over;
  for (const auto& one : advice) {
    if (one.assessment->fit >= shown_from) {
      print_one(one);
      continue;
    }
    passed_over.push_back(one.assessment->assessor);
    if (one.warnings.empty()) continue;
    print_title(*one.assessment);
    print_warnings(one);
  }
  for (const auto& assessment : result.assessments) {
    if (assessment.outcome == assess::Outcome::ok) continue;
    std::cout << '\n' << styled(assessment.name, Style::bold) << ": no answer (" << name(assessment.outcome) << "): " << printable(assessment.message) << '\n';
  }
  if (!passed_over.empty()) std::cout << '\n' << wrapped("More of " + join(passed_over, ", ") + ": ask for one with --assessor ID.", 0);
}

}  // namespace fieldbook::cli
