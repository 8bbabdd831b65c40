#include <algorithm>
#include <array>
#include <set>

#include "core/base/text.hpp"
#include "core/record/mapping_reader.hpp"
#include "core/record/yaml.hpp"
#include "core/review/appraisal/instrument.hpp"

namespace fieldbook::review {
namespace {

using record::MappingReader;
using record::Node;

constexpr std::size_t most_questions = 100, most_answers = 200;

template <typename Value, std::size_t n>
using Names = std::array<std::pair<std::string_view, Value>, n>;

constexpr Names<Unit, 5> units{{{"study", Unit::study}, {"practice-example", Unit::practice_example}, {"outcome", Unit::outcome}, {"finding", Unit::finding}, {"claim", Unit::claim}}};
constexpr Names<Use, 2> uses{{{"appraisal", Use::appraisal}, {"extraction", Use::extraction}}};
constexpr Names<AnswerKind, 4> kinds{{{"one", AnswerKind::one}, {"several", AnswerKind::several}, {"text", AnswerKind::text}, {"number", AnswerKind::number}}};
constexpr Names<Words, 3> words_of{{{"needed", Words::needed}, {"wanted", Words::wanted}, {"none", Words::none}}};

const std::set<std::string, std::less<>> roles{"design", "read", "size", "sample", "country", "approach", "same-study-as", "theme", "direction", "figure"};

// What an answer to a question of a role may count as; a judgement's values count as the last.
const std::map<std::string, std::vector<std::string>, std::less<>> countings{{"design", {"comparison", "review", "descriptive-review", "uncontrolled", "self-report"}},
                                                                             {"read", {"whole", "part"}},
                                                                             {"direction", {"better", "worse", "no-difference", "mixed", "unclear"}},
                                                                             {"judgement", {"good", "weaker", "poor"}}};

class InstrumentReader {
 public:
  InstrumentReader(const Node& root, const std::string& file, const record::Vocabularies& vocabularies, Diagnostics& found)
      : top_(root, "the instrument", "instrument", found), vocabularies_(vocabularies), found_(found) {
    out_.file = file;
  }

  Instrument read() {
    out_.id = named(top_, "id");
    out_.version = top_.number("version", 0);
    if (out_.version == 0) top_.error(top_.where("version"), "an instrument needs a version", "write 'version: 1', and a higher number with each change of meaning", "version");
    out_.title = top_.required_text("title");
    out_.unit = one_of(top_, "unit", units, Unit::study, true);
    out_.use = one_of(top_, "use", uses, Use::appraisal, false);
    out_.purpose = top_.required_text("purpose");
    out_.source = top_.required_text("source");
    out_.licence = top_.required_text("licence");
    read_refusals();
    for (const auto* const item : top_.list("questions")) {
      if (out_.questions.size() == most_questions) return too_many("questions", most_questions);
      out_.questions.push_back(question(*item));
    }
    if (out_.questions.empty()) top_.error(top_.where("questions"), "the instrument asks nothing", "list its questions", "missing");
    if (const auto* const node = top_.mapping("judgement")) read_judgement(*node);
    for (const auto* const item : top_.list("migrations")) read_migration(*item);
    top_.finish();
    return std::move(out_);
  }

 private:
  Instrument too_many(const char* what, std::size_t most) {
    top_.error(top_.where("questions"), "more than " + std::to_string(most) + " " + what, "split the form in two", "too-many");
    return std::move(out_);
  }

  // A name that is an id.
  std::string named(MappingReader& reader, std::string_view name) {
    auto id = reader.required_text(name);
    if (!id.empty() && !is_id(id)) reader.error(reader.where(name), in_quotes(id) + " cannot be a name here", "use small letters, digits and hyphens", "id");
    return id;
  }

  template <typename Value, std::size_t n>
  Value one_of(MappingReader& reader, std::string_view name, const Names<Value, n>& values, Value otherwise, bool required) {
    const auto written = required ? reader.required_text(name) : reader.text(name);
    if (written.empty()) return otherwise;
    std::vector<std::string> known;
    for (const auto& [word, value] : values) {
      if (word == written) return value;
      known.emplace_back(word);
    }
    reader.error(reader.where(name), "there is no " + std::string(name) + " " + in_quotes(written) + did_you_mean(written, known), "use " + join(known, ", "), "value");
    return otherwise;
  }

