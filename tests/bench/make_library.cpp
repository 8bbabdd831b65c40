// Makes a large library out of a small one: fieldbook_make_library COUNT OUT LIBRARY
// OUT gets LIBRARY's schema and vocabularies, 2,000 sources and COUNT records (a half practice examples, a third evaluations, a
// sixth principles) of 400 to 800 words. Their sentences are LIBRARY's, shuffled, with one word in ten from a long tail of made-up
// words; their fields draw on its vocabularies. Same input, same bytes. No record of OUT says anything about the world.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <random>
#include <string>
#include <vector>

#include "core/base/file.hpp"
#include "core/record/collection.hpp"

namespace {

namespace fs = std::filesystem;
using fieldbook::record::Collection;
using fieldbook::record::FieldType;
using fieldbook::record::Record;

constexpr std::size_t sources_made = 2'000, tail_words = 6'000;

class Maker {
 public:
  Maker(const Collection& from, std::size_t count) : from_(from), count_(count) {
    for (const auto& record : from.records) {
      for (const auto& sentence : record.body.sentences) {
        const auto text = std::string(fieldbook::cut(record.body.text, sentence));
        if (text.size() > 30 && text.size() < 300 && text.find_first_of("[]<>*_`#|\n") == std::string::npos) sentences_.push_back(text);
      }
    }
    if (sentences_.empty()) throw std::runtime_error("the library has no sentences to draw on");
  }

  std::string sources() {
    std::string out;
    for (std::size_t i = 0; i < sources_made; ++i) {
      out += "@report{" + source(i) + ",\n  title = {" + headline() + "},\n  author = {{" + tail_word() + " Institute}},\n  year = {" +
             std::to_string(2000 + below(26)) + "},\n  url = {https://example.org/doc/" + std::to_string(i) + "}\n}\n\n";
    }
    return out;
  }

