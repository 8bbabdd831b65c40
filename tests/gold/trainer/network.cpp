#include "tests/gold/trainer/network.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <stdexcept>

#include "core/base/file.hpp"
#include "plugins/sdk/rubric/network.hpp"

// Sums are made in one order, whatever vectors the processor has: no sum of products is fused (CMakeLists.txt) or turned round.
#define FIELDBOOK_EVERY_PROCESSOR __attribute__((target_clones("avx512f", "avx2", "default")))

namespace fieldbook::gold {
namespace {

namespace point = rubric::point;
constexpr std::size_t dims = point::dimensions;

// Chosen on passages of writers that the network had not seen (README.md).
constexpr std::size_t widths = 4;               // 1 to 4 words
constexpr std::size_t filters_a_width = 40;
constexpr int rounds = 7;
constexpr std::size_t sentences_a_step = 64;
constexpr float first_rate = 0.002F, last_rate = 0.0002F;   // of Adam (Kingma and Ba 2015), falling evenly by rounds
constexpr float word_rate = 0.03F;              // of AdaGrad (Duchi et al. 2011), by which words move
constexpr float dropped = 0.4F;                 // share of answers left out in each step (Srivastava et al. 2014)
constexpr float decay = 1e-5F;
constexpr std::size_t longest_sentence = 60;    // words; more are not learned from
constexpr std::size_t longest_file_bytes = std::size_t{64} << 20;

constexpr std::size_t filters = widths * filters_a_width;
constexpr std::size_t taps = filters_a_width * widths * (widths + 1) / 2;
// Where the taps of a width begin: for each place of its window one for each filter.
constexpr std::size_t first_tap(std::size_t width) { return filters_a_width * width * (width - 1) / 2; }

using Floats = std::vector<float>;

FIELDBOOK_EVERY_PROCESSOR void add_times(float* to, const float* from, float factor, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) to[i] += factor * from[i];
}

// Four rows at once, so that what is multiplied is fetched once.
FIELDBOOK_EVERY_PROCESSOR void add_times_four(float* to, std::size_t stride, const float* from, const float* factors, std::size_t factor_stride, std::size_t count) {
  const float a = factors[0], b = factors[factor_stride], c = factors[2 * factor_stride], d = factors[3 * factor_stride];
  float *one = to, *two = to + stride, *three = to + 2 * stride, *four = to + 3 * stride;
  for (std::size_t i = 0; i < count; ++i) {
    one[i] += a * from[i];
    two[i] += b * from[i];
    three[i] += c * from[i];
    four[i] += d * from[i];
  }
}

// to[rows x columns] = a[rows x inner] * b[inner x columns]; `to` is filled before.
void multiply(float* to, const float* a, const float* b, std::size_t rows, std::size_t inner, std::size_t columns) {
  std::size_t r = 0;
  for (; r + 4 <= rows; r += 4)
    for (std::size_t k = 0; k < inner; ++k) add_times_four(to + r * columns, columns, b + k * columns, a + r * inner + k, inner, columns);
  for (; r < rows; ++r)
    for (std::size_t k = 0; k < inner; ++k) add_times(to + r * columns, b + k * columns, a[r * inner + k], columns);
}

FIELDBOOK_EVERY_PROCESSOR void adam_step(float* values, const float* slopes, float* mean, float* square, std::size_t count, float rate, float mean_share, float square_share, float shrink) {
  for (std::size_t i = 0; i < count; ++i) {
    mean[i] = 0.9F * mean[i] + 0.1F * slopes[i];
    square[i] = 0.999F * square[i] + 0.001F * slopes[i] * slopes[i];
    values[i] -= rate * (mean[i] * mean_share / (std::sqrt(square[i] * square_share) + 1e-8F) + shrink * values[i]);
  }
}

class Chance {
 public:
  float part() { return static_cast<float>(source_() >> 8) / 16777216.0F; }
  float about(float spread) { return spread * std::sqrt(3.0F) * (2 * part() - 1); }
  void shuffle(std::vector<std::size_t>& all) {
    for (auto i = all.size(); i > 1; --i) std::swap(all[i - 1], all[source_() % i]);
  }