  void read_refusals() {
    const auto causal = top_.text("causal");
    out_.causal_only = causal == "only";
    if (!causal.empty() && (!out_.causal_only || out_.unit != Unit::claim)) top_.error(top_.where("causal"), "'causal' may only be 'only', and only of claims", "leave it out, or write 'unit: claim'", "value");
    const auto* const node = top_.mapping("refuses");
    if (node == nullptr) return;
    for (const auto& [unit, reason] : node->members) {
      const bool known = unit == "not-causal" || std::ranges::any_of(units, [&](const auto& one) { return one.first == unit; });
      if (!known || unit == name_of(out_.unit)) top_.error(reason.key_where, "the instrument cannot refuse " + in_quotes(unit), "name another unit than its own, or not-causal", "value");
      if (reason.kind != Node::Kind::scalar || reason.value.empty()) top_.error(reason.where, "a refusal needs its reason", "write a sentence", "shape");
      out_.refuses[unit] = reason.value;
    }
  }

  Question question(const Node& node) {
    MappingReader reader(node, "a question", "instrument", found_);
    Question out;
    out.id = named(reader, "id");
    if (!out.id.empty() && out_.question(out.id) != nullptr) reader.error(reader.where("id"), in_quotes(out.id) + " stands here twice", "give each question a name of its own", "twice");
    out.text = reader.required_text("text");
    out.help = reader.text("help");
    out.role = reader.text("role");
    if (!out.role.empty() && !roles.contains(out.role)) {
      reader.error(reader.where("role"), "there is no role " + in_quotes(out.role), "use " + join(std::vector<std::string>(roles.begin(), roles.end()), ", "), "value");
    }
    if (!out.role.empty() && out_.with_role(out.role) != nullptr) reader.error(reader.where("role"), "two questions have the role " + in_quotes(out.role), "give it to one", "twice");
    out.kind = one_of(reader, "kind", kinds, AnswerKind::one, false);
    out.optional = reader.flag("optional");
    out.words = one_of(reader, "words", words_of, out_.use == Use::appraisal ? Words::needed : Words::wanted, false);
    read_answers(reader, out);
    if (const auto* const when = reader.find("asked-when")) out.asked_when = conditions(*when);
    reader.finish();
    return out;
  }

  void read_answers(MappingReader& reader, Question& out) {
    const auto vocabulary = reader.text("vocabulary");
    const auto items = reader.list("answers");
    const bool chosen = out.kind == AnswerKind::one || out.kind == AnswerKind::several;
    if (!chosen && (!items.empty() || !vocabulary.empty())) reader.error(reader.where("answers"), "a question of this kind has no answers to choose from", "leave them out, or write 'kind: one'", "value");
    for (const auto* const item : items) {
      if (out.answers.size() < most_answers) out.answers.push_back(choice(*item, out.role, out.answers));
    }
    if (!vocabulary.empty()) {
      const auto at = vocabularies_.find(vocabulary);
      if (at == vocabularies_.end()) {
        std::vector<std::string> known;
        for (const auto& [name, terms] : vocabularies_) known.push_back(name);
        reader.error(reader.where("vocabulary"), "there is no vocabulary " + in_quotes(vocabulary) + did_you_mean(vocabulary, known), "use one of the library's, or list 'answers'", "vocabulary");
      } else {
        for (const auto& term : at->second.terms()) {
          if (out.answer(term.id) == nullptr) out.answers.push_back({term.id, term.pref_label, term.scope_note, countings.contains(out.role) && std::ranges::count(countings.at(out.role), term.id) != 0 ? term.id : ""});
        }
      }
    }
    if (chosen && out.answers.size() < 2 && vocabulary.empty()) reader.error(reader.where("answers"), "a question needs two answers or more", "list them, or write 'kind: text'", "missing");
  }