  std::string id(std::size_t i) const { return "rec-" + std::to_string(100'000 + i); }
  std::string kind(std::size_t i) const {
    constexpr const char* kinds[] = {"practice-example", "practice-example", "practice-example", "evaluation", "evaluation", "design-principle"};
    return kinds[i * 7919 % 6];
  }

  std::string record(std::size_t i) {
    const auto& kind = *from_.schema.kind(this->kind(i));
    std::vector<std::string> cited;
    for (std::size_t n = 1 + below(4), from = below(sources_made); n > 0; --n) cited.push_back(source((from + n * n) % sources_made));
    std::string out = "---\n";
    for (const auto& name : kind.required) out += field(i, *from_.schema.field(name), cited);
    for (const auto& name : kind.optional) {
      if (name == "related" || below(3) == 0) out += field(i, *from_.schema.field(name), cited);
    }
    out += "---\n";
    const std::size_t words = 400 + below(401), each = words / kind.sections.size();
    for (const auto& section : kind.sections) {
      out += "\n## " + section.heading + "\n\n";
      std::size_t said = 0;
      for (bool list = below(4) == 0; said < each;) {
        auto sentence = this->sentence();
        said += static_cast<std::size_t>(std::ranges::count(sentence, ' ')) + 1;
        if (section.cited || below(3) == 0) sentence += " [@" + cited[below(cited.size())] + "]";
        if (below(25) == 0) sentence += " See [another record](" + id(below(count_)) + ").";
        out += list ? "- " + sentence + "\n" : sentence + (below(5) == 0 ? "\n\n" : "\n");
      }
    }
    return out;
  }

 private:
  std::size_t below(std::size_t limit) { return random_() % limit; }
  static std::string source(std::size_t i) { return "source-" + std::to_string(i); }

  // Zipf's law: the n-th word of the tail about 1/n as often as the first.
  std::string tail_word() {
    const double u = static_cast<double>(random_() >> 11) * 0x1p-53;
    auto number = static_cast<std::size_t>(std::exp(u * std::log(double{tail_words}))) * 2654435761U % 1'000'003;
    std::string out;
    for (int i = 0; i < 3; ++i, number /= 80) {
      out += "bcdfghklmnprstvz"[number % 16];
      out += "aeiou"[number / 16 % 5];
    }
    return out;
  }

  std::string sentence() {
    std::string out;
    const auto& text = sentences_[below(sentences_.size())];
    std::size_t at = 0;
    while (at < text.size()) {
      const auto end = std::min(text.find(' ', at), text.size());
      const bool replaced = at > 0 && end < text.size() && below(10) == 0;
      out += (at > 0 ? " " : "") + (replaced ? tail_word() : text.substr(at, end - at));
      at = end + 1;
    }
    return out;
  }

  std::string headline() {
    auto text = sentence();
    text.resize(std::min(text.size(), text.find(' ', 40)));
    std::erase_if(text, [](char c) { return c == '{' || c == '}' || c == '"' || c == '\\'; });
    return text + " in " + tail_word();
  }

  std::string quoted(std::string text) {
    std::erase_if(text, [](char c) { return c == '"' || c == '\\'; });
    return "\"" + text + "\"";
  }

  std::string term(const std::string& vocabulary) {
    const auto& terms = from_.vocabularies.find(vocabulary)->second.terms();
    return terms[std::min(below(terms.size()), below(terms.size()))].id;   // the first of a list more often than its last
  }

  std::string value(std::size_t i, const fieldbook::record::FieldRule& rule, const std::vector<std::string>& cited) {
    switch (rule.type) {
      case FieldType::term: return term(rule.vocabulary);
      case FieldType::terms: {
        const auto first = term(rule.vocabulary), second = term(rule.vocabulary);
        return "[" + first + (second != first && below(2) == 0 ? ", " + second : "") + "]";
      }
      case FieldType::citations: return "[" + fieldbook::join(cited, ", ") + "]";
      case FieldType::date:
        return rule.name == "end" ? "2025" : std::to_string(rule.name == "reviewed" ? 2026 : 2000 + below(20)) + (rule.name == "reviewed" ? "-0" + std::to_string(1 + below(9)) + "-11" : "");
      case FieldType::texts: return "[" + quoted(tail_word() + " " + tail_word()) + "]";
      case FieldType::text: return quoted(rule.name == "title" ? headline() : sentence());
      case FieldType::records: {
        std::vector<std::string> ids;
        for (std::size_t tries = 0; tries < 40 && ids.size() < 3; ++tries) {
          const auto other = below(count_);
          if (other != i && (rule.kinds.empty() || std::ranges::find(rule.kinds, kind(other)) != rule.kinds.end()) &&
              std::ranges::find(ids, id(other)) == ids.end()) ids.push_back(id(other));
        }
        return ids.empty() ? "" : "[" + fieldbook::join(ids, ", ") + "]";
      }
      default: return {};
    }
  }

  std::string field(std::size_t i, const fieldbook::record::FieldRule& rule, const std::vector<std::string>& cited) {
    if (rule.name == "findings") {
      std::string out = "findings:\n";
      for (std::size_t n = 1 + below(4); n > 0; --n) {
        out += "  - outcome: " + term("outcomes") + "\n    direction: " + term("directions") + "\n    note: " + quoted(headline()) + "\n";
      }
      return out;
    }
    const auto text = value(i, rule, cited);
    return text.empty() ? "" : rule.name + ": " + text + "\n";
  }

  const Collection& from_;
  std::size_t count_;
  std::mt19937_64 random_{7};
  std::vector<std::string> sentences_;
};

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 4) {
    std::cerr << "fieldbook_make_library COUNT OUT LIBRARY\n";
    return 2;
  }
  const auto count = static_cast<std::size_t>(std::strtoull(argv[1], nullptr, 10));
  const fs::path out(argv[2]), library(argv[3]);
  const auto from = fieldbook::record::read_collection(library);
  Maker maker(from, count);
  fs::create_directories(out);
  fs::copy(library / "vocabulary", out / "vocabulary", fs::copy_options::recursive | fs::copy_options::overwrite_existing);
  auto schema = fieldbook::read_file(library / "library.yaml", 1 << 20);
  if (const auto at = schema.find("\nindex:"); at != std::string::npos) schema.replace(at, schema.find('\n', at + 1) - at, "\nindex: ../index");
  if (const auto at = schema.find("\nreadability-limit:"); at != std::string::npos) schema.erase(at, schema.find('\n', at + 1) - at);
  fieldbook::write_file(out / "library.yaml", schema);
  fieldbook::write_file(out / "sources.bib", maker.sources());
  for (const auto& kind : from.schema.kinds) fs::create_directories(out / kind.folder);
  for (std::size_t i = 0; i < count; ++i) {
    std::ofstream(out / from.schema.kind(maker.kind(i))->folder / (maker.id(i) + ".md")) << maker.record(i);
  }
  std::cout << count << " records in " << out.string() << '\n';
} catch (const std::exception& error) {
  std::cerr << error.what() << '\n';
  return 2;
}
