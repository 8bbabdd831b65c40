#include "core/review/duplicates/likeness.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace fieldbook::review {
namespace {

// One after the other: what is compared, and what each outcome is worth.
class Weighing {
 public:
  Weighing(const Comparable& a, const Comparable& b) : a_(a), b_(b) {}

  Likeness weigh() {
    dois();
    titles();
    authors();
    const bool same_place = places();
    year(same_place);
    numbers(same_place);
    return std::move(out_);
  }

 private:
  void add(double points, const char* why) {
    out_.points += points;
    if (out_.why.size() > 0) out_.why += "; ";
    out_.why += why;
  }

  void dois() {
    if (a_.doi.empty() || b_.doi.empty()) return;
    if (a_.doi == b_.doi) {
      add(4, "same DOI");
    } else {
      out_.veto = true;
      add(-1, "other DOI");
    }
  }

  bool is_prefix(const std::vector<std::string>& shorter, const std::vector<std::string>& longer) const {
    return shorter.size() < longer.size() && std::equal(shorter.begin(), shorter.end(), longer.begin());
  }

  void titles() {
    constexpr std::size_t short_words = 3, short_bytes = 20;
    if (a_.title.empty() || b_.title.empty()) return add(-3, "no title");
    if (a_.second_thought != b_.second_thought) return add(-6, "one is a comment or correction");
    const bool is_short = std::min(a_.title.size(), b_.title.size()) <= short_words || std::min(a_.title_text.size(), b_.title_text.size()) < short_bytes;
    if (a_.title_text == b_.title_text) return is_short ? add(2.5, "same short title") : add(6, "same title");
    if (is_prefix(a_.title, b_.title) || is_prefix(b_.title, a_.title)) return is_short ? add(-2, "one title begins as the other") : add(3, "one title is the beginning of the other");
    const double like = text_likeness(a_.title_text, b_.title_text, 0.7);
    if (a_.numbers != b_.numbers) return add(like > 0.9 ? -1.5 : -4, "other numbers in the titles");
    if (like >= 0.95) return is_short ? add(1.5, "nearly the same short title") : add(5.5, "nearly the same title");
    if (like >= 0.9) return is_short ? add(0, "similar short title") : add(4, "nearly the same title");
    if (like >= 0.8) return add(1, "similar title");
    add(like > 0 ? -3 : -7, "other title");
  }

  // Whether a name of `one` is among the people of the other.
  static bool is_among(const Person& one, const std::vector<Person>& others) {
    return std::ranges::any_of(others, [&](const Person& other) {
      if (one.family == other.family) return true;
      if (std::ranges::find(other.words, one.family) != other.words.end() || std::ranges::find(one.words, other.family) != one.words.end()) return true;
      return std::min(one.family.size(), other.family.size()) >= 5 && text_likeness(one.family, other.family, 0.8) > 0;
    });
  }

  void authors() {
    if (a_.authors.empty() || b_.authors.empty()) return;
    const auto& fewer = a_.authors.size() <= b_.authors.size() ? a_.authors : b_.authors;
    const auto& more = a_.authors.size() <= b_.authors.size() ? b_.authors : a_.authors;
    const auto found = static_cast<std::size_t>(std::ranges::count_if(fewer, [&](const Person& one) { return is_among(one, more); }));
    if (found == 0) return add(-4, "other authors");
    const bool same_first = is_among(fewer.front(), {more.front()});
    const double share = static_cast<double>(found) / static_cast<double>(fewer.size());
    if (same_first && share >= 0.75) return fewer.size() == more.size() || more.size() > 2 ? add(2.5, "same authors") : add(1.5, "an author more");
    if (share >= 0.5) return add(1, "some authors the same");
    add(-1, "few authors the same");
  }

  void year(bool same_place) {
    if (a_.year == 0 || b_.year == 0) return;
    const auto apart = std::abs(a_.year - b_.year);
    if (apart == 0) return add(1, "same year");
    if (apart > 1) return add(-4, "other year");   // an update, a new edition
    // A paper stands online a year before it is in an issue; a conference has the same headings every year.
    const bool online_first = same_place && a_.venue != Comparable::Venue::conference && (a_.volume.empty() || b_.volume.empty() || a_.volume == b_.volume);
    add(online_first ? -0.5 : -1.5, "a year apart");
  }

  bool places() {
    if (a_.venue != b_.venue && a_.venue != Comparable::Venue::unknown && b_.venue != Comparable::Venue::unknown) {
      add(-5, "a journal and a conference");
      return false;
    }
    const bool same_serial = std::ranges::any_of(a_.serials, [&](const auto& one) { return std::ranges::find(b_.serials, one) != b_.serials.end(); });
    if (same_serial || (!a_.container.empty() && same_container(a_.container, b_.container))) {
      add(1.5, "same journal");
      return true;
    }
    if (!a_.container.empty() && !b_.container.empty()) add(-2, "other journal");
    return false;
  }

