#include <optional>

#include "core/library/builder.hpp"
#include "core/library/search.hpp"
#include "core/library/store.hpp"
#include "core/library/terms.hpp"
#include "core/record/sentences.hpp"
#include "tests/bench/engines.hpp"

namespace fieldbook::bench {
namespace {

class Fieldbook : public Engine {
 public:
  explicit Fieldbook(std::filesystem::path folder) : folder_(std::move(folder)) {}

  void build(const std::vector<Document>& documents) override {
    library::Names names;
    names.language = "english";
    names.fields = {"title"};
    for (const auto& facet : facets) {
      names.facets.push_back({facet.name, facet.name});
      for (std::size_t i = 0; i < facet.values; ++i) {
        const auto value = std::string(facet.name) + "-" + std::to_string(i);
        names.entries[library::value_key(facet.name, value)] = value;
      }
    }
    const library::WriteLock lock(folder_);
    std::size_t next = 0;
    library::build_database(folder_, names, [&]() -> std::optional<library::Indexable> {
      if (next == documents.size()) return std::nullopt;
      return indexable(documents[next++]);
    });
  }

  void open() override { reader_.emplace(folder_); }

  std::vector<std::string> first_ten(const std::string& words) override {
    std::vector<std::string> out;
    for (auto& [id, score] : reader_->rank({.words = words})) out.push_back(std::move(id));
    return out;
  }

  std::size_t page(const std::string& words) override {
    const auto results = reader_->search({.words = words, .facets = true});
    std::size_t bytes = 0;
    for (const auto& hit : results.hits) bytes += hit.title.size() + hit.snippet.size();
    for (const auto& [facet, counts] : results.facets) bytes += counts.size();
    return bytes;
  }

 private:
  static library::Indexable indexable(const Document& document) {
    library::Indexable out;
    out.card.id = document.id;
    out.card.title = document.title;
    out.card.body = document.text;
    record::split_sentences(document.text, 0, out.card.sentences);
    out.texts.push_back({"title", document.title, 3});
    for (const auto& [facet, value] : document.values) {
      out.values.push_back({facets[facet].name, value, facet, true});
      out.card.fields[facets[facet].name] += (out.card.fields[facets[facet].name].empty() ? "" : " ") + value;
    }
    return out;
  }

  std::filesystem::path folder_;
  std::optional<library::Reader> reader_;
};

}  // namespace

std::unique_ptr<Engine> fieldbook_engine(const std::filesystem::path& folder) { return std::make_unique<Fieldbook>(folder); }

}  // namespace fieldbook::bench
