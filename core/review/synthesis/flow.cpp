#include "core/review/synthesis/flow.hpp"

#include <algorithm>
#include <set>

#include "core/base/text.hpp"

namespace fieldbook::review {
namespace {

struct BoxName {
  const char* id;
  const char* label;
};

constexpr BoxName names[] = {{"previous_studies", "Studies included in previous version of review"},
                             {"previous_reports", "Reports of studies included in previous version of review"},
                             {"database_results", "Records identified from databases"},
                             {"register_results", "Records identified from registers"},
                             {"website_results", "Records identified from websites"},
                             {"organisation_results", "Records identified from organisations"},
                             {"citations_results", "Records identified from citation searching"},
                             {"other_found_again", "Found again by other methods, and not counted"},
                             {"other_unread", "Records from other methods that could not be read"},
                             {"duplicates", "Duplicate records removed before screening"},
                             {"excluded_automatic", "Records marked as ineligible by automation tools"},
                             {"excluded_other", "Records that could not be read, with their lines"},
                             {"records_screened", "Records screened"},
                             {"records_excluded", "Records excluded"},
                             {"other_records_excluded", "Records from other methods excluded on title and abstract"},
                             {"dbr_sought_reports", "Reports sought for retrieval"},
                             {"dbr_notretrieved_reports", "Reports not retrieved"},
                             {"other_sought_reports", "Reports sought for retrieval (other methods)"},
                             {"other_notretrieved_reports", "Reports not retrieved (other methods)"},
                             {"dbr_assessed", "Reports assessed for eligibility"},
                             {"dbr_excluded", "Reports excluded"},
                             {"other_assessed", "Reports assessed for eligibility (other methods)"},
                             {"other_excluded", "Reports excluded (other methods)"},
                             {"new_studies", "New studies included in review"},
                             {"new_reports", "Reports of new included studies"},
                             {"total_studies", "Total studies included in review"},
                             {"total_reports", "Reports of total included studies"}};

const char* found_box(SourceKind kind) {
  switch (kind) {
    case SourceKind::database: return "database_results";
    case SourceKind::register_: return "register_results";
    case SourceKind::website: return "website_results";
    case SourceKind::organisation: return "organisation_results";
    case SourceKind::citations: return "citations_results";
  }
  return "";
}

bool is_database(SourceKind kind) { return kind == SourceKind::database || kind == SourceKind::register_; }

class Counting {
 public:
  Counting(const Protocol& protocol, std::span<const Import> imports, const Records& records, std::span<const Decision> decisions, const std::map<std::string, std::string>& same_study)
      : protocol_(protocol), imports_(imports), records_(records), decisions_(decisions), same_study_(same_study) {
    for (const auto& [id, label] : names) out_.boxes.push_back({id, label, {}, {}});
    for (const auto& import : imports) kinds_[import.id] = protocol.kind_of(import.database);
  }

  Flow count() {
    find();
    screen();
    assess();
    include();
    check();
    return std::move(out_);
  }

 private:
  FlowBox& box(std::string_view id) { return *std::ranges::find(out_.boxes, id, &FlowBox::id); }

  void part(FlowBox& into, const std::string& name) {
    const auto at = std::ranges::find(into.parts, name, &std::pair<std::string, std::size_t>::first);
    if (at == into.parts.end()) {
      into.parts.emplace_back(name, 1);
    } else {
      ++at->second;
    }
  }

  SourceKind kind(const Source& source) const {
    const auto at = kinds_.find(source.import);
    return at == kinds_.end() ? SourceKind::database : at->second;
  }

  bool from_databases(const ReviewRecord& record) const {
    return std::ranges::any_of(record.sources, [&](const Source& one) { return is_database(kind(one)); });
  }

  const std::string& database(const Source& source) const {
    static const std::string unknown = "an import that is gone";
    const auto at = std::ranges::find(imports_, source.import, &Import::id);
    return at == imports_.end() ? unknown : at->database;
  }

  void find() {
    for (const auto& record : records_.all()) {
      const bool databases = from_databases(record);
      bool first = true;
      for (const auto& source : record.sources) {
        const FlowItem item{record.id, source.import, source.line};
        const bool here = is_database(kind(source));
        if (here || (!databases && first)) {
          auto& found = box(found_box(kind(source)));
          found.items.push_back(item);
          part(found, database(source));
        }
        if (here && !first) box("duplicates").items.push_back(item);
        if (!here && (databases || !first)) box("other_found_again").items.push_back(item);
        if (here == databases) first = false;
      }
    }
    for (const auto& import : imports_) {
      const bool here = is_database(kinds_.at(import.id));
      for (const auto& lost : import.lost) {
        auto& found = box(found_box(kinds_.at(import.id)));
        found.items.push_back({{}, import.id, lost.line});
        part(found, import.database);
        box(here ? "excluded_other" : "other_unread").items.push_back({{}, import.id, lost.line});
      }
    }
  }