  void numbers(bool same_place) {
    if (!a_.first_page.empty() && !b_.first_page.empty()) {
      if (a_.first_page == b_.first_page) {
        add(a_.first_page.size() > 1 ? 2.5 : 1, "same page");
      } else if (a_.first_page == b_.last_page || b_.first_page == a_.last_page || a_.last_page == b_.last_page) {
        add(0.5, "overlapping pages");
      } else {
        add(-2.5, "other pages");
      }
    }
    if (!a_.volume.empty() && !b_.volume.empty()) {
      if (a_.volume == b_.volume) add(same_place ? 1 : 0.5, "same volume");
      else if (a_.volume != b_.issue && b_.volume != a_.issue) add(-1, "other volume");
    }
  }

  const Comparable& a_;
  const Comparable& b_;
  Likeness out_;
};

// No less than text_likeness of the titles: each letter that one has more often than the other costs at least a step.
double most_alike(const Comparable& a, const Comparable& b) {
  int more = 0, fewer = 0;
  for (std::size_t i = 0; i < a.title_letters.size(); ++i) {
    const int difference = int{a.title_letters[i]} - int{b.title_letters[i]};
    more += std::max(difference, 0);
    fewer += std::max(-difference, 0);
  }
  return 1 - static_cast<double>(std::max(more, fewer)) / static_cast<double>(std::max(a.title_text.size(), b.title_text.size()));
}

double most_for_titles(const Comparable& a, const Comparable& b) {
  if (a.title.empty() || b.title.empty()) return -3;
  if (a.second_thought != b.second_thought) return -6;
  if (a.title_text == b.title_text) return 6;
  const bool is_beginning = a.title_text.starts_with(b.title_text) || b.title_text.starts_with(a.title_text);
  const double like = most_alike(a, b);
  const double by_letters = a.numbers != b.numbers ? -1.5 : like >= 0.95 ? 5.5 : like >= 0.9 ? 4 : like >= 0.8 ? 1 : -3;
  return is_beginning ? std::max(3.0, by_letters) : by_letters;
}

double most_for_years(const Comparable& a, const Comparable& b) {
  if (a.year == 0 || b.year == 0) return 0;
  const auto apart = std::abs(a.year - b.year);
  return apart == 0 ? 1 : apart == 1 ? -0.5 : -4;
}

double most_for_pages(const Comparable& a, const Comparable& b) {
  if (a.first_page.empty() || b.first_page.empty()) return 0;
  if (a.first_page == b.first_page) return 2.5;
  return a.first_page == b.last_page || b.first_page == a.last_page || a.last_page == b.last_page ? 0.5 : -2.5;
}

}  // namespace

double most_points(const Comparable& a, const Comparable& b) {
  const double doi = a.doi.empty() || b.doi.empty() ? 0 : a.doi == b.doi ? 4 : -1;
  const double authors = a.authors.empty() || b.authors.empty() ? 0 : 2.5;
  constexpr double place = 1.5, volume = 1;
  return doi + authors + place + volume + most_for_years(a, b) + most_for_pages(a, b) + most_for_titles(a, b);
}

Likeness likeness(const Comparable& a, const Comparable& b) { return Weighing(a, b).weigh(); }

double text_likeness(std::string_view a, std::string_view b, double least) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.empty()) return 1;
  const auto longest = static_cast<double>(b.size());
  const auto limit = static_cast<std::size_t>((1 - least) * longest);
  if (b.size() - a.size() > limit) return 0;
  // Levenshtein's distance in a band as wide as the limit.
  std::vector<std::size_t> row(a.size() + 1);
  for (std::size_t i = 0; i <= a.size(); ++i) row[i] = i;
  for (std::size_t j = 1; j <= b.size(); ++j) {
    const auto from = j > limit ? j - limit : 1;
    const auto to = std::min(a.size(), j + limit);
    std::size_t diagonal = row[from - 1];
    row[from - 1] = from == 1 ? j : limit + 1;
    auto best = row[from - 1];
    for (auto i = from; i <= to; ++i) {
      const auto above = i == j + limit ? limit + 1 : row[i];
      const auto cost = std::min({diagonal + (a[i - 1] == b[j - 1] ? 0U : 1U), above + 1, row[i - 1] + 1});
      diagonal = row[i];
      row[i] = cost;
      best = std::min(best, cost);
    }
    if (best > limit) return 0;
  }
  return row[a.size()] > limit ? 0 : 1 - static_cast<double>(row[a.size()]) / longest;
}

bool same_container(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  const auto& shorter = a.size() <= b.size() ? a : b;
  const auto& longer = a.size() <= b.size() ? b : a;
  if (shorter.empty()) return false;
  if (shorter.size() == 1 && longer.size() > 1) {
    std::string initials;   // BMJ, PNAS
    for (const auto& word : longer) initials += word[0];
    return shorter[0] == initials;
  }
  // Each word of the shorter begins one of the longer or is begun by it, in order.
  std::size_t at = 0, matched = 0;
  for (const auto& word : shorter) {
    auto next = at;
    const auto begins = [&](const std::string& other) { return other.starts_with(word) || word.starts_with(other) || (word[0] == other[0] && word.size() > 2 && text_likeness(word, other, 0.75) > 0); };
    while (next < longer.size() && !begins(longer[next])) ++next;
    if (next == longer.size()) continue;
    ++matched;
    at = next + 1;
  }
  return matched == shorter.size() || (shorter.size() >= 4 && matched + 1 >= shorter.size());
}

}  // namespace fieldbook::review
