#include "core/library/places.hpp"

#include <xapian.h>

#include <map>

#include "core/library/terms.hpp"

namespace fieldbook::library {
namespace {

std::uint32_t number_in(const std::string& bytes) {
  if (bytes.empty()) return 0;
  return static_cast<std::uint32_t>(Source(bytes).number());
}

// Words and their numbers.
template <class Use>
void each_in(std::string_view drawer, const Use& use) {
  for (Source source(drawer); !source.empty();) {
    const auto word = source.text();
    use(word, static_cast<std::uint32_t>(source.number()));
  }
}

std::string packed(std::uint32_t number) {
  std::string out;
  put(out, std::uint64_t{number});
  return out;
}

}  // namespace

WordNumbers::WordNumbers(const Xapian::Database& database)
    : database_(database), stored_(number_in(database.get_metadata(key::words))), written_(stored_) {}

std::uint32_t WordNumbers::of(const std::string& word) {
  const std::lock_guard lock(mutex_);
  const auto [at, is_new] = numbers_.try_emplace(word, none);
  if (!is_new) return at->second;
  if (stored_ > 0) at->second = look_up(database_, word);
  if (at->second == none) {
    fresh_.push_back(&at->first);
    at->second = written_ + static_cast<std::uint32_t>(fresh_.size());
  }
  return at->second;
}

void WordNumbers::write(Xapian::WritableDatabase& database) {
  if (fresh_.empty()) return;
  std::map<unsigned, std::string> added;
  for (const auto* const word : fresh_) {
    auto& drawer = added[drawer_of(*word)];
    put(drawer, *word);
    put(drawer, std::uint64_t{++written_});
  }
  for (const auto& [number, more] : added) {
    const auto key = drawer_key(key::word, number);
    database.set_metadata(key, database.get_metadata(key) + more);
  }
  database.set_metadata(key::words, packed(written_));
  fresh_.clear();
}

std::uint32_t WordNumbers::look_up(const Xapian::Database& database, const std::string& word) {
  auto out = none;
  each_in(database.get_metadata(drawer_key(key::word, drawer_of(word))), [&](std::string_view one, std::uint32_t number) {
    if (one == word) out = number;
  });
  return out;
}

std::vector<std::string> WordNumbers::all(const Xapian::Database& database) {
  std::vector<std::string> out(std::size_t{number_in(database.get_metadata(key::words))} + 1);
  for (unsigned drawer = 0; drawer < drawers; ++drawer) {
    each_in(database.get_metadata(drawer_key(key::word, drawer)), [&](std::string_view word, std::uint32_t number) {
      if (number >= out.size()) Source::fail();
      out[number] = word;
    });
  }
  return out;
}

void PlacesWriter::text(std::uint32_t field) {
  close();
  field_ = field;
}

void PlacesWriter::word(std::uint32_t number) {
  put(words_, std::uint64_t{number});
  ++count_;
}

const std::string& PlacesWriter::done() {
  close();
  return out_;
}

void PlacesWriter::clear() {
  out_.clear();
  words_.clear();
  field_ = count_ = 0;
}

void PlacesWriter::close() {
  if (count_ == 0) return;
  put(out_, std::uint64_t{field_});
  put(out_, std::uint64_t{count_});
  out_ += words_;
  words_.clear();
  count_ = 0;
}

}  // namespace fieldbook::library
