#include "core/library/postings.hpp"

#include <algorithm>
#include <limits>
#include <unordered_map>

#include "core/library/card.hpp"
#include "core/library/indexable.hpp"
#include "core/library/names.hpp"
#include "core/library/posting_runs.hpp"
#include "core/library/record_terms.hpp"
#include "core/library/stop_words.hpp"
#include "core/library/terms.hpp"

namespace fieldbook::library {
namespace {

void put(std::string& out, std::uint32_t number) {
  for (; number >= 0x80; number >>= 7) out.push_back(static_cast<char>(number | 0x80));
  out.push_back(static_cast<char>(number));
}

std::uint32_t take(const char*& at) {
  std::uint32_t number = 0;
  for (unsigned shift = 0;; shift += 7) {
    const auto byte = static_cast<unsigned char>(*at++);
    number |= (byte & 0x7fU) << shift;
    if (byte < 0x80) return number;
  }
}

constexpr auto no_record = std::numeric_limits<std::uint32_t>::max();

// The postings of a term as bytes: millions of them must fit into memory.
struct Packed {
  std::string bytes;  // record, count, number of positions, positions; records and positions as differences
  std::uint32_t last = 0;
  std::uint32_t record = no_record, count = 0;  // what is being gathered
  std::vector<std::uint32_t> positions;

  void close() {
    if (record == no_record) return;
    put(bytes, record - last);
    put(bytes, count);
    put(bytes, static_cast<std::uint32_t>(positions.size()));
    std::uint32_t before = 0;
    for (const auto position : positions) {
      put(bytes, position - before);
      before = position;
    }
    last = record;
  }
  void open(std::uint32_t next) {
    if (record == next) return;
    close();
    record = next;
    count = 0;
    positions.clear();
  }
};

// In how many records each of the counted words is.
class WordCounts {
 public:
  void count(const WordKnown& word, std::uint32_t record) {
    if (word.number >= of_word_.size()) of_word_.resize(std::max(2 * of_word_.size(), word.number + 1024));
    auto& known = of_word_[word.number];
    if (known.last == record) return;
    if (known.last == no_record && is_counted(word.word)) known.word = word.word;
    known.last = record;
    ++known.count;
  }

  std::vector<std::pair<std::string, std::uint32_t>> all() {
    std::vector<std::pair<std::string, std::uint32_t>> out;
    for (auto& known : of_word_) {
      if (!known.word.empty()) out.emplace_back(std::move(known.word), known.count);
    }
    std::ranges::sort(out);
    return out;
  }

 private:
  struct Known {
    std::string word;  // empty: not counted
    std::uint32_t count = 0, last = no_record;
  };

  std::vector<Known> of_word_;  // by the word's number
};

class Gathering : public TermSink {
 public:
  void begin(std::uint32_t record) {
    record_ = record;
    length_ = 0;
  }
  std::uint32_t length() const { return length_; }

  void text(const std::string& prefix) override {
    prefix_ = prefix;
    of_field_ = prefix.empty() ? nullptr : &of_fields_[prefix];
  }
  void word(const WordKnown& known, unsigned position, unsigned weight) override { place(packed(of_word_, known, {}), position, weight); }
  void field_word(const WordKnown& known, unsigned position, unsigned weight) override {
    place(packed(*of_field_, known, prefix_), position, weight);
  }
  void counted(const WordKnown& known) override { counts_.count(known, record_); }
  void value(const std::string& term, unsigned weight) override { add(terms_[term], weight); }

  std::vector<std::pair<std::string, std::uint32_t>> words() { return counts_.all(); }
  // What it takes in memory, about.
  std::size_t size() const { return bytes_ + terms_.size() * bytes_a_term; }

  // All terms so far. Begins anew.
  PackedTerms all() {
    PackedTerms out;
    out.reserve(terms_.size());
    for (auto& [term, packed] : terms_) {
      packed.close();
      out.emplace_back(term, std::move(packed.bytes));
    }
    terms_.clear();
    of_word_.clear();
    of_fields_.clear();
    of_field_ = nullptr;
    bytes_ = 0;
    std::ranges::sort(out, {}, &std::pair<std::string, std::string>::first);
    return out;
  }

 private:
  static constexpr std::size_t bytes_a_term = 250;  // its name, its place in the table, and what is being gathered

