// SPDX-License-Identifier: MIT
#include "network.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <charconv>
#include <mutex>
#include <stdexcept>

#include "flat_map.hpp"
#include "hash.hpp"

namespace fieldbook::rubric {
namespace {

// Whole numbers throughout, so that every machine gives the same answers. A word is int16 in thirtieths, a filter's weight in
// 1/1024, their product in 1/30,720; what is kept of a word is in 1/960.
constexpr int weight_steps = 1024;
constexpr int kept_shift = 5;
constexpr int kept_steps = point::steps * weight_steps >> kept_shift;
constexpr std::size_t padded = 104;            // dimensions, a multiple of what a processor multiplies at once
constexpr std::size_t widest = 6, most_filters = 4096, most_words = 200'000, longest_word = 64;
constexpr int most_kept = 4600;                // of a word for one tap: a bias and as many as a window has stay within 16 bits
constexpr std::size_t words_at_most = 400;     // of a sentence; the rest of a longer one is not listened to

using Vector = std::array<std::int16_t, padded>;

[[noreturn]] void refuse(std::size_t line, const std::string& why) { throw std::invalid_argument("network, line " + std::to_string(line) + ": " + why); }

std::string_view take_until(std::string_view& text, char end) {
  const auto part = text.substr(0, text.find(end));
  text.remove_prefix(std::min(part.size() + 1, text.size()));
  return part;
}

int take_number(std::string_view& text, std::size_t line, int lowest, int highest) {
  const auto part = take_until(text, ' ');
  int value = 0;
  const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), value);
  if (error != std::errc() || end != part.data() + part.size() || value < lowest || value > highest) refuse(line, "\"" + std::string(part) + "\" is no whole number in range");
  return value;
}

std::uint64_t key_of_word(std::string_view word) { return key_of(with(no_bytes, word)); }

int product(const Vector& a, const Vector& b) {
  int sum = 0;
  for (std::size_t i = 0; i < padded; ++i) sum += a[i] * b[i];
  return sum;
}

void add(std::int16_t* __restrict to, const std::int16_t* __restrict from, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) to[i] = static_cast<std::int16_t>(to[i] + from[i]);
}

void raise(std::int16_t* __restrict to, const std::int16_t* __restrict from, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) to[i] = std::max(to[i], from[i]);
}

template <typename Found>
void each_word(std::span<const Word> words, Found&& found) {
  std::size_t count = 0;
  for (const auto& word : words) {
    if (word.pause != Pause::none && count > 0) found(word.pause == Pause::comma ? "," : ";");
    found(!word.text.empty() && word.text.front() >= '0' && word.text.front() <= '9' ? std::string_view("#") : std::string_view(word.text));
    if (++count == words_at_most) return;
  }
}

}  // namespace

std::vector<std::string> network_words(std::span<const Word> words) {
  std::vector<std::string> out;
  each_word(words, [&](std::string_view word) { out.emplace_back(word); });
  return out;
}

// Filters of one width stand together, narrow ones first; `taps` has for each filter one vector a place of its window. What a word is
// to a tap stands at the tap's place: for each width, for each place in the window, for each filter.
struct Network::Filters {
  struct Width {
    std::size_t width = 0, filters = 0;
    std::size_t first_filter = 0, first_tap = 0;
  };
  std::vector<Width> widths;
  std::vector<std::int16_t> biases;
  std::vector<Vector> taps;
};

// The points of all words, and of each word that was met what it is to every tap. Such rows are made when they are first asked for and never change.
class Network::Vocabulary {
 public:
  explicit Vocabulary(const Filters& filters) : filters_(filters) {}

  void reserve(std::size_t words) { places_ = FlatMap<std::uint32_t>(words); }

  // The text must outlive this.
  void add(std::string_view word, const char* points, std::size_t line) {
    if (word.empty() || word.size() > longest_word) refuse(line, "a word has 1 to 64 bytes");
    if (words_.size() == most_words) refuse(line, "there are more than 200,000 words");
    if (!places_.insert(key_of_word(word), static_cast<std::uint32_t>(words_.size())).second) refuse(line, "this word stands twice");
    words_.push_back({word, points});
  }

  void close() { rows_ = std::vector<std::atomic<const std::int16_t*>>(words_.size()); }

  // What the word is to every tap; nullptr for one that is not known.
  const std::int16_t* row(std::string_view word) {
    const auto* place = places_.find(key_of_word(word));
    if (place == nullptr || words_[*place].text != word) return nullptr;
    const auto* made = rows_[*place].load(std::memory_order_acquire);
    return made != nullptr ? made : make(*place);
  }

 private:
  struct Known {
    std::string_view text;
    const char* points = nullptr;
  };

