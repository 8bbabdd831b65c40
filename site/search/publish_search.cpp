#include "site/search/publish_search.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "core/base/text.hpp"
#include "core/library/postings.hpp"
#include "site/search/digits.hpp"
#include "site/search/name_phrases.hpp"
#include "site/search/record_text.hpp"
#include "site/search/shards.hpp"

namespace fieldbook::site {
namespace {

using library::Posting;

constexpr std::size_t terms_limit_bytes = 6'000, positions_limit_bytes = 12'000, words_limit_bytes = 10'000,
                      names_limit_bytes = 6'000;
constexpr std::size_t segment_limit_bytes = 8'000;  // of the places of one word
constexpr std::size_t ids_a_file = 32;
constexpr std::string_view facet_prefix = "XF";
constexpr std::array<std::string_view, 6> offered{"kind", "approach", "sector", "country", "result", "strength"};

std::string digits_literal(std::string_view digits) {
  return "\"" + std::string(digits) + "\"";
}

std::string list_of(const auto& strings) {
  std::string out = "[";
  for (const auto& text : strings) out += (out.size() > 1 ? "," : "") + script_string(text);
  return out + "]";
}

// The records as differences, then what the term counts in each.
std::string digits_of(std::span<const Posting> postings) {
  std::string out;
  std::uint32_t before = 0;
  for (const auto& posting : postings) {
    put_digits(out, posting.record - before);
    before = posting.record;
  }
  for (const auto& posting : postings) put_digits(out, posting.count);
  return out;
}

// The places of a term, record after record, cut into segments so that no file is too long.
void add_positions(Shards& shards, const std::string& term, std::span<const Posting> postings) {
  std::string open;
  std::uint32_t first = 0;
  for (const auto& posting : postings) {
    if (open.empty()) first = posting.record;
    put_digits(open, static_cast<std::uint32_t>(posting.positions.size()));
    std::uint32_t before = 0;
    for (const auto position : posting.positions) {
      put_digits(open, position - before);
      before = position;
    }
    if (open.size() < segment_limit_bytes) continue;
    shards.add(term, first, digits_literal(open));
    open.clear();
  }
  if (!open.empty()) shards.add(term, first, digits_literal(open));
}

// The facet whose values a term stands for; nothing for words.
const record::Facet* facet_of(const record::Schema& schema, std::string_view term) {
  if (!term.starts_with(facet_prefix)) return nullptr;
  const auto name = term.substr(facet_prefix.size(), term.find(':') - facet_prefix.size());
  return schema.facet(name);
}

void write_facets(const Edition& edition, const std::map<const record::Facet*, std::string>& values, Output& output) {
  std::size_t number = 0;
  for (const auto& facet : edition.schema().facets) {
    const auto found = values.find(&facet);
    write_shard(output, "facet-" + std::to_string(number++), found == values.end() ? "[]" : found->second + "]");
  }
}

std::string write_words(const library::Postings& postings, Output& output) {
  Shards shards(output, "words", words_limit_bytes);
  for (const auto& [word, count] : postings.words()) shards.add(word, count, "0");
  return shards.finish();
}

std::string write_names(const NamePhrases& names, Output& output) {
  Shards shards(output, "names", names_limit_bytes);
  for (const auto& [value, literal] : names.literals()) shards.add(value, 0, literal);
  return shards.finish();
}

// Of each record the first year and how many years it has lasted by the last one; 0 and 0 where they are not known.
void write_years(const library::Postings& postings, Output& output) {
  std::string digits;
  for (const auto& [first, last] : postings.years()) {
    put_digits(digits, first);
    put_digits(digits, last - first);
  }
  write_shard(output, "years", digits_literal(digits));
}

// `used`: those that a record has a value of.
std::string facets_literal(const Edition& edition, const std::map<const record::Facet*, std::string>& used) {
  std::string out;
  for (const auto& facet : edition.schema().facets) {
    const bool shown = std::ranges::find(offered, facet.name) != offered.end() && used.contains(&facet);
    out += (out.empty() ? "[" : ",[") + script_string(facet.name) + "," + script_string(facet.label) +
           (shown ? ",1]" : ",0]");
  }
  return "[" + out + "]";
}

// {"stems of a name":["facet","value",…],…}
std::string names_literal(const library::Postings& postings) {
  std::string out;
  for (const auto& [name, values] : postings.names()) {
    std::vector<std::string> pairs;
    for (const auto& [facet, value] : values) pairs.insert(pairs.end(), {facet, value});
    out += (out.empty() ? "" : ",") + script_string(name) + ":" + list_of(pairs);
  }
  return "{" + out + "}";
}

}  // namespace

bool can_search(const Edition& edition) {
  const auto& tag = edition.schema().language;
  const auto language = library::Postings::stemmer(tag);
  return language == "english" || language == "none";
}

std::vector<const record::Facet*> search_facets(const Edition& edition) {
  std::vector<const record::Facet*> out;
  for (const auto name : offered) {
    const auto* facet = edition.schema().facet(name);
    if (facet != nullptr && !edition.facet(*facet).empty()) out.push_back(facet);
  }
  return out;
}

void IdFiles::add(const std::string& id) {
  open_ += (open_.empty() ? "[" : ",") + script_string(id);
  if (++count_ % ids_a_file == 0) finish();
}

void IdFiles::finish() {
  if (open_.empty()) return;
  write_shard(output_, "ids-" + std::to_string((count_ - 1) / ids_a_file), open_ + "]");
  open_.clear();
}

void publish_search(Press& press) {
  const auto& edition = press.edition();
  IdFiles ids(press.output());
  for (const auto& record : edition.collection().records) ids.add(record.id);
  ids.finish();
  const auto& kept = press.postings_kept();
  const auto postings = kept ? library::Postings(edition.collection(), *kept) : library::Postings(edition.collection());
  publish_postings(edition, postings, press.output());
}

void publish_postings(const Edition& edition, const library::Postings& postings, Output& output) {
  NamePhrases names(postings);
  Shards terms(output, "terms", terms_limit_bytes), positions(output, "positions", positions_limit_bytes);
  std::map<const record::Facet*, std::string> facets;
  postings.each_term([&](const std::string& term, std::span<const Posting> found) {
    const auto digits = digits_literal(digits_of(found));
    terms.add(term, 0, digits);
    if (const auto* const facet = facet_of(edition.schema(), term)) {
      const auto value = term.substr(facet_prefix.size() + facet->name.size() + 1);
      auto& values = facets[facet];
      values += (values.empty() ? "[" : ",") + script_string(value) + "," +
                script_string(harmless(edition.facet_label(*facet, value))) + "," + digits;
      return;
    }
    names.see(term, found);
    add_positions(positions, term, found);
  });
  write_facets(edition, facets, output);
  write_years(postings, output);
  std::string lengths;
  for (const auto length : postings.lengths()) put_digits(lengths, length);
  std::string head = "{\"lengths\":" + digits_literal(lengths) + ",\"language\":" + script_string(postings.language()) +
                     ",\"idsAFile\":" + std::to_string(ids_a_file) + ",\"fields\":" + list_of(postings.fields()) +
                     ",\"facets\":" + facets_literal(edition, facets) + ",\"terms\":" + terms.finish() +
                     ",\"words\":" + write_words(postings, output) +
                     ",\"names\":" + write_names(names, output) + "}";
  write_shard(output, "library", head);
  write_shard(output, "positions", positions.finish());
  write_shard(output, "vocabulary", "{\"stop\":" + list_of(library::Postings::stop_words()) +
                                        ",\"names\":" + names_literal(postings) + "}");
}

void publish_texts(Press& press) {
  const auto& edition = press.edition();
  for (const auto& record : edition.collection().records) {
    const auto name = "text/" + record.id;
    const auto print = press.fingerprint(
        "search text", [&](Fingerprint& whole, const RecordInputs& inputs) { whole.add(inputs.row(record)); });
    if (!press.output().keep({"search/" + name + ".js"}, print))
      write_shard(press.output(), name, record_text(edition, record), print);
  }
}

}  // namespace fieldbook::site
