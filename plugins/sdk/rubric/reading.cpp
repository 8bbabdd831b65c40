// SPDX-License-Identifier: MIT
#include "reading.hpp"

#include <algorithm>
#include <stdexcept>

namespace fieldbook::rubric {
namespace {

Group must_have(const Lexicon& lexicon, std::string_view name) {
  const auto* group = lexicon.find(name);
  if (group == nullptr) throw std::invalid_argument("the shared groups lack " + std::string(name));
  return *group;
}

bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

fb_span trimmed(std::string_view text, fb_span span) {
  span.end = std::min<std::uint64_t>(span.end, text.size());
  while (span.begin < span.end && is_blank(text[span.begin])) ++span.begin;
  while (span.end > span.begin && is_blank(text[span.end - 1])) --span.end;
  return span;
}

// What to take for sentences where the host marked none.
std::vector<fb_span> lines_of(std::string_view text) {
  std::vector<fb_span> lines;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    if (end > at) lines.push_back({at, end});
    at = end + 1;
  }
  return lines;
}

// Which words open a clause of their own: after a stop, a word such as "but", or the comma that ends an opening phrase
// such as "Rather than retender the clinic alone,".
void mark_clauses(Sentence& sentence, const std::vector<Word>& words, const Controls& controls) {
  sentence.clauses.assign(sentence.last - sentence.first, 0);
  std::vector<bool> opens(sentence.last - sentence.first);
  for (const auto& match : sentence.of(controls.clause_opener)) opens[match.first - sentence.first] = true;
  for (const auto group : {controls.instead, controls.formerly, controls.conditional})
    for (const auto& match : sentence.of(group)) {
      if (match.first > sentence.first + 2) continue;
      for (auto i = match.last + 1; i < sentence.last; ++i)
        if (words[i].pause == Pause::comma) {
          opens[i - sentence.first] = true;
          break;
        }
    }
  std::uint16_t clause = 0;
  for (auto i = sentence.first; i < sentence.last; ++i) {
    const bool joined = words[i].pause == Pause::comma && (words[i].text == "and" || words[i].text == "or" || words[i].text == "so");
    if (i > sentence.first && (words[i].pause == Pause::strong || joined || opens[i - sentence.first])) ++clause;
    sentence.clauses[i - sentence.first] = clause;
  }
}

// "not only" is no negation.
void drop_false_negators(std::vector<Match>& matches, const Controls& controls) {
  std::vector<Match> harmless;
  for (const auto& match : matches)
    if (match.group == controls.not_negation) harmless.push_back(match);
  std::erase_if(matches, [&](const Match& match) {
    return match.group == controls.negator && std::ranges::any_of(harmless, [&](const Match& m) { return m.first <= match.first && match.last <= m.last; });
  });
}

constexpr std::uint32_t longest_sentence = 160;  // words; longer ones are read in pieces

void read_piece(Reading& reading, Sentence sentence, Matcher& matcher, const Lexicon& lexicon, const Controls& controls, char last_byte) {
  matcher.match(reading.words, sentence.first, sentence.last, sentence.matches);
  drop_false_negators(sentence.matches, controls);
  std::ranges::sort(sentence.matches, [](const Match& a, const Match& b) {
    return a.group != b.group ? a.group < b.group : a.first != b.first ? a.first < b.first : a.last < b.last;
  });
  sentence.groups.assign(lexicon.size() / 64 + 1, 0);
  for (const auto& match : sentence.matches) sentence.groups[match.group / 64] |= std::uint64_t{1} << (match.group % 64);
  mark_clauses(sentence, reading.words, controls);
  sentence.question = last_byte == '?';
  sentence.defines = sentence.has(controls.defining);
  sentence.advises = sentence.has(controls.advising);
  sentence.not_known = sentence.has(controls.not_known);
  reading.sentences.push_back(std::move(sentence));
}

}  // namespace