  Choice choice(const Node& node, const std::string& role, const std::vector<Choice>& before) {
    Choice out;
    if (node.kind == Node::Kind::scalar) {
      out.id = out.label = node.value;
      if (!is_id(out.id)) found_.error(node.where, in_quotes(out.id) + " cannot be a name here", "use small letters, digits and hyphens, or {id: …, label: …}", "instrument.id");
    } else {
      MappingReader reader(node, "an answer", "instrument", found_);
      out.id = named(reader, "id");
      out.label = reader.text("label");
      out.help = reader.text("help");
      out.counts_as = reader.text("counts-as");
      if (out.label.empty()) out.label = out.id;
      const auto known = countings.find(role);
      if (!out.counts_as.empty() && (known == countings.end() || std::ranges::count(known->second, out.counts_as) == 0)) {
        reader.error(reader.where("counts-as"), "this answer cannot count as " + in_quotes(out.counts_as),
                     known == countings.end() ? "only values of a judgement and questions of a role count" : "use " + join(known->second, ", "), "value");
      }
      reader.finish();
    }
    if (role == "direction" && out.counts_as.empty() && std::ranges::count(countings.at("direction"), out.id) != 0) out.counts_as = out.id;
    if (std::ranges::find(before, out.id, &Choice::id) != before.end()) found_.error(node.where, in_quotes(out.id) + " stands here twice", "give each answer a name of its own", "instrument.twice");
    return out;
  }

  // Conditions on questions that were read already.
  std::vector<Condition> conditions(const Node& node) {
    std::vector<Condition> out;
    if (node.kind != Node::Kind::mapping || node.members.empty()) {
      found_.error(node.where, "conditions must be a mapping", "write 'question: answer' or 'question: [answer, answer]'", "instrument.shape");
      return out;
    }
    for (const auto& [name, value] : node.members) {
      if (name == "count") {
        if (value.kind == Node::Kind::sequence) {
          for (const auto& one : value.items) out.push_back(count(one));
        } else {
          out.push_back(count(value));
        }
        continue;
      }
      Condition condition{{name}, answers_in(value), 1};
      check(condition, value.key_where);
      out.push_back(std::move(condition));
    }
    return out;
  }

  std::vector<std::string> answers_in(const Node& node) {
    std::vector<std::string> out;
    if (node.kind == Node::Kind::scalar) out.push_back(node.value);
    for (const auto& item : node.items) out.push_back(item.value);
    if (out.empty()) found_.error(node.where, "a condition names no answer", "write one answer or a list of them", "instrument.shape");
    return out;
  }

  Condition count(const Node& node) {
    MappingReader reader(node, "'count'", "instrument", found_);
    Condition out;
    const auto* const of = reader.find("of");
    if (of != nullptr && of->kind == Node::Kind::scalar && of->value == "all") {
      for (const auto& question : out_.questions) {
        if (question.kind == AnswerKind::one) out.questions.push_back(question.id);
      }
    } else {
      out.questions = reader.texts("of");
    }
    out.answers = reader.texts("are");
    const bool most = reader.find("at-most") != nullptr, least = reader.find("at-least") != nullptr;
    out.at_least = reader.number("at-least", most ? 0 : 1);
    if (most) out.at_most = reader.number("at-most", 0);
    reader.finish();
    if (out.questions.empty() || out.answers.empty()) reader.error(node.where, "'count' needs 'of' and 'are'", "write {of: [question, question], are: [answer], at-least: 2}", "missing");
    if ((least && out.at_least > out.questions.size()) || out.at_most < out.at_least) reader.error(node.where, "this count can never hold", "ask for no more than there are questions", "never");
    check(out, node.where);
    return out;
  }

  // A condition of several questions may name answers that only some of them have.
  void check(const Condition& condition, const Location& where) {
    std::set<std::string> known;
    for (const auto& name : condition.questions) {
      const auto* const question = out_.question(name);
      if (question == nullptr) {
        std::vector<std::string> ids;
        for (const auto& one : out_.questions) ids.push_back(one.id);
        found_.error(where, "there is no question " + in_quotes(name) + " before this" + did_you_mean(name, ids), "name a question that stands above", "instrument.question");
        return;
      }
      for (const auto& answer : question->answers) known.insert(answer.id);
      if (question->answers.empty()) found_.error(where, in_quotes(name) + " has no answers to choose from", "a condition needs a question with answers", "instrument.question");
    }
    for (const auto& answer : condition.answers) {
      if (known.contains(answer) || known.empty()) continue;
      const std::vector<std::string> ids(known.begin(), known.end());
      found_.error(where, in_quotes(answer) + " is no answer to " + join(condition.questions, ", ") + did_you_mean(answer, ids), "use " + join(ids, ", "), "instrument.answer");
    }
  }

