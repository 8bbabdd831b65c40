#include "core/review/appraisal/items.hpp"

#include <algorithm>

#include "core/base/error.hpp"
#include "core/base/text.hpp"

namespace fieldbook::review {
namespace {

const Statement* find_statement(const std::vector<Statement>& all, std::string_view id) {
  const auto at = std::ranges::find(all, id, &Statement::id);
  return at == all.end() ? nullptr : &*at;
}

[[noreturn]] void refuse(const Instrument& instrument, const std::string& item, const std::string& kind) {
  const auto reason = instrument.refuses.find(kind);
  const auto what = instrument.id + " cannot be used on " + in_quotes(item) + ", a " + kind;
  if (reason != instrument.refuses.end()) throw Error(Errc::invalid, what + ": " + reason->second);
  throw Error(Errc::invalid, what, "it is for a " + std::string(name_of(instrument.unit)) + "; see fieldbook review instruments");
}

std::string study(const std::string& written, const Appraisable& review) {
  const auto* const record = review.records->find(written);
  if (record == nullptr) return {};
  if (!review.included.contains(record->id)) {
    throw Error(Errc::invalid, in_quotes(written) + " is not among the included studies", "finish screening first; fieldbook review conflicts shows where it stands");
  }
  return record->id;
}

std::string outcome(const std::string& written, const Appraisable& review) {
  const auto parts = split(written, '/');
  auto id = study(std::string(parts[0]), review);
  if (id.empty()) return {};
  const std::string name(parts[1]);
  if (!is_id(name)) throw Error(Errc::invalid, in_quotes(name) + " cannot be an outcome's name", "use small letters, digits and hyphens, as in r0123456789abcdef/health");
  if (review.outcomes != nullptr && review.outcomes->find(name) == nullptr) {
    std::vector<std::string> known;
    for (const auto& term : review.outcomes->terms()) known.push_back(term.id);
    throw Error(Errc::not_found, "the library's vocabulary has no outcome " + in_quotes(name) + did_you_mean(name, known), "use " + join(known, ", "));
  }
  id += "/" + name;
  if (parts.size() == 2) return id;
  const std::string which(parts[2]);
  const bool number = parts.size() == 3 && !which.empty() && which.size() < 4 && std::ranges::all_of(which, [](char c) { return c >= '0' && c <= '9'; }) && which[0] != '0';
  if (!number) throw Error(Errc::invalid, in_quotes(written) + " is no result", "number the results of a study on an outcome: r0123456789abcdef/health/2");
  return which == "1" ? id : id + "/" + which;
}

}  // namespace

std::string_view record_of(std::string_view item) noexcept { return item.substr(0, item.find('/')); }

std::string_view outcome_of(std::string_view item) noexcept {
  const auto at = item.find('/');
  if (at == std::string_view::npos) return {};
  const auto rest = item.substr(at + 1);
  return rest.substr(0, rest.find('/'));
}

std::string canonical_item(const std::string& item, const Records& records) {
  const auto id = record_of(item);
  const auto* const record = records.find(id);
  return record == nullptr ? item : record->id + item.substr(id.size());
}

Appraisable appraisable(const std::filesystem::path& review, const Protocol& protocol, const Records& records, std::span<const Decision> decisions, const record::Vocabularies& vocabularies,
                        Diagnostics& found) {
  Appraisable out;
  out.records = &records;
  for (const auto& one : standings(protocol, records, decisions, protocol.stages.back().id)) {
    if (one.standing == Standing::included) out.included.insert(one.record->id);
  }
  out.findings = read_statements(review, StatementKind::finding, found);
  out.claims = read_statements(review, StatementKind::claim, found);
  if (const auto at = vocabularies.find("outcomes"); at != vocabularies.end()) out.outcomes = &at->second;
  return out;
}

std::string item_for(const Instrument& instrument, const std::string& written, const Appraisable& review) {
  // What it is, whatever the instrument is for; so that a refusal can say why.
  if (const auto* const claim = find_statement(review.claims, written)) {
    if (instrument.unit != Unit::claim) refuse(instrument, written, "claim");
    if (instrument.causal_only && !claim->causal) {
      const auto reason = instrument.refuses.find("not-causal");
      throw Error(Errc::invalid, instrument.id + " is for causal claims alone, and " + in_quotes(written) + " is none" + (reason == instrument.refuses.end() ? "" : ": " + reason->second));
    }
    return written;
  }
  if (find_statement(review.findings, written) != nullptr) {
    if (instrument.unit != Unit::finding) refuse(instrument, written, "finding");
    return written;
  }
  if (written.find('/') != std::string::npos) {
    auto id = outcome(written, review);
    if (!id.empty() && instrument.unit != Unit::outcome) refuse(instrument, written, "outcome");
    if (!id.empty()) return id;
  } else if (review.records->find(written) != nullptr) {
    if (instrument.unit != Unit::study && instrument.unit != Unit::practice_example) {
      if (instrument.unit == Unit::outcome) throw Error(Errc::invalid, instrument.id + " is about a result on an outcome", "name the outcome too: " + written + "/health");
      refuse(instrument, written, "study");
    }
    return study(written, review);
  }
  std::vector<std::string> known;
  for (const auto& one : instrument.unit == Unit::finding ? review.findings : review.claims) known.push_back(one.id);
  if (instrument.unit == Unit::finding || instrument.unit == Unit::claim) {
    const std::string folder = instrument.unit == Unit::finding ? "findings" : "claims";
    throw Error(Errc::not_found, "there is no " + std::string(name_of(instrument.unit)) + " " + in_quotes(written) + did_you_mean(written, known), "write it into " + folder + "/" + written + ".yaml");
  }
  throw Error(Errc::not_found, "the review has no record " + in_quotes(std::string(record_of(written))), "see fieldbook review appraise --list");
}

std::string title_of(const std::string& item, const Appraisable& review) {
  for (const auto* const all : {&review.findings, &review.claims}) {
    if (const auto* const one = find_statement(*all, item)) return one->statement;
  }
  const auto* const record = review.records->find(record_of(item));
  if (record == nullptr) return item;
  const auto rest = item.substr(record_of(item).size());
  return record->reference.title + (rest.empty() ? "" : " (" + rest.substr(1) + ")");
}

std::vector<std::string> items_of(Unit unit, const Appraisable& review) {
  std::vector<std::string> out;
  switch (unit) {
    case Unit::study:
    case Unit::practice_example:
      for (const auto& record : review.records->all()) {
        if (review.included.contains(record.id)) out.push_back(record.id);
      }
      break;
    case Unit::outcome: break;
    case Unit::finding:
      for (const auto& one : review.findings) out.push_back(one.id);
      break;
    case Unit::claim:
      for (const auto& one : review.claims) out.push_back(one.id);
      break;
  }
  return out;
}

}  // namespace fieldbook::review