Controls::Controls(const Lexicon& lexicon)
    : negator(must_have(lexicon, "NEGATOR")),
      not_negation(must_have(lexicon, "NOT_NEGATION")),
      instead(must_have(lexicon, "INSTEAD")),
      failure(must_have(lexicon, "FAILURE")),
      plan(must_have(lexicon, "PLAN")),
      hedge(must_have(lexicon, "HEDGE")),
      conditional(must_have(lexicon, "CONDITIONAL")),
      formerly(must_have(lexicon, "FORMERLY")),
      undoes(must_have(lexicon, "UNDOES")),
      resolved(must_have(lexicon, "RESOLVED")),
      since(must_have(lexicon, "SINCE")),
      not_known(must_have(lexicon, "NOT_KNOWN")),
      defining(must_have(lexicon, "DEFINING")),
      advising(must_have(lexicon, "ADVISING")),
      off_domain(must_have(lexicon, "OFF_DOMAIN")),
      public_service(must_have(lexicon, "PUBLIC_SERVICE")),
      near_miss(must_have(lexicon, "NEAR_MISS")),
      real_place(must_have(lexicon, "REAL_PLACE")),
      explaining(must_have(lexicon, "EXPLAINING")),
      general_record(must_have(lexicon, "GENERAL_RECORD")),
      not_practice(must_have(lexicon, "NOT_PRACTICE")),
      clause_opener(must_have(lexicon, "CLAUSE_OPENER")) {}

std::span<const Match> Sentence::of(Group group) const {
  if (!has(group)) return {};
  const auto [begin, end] = std::ranges::equal_range(matches, group, {}, &Match::group);
  return {begin, end};
}

void keep_to(const Library* deadline, std::size_t step) {
  if (deadline != nullptr && step % 64 == 0 && deadline->cancelled()) throw Cancelled{};
}

bool is_phrase_of(const Lexicon& lexicon, Group group, std::string_view text) {
  std::vector<Word> words;
  split_words(text, {0, text.size()}, words);
  std::vector<Match> matches;
  Matcher(lexicon).match(words, 0, static_cast<std::uint32_t>(words.size()), matches);
  return std::ranges::any_of(matches, [&](const Match& match) { return match.group == group && match.first == 0 && match.last + 1 == words.size(); });
}

Reading read(const Document& document, const Lexicon& lexicon, const Controls& controls, const Library* deadline) {
  const auto text = document.text();
  if (text.size() > 0x7FFFFFFF) throw std::invalid_argument("the text is longer than 2 GiB");
  Reading reading;
  Matcher matcher(lexicon);
  std::vector<fb_span> spans(document.sentences().begin(), document.sentences().end());
  if (spans.empty()) spans = lines_of(text);
  const auto sections = document.sections();
  std::size_t section = 0;         // how many of them begin before the sentence
  bool aside = false;
  const auto paragraphs = document.paragraphs();
  std::uint32_t paragraph = 0;
  for (const auto& whole : spans) {
    const auto span = trimmed(text, whole);
    if (span.begin >= span.end) continue;
    for (; section < sections.size() && sections[section].body.begin <= span.begin; ++section)
      aside = is_phrase_of(lexicon, controls.not_practice, {sections[section].heading.data, sections[section].heading.size});
    if (aside) continue;
    while (paragraph < paragraphs.size() && paragraphs[paragraph].end <= span.begin) ++paragraph;
    auto first = static_cast<std::uint32_t>(reading.words.size());
    split_words(text, span, reading.words);
    const auto end = static_cast<std::uint32_t>(reading.words.size());
    for (; first < end; first += longest_sentence) {
      keep_to(deadline, reading.sentences.size());
      Sentence sentence;
      sentence.span = span;
      sentence.paragraph = paragraph;
      sentence.first = first;
      sentence.last = std::min(end, first + longest_sentence);
      read_piece(reading, std::move(sentence), matcher, lexicon, controls, text[span.end - 1]);
    }
  }
  return reading;
}

}  // namespace fieldbook::rubric
