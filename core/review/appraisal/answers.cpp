#include "core/review/appraisal/answers.hpp"

#include <nlohmann/json.hpp>
#include <optional>

#include "core/base/durable.hpp"
#include "core/base/file.hpp"
#include "core/base/text.hpp"
#include "core/review/folder.hpp"

namespace fieldbook::review {
namespace {

using Json = nlohmann::ordered_json;

std::string text(const Json& item, const char* key) {
  const auto at = item.find(key);
  return at != item.end() && at->is_string() ? at->get<std::string>() : std::string();
}

std::size_t number(const Json& item, const char* key) {
  const auto at = item.find(key);
  return at != item.end() && at->is_number_unsigned() ? at->get<std::size_t>() : 0;
}

std::optional<Answer> parse(std::string_view line, const std::string& reviewer) {
  const auto item = Json::parse(line, nullptr, false);
  if (!item.is_object()) return std::nullopt;
  Answer out{reviewer, text(item, "item"), text(item, "instrument"), number(item, "version"), text(item, "question"), {}, text(item, "words"), text(item, "where"), text(item, "note"), text(item, "at")};
  const auto answer = item.find("answer");
  if (answer == item.end() || out.item.empty() || out.instrument.empty() || out.version == 0 || out.question.empty()) return std::nullopt;
  if (answer->is_string()) {
    out.values.push_back(answer->get<std::string>());
  } else if (answer->is_array()) {
    for (const auto& one : *answer) {
      if (!one.is_string()) return std::nullopt;
      out.values.push_back(one.get<std::string>());
    }
  } else if (!answer->is_null()) {
    return std::nullopt;
  }
  const auto resolves = item.find("resolves");
  out.resolves = resolves != item.end() && resolves->is_boolean() && resolves->get<bool>();
  out.migrated_from = number(item, "migrated-from");
  return out;
}

}  // namespace

std::filesystem::path answers_folder(const std::filesystem::path& review, Use use) { return review / (use == Use::appraisal ? "appraisals" : "extraction"); }

std::string answer_line(const Answer& answer) {
  Json out{{"item", answer.item}, {"instrument", answer.instrument}, {"version", answer.version}, {"question", answer.question}};
  if (answer.values.empty()) {
    out["answer"] = nullptr;
  } else if (answer.values.size() == 1) {
    out["answer"] = answer.values.front();
  } else {
    out["answer"] = answer.values;
  }
  if (!answer.words.empty()) out["words"] = answer.words;
  if (!answer.where.empty()) out["where"] = answer.where;
  if (!answer.note.empty()) out["note"] = answer.note;
  if (answer.resolves) out["resolves"] = true;
  if (answer.migrated_from != 0) out["migrated-from"] = answer.migrated_from;
  out["at"] = answer.at;
  return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

void add_answers(const std::filesystem::path& review, Use use, std::span<const Answer> answers) {
  if (answers.empty()) return;
  std::vector<std::string> lines;
  for (const auto& one : answers) lines.push_back(answer_line(one));
  append_lines(answers_folder(review, use) / (answers.front().reviewer + ".jsonl"), lines);
}

std::vector<Answer> parse_answers(std::string_view bytes, const std::string& reviewer, const std::string& file, Diagnostics& found) {
  std::vector<Answer> out;
  const auto lines = split(bytes, '\n');
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (trim(lines[i]).empty()) continue;
    if (auto answer = parse(lines[i], reviewer)) {
      out.push_back(std::move(*answer));
    } else if (i + 1 == lines.size()) {
      found.warning({file, i + 1, 0}, "the last line is not whole", "it was being written when the program ended; answer again what it was about", "answers.line");
    } else {
      found.error({file, i + 1, 0}, "this line is no answer", "restore it from version control, or remove it", "answers.line");
    }
  }
  return out;
}

std::vector<Answer> read_answers(const std::filesystem::path& review, Use use, Diagnostics& found) {
  std::vector<Answer> out;
  const auto folder = answers_folder(review, use);
  for (const auto& file : files_in(folder, ".jsonl")) {
    auto more = parse_answers(read_file(file, longest_file_bytes), file.stem().string(), folder.filename().string() + "/" + file.filename().string(), found);
    out.insert(out.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  }
  return out;
}

}  // namespace fieldbook::review
