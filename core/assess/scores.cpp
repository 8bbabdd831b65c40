#include "core/assess/scores.hpp"

#include <algorithm>
#include <array>
#include <random>

namespace fieldbook::assess {
namespace {

double ratio(double part, double whole) { return whole == 0 ? 0 : part / whole; }
double f1_of(double true_positives, double called, double positives) { return ratio(2 * true_positives, called + positives); }

constexpr std::size_t four = 4;  // ratings, counted from contradicted
std::size_t place(Rating rating) { return static_cast<std::size_t>(static_cast<int>(rating) + 1); }
bool positive(std::size_t place) { return place > 1; }

// Labels and answers as numbers, a row a text and a column a criterion, so that a draw of texts is quickly summed.
struct Cells {
  std::size_t criteria = 0;
  std::vector<std::array<std::uint8_t, 2>> all;  // {label, answer}
};

struct Counts {
  std::vector<double> positives, called, true_positives;  // by criterion
  std::array<std::array<double, four>, four> table{};     // [label][answer]
  double total = 0;

  explicit Counts(std::size_t criteria) : positives(criteria), called(criteria), true_positives(criteria) {}

  void add(const Cells& cells, std::size_t text) {
    for (std::size_t i = 0; i < cells.criteria; ++i) {
      const auto [label, answer] = cells.all[text * cells.criteria + i];
      positives[i] += positive(label) ? 1 : 0;
      called[i] += positive(answer) ? 1 : 0;
      true_positives[i] += positive(label) && positive(answer) ? 1 : 0;
      table[label][answer] += 1;
      total += 1;
    }
  }

  double macro_f1() const {
    double sum = 0, count = 0;
    for (std::size_t i = 0; i < positives.size(); ++i) {
      if (positives[i] == 0) continue;
      sum += f1_of(true_positives[i], called[i], positives[i]);
      count += 1;
    }
    return ratio(sum, count);
  }

  double micro_f1() const {
    const auto sum = [](const std::vector<double>& all) {
      double out = 0;
      for (const double one : all) out += one;
      return out;
    };
    return f1_of(sum(true_positives), sum(called), sum(positives));
  }

  double kappa() const {
    std::array<double, four> rows{}, columns{};
    for (std::size_t i = 0; i < four; ++i)
      for (std::size_t j = 0; j < four; ++j) rows[i] += table[i][j], columns[j] += table[i][j];
    double seen = 0, chance = 0;
    for (std::size_t i = 0; i < four; ++i) {
      for (std::size_t j = 0; j < four; ++j) {
        const double apart = static_cast<double>(i) - static_cast<double>(j);
        seen += apart * apart * table[i][j];
        chance += apart * apart * ratio(rows[i] * columns[j], total);
      }
    }
    return chance == 0 ? 1 : 1 - seen / chance;
  }
};

Interval middle(std::vector<double>& values) {
  if (values.empty()) return {};
  std::ranges::sort(values);
  constexpr double tail = 0.025;
  const auto at = [&](double share) { return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1) + 0.5)]; };
  return {at(tail), at(1 - tail)};
}

// Draws texts with replacement. Modulo, and not a distribution of the library, whose draws differ between libraries.
void add_intervals(const Cells& cells, const Bootstrap& bootstrap, AssessorScore& out) {
  if (out.texts == 0) return;
  std::mt19937_64 random(bootstrap.seed);
  std::vector<double> macro, micro, kappa;
  for (std::size_t draw = 0; draw < bootstrap.draws; ++draw) {
    Counts counts(cells.criteria);
    for (std::size_t i = 0; i < out.texts; ++i) counts.add(cells, static_cast<std::size_t>(random() % out.texts));
    macro.push_back(counts.macro_f1());
    micro.push_back(counts.micro_f1());
    kappa.push_back(counts.kappa());
  }
  out.macro_f1_interval = middle(macro);
  out.micro_f1_interval = middle(micro);
  out.kappa_interval = middle(kappa);
}

void count_cell(Rating label, Rating answer, CriterionScore& criterion, AssessorScore& all) {
  const bool called = positive(place(answer));
  criterion.positives += positive(place(label)) ? 1 : 0;
  criterion.true_positives += positive(place(label)) && called ? 1 : 0;
  criterion.false_positives += !positive(place(label)) && called ? 1 : 0;
  if (label != Rating::contradicted) return;
  const bool found = answer == Rating::contradicted;
  ++criterion.contradicted;
  criterion.contradicted_found += found ? 1 : 0;
  ++all.contradicted;
  all.contradicted_found += found ? 1 : 0;
  all.contradicted_called_positive += called ? 1 : 0;
}

void count_text(const LabelledText& text, const Verdict& verdict, AssessorScore& out) {
  out.unanswered += verdict.answered ? 0 : 1;
  out.distractors += text.distractor() ? 1 : 0;
  out.distractors_with_fit += text.distractor() && verdict.fit > 0 ? 1 : 0;
  if (const auto fit = text.fit.find(out.assessor); fit != text.fit.end()) {
    ++out.fit_rated;
    out.fit_exact += fit->second == verdict.fit ? 1 : 0;
  }
}

}  // namespace

double CriterionScore::precision() const { return ratio(static_cast<double>(true_positives), static_cast<double>(true_positives + false_positives)); }
double CriterionScore::recall() const { return ratio(static_cast<double>(true_positives), static_cast<double>(positives)); }
double CriterionScore::f1() const {
  return f1_of(static_cast<double>(true_positives), static_cast<double>(true_positives + false_positives), static_cast<double>(positives));
}

AssessorScore score(const std::string& assessor, const std::vector<std::string>& criteria, std::span<const LabelledText> texts,
                    std::span<const Verdict> verdicts, const Bootstrap& bootstrap) {
  AssessorScore out;
  out.assessor = assessor;
  out.texts = texts.size();
  for (const auto& id : criteria) out.criteria.push_back({.id = id});
  Cells cells{criteria.size(), {}};
  Counts counts(criteria.size());
  for (std::size_t t = 0; t < texts.size(); ++t) {
    count_text(texts[t], verdicts[t], out);
    for (std::size_t i = 0; i < criteria.size(); ++i) {
      const auto label = texts[t].label(criteria[i]);
      const auto answer = i < verdicts[t].ratings.size() ? verdicts[t].ratings[i] : Rating::absent;
      count_cell(label, answer, out.criteria[i], out);
      cells.all.push_back({static_cast<std::uint8_t>(place(label)), static_cast<std::uint8_t>(place(answer))});
    }
    counts.add(cells, t);
  }
  out.macro_f1 = counts.macro_f1();
  out.micro_f1 = counts.micro_f1();
  out.kappa = counts.kappa();
  add_intervals(cells, bootstrap, out);
  return out;
}

}  // namespace fieldbook::assess
