#include "core/library/places.hpp"

#include <xapian.h>

#include <algorithm>

#include "core/library/terms.hpp"

namespace fieldbook::library {
namespace {

std::uint32_t number_in(const std::string& bytes) {
  if (bytes.empty()) return 0;
  return static_cast<std::uint32_t>(Source(bytes).number());
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
  std::vector<std::pair<const std::string*, std::uint32_t>> sorted;
  for (const auto* const word : fresh_) sorted.emplace_back(word, ++written_);
  std::ranges::sort(sorted, {}, [](const auto& one) -> const std::string& { return *one.first; });  // neighbours share what they change
  for (const auto& [word, number] : sorted) database.set_metadata(word_key(*word), packed(number));
  database.set_metadata(key::words, packed(written_));
  fresh_.clear();
}

std::uint32_t WordNumbers::look_up(const Xapian::Database& database, const std::string& word) {
  return number_in(database.get_metadata(word_key(word)));
}

std::vector<std::string> WordNumbers::all(const Xapian::Database& database) {
  std::vector<std::string> out(std::size_t{number_in(database.get_metadata(key::words))} + 1);
  for (auto it = database.metadata_keys_begin(std::string(key::word)); it != database.metadata_keys_end(std::string(key::word)); ++it) {
    const auto number = number_in(database.get_metadata(*it));
    if (number >= out.size()) Source::fail();
    out[number] = (*it).substr(key::word.size());
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
