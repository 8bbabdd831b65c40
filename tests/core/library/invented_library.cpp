#include "tests/core/library/invented_library.hpp"

#include <random>
#include <sstream>

namespace fieldbook::library {

namespace fs = std::filesystem;

InventedLibrary::InventedLibrary() : root_(folder_.path() / "library") {
  fs::copy(test::source("tests/fixtures/good"), root_, fs::copy_options::recursive);
}

void InventedLibrary::write_example(const std::string& id, const std::string& title, const std::string& text,
                                    const std::string& more_fields) const {
  write("practice-examples/" + id + ".md",
        "---\ntitle: " + title +
            "\nsummary: An invented example.\napproaches: [strategic]\nsectors: [health]\ncountries: "
            "[northland]\nstatus: running\n"
            "result: not-known\nreviewed: 2024-01-01\nsources: [commons2018]\n" +
            more_fields + "---\n\n## What was tried\n\n" + text +
            "\n\n## How it was governed and paid for\n\nBy a board.\n\n## What happened\n\nNothing was measured "
            "[@commons2018].\n\n## What to learn\n\nMeasure.\n");
}

IndexReport InventedLibrary::update(const std::vector<std::string>& files) const {
  return refresh(files).report;
}

Refreshed InventedLibrary::refresh(const std::vector<std::string>& files) const {
  return refresh_index({.root = root_, .folder = index(), .files = files});
}

bool InventedLibrary::up_to_date() const {
  return is_up_to_date(root_, index());
}

std::vector<std::string> ids(const Results& results) {
  std::vector<std::string> out;
  for (const auto& hit : results.hits) out.push_back(hit.id);
  return out;
}

std::string everything(Reader& reader) {
  std::ostringstream out;
  for (const auto* const words : {"", "alliance contracting homelessness", "village* budgets", "\"young people\"",
                                  "title:share", "homelesness"}) {
    const auto results = reader.search({.words = words, .limit = 1000, .facets = true, .explain = true});
    out << words << '|' << results.total << '|' << results.corrected.value_or("") << '\n';
    for (const auto& hit : results.hits) {
      out << hit.id << '|' << hit.kind << '|' << hit.title << '|' << hit.score << '|' << hit.snippet << '|' << hit.url
          << '\n';
      for (const auto& [name, value] : hit.fields) out << "  " << name << '=' << value << '\n';
      for (const auto& why : hit.why) out << "  " << why << '\n';
    }
    for (const auto& [facet, counts] : results.facets) {
      for (const auto& count : counts)
        out << facet << ' ' << count.value << ' ' << count.label << ' ' << count.count << '\n';
    }
  }
  return std::move(out).str();
}

std::string invented_text(unsigned seed, std::size_t words) {
  std::mt19937 random(seed);
  std::string out;
  for (std::size_t i = 0; i < words; ++i) {
    out += i % 12 == 0 ? "Qua" : "qua";
    auto number = random() % 4000;
    for (int letter = 0; letter < 3; ++letter, number /= 16) out += static_cast<char>('a' + number % 16);
    out += i % 12 == 11 ? ". " : " ";
  }
  return out;
}

}  // namespace fieldbook::library
