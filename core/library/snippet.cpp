#include "core/library/snippet.hpp"

#include <algorithm>
#include <optional>
#include <set>

namespace fieldbook::library {
namespace {

constexpr std::size_t passage_limit_bytes = 300;
constexpr std::size_t read_limit_bytes = 256u << 10;  // of a body
constexpr double repeated = 0.2;                      // a stem seen again, to seeing it the first time
constexpr double side_by_side = 0.3;                  // two that stand together, to the second alone
constexpr std::string_view dots = "…";

struct Found {
  Span span;  // of the text it was found in
  const std::string* stem;
  double weight;
  bool joined;  // the word before it was found too
};

std::vector<Found> find(std::string_view text, std::size_t offset, const Wanted& wanted, Stems& stems) {
  std::vector<Found> out;
  bool before = false;
  Words words(text);
  for (Word word; words.next(word);) {
    const auto match = wanted.find(stems.of(word.folded));
    if (match != wanted.end()) {
      out.push_back({{offset + word.span.begin, offset + word.span.end}, &match->first, match->second, before});
    }
    before = match != wanted.end();
  }
  return out;
}

// What the words found say together, given what another passage has said.
double score(std::vector<Found>::const_iterator begin, std::vector<Found>::const_iterator end,
             const std::set<std::string>& said) {
  std::set<std::string_view> seen(said.begin(), said.end());
  double sum = 0;
  for (; begin != end; ++begin) {
    sum += begin->weight * (seen.insert(*begin->stem).second ? 1 : repeated);
    if (begin->joined) sum += begin->weight * side_by_side;
  }
  return sum;
}

struct Candidate {
  std::size_t sentence = 0;
  double score = 0;
};

// Moves the ends of a span inwards until they stand at the edges of words.
Span at_word_ends(std::string_view text, Span whole, Span span) {
  if (span.begin > whole.begin) {
    while (span.begin < span.end && text[span.begin - 1] != ' ') ++span.begin;
  }
  if (span.end < whole.end) {
    auto end = span.end;
    while (end > span.begin && text[end] != ' ') --end;
    if (end > span.begin) span.end = end;  // else one endless word
    while (span.end > span.begin && !is_character_boundary(text, span.end)) --span.end;
  }
  return span;
}

// The part of a long sentence that says most.
Span best_window(std::string_view text, Span sentence, const std::vector<Found>& found) {
  if (sentence.size() <= passage_limit_bytes) return sentence;
  std::size_t first = 0, last = 0;
  double best = -1;
  for (std::size_t begin = 0, end = 0; begin < found.size(); ++begin) {
    while (end < found.size() && found[end].span.end - found[begin].span.begin <= passage_limit_bytes) ++end;
    const auto sum = score(found.begin() + static_cast<std::ptrdiff_t>(begin),
                           found.begin() + static_cast<std::ptrdiff_t>(std::max(end, begin + 1)), {});
    if (sum > best) {
      best = sum;
      first = begin;
      last = std::max(end, begin + 1) - 1;
    }
    if (end >= found.size()) break;
  }
  const auto core =
      found.empty() ? Span{sentence.begin, sentence.begin} : Span{found[first].span.begin, found[last].span.end};
  const auto spare = passage_limit_bytes - std::min(passage_limit_bytes, core.size());
  auto begin = core.begin - std::min(core.begin - sentence.begin, spare / 2);
  auto end = std::min(sentence.end, begin + passage_limit_bytes);
  if (end == sentence.end) begin = std::max(sentence.begin, end - std::min(end, passage_limit_bytes));
  return at_word_ends(text, sentence, {begin, end});
}

class Builder {
 public:
  Builder(const Card& card, const Wanted& wanted, Stems& stems) : card_(card), wanted_(wanted), stems_(stems) {
    for (const auto& sentence : card.sentences) {
      if (sentence.begin >= read_limit_bytes) break;
      found_.push_back(find(cut(card.body, sentence), sentence.begin, wanted, stems));
    }
  }

  Passage operator()() {
    const auto first = best({});
    if (!first) return from_summary();
    const auto whole = card_.sentences[first->sentence];
    const auto window = best_window(card_.body, whole, found_[first->sentence]);
    std::vector<Span> parts{window};
    if (window == whole) {
      if (const auto second = companion(*first)) parts.push_back(*second);
    }
    std::ranges::sort(parts);
    return cut_out(card_.body, parts, whole);
  }

 private:
  // The best sentence, of those not longer than `limit` and other than `taken`.
  std::optional<Candidate> best(const std::set<std::string>& said, std::size_t limit = std::string::npos,
                                std::size_t taken = std::string::npos) {
    std::optional<Candidate> out;
    for (std::size_t i = 0; i < found_.size(); ++i) {
      if (i == taken || found_[i].empty() || card_.sentences[i].size() > limit) continue;
      const auto value = score(found_[i].begin(), found_[i].end(), said);
      if (value > 0 && (!out || value > out->score)) out = Candidate{i, value};
    }
    return out;
  }

  // A second sentence, where there is room: the one that adds most, else the one that follows.
  std::optional<Span> companion(const Candidate& first) {
    const auto used = card_.sentences[first.sentence].size() + dots.size() + 2;
    if (used >= passage_limit_bytes) return std::nullopt;
    std::set<std::string> said;
    for (const auto& found : found_[first.sentence]) said.insert(*found.stem);
    const auto room = passage_limit_bytes - used;
    if (const auto second = best(said, room, first.sentence)) return card_.sentences[second->sentence];
    const auto next = first.sentence + 1;
    if (next < card_.sentences.size() && card_.sentences[next].size() <= room) return card_.sentences[next];
    return std::nullopt;
  }

  Passage from_summary() {
    const auto summary = card_.fields.find("summary");
    std::string_view text = summary == card_.fields.end() ? std::string_view() : std::string_view(summary->second);
    if (text.empty()) text = truncate(card_.body, read_limit_bytes);
    const Span whole{0, text.size()};
    return cut_out(text, {at_word_ends(text, whole, {0, std::min(text.size(), passage_limit_bytes)})}, whole);
  }

  // Parts in order, dots where something between or beside them was left out of a sentence.
  Passage cut_out(std::string_view text, const std::vector<Span>& parts, Span sentence) {
    Passage out;
    std::size_t before = parts.front().begin;
    if (parts.front().begin > sentence.begin && parts.size() == 1) out.text += dots;
    for (const auto& part : parts) {
      if (!out.text.empty() && part.begin > before)
        out.text += part.begin > before + 2 ? " " + std::string(dots) + " " : " ";
      const auto base = out.text.size();
      out.text += cut(text, part);
      for (const auto& found : find(cut(text, part), base, wanted_, stems_)) out.highlights.push_back(found.span);
      before = part.end;
    }
    if (before < sentence.end && parts.size() == 1) out.text += dots;
    std::ranges::replace_if(
        out.text, [](char c) { return static_cast<unsigned char>(c) < 32; }, ' ');
    return out;
  }

  const Card& card_;
  const Wanted& wanted_;
  Stems& stems_;
  std::vector<std::vector<Found>> found_;  // in each sentence that is read
};

}  // namespace

Passage best_passage(const Card& card, const Wanted& wanted, Stems& stems) {
  return Builder(card, wanted, stems)();
}

}  // namespace fieldbook::library
