#include "core/review/protocol.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/base/text.hpp"
#include "core/record/mapping_reader.hpp"
#include "core/record/yaml.hpp"
#include "core/review/folder.hpp"

namespace fieldbook::review {
namespace {

using record::MappingReader;
using record::Node;

constexpr std::size_t longest_protocol_bytes = 1 << 20;

class ProtocolReader {
 public:
  ProtocolReader(const Node& root, Diagnostics& found) : top_(root, "the protocol", "protocol", found), found_(found) {}

  Protocol read() {
    Protocol out;
    out.title = top_.required_text("title");
    out.question = top_.required_text("question");
    out.notice = top_.text("notice");
    out.registration = top_.text("registration");
    out.framework = top_.text("framework");
    for (auto& [name, text] : pairs("facets", top_)) out.facets.push_back({name, text});
    read_eligibility(out);
    for (const auto* const item : top_.list("searches")) out.searches.push_back(search(*item));
    for (const auto* const item : top_.list("stages")) out.stages.push_back(stage(*item));
    if (out.stages.empty()) missing("stages", "list at least one, such as '- {id: title-abstract, label: Title and abstract, reviewers: 2}'");
    for (const auto* const item : top_.list("reviewers")) out.reviewers.push_back(reviewer(*item));
    if (out.reviewers.empty()) missing("reviewers", "list who decides, such as '- {id: ada, name: Ada Marsh}'");
    read_stopping(out.stopping);
    if (const auto* const words = filled_mapping("words", top_)) {
      MappingReader reader(*words, "'words'", "protocol", found_);
      out.words_in = reader.texts("in");
      out.words_out = reader.texts("out");
      reader.finish();
    }
    out.instruments = top_.texts("instruments");
    out.instrument_folders = top_.texts("instrument-folders");
    read_appraising(out.appraising);
    for (const auto* const item : top_.list("amendments")) amend(*item, out.amendments);
    top_.finish();
    check_people(out);
    return out;
  }

 private:
  void missing(const std::string& name, std::string advice) {
    found_.error(top_.where(name), "the protocol has no " + in_quotes(name), std::move(advice), "protocol.missing");
  }
  void missing(const std::string& part, const std::string& name, std::string advice) {
    found_.error(top_.where(part), in_quotes(part) + " has no " + in_quotes(name), std::move(advice), "protocol.missing");
  }

  // A mapping under `name`; nothing where there is none or only its name.
  const Node* filled_mapping(std::string_view name, MappingReader& reader) {
    const auto* const member = reader.find(name);
    if (member == nullptr || (member->kind == Node::Kind::scalar && member->value.empty())) return nullptr;
    return reader.mapping(name);
  }

  std::vector<std::pair<std::string, std::string>> pairs(std::string_view name, MappingReader& reader) {
    std::vector<std::pair<std::string, std::string>> out;
    const auto* const mapping = filled_mapping(name, reader);
    if (mapping == nullptr) return out;
    for (const auto& [key, value] : mapping->members) {
      check_id(key, value.key_where);
      if (value.kind != Node::Kind::scalar) {
        found_.error(value.where, in_quotes(key) + " must be one sentence", "put the sentence behind the colon", "protocol.shape");
      } else {
        out.emplace_back(key, value.value);
      }
    }
    return out;
  }

  void check_id(const std::string& id, const Location& where) {
    if (!id.empty() && !is_id(id)) found_.error(where, in_quotes(id) + " cannot be a name here", "use small letters, digits and hyphens", "protocol.id");
  }

  void read_eligibility(Protocol& out) {
    const auto* const eligibility = filled_mapping("eligibility", top_);
    if (eligibility != nullptr) {
      MappingReader reader(*eligibility, "'eligibility'", "protocol", found_);
      for (auto& [id, text] : pairs("include", reader)) out.include.push_back({id, text});
      for (auto& [id, text] : pairs("exclude", reader)) out.exclude.push_back({id, text});
      reader.finish();
    }
    for (const auto& list : {out.include, out.exclude}) {
      for (const auto& criterion : list) {
        if (criterion.text.empty()) missing("eligibility", criterion.id, "say in a sentence what it means");
      }
    }
    if (out.include.empty()) missing("eligibility", "include", "write at least one rule, as 'name: what it means'");
  }