  void add(Packed& packed, unsigned weight) {
    const auto before = packed.bytes.size();
    packed.open(record_);
    bytes_ += packed.bytes.size() - before;
    packed.count += weight;
    length_ += weight;
  }
  void place(Packed& packed, unsigned position, unsigned weight) {
    add(packed, weight);
    if (packed.positions.empty() || packed.positions.back() != position) packed.positions.push_back(position);
  }

  // Most words have been met before: they need no look at the table of terms.
  using OfWords = std::vector<Packed*>;  // by the word's number
  Packed& packed(OfWords& of_words, const WordKnown& known, const std::string& prefix) {
    if (known.number >= of_words.size()) of_words.resize(std::max(2 * of_words.size(), known.number + 1024));
    auto*& packed = of_words[known.number];
    if (packed == nullptr) packed = &terms_[prefix + known.stem];
    return *packed;
  }

  std::unordered_map<std::string, Packed> terms_;
  OfWords of_word_;
  std::unordered_map<std::string, OfWords> of_fields_;  // by prefix
  OfWords* of_field_ = nullptr;                         // of the text
  std::string prefix_;
  WordCounts counts_;
  std::uint32_t record_ = 0, length_ = 0;
  std::size_t bytes_ = 0;
};

// As the index keeps the postings of one term, unpacked.
class Unpacked {
 public:
  std::span<const Posting> read(const std::vector<std::string_view>& parts) {
    postings_.clear();
    positions_.clear();
    begins_.clear();
    for (const auto part : parts) add(part);
    begins_.push_back(positions_.size());
    for (std::size_t i = 0; i < postings_.size(); ++i)
      postings_[i].positions = std::span(positions_).subspan(begins_[i], begins_[i + 1] - begins_[i]);
    return postings_;
  }

 private:
  void add(std::string_view bytes) {
    std::uint32_t record = 0;
    for (const char *at = bytes.data(), *end = at + bytes.size(); at != end;) {
      record += take(at);
      const auto count = take(at);
      postings_.push_back({record, count, {}});
      begins_.push_back(positions_.size());
      std::uint32_t position = 0;
      for (auto left = take(at); left > 0; --left) positions_.push_back(position += take(at));
    }
  }

  std::vector<Posting> postings_;
  std::vector<std::uint32_t> positions_;
  std::vector<std::size_t> begins_;
};

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

  void add(const Indexable& ready) {
    auto& [stems, gathering] = *gathered;
    gathering.begin(static_cast<std::uint32_t>(lengths.size()));
    give_terms(ready, stems, gathering);
    lengths.push_back(gathering.length());
    years.push_back(ready.first && ready.last ? Years{static_cast<std::uint32_t>(ready.first->year), static_cast<std::uint32_t>(ready.last->year)} : Years{});
    if (!room.folder.empty() && gathering.size() > room.held_bytes) runs.add(room.folder, gathering.all());
  }

  void close() {
    terms = gathered->gathering.all();
    words = gathered->gathering.words();
    gathered.reset();
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
  PackedTerms terms;  // that came after the last run
  std::vector<std::pair<std::string, std::uint32_t>> words;
  std::map<std::string, std::vector<std::pair<std::string, std::string>>> names;
};

Postings::Postings(const record::Collection& collection) : Postings(collection.schema, collection.vocabularies, {}) {
  std::vector<const record::Record*> all;
  for (const auto& record : collection.records) all.push_back(&record);
  add(collection, all);
  close();
}
Postings::Postings(const record::Schema& schema, const record::Vocabularies& vocabularies, Room room)
    : impl_(std::make_unique<Impl>(schema, vocabularies, std::move(room))) {}
Postings::~Postings() = default;
Postings::Postings(Postings&&) noexcept = default;
Postings& Postings::operator=(Postings&&) noexcept = default;

void Postings::add(const record::Collection& collection, std::span<const record::Record* const> records) {
  const Preparation prepare(collection);
  for (const auto* const record : records) impl_->add(prepare(*record));
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
const std::vector<std::pair<std::string, std::uint32_t>>& Postings::words() const noexcept {
  return impl_->words;
}
const std::map<std::string, std::vector<std::pair<std::string, std::string>>>& Postings::names() const noexcept {
  return impl_->names;
}

void Postings::each_term(const std::function<void(const std::string&, std::span<const Posting>)>& give) const {
  Unpacked unpacked;
  impl_->runs.each_term(impl_->terms, [&](const std::string& term, const std::vector<std::string_view>& parts) { give(term, unpacked.read(parts)); });
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