  const std::int16_t* make(std::uint32_t place) {
    Vector vector{};
    for (std::size_t i = 0; i < point::dimensions; ++i) vector[i] = static_cast<std::int16_t>(words_[place].points[i] - point::middle);
    auto row = std::make_unique<std::int16_t[]>(filters_.taps.size());
    for (std::size_t i = 0; i < filters_.taps.size(); ++i)
      row[i] = static_cast<std::int16_t>(std::clamp((product(vector, filters_.taps[i]) + (1 << (kept_shift - 1))) >> kept_shift, -most_kept, most_kept));
    const std::lock_guard lock(making_);
    if (const auto* made = rows_[place].load(std::memory_order_relaxed)) return made;
    store_.push_back(std::move(row));
    rows_[place].store(store_.back().get(), std::memory_order_release);
    return store_.back().get();
  }

  const Filters& filters_;
  FlatMap<std::uint32_t> places_;
  std::vector<Known> words_;
  std::vector<std::atomic<const std::int16_t*>> rows_;
  std::mutex making_;
  std::vector<std::unique_ptr<std::int16_t[]>> store_;
};

namespace {

// "width filters" of the line's rest, and the lines of the filters: the bias, then the weights place by place.
template <typename Filters>
void read_width(std::string_view rest, std::string_view& text, std::size_t& line, Filters& filters) {
  auto& added = filters.widths.emplace_back();
  added.width = static_cast<std::size_t>(take_number(rest, line, 1, static_cast<int>(widest)));
  added.filters = static_cast<std::size_t>(take_number(rest, line, 1, static_cast<int>(most_filters)));
  if (!rest.empty()) refuse(line, "a width is given as \"filters WIDTH COUNT\"");
  added.first_filter = filters.biases.size();
  added.first_tap = filters.taps.size();
  if (added.first_filter + added.filters > most_filters) refuse(line, "there are more than 4,096 filters");
  filters.taps.resize(added.first_tap + added.width * added.filters);
  for (std::size_t f = 0; f < added.filters; ++f) {
    ++line;
    auto row = take_until(text, '\n');
    filters.biases.push_back(static_cast<std::int16_t>(take_number(row, line, -most_kept, most_kept)));
    for (std::size_t place = 0; place < added.width; ++place)
      for (std::size_t i = 0; i < point::dimensions; ++i)
        filters.taps[added.first_tap + place * added.filters + f][i] = static_cast<std::int16_t>(take_number(row, line, -32000, 32000));
    if (!row.empty()) refuse(line, "there are more numbers than the filter has weights");
  }
}

}  // namespace

Network::Network(std::string_view text) {
  constexpr std::size_t usual_line_bytes = 100;
  auto filters = std::make_unique<Filters>();
  auto vocabulary = std::make_unique<Vocabulary>(*filters);
  vocabulary->reserve(text.size() / usual_line_bytes);
  for (std::size_t line = 1; !text.empty(); ++line) {
    auto rest = take_until(text, '\n');
    if (rest.empty() || (rest.front() == '#' && rest.substr(0, 2) != "#\t")) continue;
    if (rest.starts_with("filters ")) {
      read_width(rest.substr(8), text, line, *filters);
      continue;
    }
    const auto word = take_until(rest, '\t');
    if (rest.size() != point::dimensions || !std::ranges::all_of(rest, [](char c) { return c >= point::lowest && c <= point::highest; }))
      refuse(line, "this is neither filters nor a word with a hundred places");
    vocabulary->add(word, rest.data(), line);
  }
  if (filters->widths.empty()) throw std::invalid_argument("network: there are no filters");
  vocabulary->close();
  filters_ = std::move(filters);
  vocabulary_ = std::move(vocabulary);
}

Network::~Network() = default;
Network::Network(Network&&) noexcept = default;
Network& Network::operator=(Network&&) noexcept = default;

std::size_t Network::filters() const noexcept { return filters_->biases.size(); }

// A window may reach over the ends of the sentence, where no words are: each filter is asked at every place that holds a word.
void Network::answer(std::span<const Word> words, std::vector<float>& answers) const {
  answers.assign(filters(), 0);
  std::vector<const std::int16_t*> rows;
  each_word(words, [&](std::string_view word) { rows.push_back(vocabulary_->row(word)); });
  std::vector<std::int16_t> sum(filters()), best(filters());
  for (const auto& [width, count, first_filter, first_tap] : filters_->widths) {
    std::fill_n(best.begin(), count, std::int16_t{0});
    for (std::size_t end = 1; !rows.empty() && end < rows.size() + width; ++end) {
      std::copy_n(&filters_->biases[first_filter], count, sum.begin());
      for (std::size_t place = 0; place < width; ++place) {
        const auto at = end + place;           // of the word behind the one at this place of the window
        if (at < width || at >= rows.size() + width || rows[at - width] == nullptr) continue;
        add(sum.data(), rows[at - width] + first_tap + place * count, count);
      }
      raise(best.data(), sum.data(), count);
    }
    for (std::size_t f = 0; f < count; ++f) answers[first_filter + f] = static_cast<float>(best[f]) / kept_steps;
  }
}

}  // namespace fieldbook::rubric