 private:
  std::mt19937 source_{1};
};

// Numbers that are learned, with what Adam keeps of each.
struct Learned {
  explicit Learned(std::size_t count) : values(count), slopes(count), mean(count), square(count) {}
  void step(float rate, int steps, float shrink) {
    adam_step(values.data(), slopes.data(), mean.data(), square.data(), values.size(), rate, static_cast<float>(1 / (1 - std::pow(0.9, steps))),
              static_cast<float>(1 / (1 - std::pow(0.999, steps))), shrink);
  }
  Floats values, slopes, mean, square;
};

struct Sentence {
  std::vector<std::uint32_t> words;  // 0: not known
  std::vector<std::pair<std::size_t, bool>> marks;  // criterion, and whether it says the opposite
  const Source* source = nullptr;
};

struct Text {
  std::vector<Sentence> sentences;
  std::vector<std::pair<std::size_t, bool>> marks;
  bool labelled = false, elsewhere = false;
};

std::vector<std::pair<std::size_t, bool>> marks_of(const Ratings& ratings, const std::vector<std::string>& criteria) {
  std::vector<std::pair<std::size_t, bool>> marks;
  for (const auto& [id, rating] : ratings) {
    const auto found = std::ranges::find(criteria, id);
    if (found != criteria.end() && rating != assess::Rating::absent) marks.emplace_back(found - criteria.begin(), rating == assess::Rating::contradicted);
  }
  return marks;
}

class Words {
 public:
  explicit Words(const std::filesystem::path& file) : names_{""}, points_(dims) {
    const auto text = read_file(file, longest_file_bytes);
    for (std::size_t at = 0; at < text.size();) {
      const auto end = std::min(text.find('\n', at), text.size()), tab = text.find('\t', at);
      if (tab >= end || end - tab - 1 != dims) throw std::runtime_error(file.string() + ": a line is no word with a hundred places");
      places_.emplace(text.substr(at, tab - at), static_cast<std::uint32_t>(names_.size()));
      names_.push_back(text.substr(at, tab - at));
      for (std::size_t i = 0; i < dims; ++i) points_.push_back(static_cast<float>(text[tab + 1 + i] - point::middle) / point::steps);
      at = end + 1;
    }
    squares_.resize(points_.size());
  }

  std::uint32_t place(const std::string& word) const {
    const auto found = places_.find(word);
    return found == places_.end() ? 0 : found->second;
  }
  const float* point_of(std::uint32_t word) const { return &points_[word * dims]; }

  void move(std::uint32_t word, const float* slopes) {
    if (word == 0) return;
    for (std::size_t i = 0; i < dims; ++i) {
      auto& square = squares_[word * dims + i];
      square += slopes[i] * slopes[i];
      points_[word * dims + i] -= word_rate * slopes[i] / (std::sqrt(square) + 1e-6F);
    }
  }

  std::string lines() const {
    std::string out;
    for (std::size_t word = 1; word < names_.size(); ++word) {
      out += names_[word] + "\t";
      for (std::size_t i = 0; i < dims; ++i)
        out += static_cast<char>(std::clamp<long>(std::lround(points_[word * dims + i] * point::steps) + point::middle, point::lowest, point::highest));
      out += "\n";
    }
    return out;
  }

 private:
  std::unordered_map<std::string, std::uint32_t> places_;
  std::vector<std::string> names_;
  Floats points_, squares_;
};

std::vector<Text> texts_of(const Examples& examples, const std::vector<std::string>& criteria, const Words& words) {
  std::vector<Text> texts(examples.texts.size());
  for (std::size_t i = 0; i < texts.size(); ++i) {
    texts[i].labelled = examples.texts[i].labelled;
    texts[i].elsewhere = examples.texts[i].elsewhere;
    texts[i].marks = marks_of(examples.texts[i].ratings, criteria);
  }
  for (const auto& example : examples.sentences) {
    const auto& source = examples.sources[example.source];
    Sentence sentence{.words = {}, .marks = marks_of(source.ratings, criteria), .source = &source};
    for (const auto& word : example.words)
      if (sentence.words.size() < longest_sentence) sentence.words.push_back(words.place(word));
    texts[source.text].sentences.push_back(std::move(sentence));
  }
  std::erase_if(texts, [](const Text& text) { return text.sentences.empty(); });
  return texts;
}

class Network {
 public:
  Network(std::vector<std::string> criteria, Words words)
      : criteria_(std::move(criteria)), words_(std::move(words)), outputs_(2 * criteria_.size() + 1), taps_(taps * dims), biases_(filters),
        says_(filters * outputs_), says_bias_(outputs_), whole_(filters * outputs_), whole_bias_(outputs_), across_(dims * taps) {
    for (std::size_t width = 1; width <= widths; ++width)
      for (std::size_t i = first_tap(width) * dims; i < first_tap(width + 1) * dims; ++i) taps_.values[i] = chance_.about(std::sqrt(2.0F / static_cast<float>(width * dims)));
    for (auto* weights : {&says_.values, &whole_.values})
      for (auto& value : *weights) value = chance_.about(0.01F);
    std::ranges::fill(whole_bias_.values, -3.0F);
    std::ranges::fill(says_bias_.values, -5.0F);
  }

