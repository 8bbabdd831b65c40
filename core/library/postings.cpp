#include "core/library/postings.hpp"

#include <algorithm>
#include <limits>
#include <optional>

#include "core/library/card.hpp"
#include "core/library/gathering.hpp"
#include "core/library/indexable.hpp"
#include "core/library/kept_postings.hpp"
#include "core/library/names.hpp"
#include "core/library/posting_runs.hpp"
#include "core/library/record_terms.hpp"
#include "core/library/stop_words.hpp"
#include "core/library/terms.hpp"

namespace fieldbook::library {
namespace {

// A few are read again in each run. When they are more than this, all are, and kept anew.
std::size_t most_changed(std::size_t records) { return 100 + records / 16; }

Years years_of(const Indexable& ready) {
  if (!ready.first || !ready.last) return {};
  return {static_cast<std::uint32_t>(ready.first->year), static_cast<std::uint32_t>(ready.last->year)};
}

}  // namespace

struct Postings::Impl {
  Impl(const record::Schema& schema, const record::Vocabularies& vocabularies, Room where) : room(std::move(where)) {
    record::Collection no_records;
    no_records.schema = schema;
    no_records.vocabularies = vocabularies;
    auto known = names_of(no_records);
    language = std::move(known.language);
    fields = std::move(known.fields);
    for (const auto& [key, packed] : known.entries) {
      if (!key.starts_with(key::label)) continue;
      const auto values = decode_strings(packed);
      auto& out = names[key.substr(key::label.size())];
      for (std::size_t i = 0; i + 2 < values.size(); i += 3) out.emplace_back(values[i], values[i + 1]);
    }
    gathered = std::make_unique<Gathered>(language);
  }

  void add(std::uint32_t number, const Indexable& ready) {
    auto& [stems, gathering] = *gathered;
    gathering.begin(number);
    give_terms(ready, stems, gathering);
    lengths.resize(std::max<std::size_t>(lengths.size(), number + 1));
    years.resize(lengths.size());
    lengths[number] = gathering.length();
    years[number] = years_of(ready);
    if (!room.folder.empty() && gathering.size() > room.held_bytes) runs.add(room.folder, gathering.all());
  }

  void add_all(const record::Collection& collection) {
    const Preparation prepare(collection);
    for (std::uint32_t i = 0; i < collection.records.size(); ++i) add(i, prepare(collection.records[i]));
  }

  // Takes what is kept, where it is of use, and adds the rest.
  void add_changed(const record::Collection& collection, const Keeping& keeping) {
    std::vector<std::string> prints;
    for (const auto& record : collection.records) prints.push_back(keeping.print(record));
    KeptPostings known(keeping.file, keeping.key);
    const auto places = known.settle(prints);
    const auto changed = static_cast<std::size_t>(std::ranges::count(places, no_record));
    if (known.records().empty() || changed > most_changed(places.size())) {
      add_all(collection);
      close();
      return keep(keeping, prints);
    }
    lengths.resize(places.size());
    years.resize(places.size());
    const Preparation prepare(collection);
    for (std::uint32_t i = 0; i < places.size(); ++i) {
      if (places[i] == no_record) {
        add(i, prepare(collection.records[i]));
      } else {
        lengths[i] = known.records()[places[i]].length;
        years[i] = known.records()[places[i]].years;
      }
    }
    kept = std::move(known);
    close();
  }

  void keep(const Keeping& keeping, std::span<const std::string> prints) const {
    std::vector<KeptPostings::Record> records;
    for (std::size_t i = 0; i < prints.size(); ++i) records.push_back({prints[i], lengths[i], years[i]});
    KeptPostings::write(keeping.file, keeping.key, records, terms);
  }

  void close() {
    terms = gathered->gathering.all();
    gathered.reset();
  }

  void each(const GiveParts& give) const {
    if (kept) {
      kept->each_term(terms, give);
    } else {
      runs.each_term(terms, give);
    }
  }

  // What is needed while records are added.
  struct Gathered {
    explicit Gathered(const std::string& language) : stems(language, std::numeric_limits<std::size_t>::max()) {}
    Stems stems;
    Gathering gathering;
  };

  Room room;
  std::unique_ptr<Gathered> gathered;
  std::string language;
  std::vector<std::string> fields;
  std::vector<std::uint32_t> lengths;
  std::vector<Years> years;
  PostingRuns runs;
  std::optional<KeptPostings> kept;  // then there are no runs
  PackedTerms terms;                 // that came after the last run, or are not kept
  std::map<std::string, std::vector<std::pair<std::string, std::string>>> names;
};

Postings::Postings(const record::Collection& collection) : Postings(collection.schema, collection.vocabularies, {}) {
  impl_->add_all(collection);
  close();
}
Postings::Postings(const record::Collection& collection, const Keeping& keeping) : Postings(collection.schema, collection.vocabularies, {}) {
  impl_->add_changed(collection, keeping);
}
Postings::Postings(const record::Schema& schema, const record::Vocabularies& vocabularies, Room room)
    : impl_(std::make_unique<Impl>(schema, vocabularies, std::move(room))) {}
Postings::~Postings() = default;
Postings::Postings(Postings&&) noexcept = default;
Postings& Postings::operator=(Postings&&) noexcept = default;

void Postings::add(const record::Collection& collection, std::span<const record::Record* const> records) {
  const Preparation prepare(collection);
  for (const auto* const record : records) impl_->add(static_cast<std::uint32_t>(impl_->lengths.size()), prepare(*record));
}

void Postings::close() { impl_->close(); }

const std::string& Postings::language() const noexcept {
  return impl_->language;
}
const std::vector<std::string>& Postings::fields() const noexcept {
  return impl_->fields;
}
std::size_t Postings::records() const noexcept {
  return impl_->lengths.size();
}
const std::vector<std::uint32_t>& Postings::lengths() const noexcept {
  return impl_->lengths;
}
const std::vector<Years>& Postings::years() const noexcept {
  return impl_->years;
}
std::vector<std::pair<std::string, std::uint32_t>> Postings::words() const {
  std::vector<std::pair<std::string, std::uint32_t>> out;
  impl_->each([&](const std::string& term, std::span<const PackedPart> parts) {
    if (!term.starts_with(counted_mark)) return false;
    if (const auto count = count_records(parts); count > 0) out.emplace_back(term.substr(1), count);
    return true;
  });
  return out;
}
const std::map<std::string, std::vector<std::pair<std::string, std::string>>>& Postings::names() const noexcept {
  return impl_->names;
}

void Postings::each_term(const std::function<void(const std::string&, std::span<const Posting>)>& give) const {
  Unpacked unpacked;
  impl_->each([&](const std::string& term, std::span<const PackedPart> parts) {
    if (term.starts_with(counted_mark)) return true;
    if (const auto postings = unpacked.read(parts); !postings.empty()) give(term, postings);
    return true;
  });
}

std::string Postings::stemmer(std::string_view language_tag) {
  return stemmer_for(language_tag);
}

std::string Postings::stem(const std::string& language, const std::string& word) {
  return Stems(language).of(word);
}

std::span<const std::string_view> Postings::stop_words() noexcept {
  return library::stop_words();
}

}  // namespace fieldbook::library