  // Of both sides of the flow: the databases' box and that of other methods.
  void undecided(const char* databases, const char* other, const std::string& stage, const std::vector<std::string>& waiting, const std::vector<std::string>& conflicts) {
    for (const bool side : {true, false}) {
      const auto of_side = [&](const std::vector<std::string>& all) {
        std::vector<std::string> out;
        std::ranges::copy_if(all, std::back_inserter(out), [&](const std::string& id) { return from_databases(*records_.find(id)) == side; });
        return out;
      };
      undecided(side ? databases : other, stage, of_side(waiting), of_side(conflicts));
    }
  }

  void undecided(const char* id, const std::string& stage, const std::vector<std::string>& waiting, const std::vector<std::string>& conflicts) {
    const auto tell = [&](const std::vector<std::string>& records, const char* what) {
      if (records.empty()) return;
      constexpr std::size_t most = 5;
      const std::vector<std::string> few(records.begin(), records.begin() + static_cast<std::ptrdiff_t>(std::min(most, records.size())));
      out_.problems.push_back({id, std::to_string(records.size()) + (records.size() == 1 ? " record " : " records ") + what + " at the stage " + stage + ": " + join(few, ", ") + (records.size() > most ? ", …" : ""), records});
    };
    tell(waiting, records_word(waiting, "waits for a decision", "wait for a decision"));
    tell(conflicts, records_word(conflicts, "is in conflict", "are in conflict"));
  }
  static const char* records_word(const std::vector<std::string>& records, const char* one, const char* more) { return records.size() == 1 ? one : more; }

  // Standings of one stage: what is left out goes to the boxes, what is included comes back.
  void screen() {
    const auto stages = protocol_.stages.size() == 1 ? 1 : protocol_.stages.size() - 1;
    for (std::size_t i = 0; i < stages; ++i) {
      std::vector<std::string> waiting, conflicts;
      for (const auto& one : standings(protocol_, records_, decisions_, protocol_.stages[i].id)) {
        const bool databases = from_databases(*one.record);
        const FlowItem item{one.record->id, {}, 0};
        const bool decided = one.standing == Standing::included || one.standing == Standing::excluded;
        if (databases && decided && i == 0) box("records_screened").items.push_back(item);
        if (one.standing == Standing::excluded) box(databases ? "records_excluded" : "other_records_excluded").items.push_back(item);
        if (one.standing == Standing::waiting) waiting.push_back(one.record->id);
        if (one.standing == Standing::conflict) conflicts.push_back(one.record->id);
        if (one.standing == Standing::included && i + 1 == stages) box(databases ? "dbr_sought_reports" : "other_sought_reports").items.push_back(item);
      }
      undecided(i == 0 ? "records_screened" : "dbr_sought_reports", "other_sought_reports", protocol_.stages[i].id, waiting, conflicts);
    }
  }

  std::string reason_of(const RecordStanding& one) {
    if (!one.resolutions.empty() && !one.resolutions.front().reasons.empty()) return one.resolutions.front().reasons.front();
    for (const auto& reviewer : protocol_.reviewers) {
      const auto at = std::ranges::find(one.opinions, reviewer.id, &Decision::reviewer);
      if (at != one.opinions.end() && at->verdict == Verdict::exclude && !at->reasons.empty()) return at->reasons.front();
    }
    return {};
  }

  std::string label_of(const std::string& reason) const {
    const auto at = std::ranges::find(protocol_.exclude, reason, &Criterion::id);
    return at == protocol_.exclude.end() ? reason : at->text;
  }

  void assess() {
    if (protocol_.stages.size() == 1) {
      for (const auto* const side : {"dbr", "other"}) {
        const auto sought = box(std::string(side) + "_sought_reports").items;
        box(std::string(side) + "_assessed").items = sought;
        auto& reports = box("new_reports").items;
        reports.insert(reports.end(), sought.begin(), sought.end());
      }
      return;
    }
    std::vector<std::string> waiting, conflicts;
    std::map<std::string, std::vector<std::string>> without;   // by box
    for (const auto& one : standings(protocol_, records_, decisions_, protocol_.stages.back().id)) {
      const std::string side = from_databases(*one.record) ? "dbr" : "other";
      const FlowItem item{one.record->id, {}, 0};
      if (one.standing == Standing::waiting) waiting.push_back(one.record->id);
      if (one.standing == Standing::conflict) conflicts.push_back(one.record->id);
      if (one.standing == Standing::waiting || one.standing == Standing::conflict) continue;
      const auto reason = one.standing == Standing::excluded ? reason_of(one) : std::string();
      if (reason == not_retrieved) {
        box(side + "_notretrieved_reports").items.push_back(item);
        continue;
      }
      box(side + "_assessed").items.push_back(item);
      if (one.standing == Standing::included) {
        box("new_reports").items.push_back(item);
        continue;
      }
      auto& excluded = box(side + "_excluded");
      excluded.items.push_back(item);
      part(excluded, reason.empty() ? "No reason given" : label_of(reason));
      if (reason.empty()) without[excluded.id].push_back(one.record->id);
    }
    undecided("dbr_assessed", "other_assessed", protocol_.stages.back().id, waiting, conflicts);
    for (const auto& [id, records] : without) {
      out_.problems.push_back({id, std::to_string(records.size()) + (records.size() == 1 ? " report is" : " reports are") + " left out at the stage " + protocol_.stages.back().id + " without a reason: " + join(records, ", "), records});
    }
  }

