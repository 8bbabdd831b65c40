#include <algorithm>
#include <cstdio>

#include "core/base/text.hpp"
#include "core/review/synthesis/report.hpp"

namespace fieldbook::review {
namespace {

// Words of others as Markdown shows them, on one line.
std::string plain(std::string_view text) {
  std::string out;
  for (const char c : collapse_whitespace(text)) {
    if (std::string_view("\\`*_[]<>|#").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::string fixed(double value, const char* format = "%.3f") {
  char text[32];
  std::snprintf(text, sizeof text, format, value);
  return text;
}

std::string row(const std::vector<std::string>& cells) { return "| " + join(cells, " | ") + " |\n"; }

std::string head(const std::vector<std::string>& cells) {
  std::string out = row(cells) + "|";
  for (std::size_t i = 0; i < cells.size(); ++i) out += "---|";
  return out + "\n";
}

std::string list(const std::vector<std::string>& items) {
  std::vector<std::string> out;
  for (const auto& one : items) out.push_back(plain(one));
  return join(out, ", ");
}

std::string cited(const std::vector<std::string>& records) {
  std::string out;
  for (const auto& one : records) out += (out.empty() ? "@" : "; @") + one;
  return out.empty() ? "" : "[" + out + "]";
}

const char* words(StoppingRule rule) {
  switch (rule) {
    case StoppingRule::screen_all: return "every record is read";
    case StoppingRule::hypergeometric: return "a hypergeometric test on a random sample of what is unread";
    case StoppingRule::safe: return "the phases of the SAFE procedure";
  }
  return "";
}

class Writer {
 public:
  explicit Writer(const ReviewReport& report) : report_(report), all_(report.synthesis) {}

  std::string write() {
    out_ = "# " + plain(report_.protocol.title) + "\n\n" + plain(report_.protocol.question) + "\n";
    if (!report_.protocol.notice.empty()) out_ += "\n> " + plain(report_.protocol.notice) + "\n";
    if (!report_.open.empty()) {
      section("What is not finished");
      for (const auto& one : report_.open) out_ += "- " + plain(one) + "\n";
    }
    protocol();
    flow();
    studies();
    outcomes();
    findings("Findings, and how sure they are", all_.findings);
    findings("Claims of studies", all_.claims);
    map(all_.effectiveness, "Studies with a result on an outcome, by the approach they look at. 0 is a gap.");
    map(all_.implementation, "Studies by what they tell of putting an approach into practice. 0 is a gap.");
    people();
    forms();
    left_out();
    counted();
    references();
    return std::move(out_);
  }

 private:
  void section(const std::string& title) { out_ += "\n## " + title + "\n\n"; }

  void protocol() {
    const auto& protocol = report_.protocol;
    section("What was set out");
    if (!protocol.registration.empty()) out_ += "Registered: " + plain(protocol.registration) + "\n\n";
    for (const auto& one : protocol.facets) {
      if (!one.text.empty()) out_ += "- " + plain(one.name) + ": " + plain(one.text) + "\n";
    }
    out_ += "\nTaken in where all of this holds:\n\n";
    for (const auto& one : protocol.include) out_ += "- " + plain(one.text) + "\n";
    if (!protocol.exclude.empty()) out_ += "\nLeft out where any of this holds:\n\n";
    for (const auto& one : protocol.exclude) out_ += "- " + plain(one.text) + "\n";
    out_ += "\nScreening stops when: " + std::string(words(protocol.stopping.rule)) + ".\n\nSearches:\n\n";
    if (report_.imports.empty()) out_ += "None was made.\n";
    for (const auto& one : report_.imports) {
      out_ += "- " + plain(one.database) + ", " + to_words(one.searched) + ": " + std::to_string(one.records_in) + " records (file " + plain(one.file) + ", SHA-256 " + one.sha256.substr(0, 16) + "…)";
      const auto planned = std::ranges::find_if(protocol.searches, [&](const PlannedSearch& search) { return fold(search.database) == fold(one.database); });
      if (planned != protocol.searches.end() && !planned->strategy.empty()) out_ += ": " + plain(planned->strategy);
      out_ += "\n";
    }
    if (protocol.amendments.empty()) return;
    out_ += "\nChanged since the work began:\n\n";
    for (const auto& one : protocol.amendments) out_ += "- " + to_words(one.date) + ": " + plain(one.what) + (one.why.empty() ? "" : ". " + plain(one.why)) + "\n";
  }

  void flow() {
    section("From records found to studies included");
    out_ += "![PRISMA 2020 flow: each number is in the table below](flow.svg)\n\n" + head({"Box", "Number"});
    for (const auto& box : report_.flow.boxes) {
      if (box.count() == 0 && (box.id.starts_with("previous_") || box.id.starts_with("other_"))) continue;
      auto label = plain(box.label);
      if (box.parts.size() > 1 || box.id.ends_with("_excluded")) {
        std::vector<std::string> parts;
        for (const auto& [name, count] : box.parts) parts.push_back(plain(name) + " " + std::to_string(count));
        if (!parts.empty()) label += " (" + join(parts, "; ") + ")";
      }
      out_ += row({label, box.count() == 0 ? "0" : "[" + std::to_string(box.count()) + "](#box-" + box.id + ")"});
    }
  }

  void studies() {
    section("The studies");
    out_ += std::to_string(all_.studies.size()) + (all_.studies.size() == 1 ? " study" : " studies") + " from " + std::to_string(report_.included.size()) + (report_.included.size() == 1 ? " report." : " reports.") + "\n\n";
    out_ += head({"Study", "Design", "Where", "Approaches", "Sample", "Read", "Judged"});
    for (const auto& one : all_.studies) {
      std::vector<std::string> judged;
      for (const auto& judgement : one.judgements) judged.push_back(plain(judgement.title) + ": " + (judgement.words.empty() ? "not yet" : plain(judgement.words)));
      out_ += row({plain(one.citation) + " " + cited(one.reports), plain(one.design_label), list(one.country_labels), list(one.approach_labels), plain(one.sample), plain(one.read_label), join(judged, "; ")});
    }
    out_ += "\nWhat each reports:\n\n" + head({"Study", "Outcome", "Direction", "Figure", "The words it rests on"});
    for (const auto& one : all_.studies) {
      for (const auto& result : one.results) {
        out_ += row({cited({one.record}), plain(outcome_label(result.outcome)), std::string(label_of(result.direction)), plain(result.figure), plain(result.words) + (result.where.empty() ? "" : " (" + plain(result.where) + ")")});
      }
    }
  }

  std::string outcome_label(const std::string& id) const {
    const auto at = std::ranges::find(all_.outcomes, id, &OutcomeEvidence::id);
    return at == all_.outcomes.end() ? id : at->label;
  }

  void outcomes() {
    section("What they say together");
    out_ += "![Effect direction plot: each study and direction is in the table below](effect-direction.svg)\n\n![Harvest plot of the same studies](harvest.svg)\n\n";
    out_ += head({"Outcome", "Strength of evidence", "Why", "Better", "Worse", "No difference", "Mixed", "Unclear", "Sign test"});
    for (const auto& one : all_.outcomes) {
      std::vector<std::string> cells{plain(one.label), plain(one.strength_label), plain(one.strength.why)};
      for (const auto direction : all_directions) {
        std::vector<std::string> records;
        for (const auto& study : one.studies) {
          if (study.direction == direction) records.push_back(all_.studies[study.study].record);
        }
        cells.push_back(std::to_string(records.size()) + (records.empty() ? "" : " " + cited(records)));
      }
      cells.push_back(one.sign.better + one.sign.worse == 0 ? "no study points one way" : std::to_string(one.sign.better) + " to " + std::to_string(one.sign.worse) + ", p = " + fixed(one.sign.p, "%.4f") + "; share better " + fixed(one.sign.share_better, "%.2f") + " (95 % interval " +
                                                                                              fixed(one.sign.interval[0], "%.2f") + " to " + fixed(one.sign.interval[1], "%.2f") + ")");
      out_ += row(cells);
    }
    out_ += "\nStrength of evidence. " + std::string(strength_rule()) + "\n\nDirection. A study with several results on an outcome counts as what at least 70 per cent of its clear results say, else as mixed; "
            "statistical significance plays no part (Boon and Thomson 2021, doi:10.1002/jrsm.1458). The sign test is the exact binomial test of studies better against studies worse, two-sided; the interval is Wilson's. "
            "It says nothing of how large an effect is, and little where studies are few. Plots: Boon and Thomson 2021; Ogilvie and others 2008, doi:10.1186/1471-2288-8-8.\n";
  }

  void findings(const std::string& title, const std::vector<FindingEvidence>& all) {
    if (all.empty()) return;
    section(title);
    out_ += head({"In words", "Studies", "Judged", "Because"});
    for (const auto& one : all) {
      std::vector<std::string> judged, because;
      for (const auto& judgement : one.judgements) judged.push_back(plain(judgement.label) + ": " + (judgement.words.empty() ? "not yet" : plain(judgement.words)));
      for (const auto& [part, why] : one.parts) because.push_back(plain(part) + ": " + plain(why));
      out_ += row({plain(one.statement.statement) + (one.statement.words.empty() ? "" : " “" + plain(one.statement.words) + "”"), std::to_string(one.statement.studies.size()) + " " + cited(one.statement.studies),
                   judged.empty() ? "not judged" : join(judged, "; "), join(because, "; ")});
    }
  }

  void map(const ReviewMap& map, const std::string& about) {
    if (map.rows.empty() || map.columns.empty()) return;
    section("Map: " + map.title);
    out_ += about + "\n\n";
    std::vector<std::string> titles{"Approach"};
    for (const auto& column : map.columns) titles.push_back(plain(column.label));
    out_ += head(titles);
    for (const auto& one : map.rows) {
      std::vector<std::string> cells{plain(one.label)};
      for (const auto& column : map.columns) {
        const auto& records = map.at(one.id, column.id);
        cells.push_back(std::to_string(records.size()) + (records.empty() ? "" : " " + cited(records)));
      }
      out_ += row(cells);
    }
  }

  void people() {
    section("Who reviewed");
    out_ += head({"Reviewer", "Decisions", "Answers", "Conflicts settled"});
    for (const auto& one : report_.reviewers) out_ += row({plain(one.reviewer.name), std::to_string(one.decisions), std::to_string(one.answers), std::to_string(one.resolutions)});
    for (const auto& one : report_.reviewers) {
      if (!one.reviewer.about.empty()) out_ += "\n" + plain(one.reviewer.name) + ": " + plain(one.reviewer.about) + "\n";
    }
    if (report_.agreements.empty()) {
      out_ += "\nNo record was decided on by two reviewers at one stage, so there is no measure of agreement.\n";
      return;
    }
    out_ += "\n" + head({"Stage", "Between", "Records", "Agreement", "Cohen's kappa (95 % interval)", "AC1", "PABAK"});
    for (const auto& one : report_.agreements) {
      const auto& seen = one.agreement;
      out_ += row({plain(one.stage_label), plain(one.first) + " and " + plain(one.second), std::to_string(seen.n), fixed(seen.observed),
                   seen.kappa ? fixed(*seen.kappa) + " (" + fixed((*seen.kappa_interval)[0]) + " to " + fixed((*seen.kappa_interval)[1]) + ")" : "not defined", fixed(seen.ac1), fixed(seen.pabak)});
    }
  }

  void forms() {
    if (report_.forms.empty()) return;
    section("Forms");
    out_ += head({"Form", "Version", "For a", "Filled in", "Source", "Licence"});
    for (const auto& one : report_.forms) out_ += row({plain(one.form.title), std::to_string(one.form.version), std::string(name_of(one.form.unit)), std::to_string(one.items), plain(one.form.source), plain(one.form.licence)});
    for (const auto& one : report_.forms) {
      if (!one.form.judgement) continue;
      out_ += "\n" + plain(one.form.title) + ", " + plain(one.form.judgement->label) + ", by the first rule that holds:";
      for (const auto& rule : one.form.judgement->rules) out_ += " " + plain(one.form.judgement->value(rule.gives)->label) + " (" + plain(in_words(rule)) + ");";
      out_.back() = '.';
      out_ += "\n";
    }
  }

  void left_out() {
    if (report_.left_out.empty()) return;
    section("Left out after reading");
    out_ += head({"Report", "Reason", "Note"});
    for (const auto& one : report_.left_out) {
      const auto* const reference = report_.reference(one.record);
      out_ += row({(reference == nullptr ? one.record : plain(bibliography::short_form(*reference)) + ": " + plain(reference->title)) + " " + cited({one.record}), one.reason_label.empty() ? "none given" : plain(one.reason_label), plain(one.note)});
    }
  }

  void counted() {
    section("What each number counts");
    for (const auto& box : report_.flow.boxes) {
      if (box.count() == 0) continue;
      out_ += "<a id=\"box-" + box.id + "\"></a>\n\n### " + plain(box.label) + ": " + std::to_string(box.count()) + "\n\n";
      for (const auto& item : box.items) {
        const auto* const reference = report_.reference(item.record);
        out_ += "- " + (item.record.empty() ? std::string("could not be read") : item.record) + (item.import.empty() ? "" : ", " + item.import + " line " + std::to_string(item.line)) + (reference == nullptr ? "" : ": " + plain(reference->title)) + "\n";
      }
      out_ += "\n";
    }
  }

  void references() {
    section("References");
    for (const auto& id : report_.included) {
      if (const auto* const reference = report_.reference(id)) out_ += "- @" + id + ": " + plain(bibliography::to_text(*reference)) + "\n";
    }
  }

  const ReviewReport& report_;
  const Synthesis& all_;
  std::string out_;
};

}  // namespace

std::string report_markdown(const ReviewReport& report) { return Writer(report).write(); }

}  // namespace fieldbook::review