  PlannedSearch search(const Node& node) {
    MappingReader reader(node, "a search", "protocol", found_);
    PlannedSearch out{reader.required_text("database"), reader.text("strategy")};
    static const std::map<std::string, SourceKind, std::less<>> kinds = {{"database", SourceKind::database}, {"register", SourceKind::register_}, {"website", SourceKind::website},
                                                                         {"organisation", SourceKind::organisation}, {"citations", SourceKind::citations}};
    if (const auto name = reader.text("kind"); !name.empty()) {
      const auto kind = kinds.find(name);
      if (kind != kinds.end()) out.kind = kind->second;
      if (kind == kinds.end()) reader.error(reader.where("kind"), "there is no kind of search " + in_quotes(name), "use database, register, website, organisation or citations", "kind");
    }
    reader.finish();
    return out;
  }

  void read_appraising(Appraising& out) {
    const auto read = [&](const char* name, std::size_t& people, std::string* quality) {
      const auto* const node = filled_mapping(name, top_);
      if (node == nullptr) return;
      MappingReader reader(*node, in_quotes(name), "protocol", found_);
      people = reader.number("reviewers", 1);
      if (people == 0) reader.error(reader.where("reviewers"), in_quotes(name) + " needs somebody who answers", "write 1 or more", "range");
      if (quality != nullptr) *quality = reader.text("quality-from");
      reader.finish();
    };
    read("appraisal", out.appraisers, &out.quality_from);
    read("extraction", out.extractors, nullptr);
  }

  Stage stage(const Node& node) {
    MappingReader reader(node, "a stage", "protocol", found_);
    Stage out{reader.required_text("id"), reader.text("label"), reader.number("reviewers", 1)};
    check_id(out.id, reader.where("id"));
    if (!stages_.insert(out.id).second) again(reader.where("id"), out.id);
    if (out.reviewers == 0) reader.error(reader.where("reviewers"), "a stage needs somebody who decides", "write 1 or more", "range");
    if (out.label.empty()) out.label = out.id;
    reader.finish();
    return out;
  }

  Reviewer reviewer(const Node& node) {
    MappingReader reader(node, "a reviewer", "protocol", found_);
    Reviewer out{reader.required_text("id"), reader.text("name"), reader.text("about")};
    check_id(out.id, reader.where("id"));
    if (!people_.insert(out.id).second) again(reader.where("id"), out.id);
    if (out.name.empty()) out.name = out.id;
    reader.finish();
    return out;
  }

  void again(const Location& where, const std::string& id) {
    found_.error(where, in_quotes(id) + " stands here twice", "give each a name of its own", "protocol.twice");
  }

  void amend(const Node& node, std::vector<Amendment>& out) {
    MappingReader reader(node, "an amendment", "protocol", found_);
    const auto written = reader.required_text("date");
    const auto date = parse_date(written);
    if (!date && !written.empty()) reader.error(reader.where("date"), in_quotes(written) + " is not a date", "write it as 2026-03-01", "date");
    Amendment amendment{date.value_or(Date{}), reader.required_text("what"), reader.text("why")};
    if (!out.empty() && date && *date < out.back().date) {
      found_.warning(reader.where("date"), "this amendment is older than the one before it", "list amendments by date", "protocol.order");
    }
    out.push_back(std::move(amendment));
    reader.finish();
  }

  // A share as 0.95 or 95 %.
  double share(MappingReader& reader, std::string_view name, double otherwise) {
    const auto written = reader.text(name);
    if (written.empty()) return otherwise;
    const auto digits = trim(written.ends_with('%') ? std::string_view(written).substr(0, written.size() - 1) : std::string_view(written));
    double value = 0;
    const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (written.ends_with('%')) value /= 100;
    if (failure != std::errc{} || end != digits.data() + digits.size() || !(value >= 0 && value <= 1)) {
      reader.error(reader.where(name), in_quotes(name) + " must be a share between 0 and 1, not " + in_quotes(written), "write it as 0.95 or 95 %", "range");
      return otherwise;
    }
    return value;
  }