  void learn(const std::vector<Text>& texts, const std::function<void(const std::string&)>& progress) {
    std::vector<std::size_t> order(texts.size());
    std::iota(order.begin(), order.end(), 0);
    for (int round = 0; round < rounds; ++round) {
      rate_ = first_rate + (last_rate - first_rate) * static_cast<float>(round) / static_cast<float>(rounds);
      loss_ = 0;
      chance_.shuffle(order);
      std::size_t learned = 0;
      for (std::size_t i = 0; i < order.size();) {
        step_.clear();
        for (std::size_t sentences = 0; i < order.size() && sentences < sentences_a_step; ++i) {
          step_.push_back(&texts[order[i]]);
          sentences += step_.back()->sentences.size();
        }
        learn_step();
        for (const auto* text : step_) learned += text->sentences.size();
      }
      progress(fmt::format("round {} of {}: loss {:.4f} a sentence", round + 1, rounds, loss_ / static_cast<double>(learned)));
    }
  }

  LearnedNetwork result() const {
    LearnedNetwork out;
    out.file = "# Learned by fieldbook-train from tests/gold; the form is in plugins/sdk/rubric/README.md.\n";
    for (std::size_t width = 1; width <= widths; ++width) {
      out.file += fmt::format("filters {} {}\n", width, filters_a_width);
      for (std::size_t f = 0; f < filters_a_width; ++f) {
        out.file += fmt::format("{}", std::lround(960 * biases_.values[(width - 1) * filters_a_width + f]));
        for (std::size_t place = 0; place < width; ++place)
          for (std::size_t i = 0; i < dims; ++i) out.file += fmt::format(" {}", std::lround(1024 * taps_.values[(first_tap(width) + place * filters_a_width + f) * dims + i]));
        out.file += "\n";
      }
    }
    out.file += words_.lines();
    const auto count = criteria_.size();
    for (std::size_t c = 0; c < count; ++c)
      out.criteria.push_back({model(says_, says_bias_, c), model(says_, says_bias_, count + c), model(whole_, whole_bias_, c), model(whole_, whole_bias_, count + c)});
    out.elsewhere = model(whole_, whole_bias_, 2 * count);
    return out;
  }

 private:
  Model model(const Learned& weights, const Learned& biases, std::size_t output) const {
    Model model{.bias = biases.values[output], .weights = {}};
    for (std::size_t f = 0; f < filters; ++f) model.weights.push_back(weights.values[f * outputs_ + output]);
    return model;
  }

  // What every word of the step is to every tap.
  void respond() {
    known_.clear();
    place_.clear();
    sentences_.clear();
    text_of_.clear();
    for (std::size_t t = 0; t < step_.size(); ++t)
      for (const auto& sentence : step_[t]->sentences) {
        sentences_.push_back(&sentence);
        text_of_.push_back(t);
        for (const auto word : sentence.words)
          if (place_.emplace(word, known_.size()).second) known_.push_back(word);
      }
    for (std::size_t tap = 0; tap < taps; ++tap)
      for (std::size_t i = 0; i < dims; ++i) across_[i * taps + tap] = taps_.values[tap * dims + i];
    points_.resize(known_.size() * dims);
    for (std::size_t w = 0; w < known_.size(); ++w) std::copy_n(words_.point_of(known_[w]), dims, &points_[w * dims]);
    rows_.assign(known_.size() * taps, 0);
    multiply(rows_.data(), points_.data(), across_.data(), known_.size(), dims, taps);
  }

