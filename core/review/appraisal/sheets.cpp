#include "core/review/appraisal/sheets.hpp"

#include <algorithm>

#include "core/base/error.hpp"
#include "core/base/text.hpp"
#include "core/record/mapping_reader.hpp"
#include "core/record/yaml.hpp"
#include "core/review/appraisal/judgement.hpp"

namespace fieldbook::review {
namespace {

using record::MappingReader;
using record::Node;

constexpr record::YamlLimits limits{8, 1'000'000};

class SheetReader {
 public:
  SheetReader(const Instruments& instruments, const Appraisable& review, const SheetOptions& options, Diagnostics& found)
      : instruments_(instruments), review_(review), options_(options), found_(found) {}

  void read(const Node& node) {
    MappingReader sheet(node, "the sheet", "sheet", found_);
    const auto* const instrument = form(sheet);
    auto item = sheet.required_text("item");
    const auto* const answers = sheet.mapping("answers");
    if (sheet.is_mapping() && answers == nullptr) sheet.error(sheet.where("answers"), "the sheet has no answers", "write 'answers:' and below it 'question: answer'", "missing");
    if (instrument != nullptr && !item.empty()) {
      try {
        item = item_for(*instrument, item, review_);
      } catch (const Error& error) {
        sheet.error(sheet.where("item"), error.what(), error.advice(), "item");
      }
    }
    sheet.finish();
    if (instrument == nullptr || answers == nullptr) return;
    const auto first = out.size();
    Given given;
    for (const auto& [name, value] : answers->members) read_answer(*instrument, item, name, value);
    for (std::size_t i = first; i < out.size(); ++i) given[out[i].question] = out[i].values;
    for (const auto& [name, value] : answers->members) {
      const auto* const question = instrument->question(name);
      if (question == nullptr || !given.contains(name) || is_asked(*question, given)) continue;
      found_.error(value.key_where, in_quotes(name) + " is not asked after the other answers", "leave it out", "sheet.not-asked");
    }
  }

  std::vector<Answer> out;

 private:
  const Instrument* form(MappingReader& sheet) {
    const auto id = sheet.required_text("instrument");
    const auto version = sheet.number("version", 0);
    if (id.empty()) return nullptr;
    const auto* const found = version == 0 ? instruments_.current(id) : instruments_.version(id, version);
    std::vector<std::string> known;
    for (const auto* const one : instruments_.newest()) {
      if (one->use == options_.use) known.push_back(one->id);
    }
    if (found == nullptr) {
      const auto what = version != 0 && instruments_.current(id) != nullptr ? "there is no version " + std::to_string(version) + " of " + in_quotes(id) : "there is no instrument " + in_quotes(id) + did_you_mean(id, known);
      sheet.error(sheet.where("instrument"), what, "use " + join(known, ", "), "instrument");
    } else if (found->use != options_.use) {
      sheet.error(sheet.where("instrument"), in_quotes(id) + (found->use == Use::appraisal ? " is for appraisal" : " is for extraction"),
                  found->use == Use::appraisal ? "use fieldbook review appraise" : "use fieldbook review extract", "instrument");
      return nullptr;
    }
    return found;
  }

  void read_answer(const Instrument& instrument, const std::string& item, const std::string& name, const Node& node) {
    const auto* const question = instrument.question(name);
    if (question == nullptr) {
      std::vector<std::string> ids;
      for (const auto& one : instrument.questions) ids.push_back(one.id);
      found_.error(node.key_where, "there is no question " + in_quotes(name) + did_you_mean(name, ids), "use " + join(ids, ", "), "sheet.question");
      return;
    }
    Answer answer{options_.reviewer, item, instrument.id, instrument.version, name, {}, {}, {}, {}, options_.at, options_.resolves};
    if (node.kind == Node::Kind::mapping) {
      MappingReader reader(node, "an answer", "sheet", found_);
      if (const auto* const given = reader.find("answer")) answer.values = values_of(*given);
      answer.words = reader.text("words");
      answer.where = reader.text("where");
      answer.note = reader.text("note");
      reader.finish();
    } else {
      answer.values = values_of(node);
    }
    if (const auto why = why_unfit(*question, answer.values); !why.empty()) {
      found_.error(node.where, in_quotes(name) + ": " + why, "", "sheet.answer");
      return;
    }
    if (question->words == Words::needed && answer.words.empty()) {
      found_.error(node.where, in_quotes(name) + " needs the words it rests on", "write {answer: …, words: \"…\"}, with the words as they stand in the text; say in them if nothing is there", "sheet.words");
    }
    out.push_back(std::move(answer));
  }

  static std::vector<std::string> values_of(const Node& node) {
    std::vector<std::string> out;
    if (node.kind == Node::Kind::scalar && !node.value.empty()) out.push_back(node.value);
    for (const auto& item : node.items) out.push_back(item.value);
    return out;
  }

  const Instruments& instruments_;
  const Appraisable& review_;
  const SheetOptions& options_;
  Diagnostics& found_;
};

}  // namespace

std::string why_unfit(const Question& question, const std::vector<std::string>& values) {
  if (values.empty()) return "there is no answer";
  if (values.size() > 1 && question.kind != AnswerKind::several) return "only one answer may be given";
  if (question.kind == AnswerKind::text) return {};
  if (question.kind == AnswerKind::number) {
    const bool digits = values[0].size() <= 12 && std::ranges::all_of(values[0], [](char c) { return c >= '0' && c <= '9'; });
    return digits ? "" : in_quotes(values[0]) + " is no whole number";
  }
  for (const auto& value : values) {
    if (question.answer(value) != nullptr) continue;
    std::vector<std::string> ids;
    for (const auto& one : question.answers) ids.push_back(one.id);
    return "there is no answer " + in_quotes(value) + did_you_mean(value, ids) + "; use " + join(ids, ", ");
  }
  return {};
}

std::vector<Answer> parse_sheets(std::string_view text, const std::string& file, const Instruments& instruments, const Appraisable& review, const SheetOptions& options, Diagnostics& found) {
  const auto root = record::parse_yaml(text, file, 1, found, limits);
  if (!root) return {};
  SheetReader reader(instruments, review, options, found);
  if (root->kind == Node::Kind::sequence) {
    for (const auto& item : root->items) reader.read(item);
  } else {
    reader.read(*root);
  }
  return std::move(reader.out);
}

std::string empty_sheet(const Instrument& instrument, const std::string& item, const std::string& title) {
  std::string out = "# " + instrument.title + ": " + instrument.purpose + "\n# " + printable(title) + "\nitem: " + item + "\ninstrument: " + instrument.id + "\nversion: " + std::to_string(instrument.version) + "\nanswers:\n";
  for (const auto& question : instrument.questions) {
    out += "  # " + question.text + (question.optional ? " (may be left out)" : "") + "\n";
    if (!question.help.empty()) out += "  # " + question.help + "\n";
    if (!question.asked_when.empty()) out += "  # Only where " + in_words({question.asked_when, {}}) + "\n";
    for (const auto& one : question.answers) out += "  #   " + one.id + (one.label == one.id ? "" : ": " + one.label) + "\n";
    out += "  " + question.id + ": " + (question.words == Words::none ? "" : "{answer: , words: \"\", where: \"\", note: \"\"}") + "\n";
  }
  return out;
}

}  // namespace fieldbook::review
