#include "core/review/appraisal/answer_check.hpp"

#include <map>
#include <tuple>

#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/base/text.hpp"
#include "core/review/appraisal/answers.hpp"
#include "core/review/appraisal/instruments.hpp"
#include "core/review/appraisal/items.hpp"
#include "core/review/appraisal/sheets.hpp"
#include "core/review/folder.hpp"

namespace fieldbook::review {
namespace {

class Checking {
 public:
  Checking(const Protocol& protocol, const Instruments& instruments, const Appraisable& items, Use use, Diagnostics& found) : protocol_(protocol), instruments_(instruments), items_(items), use_(use), found_(found) {}

  std::size_t check(const std::filesystem::path& file) {
    const auto name = file.parent_path().filename().string() + "/" + file.filename().string();
    const auto reviewer = file.stem().string();
    if (protocol_.reviewer(reviewer) == nullptr) found_.error({name, 0, 0}, "the protocol names no reviewer " + in_quotes(reviewer), "add the reviewer to protocol.yaml, or rename the file", "answers.reviewer");
    std::map<std::tuple<std::string, std::string, std::size_t, std::string, bool>, std::pair<Answer, std::size_t>> held;
    const auto text = read_file(file, longest_file_bytes);
    std::size_t line = 0;
    for (const auto one : split(text, '\n')) {
      ++line;
      Diagnostics told;   // read_answers tells of lines that are none
      for (auto& answer : parse_answers(one, reviewer, name, told)) held.insert_or_assign({answer.item, answer.instrument, answer.version, answer.question, answer.resolves}, std::pair{answer, line});
    }
    std::size_t count = 0;
    for (const auto& [key, value] : held) {
      if (value.first.withdrawn()) continue;
      ++count;
      check(value.first, {name, value.second, 0});
    }
    return count;
  }

 private:
  void check(const Answer& answer, const Location& where) {
    const auto* const form = instruments_.version(answer.instrument, answer.version);
    if (form == nullptr) {
      found_.warning(where, "there is no version " + std::to_string(answer.version) + " of " + in_quotes(answer.instrument), "put its file back, so that the answers can be judged", "answers.instrument");
      return;
    }
    if (form->use != use_) found_.error(where, in_quotes(answer.instrument) + (use_ == Use::appraisal ? " is for extraction" : " is for appraisal"), use_ == Use::appraisal ? "move the line to extraction/" : "move the line to appraisals/", "answers.use");
    try {
      item_for(*form, answer.item, items_);
    } catch (const Error& error) {
      const bool known = items_.records->find(record_of(answer.item)) != nullptr && !items_.included.contains(items_.records->find(record_of(answer.item))->id);
      if (known) found_.warning(where, error.what(), "it counts again once the record is included", "answers.item");
      else found_.error(where, error.what(), error.advice(), "answers.item");
    }
    const auto* const question = form->question(answer.question);
    if (question == nullptr) {
      found_.error(where, in_quotes(answer.instrument) + " has no question " + in_quotes(answer.question), "give the answer to a question of the form", "answers.question");
      return;
    }
    if (const auto why = why_unfit(*question, answer.values); !why.empty()) found_.error(where, in_quotes(answer.question) + ": " + why, "answer again", "answers.answer");
    if (question->words == Words::needed && answer.words.empty()) found_.error(where, in_quotes(answer.question) + " needs the words it rests on", "answer again, with the words", "answers.words");
  }

  const Protocol& protocol_;
  const Instruments& instruments_;
  const Appraisable& items_;
  Use use_;
  Diagnostics& found_;
};

}  // namespace

std::size_t check_answers(const std::filesystem::path& review, const Protocol& protocol, const Records& records, std::span<const Decision> decisions, const record::Vocabularies& vocabularies, Diagnostics& found) {
  const auto items = appraisable(review, protocol, records, decisions, vocabularies, found);
  Instruments instruments;
  try {
    instruments = read_instruments(instrument_folders(review, protocol, {}), vocabularies, found);
  } catch (const Error& error) {
    found.error({"protocol.yaml", 0, 0}, error.what(), error.advice(), "answers.folders");
  }
  std::size_t out = 0;
  for (const auto use : {Use::appraisal, Use::extraction}) {
    read_answers(review, use, found);
    Checking checking(protocol, instruments, items, use, found);
    for (const auto& file : files_in(answers_folder(review, use), ".jsonl")) out += checking.check(file);
  }
  return out;
}

}  // namespace fieldbook::review