  // The largest answer of each filter, and the end of the window that gave it; 0 where none was above 0.
  void answer() {
    answers_.assign(sentences_.size() * filters, 0);
    ends_.assign(sentences_.size() * filters, 0);
    Floats sum(filters_a_width);
    for (std::size_t s = 0; s < sentences_.size(); ++s) {
      const auto& words = sentences_[s]->words;
      rows_of_.clear();
      for (const auto word : words) rows_of_.push_back(place_.at(word));
      for (std::size_t width = 1; width <= widths; ++width) {
        auto* answers = &answers_[s * filters + (width - 1) * filters_a_width];
        auto* ends = &ends_[s * filters + (width - 1) * filters_a_width];
        for (std::size_t end = 1; !words.empty() && end < words.size() + width; ++end) {
          std::copy_n(&biases_.values[(width - 1) * filters_a_width], filters_a_width, sum.data());
          for (std::size_t place = 0; place < width; ++place) {
            const auto at = end + place;
            if (at >= width && at < words.size() + width) add_times(sum.data(), &rows_[rows_of_[at - width] * taps + first_tap(width) + place * filters_a_width], 1, filters_a_width);
          }
          for (std::size_t f = 0; f < filters_a_width; ++f)
            if (sum[f] > answers[f]) {
              answers[f] = sum[f];
              ends[f] = static_cast<std::uint32_t>(end);
            }
        }
      }
    }
  }

  static float share(float odds) { return 1 / (1 + std::exp(-odds)); }

  // Slope of the loss by one output, which should be likely or not.
  void slope_of(float odds, bool wanted, float& slope, bool counted) {
    const float likely = share(odds);
    slope = (likely - (wanted ? 1.0F : 0.0F)) / static_cast<float>(sentences_.size());
    if (counted) loss_ -= std::log(std::max(1e-7F, wanted ? likely : 1 - likely));
  }

  // The same for the criteria of one row, by its marks; those that the labels say nothing of have none.
  template <typename Said>
  void slopes_of(const float* odds, const std::vector<std::pair<std::size_t, bool>>& marks, float* slopes, Said&& said, bool counted) {
    const auto count = criteria_.size();
    wanted_.assign(2 * count, false);
    for (const auto& [criterion, opposite] : marks) wanted_[criterion + (opposite ? count : 0)] = true;
    for (std::size_t o = 0; o < 2 * count; ++o)
      if (said(o % count)) slope_of(odds[o], wanted_[o], slopes[o], counted);
  }

  // The slopes of one layer of outputs over rows of answers, into its weights, and back into the answers.
  void back(const Floats& answers, const Floats& slopes, Learned& weights, Learned& biases, Floats& back_slopes) {
    const auto rows = slopes.size() / outputs_;
    std::ranges::fill(weights.slopes, 0.0F);
    std::ranges::fill(biases.slopes, 0.0F);
    back_slopes.assign(answers.size(), 0);
    turned_.resize(outputs_ * filters);
    for (std::size_t f = 0; f < filters; ++f)
      for (std::size_t o = 0; o < outputs_; ++o) turned_[o * filters + f] = weights.values[f * outputs_ + o];
    for (std::size_t r = 0; r < rows; ++r) {
      const auto* slope = &slopes[r * outputs_];
      add_times(biases.slopes.data(), slope, 1, outputs_);
      for (std::size_t f = 0; f < filters; ++f)
        if (answers[r * filters + f] != 0) add_times(&weights.slopes[f * outputs_], slope, answers[r * filters + f], outputs_);
    }
    multiply(back_slopes.data(), slopes.data(), turned_.data(), rows, outputs_, filters);
  }

  Floats odds_of(const Floats& answers, const Learned& weights, const Learned& biases) const {
    const auto rows = answers.size() / filters;
    Floats odds;
    for (std::size_t r = 0; r < rows; ++r) odds.insert(odds.end(), biases.values.begin(), biases.values.end());
    multiply(odds.data(), answers.data(), weights.values.data(), rows, filters, outputs_);
    return odds;
  }

  // Leaves out some of the answers and makes up for it in the others; gives what each was multiplied by.
  Floats drop(Floats& answers) {
    Floats kept(answers.size());
    for (std::size_t i = 0; i < answers.size(); ++i) answers[i] *= kept[i] = chance_.part() < dropped ? 0 : 1 / (1 - dropped);
    return kept;
  }

