#include "core/record/vocabulary.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/base/text.hpp"
#include "core/record/mapping_reader.hpp"
#include "core/record/yaml.hpp"

namespace fieldbook::record {
namespace {

constexpr std::size_t limit_bytes = 4 << 20;
constexpr YamlLimits limits{6, 200'000};

struct TermSource {
  Term term;
  Location where;
};

class VocabularyReader {
 public:
  VocabularyReader(std::string name, Diagnostics& found) : name_(std::move(name)), found_(found) {}

  Vocabulary read(const Node& document) {
    MappingReader top(document, "vocabulary " + in_quotes(name_), "vocabulary", found_);
    auto title = top.required_text("title");
    for (const auto* const item : top.list("terms")) read_term(*item);
    top.finish();
    check_ids();
    check_labels();
    for (auto& [term, where] : terms_) {
      check_references(term.broader, where, "broader");
      check_references(term.related, where, "related");
    }
    break_cycles();
    std::vector<Term> out;
    for (auto& [term, where] : terms_) out.push_back(std::move(term));
    return {name_, std::move(title), std::move(out)};
  }

 private:
  void read_term(const Node& node) {
    MappingReader reader(node, "a term of " + in_quotes(name_), "vocabulary", found_);
    Term term;
    term.id = reader.required_text("id");
    term.pref_label = reader.required_text("prefLabel");
    term.alt_labels = reader.texts("altLabel");
    term.broader = reader.texts("broader");
    term.related = reader.texts("related");
    term.scope_note = reader.text("scopeNote");
    reader.finish();
    if (term.id.empty() || term.pref_label.empty()) return;
    if (!is_id(term.id)) {
      reader.error(reader.where("id"), in_quotes(term.id) + " cannot be the id of a term",
                   "use small letters, digits and hyphens", "id");
      return;
    }
    terms_.push_back({std::move(term), reader.where("id")});
  }

  void check_ids() {
    std::map<std::string, std::size_t> seen;
    std::erase_if(terms_, [&](const TermSource& source) {
      if (seen.emplace(source.term.id, 0).second) return false;
      found_.error(source.where, "the term " + in_quotes(source.term.id) + " stands twice", "keep one of them",
                   "vocabulary.duplicate-id");
      return true;
    });
    for (std::size_t i = 0; i < terms_.size(); ++i) {
      terms_[i].term.rank = static_cast<int>(i);
      ranks_[terms_[i].term.id] = i;
      ids_.push_back(terms_[i].term.id);
    }
  }

  // One word must not mean two terms: search and did-you-mean would have to guess.
  void check_labels() {
    std::map<std::string, std::string> owner;
    const auto claim = [&](const TermSource& source, const std::string& label) {
      const auto [at, is_new] = owner.emplace(fold(label), source.term.id);
      if (is_new || at->second == source.term.id) return true;
      found_.error(source.where,
                   "the label " + in_quotes(label) + " of " + in_quotes(source.term.id) + " is a label of " +
                       in_quotes(at->second) + " already",
                   "give one of them another label", "vocabulary.duplicate-label");
      return false;
    };
    for (const auto& source : terms_) claim(source, source.term.pref_label);
    for (auto& source : terms_) {
      std::erase_if(source.term.alt_labels, [&](const std::string& label) { return !claim(source, label); });
    }
  }

  void check_references(std::vector<std::string>& targets, const Location& where, std::string_view which) {
    std::erase_if(targets, [&](const std::string& target) {
      if (ranks_.contains(target)) return false;
      const auto nearby = did_you_mean(target, ids_);
      found_.error(where, std::string(which) + ": unknown term " + in_quotes(target) + nearby,
                   nearby.empty() ? "use the id of a term in this file" : "", "vocabulary." + std::string(which));
      return true;
    });
  }

  // Depth-first with a stack of our own. The edge that closes a circle is reported and taken out.
  void break_cycles() {
    enum class State { unseen, open, done };
    std::vector<State> state(terms_.size(), State::unseen);
    for (std::size_t start = 0; start < terms_.size(); ++start) {
      if (state[start] != State::unseen) continue;
      std::vector<std::pair<std::size_t, std::size_t>> path{{start, 0}};
      state[start] = State::open;
      while (!path.empty()) {
        auto& [at, edge] = path.back();
        auto& broader = terms_[at].term.broader;
        if (edge == broader.size()) {
          state[at] = State::done;
          path.pop_back();
          continue;
        }
        const auto target = ranks_.at(broader[edge]);
        if (state[target] == State::open) {
          found_.error(terms_[at].where,
                       in_quotes(terms_[at].term.id) + " is broader than itself, through " + in_quotes(broader[edge]),
                       "remove one 'broader' of the circle", "vocabulary.cycle");
          broader.erase(broader.begin() + static_cast<std::ptrdiff_t>(edge));
          continue;
        }
        ++edge;
        if (state[target] == State::unseen) {
          state[target] = State::open;
          path.emplace_back(target, 0);
        }
      }
    }
  }

  std::string name_;
  Diagnostics& found_;
  std::vector<TermSource> terms_;
  std::map<std::string, std::size_t, std::less<>> ranks_;
  std::vector<std::string> ids_;
};

std::optional<Node> read_document(const std::filesystem::path& path, const std::string& file, Diagnostics& found) {
  std::error_code ignored;
  if (std::filesystem::is_symlink(path, ignored) || std::filesystem::is_symlink(path.parent_path(), ignored)) {
    found.error({file, 0, 0}, "a symbolic link is not followed", "put the file itself here", "vocabulary.file");
    return std::nullopt;
  }
  std::string text;
  try {
    text = read_file(path, limit_bytes);
  } catch (const Error& error) {
    found.error({file, 0, 0}, error.code() == Errc::not_found ? "the file is not there" : error.what(),
                "make the file, or remove it from 'vocabularies' in library.yaml", "vocabulary.file");
    return std::nullopt;
  }
  if (const auto bad = first_invalid_utf8(text)) {
    found.error({file, 0, 0}, "not UTF-8 at byte " + std::to_string(*bad), "save it as UTF-8", "vocabulary.file");
    return std::nullopt;
  }
  return parse_yaml(text, file, 1, found, limits);
}

}  // namespace

Vocabulary::Vocabulary(std::string name, std::string title, std::vector<Term> terms)
    : name_(std::move(name)), title_(std::move(title)), terms_(std::move(terms)) {
  for (std::size_t i = 0; i < terms_.size(); ++i) {
    by_id_.emplace(terms_[i].id, i);
    by_label_.emplace(fold(terms_[i].id), i);
  }
  for (std::size_t i = 0; i < terms_.size(); ++i) by_label_.emplace(fold(terms_[i].pref_label), i);
  for (std::size_t i = 0; i < terms_.size(); ++i) {
    for (const auto& label : terms_[i].alt_labels) by_label_.emplace(fold(label), i);
  }
}

const Term* Vocabulary::find(std::string_view id) const noexcept {
  const auto at = by_id_.find(id);
  return at == by_id_.end() ? nullptr : &terms_[at->second];
}

const Term* Vocabulary::by_label(std::string_view label) const {
  const auto at = by_label_.find(fold(label));
  return at == by_label_.end() ? nullptr : &terms_[at->second];
}

std::string Vocabulary::label(std::string_view id) const {
  const auto* const term = find(id);
  return term != nullptr ? term->pref_label : std::string(id);
}

std::vector<std::string> Vocabulary::with_broader(std::string_view id) const {
  std::vector<std::string> out;
  if (find(id) == nullptr) return out;
  out.emplace_back(id);
  for (std::size_t i = 0; i < out.size(); ++i) {
    const auto* const term = find(out[i]);
    if (term == nullptr) continue;
    for (const auto& broader : term->broader) {
      if (std::ranges::find(out, broader) == out.end()) out.push_back(broader);
    }
  }
  return out;
}

std::vector<std::string> Vocabulary::narrower(std::string_view id) const {
  std::vector<std::string> out;
  for (const auto& term : terms_) {
    if (std::ranges::find(term.broader, id) != term.broader.end()) out.push_back(term.id);
  }
  return out;
}

Vocabularies read_vocabularies(const std::filesystem::path& root, const std::vector<std::string>& names,
                               Diagnostics& found) {
  Vocabularies out;
  for (const auto& name : names) {
    const auto file = "vocabulary/" + name + ".yaml";
    const auto document = read_document(root / "vocabulary" / (name + ".yaml"), file, found);
    out.emplace(name, document ? VocabularyReader(name, found).read(*document) : Vocabulary(name, name, {}));
  }
  return out;
}

}  // namespace fieldbook::record