  void include() {
    box("total_reports").items = box("new_reports").items;
    std::set<std::string> included;
    for (const auto& item : box("new_reports").items) included.insert(item.record);
    for (const auto& item : box("new_reports").items) {
      const auto same = same_study_.find(item.record);
      if (same != same_study_.end() && same->second != item.record && included.contains(same->second)) continue;
      box("new_studies").items.push_back(item);
    }
    box("total_studies").items = box("new_studies").items;
  }

  // Each sum is of boxes that were counted from different files.
  void check() {
    std::map<bool, std::ptrdiff_t> in;
    for (const auto& import : imports_) in[is_database(kinds_.at(import.id))] += static_cast<std::ptrdiff_t>(import.records_in);
    const auto n = [&](const char* id) { return static_cast<std::ptrdiff_t>(box(id).count()); };
    const auto add_up = [&](const char* id, std::ptrdiff_t left, std::ptrdiff_t right, const std::string& what) {
      if (left != right) out_.problems.push_back({id, what + ": " + std::to_string(left) + " is not " + std::to_string(right), {}});
    };
    add_up("database_results", n("database_results") + n("register_results"), in[true], "the records of databases and registers are not those that their imports say they hold");
    add_up("website_results", n("website_results") + n("organisation_results") + n("citations_results") + n("other_found_again"), in[false],
           "the records of other methods are not those that their imports say they hold");
    add_up("records_screened", n("database_results") + n("register_results") - n("duplicates") - n("excluded_automatic") - n("excluded_other"), n("records_screened"),
           "what was identified, less duplicates and what could not be read, is not what was screened");
    add_up("records_excluded", n("records_screened") - n("records_excluded"), n("dbr_sought_reports"), "what was screened, less what was excluded, is not what was sought");
    add_up("dbr_assessed", n("dbr_sought_reports") - n("dbr_notretrieved_reports"), n("dbr_assessed"), "what was sought, less what was not retrieved, is not what was assessed");
    add_up("other_sought_reports", n("website_results") + n("organisation_results") + n("citations_results") - n("other_unread") - n("other_records_excluded"), n("other_sought_reports"),
           "what other methods found, less what was excluded, is not what was sought");
    add_up("other_assessed", n("other_sought_reports") - n("other_notretrieved_reports"), n("other_assessed"), "what was sought by other methods, less what was not retrieved, is not what was assessed");
    add_up("new_reports", n("dbr_assessed") - n("dbr_excluded") + n("other_assessed") - n("other_excluded"), n("new_reports"), "what was assessed, less what was excluded, is not what is included");
    for (const auto& one : out_.boxes) {
      std::ptrdiff_t sum = 0;
      for (const auto& [name, count] : one.parts) sum += static_cast<std::ptrdiff_t>(count);
      if (!one.parts.empty()) add_up(one.id.c_str(), sum, n(one.id.c_str()), "its parts are not the whole");
    }
  }


  const Protocol& protocol_;
  std::span<const Import> imports_;
  const Records& records_;
  std::span<const Decision> decisions_;
  const std::map<std::string, std::string>& same_study_;
  std::map<std::string, SourceKind> kinds_;
  Flow out_;
};

}  // namespace

const FlowBox& Flow::box(std::string_view id) const noexcept {
  static const FlowBox none;
  const auto at = std::ranges::find(boxes, id, &FlowBox::id);
  return at == boxes.end() ? none : *at;
}

Flow count_flow(const Protocol& protocol, std::span<const Import> imports, const Records& records, std::span<const Decision> decisions, const std::map<std::string, std::string>& same_study) {
  return Counting(protocol, imports, records, decisions, same_study).count();
}

std::string flow_text(const Flow& flow) {
  std::string out;
  for (const auto& box : flow.boxes) {
    if (box.count() == 0 && (box.id.starts_with("previous_") || box.id.starts_with("other_") || box.id == "excluded_automatic" || box.id == "register_results")) continue;
    out += box.label + ": " + std::to_string(box.count());
    std::vector<std::string> parts;
    for (const auto& [name, count] : box.parts) parts.push_back(name + " " + std::to_string(count));
    if (parts.size() > 1 || (parts.size() == 1 && box.id.ends_with("_excluded"))) out += " (" + join(parts, "; ") + ")";
    out += ". ";
  }
  if (!out.empty()) out.pop_back();
  return out;
}

}  // namespace fieldbook::review