  void learn_step() {
    respond();
    answer();
    // Each filter's largest answer in a text as a whole, and the sentence that gave it.
    Floats of_text(step_.size() * filters);
    std::vector<std::size_t> from(of_text.size());
    for (std::size_t s = 0; s < sentences_.size(); ++s)
      for (std::size_t f = 0; f < filters; ++f) {
        const auto at = text_of_[s] * filters + f;
        if (answers_[s * filters + f] > of_text[at]) {
          of_text[at] = answers_[s * filters + f];
          from[at] = s;
        }
      }
    const auto kept = drop(answers_), kept_of_text = drop(of_text);
    const auto odds = odds_of(answers_, says_, says_bias_), whole_odds = odds_of(of_text, whole_, whole_bias_);
    Floats slopes(odds.size()), whole_slopes(whole_odds.size()), back_slopes, whole_back_slopes;
    for (std::size_t s = 0; s < sentences_.size(); ++s) {
      const auto& source = *sentences_[s]->source;
      const bool all = source.approach.empty() || source.elsewhere;
      slopes_of(&odds[s * outputs_], sentences_[s]->marks, &slopes[s * outputs_], [&](std::size_t criterion) { return all || criteria_[criterion].starts_with(source.id_prefix); }, true);
    }
    for (std::size_t t = 0; t < step_.size(); ++t)
      if (step_[t]->labelled) {
        const auto row = t * outputs_, last = row + outputs_ - 1;
        slopes_of(&whole_odds[row], step_[t]->marks, &whole_slopes[row], [](std::size_t) { return true; }, false);
        slope_of(whole_odds[last], step_[t]->elsewhere, whole_slopes[last], false);
      }
    back(answers_, slopes, says_, says_bias_, back_slopes);
    back(of_text, whole_slopes, whole_, whole_bias_, whole_back_slopes);
    for (std::size_t i = 0; i < back_slopes.size(); ++i) back_slopes[i] *= kept[i];
    for (std::size_t i = 0; i < whole_back_slopes.size(); ++i)
      if (of_text[i] != 0) back_slopes[from[i] * filters + i % filters] += whole_back_slopes[i] * kept_of_text[i];
    back_into_words(back_slopes);
    ++steps_;
    taps_.step(rate_, steps_, decay);
    biases_.step(rate_, steps_, 0);
    says_.step(rate_, steps_, decay);
    says_bias_.step(rate_, steps_, 0);
    whole_.step(rate_, steps_, decay);
    whole_bias_.step(rate_, steps_, 0);
  }

  void back_into_words(const Floats& slopes) {
    std::ranges::fill(taps_.slopes, 0.0F);
    std::ranges::fill(biases_.slopes, 0.0F);
    Floats moved(known_.size() * dims);
    for (std::size_t s = 0; s < sentences_.size(); ++s) {
      const auto& words = sentences_[s]->words;
      for (std::size_t f = 0; f < filters; ++f) {
        const auto end = ends_[s * filters + f];
        const float slope = slopes[s * filters + f];
        if (end == 0 || slope == 0) continue;
        const auto width = f / filters_a_width + 1;
        biases_.slopes[f] += slope;
        for (std::size_t place = 0; place < width; ++place) {
          const auto at = end + place;
          if (at < width || at >= words.size() + width) continue;
          const auto word = place_.at(words[at - width]);
          const auto tap = (first_tap(width) + place * filters_a_width + f % filters_a_width) * dims;
          add_times(&taps_.slopes[tap], &points_[word * dims], slope, dims);
          add_times(&moved[word * dims], &taps_.values[tap], slope, dims);
        }
      }
    }
    for (std::size_t w = 0; w < known_.size(); ++w) words_.move(known_[w], &moved[w * dims]);
  }

  std::vector<std::string> criteria_;
  Words words_;
  std::size_t outputs_;           // each criterion, then each one's opposite, then that a text is of another trade
  Chance chance_;
  Learned taps_, biases_, says_, says_bias_, whole_, whole_bias_;
  int steps_ = 0;
  float rate_ = 0;
  double loss_ = 0;

  // Of one step.
  std::vector<const Text*> step_;
  std::vector<const Sentence*> sentences_;
  std::vector<std::size_t> text_of_, rows_of_;
  std::vector<std::uint32_t> known_, ends_;
  std::unordered_map<std::uint32_t, std::size_t> place_;  // among the words known in this step
  Floats across_, points_, rows_, answers_, turned_;
  std::vector<bool> wanted_;
};

}  // namespace

LearnedNetwork learn_network(const Examples& examples, const std::vector<std::string>& criteria, const std::filesystem::path& vectors,
                             const std::function<void(const std::string&)>& progress) {
  Words words(vectors);
  const auto texts = texts_of(examples, criteria, words);
  Network network(criteria, std::move(words));
  network.learn(texts, progress);
  return network.result();
}

}  // namespace fieldbook::gold
