// How well and how fast duplicates are found on a labelled EndNote file: fieldbook_dedupe_bench FILE.xml [--show],
// or on N made-up records: fieldbook_dedupe_bench --generate N.
// The label is EndNote's caption "Duplicate", which the sets give to every record that has another like it. It is taken out
// of the records before they are compared. Sensitivity: labelled records that are in a cluster with another labelled one;
// specificity: records without the label that are in no cluster.
#include <algorithm>
#include <cmath>
#include <ctime>
#include <iomanip>
#include <iostream>
#include <random>
#include <set>

#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/base/text.hpp"
#include "core/bibliography/reading.hpp"
#include "core/review/duplicates/dedupe.hpp"

namespace {

using namespace fieldbook;
using bibliography::Reference;
using review::Duplicates;

double cpu_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

std::string line_of(const Reference& r) {
  std::string authors;
  for (const auto& name : r.authors) authors += (authors.empty() ? "" : ", ") + name.family + name.literal;
  return std::to_string(r.issued ? r.issued->year : 0) + " | " + r.title.substr(0, 110) + " | " + authors.substr(0, 40) + " | " + r.container_title + " | " + r.volume + " (" + r.issue + ") " + r.page + " | " + r.doi;
}

// The label of each record, and the records without it.
std::vector<bool> take_labels(std::vector<Reference>& references) {
  std::vector<bool> out;
  for (auto& reference : references) {
    const auto is_label = [](const auto& field) { return field.second.find("Duplicate") != std::string::npos; };
    out.push_back(std::ranges::any_of(reference.custom, is_label));
    std::erase_if(reference.custom, is_label);
  }
  return out;
}

void measure(const std::string& file, bool show) {
  Diagnostics ignored;
  auto references = bibliography::read_references(read_file(file, 1UL << 30U), file, ignored).references;
  const auto labelled = take_labels(references);
  const auto before = cpu_seconds();
  const auto found = review::find_duplicates(references);
  const auto seconds = cpu_seconds() - before;

  std::size_t right = 0, wrong = 0;
  std::set<std::size_t> clustered;
  for (const auto& cluster : found.clusters) {
    const auto gold = static_cast<std::size_t>(std::ranges::count_if(cluster, [&](std::size_t i) { return labelled[i]; }));
    clustered.insert(cluster.begin(), cluster.end());
    right += gold > 1 ? gold : 0;
    wrong += cluster.size() - gold;
    if (show && gold < cluster.size()) {
      std::cout << "WRONG\n";
      for (const auto i : cluster) std::cout << "   " << (labelled[i] ? "D " : "  ") << i << ' ' << line_of(references[i]) << '\n';
    }
  }
  const auto gold = static_cast<std::size_t>(std::ranges::count(labelled, true));
  const auto negatives = references.size() - gold;
  if (show) {
    for (std::size_t i = 0; i < references.size(); ++i) {
      if (labelled[i] && !clustered.contains(i)) std::cout << "MISSED " << i << ' ' << line_of(references[i]) << '\n';
    }
    for (const auto& pair : found.review) {
      std::cout << "OFFERED " << pair.score << ' ' << pair.why << "\n   " << (labelled[pair.a] ? "D " : "  ") << line_of(references[pair.a]) << "\n   " << (labelled[pair.b] ? "D " : "  ") << line_of(references[pair.b]) << '\n';
    }
  }
  std::cout << file << ": " << references.size() << " records, " << gold << " duplicates; " << right << " found, " << wrong << " wrong, " << gold - right << " missed; sensitivity "
            << std::fixed << std::setprecision(4) << static_cast<double>(right) / static_cast<double>(gold) << ", specificity " << 1 - static_cast<double>(wrong) / static_cast<double>(negatives)
            << "; precision " << static_cast<double>(right) / static_cast<double>(right + wrong) << "; " << found.review.size() << " offered; " << seconds << " CPU s\n";
}

// Titles of words drawn as in natural text (few very common, many rare); every fifth record is another with small changes.
std::vector<Reference> made_up(std::size_t size) {
  std::mt19937 random(7);
  std::uniform_real_distribution<double> uniform(0, 1);
  const auto number = [&](double most) { return static_cast<std::size_t>(uniform(random) * most); };
  const auto word = [&](std::string stem, double most, double skew) {
    // In letters: a number in a title tells one part of a work from another.
    for (auto rank = static_cast<std::size_t>(std::pow(most, std::pow(uniform(random), skew))); rank > 0; rank /= 26) stem += static_cast<char>('a' + rank % 26);
    return stem;
  };
  std::vector<Reference> out;
  while (out.size() < size) {
    if (out.size() > 10 && uniform(random) < 0.2) {
      auto copy = out[number(static_cast<double>(out.size()))];
      if (uniform(random) < 0.5) copy.doi.clear();
      if (uniform(random) < 0.3 && copy.title.size() > 9) copy.title.erase(number(9), 1);
      if (uniform(random) < 0.3) copy.authors.resize(1);
      out.push_back(std::move(copy));
      continue;
    }
    Reference r;
    r.type = "article-journal";
    const auto words = 6 + number(10);
    for (std::size_t i = 0; i < words; ++i) r.title += (i == 0 ? "" : " ") + word("wort", 30'000, 1);
    const auto people = 1 + number(6);
    for (std::size_t i = 0; i < people; ++i) r.authors.push_back({word("name", 20'000, 0.7), "A.", ""});
    r.container_title = "Journal of " + word("things", 3'000, 1);
    r.issued = Date{1980 + static_cast<int>(number(45)), 0, 0};
    r.volume = std::to_string(1 + number(60));
    const auto page = 1 + number(2'000);
    r.page = std::to_string(page) + "-" + std::to_string(page + 9);
    if (uniform(random) < 0.8) r.doi = "10.5555/" + std::to_string(out.size());
    out.push_back(std::move(r));
  }
  return out;
}

void generate(std::size_t size) {
  const auto records = made_up(size);
  const auto before = cpu_seconds();
  const auto found = review::find_duplicates(records);
  std::cout << size << " records: " << found.clusters.size() << " clusters, " << found.review.size() << " offered; " << cpu_seconds() - before << " CPU s\n";
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  try {
    if (arguments.size() == 2 && arguments[0] == "--generate") {
      generate(std::stoul(arguments[1]));
    } else if (!arguments.empty()) {
      const bool show = arguments.back() == "--show";
      for (std::size_t i = 0; i + (show ? 1 : 0) < arguments.size(); ++i) measure(arguments[i], show);
    } else {
      std::cerr << "fieldbook_dedupe_bench FILE.xml… [--show] | --generate N\n";
      return 2;
    }
  } catch (const Error& error) {
    std::cerr << error.message() << '\n';
    return 2;
  }
}
