#include "site/pages/assessment_page.hpp"

#include <algorithm>

#include "core/assess/advice.hpp"
#include "core/assess/since.hpp"
#include "core/base/error.hpp"
#include "core/base/process.hpp"
#include "core/base/text.hpp"
#include "site/pages/words.hpp"

namespace fieldbook::site {
namespace {

using assess::Advice;
using assess::Judgement;
using assess::Rating;

Values& add_criterion(const Judgement& judgement, Values& part) {
  auto& item = part.add("ITEM").set("NAME", judgement.name).set("ID", judgement.criterion).set("STATE", name(judgement.rating));
  for (const auto& quote : judgement.quotes) {
    item.add("QUOTE").set("TEXT", collapse_whitespace(quote.text)).optional("WHERE", place_in_words(quote));
  }
  if (judgement.rating != Rating::absent) item.optional("RATIONALE", judgement.rationale);
  return item;
}

class Page {
 public:
  Page(const assess::Result& now, const assess::Result* before, const std::string& base_url)
      : now_(now), before_(before), base_url_(base_url), advice_(assess::advice(now)) {
    if (!base_url.empty() && !base_url.starts_with("https://") && !base_url.starts_with("http://"))
      throw Error(Errc::invalid, "\"" + printable(base_url) + "\" is no address of a site", "write https://…");
    if (!base_url_.empty() && !base_url_.ends_with('/')) base_url_ += '/';
  }

  Values values(const Theme& theme) const {
    Values out;
    out.set("LANG", "en").set("TITLE", now_.title.empty() ? "Text" : now_.title).set("MADE_BY", "Fieldbook " + version());
    out.set_raw("STYLE_HTML", theme.files().at("css/site.css"));
    for (const auto& one : advice_) add_line(one, out);
    if (before_ != nullptr) add_since(out);
    for (const auto& one : advice_) add_approach(one, out);
    for (const auto& one : now_.assessments) {
      if (one.outcome != assess::Outcome::ok)
        out.add("PROBLEM").set("NAME", one.name).set("OUTCOME", in_words(one.outcome)).set("MESSAGE", one.message);
    }
    return out;
  }

 private:
  static std::string slug_of(const Advice& advice) { return "approach_" + advice.assessment->assessor; }

  static void add_line(const Advice& advice, Values& out) {
    out.add("SIDE")
        .set("NAME", advice.assessment->name)
        .set("SLUG", slug_of(advice))
        .set("FIT", assess::fit_in_words(advice.assessment->fit))
        .set("STRONG", std::to_string(advice.strong.size()))
        .set("PARTLY", std::to_string(advice.missing_as(Rating::partial).size()))
        .set("MISSING", std::to_string(advice.missing_as(Rating::absent).size()))
        .set("WARNINGS", std::to_string(advice.warnings.size()));
  }

  void add_step(const assess::Step& step, Values& part) const {
    auto& item = add_criterion(*step.judgement, part).optional("TO_DO", step.to_do);
    for (const auto* const one : step.read) {
      auto& read = item.add("READ").set("TITLE", one->title.empty() ? one->record : one->title).set("REASON", one->reason);
      read.set("RECORD", one->record);
      if (!base_url_.empty() && !one->url.empty()) read.optional("ADDRESS", base_url_ + one->url);
    }
  }

  void add_part(std::string_view heading, const std::vector<const assess::Step*>& steps, Values& approach) const {
    if (steps.empty()) return;
    auto& part = approach.add("PART").set("HEADING", heading);
    for (const auto* const step : steps) add_step(*step, part);
  }

  void add_approach(const Advice& advice, Values& out) const {
    auto& approach = out.add("APPROACH");
    approach.set("SLUG", slug_of(advice)).set("NAME", advice.assessment->name).set("FIT", assess::fit_in_words(advice.assessment->fit));
    approach.set("VERSION", advice.assessment->version).show("OPEN", advice.assessment->fit > 1 || &advice == advice_.data());
    if (!advice.strong.empty()) {
      auto& part = approach.add("PART").set("HEADING", "Strong: said to be done or in force");
      for (const auto* const judgement : advice.strong) add_criterion(*judgement, part);
    }
    add_part("Not there yet: planned, claimed or in part", advice.missing_as(Rating::partial), approach);
    add_part("Missing: not spoken of", advice.missing_as(Rating::absent), approach);
    std::vector<const assess::Step*> warnings;
    for (const auto& one : advice.warnings) warnings.push_back(&one);
    add_part("Warnings: the text says the opposite", warnings, approach);
  }

  std::string assessor_name(const std::string& id) const {
    const auto found = std::ranges::find(now_.assessments, id, &assess::Assessment::assessor);
    return found == now_.assessments.end() ? id : found->name;
  }

  void add_since(Values& out) const {
    const auto since = assess::changes_since(*before_, now_);
    auto& part = out.add("SINCE").set("EARLIER", since.title);
    part.show("SAME", since.fits.empty() && since.changes.empty()).optional("NOT_COMPARED", listed(since.not_compared));
    for (const auto& one : since.fits) {
      part.add("FIT_CHANGE").set("NAME", one.name).set("BEFORE", assess::fit_in_words(one.before)).set("AFTER", assess::fit_in_words(one.after));
    }
    for (const auto& one : since.changes) {
      auto& change = part.add("CHANGE").set("NAME", one.name).set("APPROACH_NAME", assessor_name(one.assessor));
      change.set("BEFORE", name(one.before)).set("AFTER", name(one.after)).show("MOVED", one.before != one.after);
      change.set("STATE", name(one.after));
      for (const auto& words : one.gained) change.add("GAINED").set("TEXT", words);
      for (const auto& words : one.lost) change.add("LOST").set("TEXT", words);
    }
  }

  const assess::Result& now_;
  const assess::Result* before_;
  std::string base_url_;
  std::vector<Advice> advice_;
};

}  // namespace

std::string assessment_page(const assess::Result& now, const assess::Result* before, const std::string& base_url,
                            const Theme& theme) {
  return theme.render("assessment", Page(now, before, base_url).values(theme));
}

}  // namespace fieldbook::site
