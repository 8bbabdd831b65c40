#include "core/review/given_decisions.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "core/base/error.hpp"
#include "core/base/text.hpp"
#include "core/record/mapping_reader.hpp"
#include "core/record/yaml.hpp"

namespace fieldbook::review {
namespace {

using record::MappingReader;
using record::Node;

constexpr record::YamlLimits limits{8, 1'000'000};

// The records of the stage, and whether there is something to settle about each.
using Here = std::map<std::string, bool>;

Here records_in(const Decidable& all, const std::string& stage) {
  Here out;
  for (const auto& one : standings(all.protocol, all.records, all.decisions, stage)) out[one.record->id] = one.standing == Standing::conflict || !one.resolutions.empty() || one.is_unsettled();
  return out;
}

void check_reasons(const Protocol& protocol, const std::vector<std::string>& reasons) {
  for (const auto& reason : reasons) {
    if (std::ranges::find(protocol.exclude, reason, &Criterion::id) != protocol.exclude.end()) continue;
    std::vector<std::string> ids;
    for (const auto& one : protocol.exclude) ids.push_back(one.id);
    throw Error(Errc::not_found, "the protocol has no reason " + in_quotes(reason) + did_you_mean(reason, ids), "use the id of a criterion under 'exclude'");
  }
}

Decision checked(const Decidable& all, const Here& here, const GivenOptions& options, const std::string& record, Verdict verdict, std::vector<std::string> reasons, std::string note) {
  check_reasons(all.protocol, reasons);
  if (verdict == Verdict::exclude && reasons.empty() && needs_reason(all.protocol, options.stage)) throw Error(Errc::invalid, "an exclusion at this stage needs a reason", "name one with --reason, or in a list with reasons");
  if (verdict != Verdict::exclude && !reasons.empty()) throw Error(Errc::invalid, "only an exclusion has reasons of the protocol", "say in a note why it is taken in");
  const auto* const found = all.records.find(record);
  if (found == nullptr || !here.contains(found->id)) throw Error(Errc::not_found, "there is no record " + in_quotes(record) + " in the stage " + options.stage, "use an id of records.jsonl; a later stage has what the one before includes");
  if (options.resolves && !here.at(found->id)) throw Error(Errc::invalid, in_quotes(record) + " is neither in conflict nor unsure", "see fieldbook review conflicts");
  if (verdict == Verdict::withdrawn && !options.resolves) {
    const auto own = own_decisions(all.decisions, all.records, options.stage, options.reviewer);
    if (std::ranges::find(own, found->id, &Decision::record) == own.end()) throw Error(Errc::invalid, options.reviewer + " has not decided on " + in_quotes(record) + " in the stage " + options.stage, "there is nothing to take back");
  }
  return {options.reviewer, found->id, options.stage, verdict, std::move(reasons), std::move(note), options.resolves ? Shown::in_conflict : Shown::from_list, options.at,
          options.resolves ? std::string() : imports_mark(all.records)};
}

}  // namespace

bool needs_reason(const Protocol& protocol, std::string_view stage) noexcept { return protocol.stages.front().id != stage && !protocol.exclude.empty(); }

Decision given_decision(const Decidable& all, const GivenOptions& options, const std::string& record, Verdict verdict, std::vector<std::string> reasons, std::string note) {
  return checked(all, records_in(all, options.stage), options, record, verdict, std::move(reasons), std::move(note));
}

std::vector<Decision> parse_given_decisions(std::string_view text, const std::string& file, const Decidable& all, const GivenOptions& options, Diagnostics& found) {
  std::vector<Decision> out;
  const auto root = record::parse_yaml(text, file, 1, found, limits);
  if (!root) return out;
  if (root->kind != Node::Kind::sequence) {
    found.error(root->where, "this is no list of decisions", "begin each with '- record: ID' and below it 'decision: include' or another", "decided.shape");
    return out;
  }
  const auto here = records_in(all, options.stage);
  std::set<std::string> seen;
  for (const auto& item : root->items) {
    MappingReader reader(item, "a decision", "decided", found);
    const auto record = reader.required_text("record"), word = reader.required_text("decision");
    auto reasons = reader.texts("reasons");
    auto note = reader.text("note");
    reader.finish();
    if (record.empty() || word.empty()) continue;
    const auto verdict = verdict_of(word);
    if (!verdict) {
      reader.error(reader.where("decision"), "there is no decision " + in_quotes(word), "use include, exclude, unsure or withdrawn", "decision");
      continue;
    }
    try {
      out.push_back(checked(all, here, options, record, *verdict, std::move(reasons), std::move(note)));
      if (!seen.insert(out.back().record).second) reader.error(reader.where("record"), in_quotes(record) + " is decided on twice in this list", "keep one of the two", "twice");
    } catch (const Error& error) {
      reader.error(item.where, error.what(), error.advice(), "refused");
    }
  }
  return out;
}

}  // namespace fieldbook::review
