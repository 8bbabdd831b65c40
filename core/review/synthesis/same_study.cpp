#include "core/review/synthesis/same_study.hpp"

#include "core/base/text.hpp"
#include "core/review/appraisal/items.hpp"

namespace fieldbook::review {
namespace {

void add(std::map<std::string, std::string>& out, const std::string& item, const std::string& written, const Records& records, Diagnostics& found) {
  const auto* const to = records.find(trim(written));
  if (to == nullptr) {
    found.error({"extraction", 0, 0}, item + " is said to be of the same study as " + in_quotes(written) + ", and there is no such record", "answer with the id of a record", "extraction.same-study");
  } else if (to->id != item) {
    out[item] = to->id;
  }
}

}  // namespace

std::map<std::string, std::string> same_study(std::span<const ItemStanding> items, const Records& records, Diagnostics& found) {
  std::map<std::string, std::string> out;
  for (const auto& one : items) {
    if (one.form == nullptr || one.form->unit != Unit::study) continue;
    const auto* const question = one.form->with_role("same-study-as");
    if (question == nullptr) continue;
    if (const auto given = one.given.find(question->id); given != one.given.end()) add(out, one.item, given->second.front(), records, found);
  }
  return out;
}

std::map<std::string, std::string> read_same_study(const std::filesystem::path& review, const Records& records, Diagnostics& found) {
  std::map<std::string, std::string> out, last;
  for (const auto& answer : read_answers(review, Use::extraction, found)) {
    if (answer.question != "same-study") continue;
    const auto item = canonical_item(answer.item, records);
    if (answer.withdrawn()) {
      last.erase(item);
    } else {
      last[item] = answer.values.front();
    }
  }
  for (const auto& [item, written] : last) add(out, item, written, records, found);
  return out;
}

}  // namespace fieldbook::review
