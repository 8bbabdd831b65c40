#include "core/library/phrases.hpp"

#include <algorithm>
#include <memory>

#include "core/library/places.hpp"
#include "core/library/terms.hpp"

namespace fieldbook::library {
namespace {

using Positions = std::vector<unsigned>;

// One position of each word, each after the one before, within the window.
bool stand_in_order(const std::vector<Positions>& words, unsigned window) {
  std::vector<std::size_t> next(words.size(), 0);
  for (const auto first : words.front()) {
    auto last = first;
    for (std::size_t i = 1; i < words.size(); ++i) {
      auto& at = next[i];
      while (at < words[i].size() && words[i][at] <= last) ++at;
      if (at == words[i].size()) return false;
      last = words[i][at];
    }
    if (last - first < window) return true;
  }
  return false;
}

// One position of each word, no two the same, within the window.
bool stand_near(const std::vector<Positions>& words, unsigned window) {
  std::vector<std::pair<unsigned, std::size_t>> all;  // position, word; the same word asked for twice is one word that must stand twice
  std::vector<std::size_t> wanted(words.size(), 0);
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto same = static_cast<std::size_t>(std::ranges::find(words, words[i]) - words.begin());
    if (++wanted[same] > 1) continue;
    for (const auto position : words[i]) all.emplace_back(position, same);
  }
  std::ranges::sort(all);
  std::vector<std::size_t> held(words.size(), 0);
  auto missing = words.size();
  for (std::size_t begin = 0, end = 0; end < all.size(); ++end) {
    if (auto& count = held[all[end].second]; ++count <= wanted[all[end].second]) --missing;
    for (; all[end].first - all[begin].first >= window; ++begin) {
      if (auto& count = held[all[begin].second]; count-- <= wanted[all[begin].second]) ++missing;
    }
    if (missing == 0) return true;
  }
  return false;
}

// The records in whose places the words stand together. It is asked last of the words of a query, of the records that have all of them.
class PlacesSource : public Xapian::PostingSource {
 public:
  explicit PlacesSource(Together together) : together_(std::move(together)) {}

  PostingSource* clone() const override { return new PlacesSource(together_); }
  void init(const Xapian::Database& database) override {
    all_ = database.get_doccount();
    at_ = database.valuestream_begin(slot::places);
    end_ = database.valuestream_end(slot::places);
    field_ = together_.prefix.empty() ? WordNumbers::none : WordNumbers::look_up(database, together_.prefix);
    numbers_.clear();
    for (const auto& stem : together_.stems) numbers_.push_back(WordNumbers::look_up(database, stem));
    positions_.resize(numbers_.size());
    const bool unknown = std::ranges::find(numbers_, WordNumbers::none) != numbers_.end() || (field_ == WordNumbers::none && !together_.prefix.empty());
    if (unknown) at_ = end_;
    started_ = false;
    set_maxweight(0);
  }
  Xapian::doccount get_termfreq_min() const override { return 0; }
  Xapian::doccount get_termfreq_est() const override { return all_; }
  Xapian::doccount get_termfreq_max() const override { return all_; }

  void next(double) override {
    if (started_) ++at_;
    started_ = true;
    find();
  }
  void skip_to(Xapian::docid id, double) override {
    started_ = true;
    if (at_ != end_ && at_.get_docid() < id) at_.skip_to(id);
    find();
  }
  bool check(Xapian::docid id, double) override {
    started_ = true;
    if (at_ != end_ && at_.get_docid() < id) at_.skip_to(id);
    return at_ == end_ || stand_together(*at_);
  }
  bool at_end() const override { return at_ == end_; }
  Xapian::docid get_docid() const override { return at_.get_docid(); }
  std::string get_description() const override { return "PlacesSource"; }

 private:
  void find() {
    while (at_ != end_ && !stand_together(*at_)) ++at_;
  }

  bool stand_together(const std::string& places) {
    for (auto& one : positions_) one.clear();
    each_place(places, [&](std::uint32_t field, std::uint32_t word, unsigned position) {
      if (field_ != WordNumbers::none && field != field_) return;
      for (std::size_t i = 0; i < numbers_.size(); ++i) {
        if (numbers_[i] == word) positions_[i].push_back(position);
      }
    });
    if (std::ranges::any_of(positions_, &Positions::empty)) return false;
    return together_.in_order ? stand_in_order(positions_, together_.window) : stand_near(positions_, together_.window);
  }

  Together together_;
  Xapian::doccount all_ = 0;
  Xapian::ValueIterator at_, end_;
  std::uint32_t field_ = WordNumbers::none;
  std::vector<std::uint32_t> numbers_;
  std::vector<Positions> positions_;
  bool started_ = false;
};

}  // namespace

Xapian::Query query_for(const Together& together, bool by_positions) {
  std::vector<std::string> terms;
  for (const auto& stem : together.stems) terms.push_back(together.prefix + stem);
  if (by_positions) {
    return {together.in_order ? Xapian::Query::OP_PHRASE : Xapian::Query::OP_NEAR, terms.begin(), terms.end(), together.window};
  }
  const Xapian::Query all(Xapian::Query::OP_AND, terms.begin(), terms.end());
  auto source = std::make_unique<PlacesSource>(together);
  return {Xapian::Query::OP_FILTER, all, Xapian::Query(source.release()->release())};
}

}  // namespace fieldbook::library