  void read_stopping(Stopping& out) {
    static const std::map<std::string, StoppingRule, std::less<>> rules = {
        {"screen-all", StoppingRule::screen_all}, {"hypergeometric", StoppingRule::hypergeometric}, {"safe", StoppingRule::safe}};
    const auto* const node = filled_mapping("stopping", top_);
    if (node == nullptr) return missing("stopping", "write 'stopping: {rule: screen-all}' or another rule, before screening begins");
    MappingReader reader(*node, "'stopping'", "protocol", found_);
    const auto name = reader.required_text("rule");
    const auto rule = rules.find(name);
    if (rule != rules.end()) out.rule = rule->second;
    if (rule == rules.end() && !name.empty()) reader.error(reader.where("rule"), "there is no stopping rule " + in_quotes(name), "use screen-all, hypergeometric or safe", "stopping");
    out.recall = share(reader, "recall", out.recall);
    out.confidence = share(reader, "confidence", out.confidence);
    out.least_share = share(reader, "least-share", out.least_share);
    out.consecutive = reader.number("consecutive", 0);
    if (out.recall == 0) reader.error(reader.where("recall"), "a recall of 0 needs no screening", "write the share of relevant records that is to be found", "range");
    if (out.confidence == 0 || out.confidence == 1) reader.error(reader.where("confidence"), "a confidence must lie between 0 and 1", "write 0.95", "range");
    if (out.rule == StoppingRule::safe && out.consecutive == 0) {
      reader.error(reader.where("rule"), "the rule 'safe' needs 'consecutive'", "say after how many irrelevant records in a row to stop, such as 50", "stopping");
    }
    reader.finish();
  }

  void check_people(const Protocol& out) {
    for (const auto& stage : out.stages) {
      if (out.reviewers.empty() || stage.reviewers <= out.reviewers.size()) continue;
      found_.error(top_.where("reviewers"), "the stage " + in_quotes(stage.id) + " asks for " + std::to_string(stage.reviewers) + " reviewers, and there are " + std::to_string(out.reviewers.size()),
                   "name more reviewers or ask for fewer", "protocol.reviewers");
    }
    if (!out.reviewers.empty() && std::max(out.appraising.appraisers, out.appraising.extractors) > out.reviewers.size()) {
      found_.error(top_.where("reviewers"), "appraisal or extraction asks for more reviewers than there are", "name more reviewers or ask for fewer", "protocol.reviewers");
    }
  }

  MappingReader top_;
  Diagnostics& found_;
  std::set<std::string> stages_, people_;
};

}  // namespace

SourceKind Protocol::kind_of(std::string_view database) const {
  const auto at = std::ranges::find_if(searches, [&](const PlannedSearch& one) { return fold(one.database) == fold(database); });
  return at == searches.end() ? SourceKind::database : at->kind;
}

const Stage* Protocol::stage(std::string_view id) const noexcept {
  const auto at = std::ranges::find(stages, id, &Stage::id);
  return at == stages.end() ? nullptr : &*at;
}

const Reviewer* Protocol::reviewer(std::string_view id) const noexcept {
  const auto at = std::ranges::find(reviewers, id, &Reviewer::id);
  return at == reviewers.end() ? nullptr : &*at;
}

std::optional<Protocol> parse_protocol(std::string_view text, const std::string& file, Diagnostics& found) {
  const auto errors = found.errors();
  const auto root = record::parse_yaml(text, file, 1, found);
  if (!root) return std::nullopt;
  auto protocol = ProtocolReader(*root, found).read();
  if (found.errors() != errors) return std::nullopt;
  return protocol;
}

std::optional<Protocol> read_protocol(const std::filesystem::path& review, Diagnostics& found) {
  return parse_protocol(read_file(protocol_file(review), longest_protocol_bytes), "protocol.yaml", found);
}

}  // namespace fieldbook::review
