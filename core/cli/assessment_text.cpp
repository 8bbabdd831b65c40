#include "core/cli/assessment_text.hpp"

#include <algorithm>
#include <iostream>

#include "core/cli/terminal.hpp"

namespace fieldbook::cli {
namespace {

std::string fit_in_words(int fit) {
  switch (fit) {
    case 3: return "strong fit";
    case 2: return "clear fit";
    case 1: return "touches it";
    default: return "not about this approach";
  }
}

std::string heading(assess::Rating rating) {
  switch (rating) {
    case assess::Rating::established: return "Established";
    case assess::Rating::partial: return "Planned, claimed or in part";
    case assess::Rating::absent: return "Not spoken of";
    case assess::Rating::contradicted: return "The text says the opposite";
  }
  return {};
}

// "page 3, Aims, bytes 10–20"
std::string place(const assess::Quote& quote) {
  std::string out;
  if (quote.page != 0) out += "page " + std::to_string(quote.page) + ", ";
  if (!quote.heading.empty()) out += printable(truncate(quote.heading, 80)) + ", ";
  return out + "bytes " + std::to_string(quote.where.begin) + "–" + std::to_string(quote.where.end);
}

void print_criterion(const assess::Judgement& judgement) {
  std::cout << wrapped(styled(judgement.name, Style::bold) + " " + styled("(" + judgement.criterion + ")", Style::dim), 4)
            << wrapped(printable(judgement.rationale), 6);
  for (const auto& quote : judgement.quotes) {
    std::cout << wrapped("“" + printable(collapse_whitespace(quote.text)) + "” " +
                             styled(place(quote), Style::dim), 6);
  }
}

void print_absent(const assess::Assessment& assessment) {
  std::vector<std::string> names;
  for (const auto& judgement : assessment.criteria) {
    if (judgement.rating == assess::Rating::absent) names.push_back(judgement.name);
  }
  if (!names.empty()) std::cout << "  " << heading(assess::Rating::absent) << '\n' << wrapped(printable(join(names, "; ")), 4);
}

void print_one(const assess::Assessment& assessment) {
  std::cout << '\n' << styled(assessment.name, Style::bold) << ": ";
  if (assessment.outcome != assess::Outcome::ok) {
    std::cout << "no answer (" << name(assessment.outcome) << "): " << printable(assessment.message) << '\n';
    return;
  }
  std::cout << fit_in_words(assessment.fit) << " (" << assessment.fit << " of 3)\n";
  for (const auto rating : {assess::Rating::contradicted, assess::Rating::established, assess::Rating::partial}) {
    bool first = true;
    for (const auto& judgement : assessment.criteria) {
      if (judgement.rating != rating) continue;
      if (std::exchange(first, false)) std::cout << "  " << heading(rating) << '\n';
      print_criterion(judgement);
    }
  }
  print_absent(assessment);
}

}  // namespace

void print_assessment(const assess::Result& result, const assess::Text& text, bool with_text) {
  std::cout << styled(result.title.empty() ? "Text" : result.title, Style::bold)
            << "\nHow well each approach is carried out, by what the text says; not whether it works.\n";
  for (const auto& assessment : result.assessments) print_one(assessment);
  if (!result.read_next.empty()) std::cout << '\n' << styled("Read next", Style::bold) << '\n';
  for (const auto& next : result.read_next) std::cout << wrapped("- " + printable(next.record) + ": " + printable(next.reason), 2);
  if (with_text) std::cout << '\n' << styled("The text, as assessed", Style::bold) << '\n' << text.body.text << '\n';
}

}  // namespace fieldbook::cli
