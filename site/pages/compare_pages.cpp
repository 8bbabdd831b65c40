#include <algorithm>
#include <set>

#include "core/base/text.hpp"
#include "site/pages/comparisons.hpp"
#include "site/pages/matrix.hpp"
#include "site/pages/pages.hpp"
#include "site/pages/rows.hpp"
#include "site/pages/words.hpp"

namespace fieldbook::site {
namespace {

using record::FieldType;
using record::Record;

constexpr std::size_t most_side_by_side = 4;
constexpr std::size_t passage_bytes = 240;

int strength_rank(const Edition& edition, const Record& record) {
  const auto* rule = edition.schema().field("strength");
  const auto* term = rule != nullptr ? edition.term(rule->vocabulary, edition.strength(record)) : nullptr;
  return term != nullptr ? term->rank : 1 << 20;
}

void choose(const Edition& edition, Records& examples) {
  std::vector<std::pair<int, const Record*>> order;
  for (const auto* example : examples) order.emplace_back(strength_rank(edition, *example), example);
  const auto chosen = order.begin() + static_cast<std::ptrdiff_t>(std::min(order.size(), most_side_by_side));
  std::partial_sort(order.begin(), chosen, order.end(), [&](const auto& a, const auto& b) {
    if (a.first != b.first) return a.first < b.first;
    const auto a_date = edition.last_change(*a.second), b_date = edition.last_change(*b.second);
    return a_date != b_date ? a_date > b_date : a.second->id < b.second->id;
  });
  examples.clear();
  for (auto at = order.begin(); at != chosen; ++at) examples.push_back(at->second);
}

// A field in few words; empty for what is not short, or stands elsewhere on the page.
std::string in_short(const Edition& edition, const Record& record, const record::FieldRule& rule) {
  if (rule.type == FieldType::term || rule.type == FieldType::terms) {
    std::vector<std::string> labels;
    for (const auto& id : record.list(rule.name)) labels.push_back(edition.label(rule.vocabulary, id));
    return listed(labels, 4);
  }
  if (rule.type == FieldType::date) {
    const auto date = record.date(rule.name);
    return date ? to_words(*date) : std::string();
  }
  if (rule.type == FieldType::texts) return rule.name == "aliases" ? std::string() : listed(record.list(rule.name), 4);
  const bool told_elsewhere = rule.name == "title" || rule.name == "summary";
  return rule.type == FieldType::text && !told_elsewhere ? std::string(record.text(rule.name)) : std::string();
}

// One line of the table, left out where no example has anything to say.
void add_line(Values& values, const std::string& label, const std::vector<std::string>& texts) {
  if (std::all_of(texts.begin(), texts.end(), [](const auto& text) { return text.empty(); })) return;
  auto& line = values.add("LINE").set("LABEL", label);
  for (const auto& text : texts) line.add("CELL").set("TEXT", text.empty() ? "not stated" : text);
}

void add_statements(const Edition& edition, const Comparison& comparison, Values& values) {
  std::set<std::string> labels;
  for (const auto* example : comparison.examples) {
    for (const auto& [label, value] : statements(edition, *example)) labels.insert(label);
  }
  for (const auto& label : labels) {
    std::vector<std::string> texts;
    for (const auto* example : comparison.examples) {
      std::string text;
      for (const auto& statement : statements(edition, *example))
        text = statement.label == label ? statement.value : text;
      texts.push_back(text);
    }
    add_line(values, label, texts);
  }
}

void add_fit(const Edition& edition, const Comparison& comparison, Values& values) {
  std::vector<std::string> texts;
  for (const auto* example : comparison.examples) {
    std::string text;
    for (const auto& one : edition.assessments(*example)) {
      if (one.assessor == comparison.approach_value && one.outcome == assess::Outcome::ok) text = assess::fit_in_words(one.fit);
    }
    texts.push_back(text);
  }
  add_line(values, "How " + comparison.approach + " is carried out, by its words", texts);
}

void add_sections(const Edition& edition, const Comparison& comparison, Values& values) {
  std::vector<std::string> headings;
  for (const auto* example : comparison.examples) {
    for (const auto& section : edition.kind(*example).sections) {
      if (std::find(headings.begin(), headings.end(), section.heading) == headings.end())
        headings.push_back(section.heading);
    }
  }
  for (const auto& heading : headings) {
    auto& line = values.add("LINE").set("LABEL", heading);
    for (const auto* example : comparison.examples) {
      const auto passage = beginning_of_section(*example, slug(heading), passage_bytes);
      auto& cell = line.add("CELL").set("TEXT", passage ? passage->text : "not stated");
      if (passage && passage->text.ends_with("…"))
        add_link(cell, "MORE", {"in full", edition.address(*example) + "#" + passage->fragment});
    }
  }
}

void print_comparison(Press& press, const Comparison& comparison) {
  const auto& edition = press.edition();
  const auto print = press.fingerprint("compare", [&](Fingerprint& whole, const RecordInputs& inputs) {
    whole.add(comparison.address).add(comparison.approach).add(comparison.sector).add(comparison.list).add(comparison.all);
    for (const auto* example : comparison.examples) whole.add(inputs.page(*example));
  });
  if (press.output().keep({comparison.address}, print)) return;
  Values values;
  const auto title = comparison.approach + ": " + comparison.sector + ", side by side";
  values.set("TITLE", title);
  const bool cut = comparison.all > comparison.examples.size();
  values.set("LEAD", cut ? std::to_string(comparison.examples.size()) + " of " + std::to_string(comparison.all) +
                               " practice examples: those with the strongest evidence, then those reviewed last."
                         : (comparison.all == 2 ? "Both" : "All " + std::to_string(comparison.all)) +
                               " practice examples of this approach in this sector.");
  for (const auto* example : comparison.examples) {
    add_link(values, "EXAMPLE", {std::string(example->title()), edition.address(*example)})
        .set("KIND", edition.kind(*example).label);
  }
  add_statements(edition, comparison, values);
  add_fit(edition, comparison, values);
  for (const auto& rule : edition.schema().fields) {
    const bool shown = rule.name == "result" || rule.name == "strength" || rule.name == "reviewed";
    if (shown || !rule.kinds.empty()) continue;
    std::vector<std::string> texts;
    for (const auto* example : comparison.examples) texts.push_back(in_short(edition, *example, rule));
    add_line(values, rule.label, texts);
  }
  add_sections(edition, comparison, values);
  if (cut) add_link(values, "ALL", {"All records of this approach", comparison.list});
  press.print("compare", values,
              {.address = comparison.address,
               .title = title,
               .description = title + ".",
               .crumbs = {{"Browse", "browse/index.html"}, {"Side by side", "compare/index.html"}},
               .meta = {},
               .alternates = {},
               .linked_data = {}},
              print);
}

}  // namespace

std::vector<Comparison> comparisons(const Edition& edition) {
  std::vector<Comparison> found;
  const auto *approaches = guided_facet(edition), *sectors = edition.schema().facet("sector");
  if (approaches == nullptr || sectors == nullptr) return found;
  std::vector<char> has_result(edition.collection().records.size());
  for (const auto& record : edition.collection().records) has_result[edition.number(record)] = record.has("result") ? 1 : 0;
  for (const auto& [approach, of_approach] : edition.facet(*approaches)) {
    std::vector<char> members(has_result.size());
    for (const auto* record : of_approach) members[edition.number(*record)] = has_result[edition.number(*record)];
    for (const auto& [sector, of_sector] : edition.facet(*sectors)) {
      Records examples;
      for (const auto* record : of_sector) {
        if (members[edition.number(*record)] != 0) examples.push_back(record);
      }
      if (examples.size() < 2 || !is_id(approach) || !is_id(sector)) continue;
      const auto all = examples.size();
      choose(edition, examples);
      found.push_back({.approach = edition.facet_label(*approaches, approach),
                       .sector = edition.facet_label(*sectors, sector),
                       .approach_value = approach,
                       .address = "compare/" + approach + "/" + sector + ".html",
                       .list = edition.list_address(*approaches, approach),
                       .examples = std::move(examples),
                       .all = all});
    }
  }
  return found;
}

void print_comparisons(Press& press) {
  const auto all = comparisons(press.edition());
  Values index;
  index.set("TITLE", "Side by side");
  Values* approach = nullptr;
  std::string last;
  for (const auto& comparison : all) {
    print_comparison(press, comparison);
    if (approach == nullptr || last != comparison.approach_value)
      approach = &index.add("APPROACH").set("LABEL", comparison.approach);
    last = comparison.approach_value;
    add_link(*approach, "SECTOR", {comparison.sector, comparison.address})
        .set("COUNT", counted(comparison.examples.size(), "example"));
  }
  press.print("comparisons", index,
              {.address = "compare/index.html",
               .title = "Side by side",
               .description = "Practice examples of one approach in one sector, side by side.",
               .crumbs = {{"Browse", "browse/index.html"}},
               .meta = {},
               .alternates = {},
               .linked_data = {}});
}

}  // namespace fieldbook::site