  void read_judgement(const Node& node) {
    MappingReader reader(node, "'judgement'", "instrument", found_);
    JudgementForm out;
    out.label = reader.required_text("label");
    for (const auto* const item : reader.list("values")) {
      if (out.values.size() < most_answers) out.values.push_back(choice(*item, "judgement", out.values));
    }
    if (out.values.size() < 2) reader.error(reader.where("values"), "a judgement needs two values or more", "list them, the best first", "missing");
    for (const auto* const item : reader.list("rules")) {
      if (!out.rules.empty() && out.rules.back().when.empty()) {
        found_.error(item->where, "this rule is never reached", "put the rule without 'when' last", "instrument.never");
        break;
      }
      out.rules.push_back(rule(*item, out));
    }
    if (out.rules.empty() || !out.rules.back().when.empty()) reader.error(reader.where("rules"), "the rules may give nothing", "end them with '- gives: …' without 'when'", "gap");
    reader.finish();
    out_.judgement = std::move(out);
  }

  JudgementRule rule(const Node& node, const JudgementForm& judgement) {
    MappingReader reader(node, "a rule", "instrument", found_);
    JudgementRule out;
    if (const auto* const when = reader.find("when")) out.when = conditions(*when);
    out.gives = reader.required_text("gives");
    if (!out.gives.empty() && judgement.value(out.gives) == nullptr) {
      std::vector<std::string> ids;
      for (const auto& one : judgement.values) ids.push_back(one.id);
      reader.error(reader.where("gives"), "the judgement has no value " + in_quotes(out.gives) + did_you_mean(out.gives, ids), "use " + join(ids, ", "), "answer");
    }
    reader.finish();
    return out;
  }

  void read_migration(const Node& node) {
    MappingReader reader(node, "a migration", "instrument", found_);
    Migration out;
    out.from = reader.number("from", 0);
    if (out.from == 0 || out.from >= out_.version) reader.error(reader.where("from"), "a migration comes from an older version", "write the number of one, below " + std::to_string(out_.version), "version");
    if (const auto* const names = reader.mapping("questions")) {
      for (const auto& [old, now] : names->members) out.questions[old] = known_question(now);
    }
    if (const auto* const questions = reader.mapping("answers")) {
      for (const auto& [name, answers] : questions->members) {
        const auto* const question = out_.question(name);
        if (question == nullptr) found_.error(answers.key_where, "there is no question " + in_quotes(name), "name a question of this version", "instrument.question");
        for (const auto& [old, now] : answers.members) {
          if (question != nullptr && question->answer(now.value) == nullptr) found_.error(now.where, in_quotes(now.value) + " is no answer to " + name, "name an answer of this version", "instrument.answer");
          out.answers[name][old] = now.value;
        }
      }
    }
    if (const auto* const again = reader.find("again")) {
      for (const auto& item : again->items) out.again.push_back(known_question(item));
    }
    reader.finish();
    out_.migrations.push_back(std::move(out));
  }

  std::string known_question(const Node& node) {
    if (out_.question(node.value) == nullptr) found_.error(node.where, "there is no question " + in_quotes(node.value), "name a question of this version", "instrument.question");
    return node.value;
  }

  MappingReader top_;
  const record::Vocabularies& vocabularies_;
  Diagnostics& found_;
  Instrument out_;
};

}  // namespace

std::optional<Instrument> parse_instrument(std::string_view text, const std::string& file, const record::Vocabularies& vocabularies, Diagnostics& found) {
  const auto errors = found.errors();
  const auto root = record::parse_yaml(text, file, 1, found);
  if (!root) return std::nullopt;
  auto out = InstrumentReader(*root, file, vocabularies, found).read();
  if (found.errors() != errors) return std::nullopt;
  return out;
}

}  // namespace fieldbook::review
