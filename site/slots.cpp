#include "site/slots.hpp"

#include <cassert>
#include <cctype>

namespace fieldbook::site {
namespace {

// {{#ANY_X}} shows what is inside where the list or text X is there, {{#NO_X}} where it is not: both come by
// themselves.
//
// NAME      a text that is always there          NAME?     a text that may not be: {{#NAME}}{{NAME}}{{/NAME}}
// NAME!     a section that is shown or not       NAME{…}   a section that repeats, with the names inside it
// &name     the slots of another line            Texts are escaped; names ending in _HTML or _JSON take ":none".
constexpr std::string_view text = R"(
row        HREF TITLE KIND SUMMARY WHERE? WHEN? STATEMENT{LABEL VALUE} NOTE? PASSAGE{TEXT FRAGMENT HEADING}
link       LABEL HREF
group      HEADING NOTE? ROW{&row} MORE{&link}
facet      NAME LABEL HREF TERM{&link COUNT NOTE? NARROWER!}
pages      PAGING{PREVIOUS{HREF} NEXT{HREF} PAGE{NUMBER HREF CURRENT!} POSITION}

layout     ROOT LANG PAGE_TITLE SITE_TITLE DESCRIPTION CANONICAL? HOME! CRUMB{&link} NAVIGATION{&link CURRENT!}
           META{NAME CONTENT} LINKED_DATA{DATA_JSON} ALTERNATE{HREF TYPE TITLE} AS_OF LICENCE PUBLISHER? LICENCE_URL?
           SCRIPTED! FIND! OPENSEARCH! ALONE!

home       TITLE LEAD SEARCH! COUNTED{&link COUNT} QUESTION{&link QUESTION COUNT} APPROACH{&link COUNT NOTE?}
           WAY{&facet} NEW{&row} NEW_MORE{&link} OVERDUE{&row} OVERDUE_COUNT OVERDUE_MORE{&link}
record     KIND TITLE SUMMARY WHERE? WHEN?
           AT_A_GLANCE{LABEL VALUE{TEXT} NOTE? LINK{&link}}
           FACT{LABEL VALUE{TEXT LINK{HREF} URL{ADDRESS}}}
           CONTENTS{&link} BODY_HTML
           FINDINGS{FIGURES! NOTES! FINDING{OUTCOME DIRECTION FIGURE NOTE FIGURES! NOTES!}}
           EVIDENCE{STRENGTH SCOPE? REASON? EVALUATION{&row}}
           CARRIED_OUT{APPROACH{SLUG NAME FIT VERSION COUNTS OPEN! CRITERION{NAME RATING STATE CONFIDENCE RATIONALE
             QUOTE{TEXT SECTION{&link}}} NOT_FOUND?} OTHER? PROBLEM{NAME VERSION MESSAGE}}
           GROUP{SLUG &group ABSENT{TEXT}}
           IN_REVIEW{&link} SOURCE{SLUG TEXT ADDRESS{URL SHOWN} AFTER NOTE? UNCITED!} CITE CITE_URL? FORM{&link}
           CHANGE{DATE NOTE} REVIEWED? NEXT_DUE? OVERDUE!
list       TITLE LEAD? NOTE? COUNTED FEED? RELATED_WAY{HEADING TERM{&link COUNT}} ROW{&row} &pages
browse     TITLE FACET{&facet}
search     COUNTED{&link COUNT} FACET{&facet} RECORDS_AT?
compare    TITLE LEAD EXAMPLE{&link KIND} LINE{LABEL CELL{TEXT MORE{&link}}} ALL{&link}
comparisons TITLE APPROACH{LABEL SECTOR{&link COUNT}}
map        TITLE EFFECT! PRACTICE! COUNTED OTHER{&link} PART{&link CURRENT!} COLUMN{LABEL}
           LINE{&link LINKED! TOTAL CELL{FILLED{HREF COUNT WORDS ONLY_WEAKEST! CIRCLE{SIZE} SQUARE{SIZE} TRIANGLE{SIZE}}}}
           COLUMN_TOTAL{TOTAL} GAP{LABEL ABSOLUTE? WEAK?} FORM{&link}
vocabularies TITLE VOCABULARY{&link COUNT}
vocabulary TITLE TERM{SLUG LABEL ALSO? NOTE? BROADER{&link} NARROWER{&link} RELATED{&link} RECORDS{&link COUNT}}
evidence   STRENGTH{LABEL NOTE?} RESULT{LABEL NOTE?} RATING{LABEL NOTE?} FIT{LABEL NOTE?}
           ASSESSOR{NAME VERSION SUMMARY CRITERION{NAME QUESTION}} REVIEW_MONTHS
about      TITLE DESCRIPTION_TEXT COUNTED{&link COUNT} ALL_DATA{&link NOTE} RECORD_COUNT
accessibility
review_frame REVIEW_TITLE NOTICE? PART{&link CURRENT!}
because    QUESTION ANSWER WORDS? WHERE? NOTE?
statement  SLUG TEXT WORDS? JUDGED{TITLE LABEL VALUE BECAUSE{&because}} STUDY{&link}
reviews    TITLE REVIEW{&link QUESTION NOTICE? STUDIES EDITION}
review     &review_frame QUESTION COUNTED OPEN{TEXT} REVIEWER{NAME} RULE PLOTS! DIRECTIONS_HTML HARVEST_HTML
           OUTCOME{SLUG LABEL STRENGTH WHY SIGN DIRECTION{LABEL COUNT STUDY{&link}}} FINDING{&statement} CLAIM{&statement}
           EDITION{NAME DATE} SINCE{NAME IMPORTS RECORDS NOTHING! STAGE{LABEL DECIDED ADDED{&link} REMOVED{&link}}
             AMENDMENT{DATE TEXT}} DATA{&link NOTE}
review_studies &review_frame COUNTED ROW{&link DESIGN READ APPROACHES JUDGED RESULTS}
           STUDY{SLUG LABEL TITLE FACT{LABEL VALUE} REPORT{TEXT DECIDED{&link} IN_LIBRARY{&link}}
             JUDGED{TITLE LABEL VALUE BECAUSE{&because}} RESULT{OUTCOME DIRECTION FIGURE WORDS WHERE?} OPEN{TEXT}}
review_maps &review_frame MAP{SLUG TITLE ABOUT COLUMN{LABEL} LINE{LABEL CELL{FILLED{SLUG COUNT WORDS}}}
             LIST{SLUG LABEL COUNT STUDY{&link TITLE}}}
review_flow &review_frame FLOW_HTML BOX{LABEL COUNT LISTED{SLUG} PART_OF_IT{LABEL COUNT}}
           LIST{SLUG LABEL COUNT ITEM{TEXT WHERE? RECORD{&link}}}
review_decisions &review_frame COUNTED RECORD{SLUG TITLE TEXT SOURCE_URL? IN_LIBRARY{&link} STUDY{&link}
             DECISION{STAGE WHO WHAT SETTLED! REASON? NOTE?}}
review_method &review_frame QUESTION REGISTRATION? STOPPING FACET{LABEL TEXT} TAKEN_IN{TEXT} LEFT_OUT{TEXT} STAGE{LABEL REVIEWERS}
           SEARCH{DATABASE DATE COUNT HASH STRATEGY?} AMENDMENT{DATE WHAT WHY?}
           REVIEWER{NAME ABOUT? DECISIONS ANSWERS SETTLED}
           AGREEMENT{STAGE RECORDS SHARE KAPPA INTERVAL AC1 PABAK BOTH_IN FIRST_IN SECOND_IN BOTH_OUT}
           FORM_USED{SLUG TITLE VERSION UNIT PURPOSE SOURCE LICENCE_OF_IT COUNT QUESTION{TEXT ANSWERS?}
             JUDGEMENT{LABEL RULE{GIVES WHEN}}}
not_found  COUNTED{&link COUNT}
assessment LANG TITLE STYLE_HTML MADE_BY SIDE{NAME SLUG FIT STRONG PARTLY MISSING WARNINGS}
           SINCE{EARLIER SAME! FIT_CHANGE{NAME BEFORE AFTER}
             CHANGE{NAME APPROACH_NAME STATE MOVED! BEFORE AFTER GAINED{TEXT} LOST{TEXT}} NOT_COMPARED?}
           APPROACH{SLUG NAME FIT VERSION OPEN! PART{HEADING ITEM{NAME ID STATE RATIONALE? QUOTE{TEXT WHERE?} TO_DO?
             READ{TITLE RECORD REASON ADDRESS?}}}} PROBLEM{NAME OUTCOME MESSAGE}
check      LANG TITLE STYLE_HTML MADE_BY LARGEST MESSAGE? TEXT_HTML APPROACH{ID NAME ABOUT CHOSEN!}
checked    LANG NAMES AGAIN
moved      ROOT LANG TITLE HREF CANONICAL?
feed       ROOT LANG ID TITLE UPDATED SELF? HOME_URL PUBLISHER RIGHTS ENTRY{ID TITLE URL UPDATED SUMMARY KIND}
sitemap    ROOT LANG PAGE{URL CHANGED?}
opensearch ROOT LANG SHORT_NAME DESCRIPTION ROOT_URL
)";

// One reader of the notation above; it is part of the program, so mistakes in it are mistakes of ours.
class Reader {
 public:
  Contract read() {
    for (skip(); at_ < text.size(); skip()) {
      const auto name = word();
      Slots slots;
      while (!line_begins()) slot(slots);
      named_.insert_or_assign(std::string(name), std::move(slots));
    }
    Contract pages;
    for (const auto& [name, slots] : named_) {
      pages[name] = slots;
      if (has_layout(name)) merge(pages[name], named_.at("layout"));
    }
    return pages;
  }

 private:
  void skip() {
    while (at_ < text.size() && std::isspace(static_cast<unsigned char>(text[at_])) != 0) ++at_;
  }

  // A line that begins with a letter in its first column names the next group.
  bool line_begins() {
    skip();
    return at_ == text.size() || (at_ > 0 && text[at_ - 1] == '\n');
  }

  std::string_view word() {
    const auto begin = at_;
    while (at_ < text.size() && (std::isalnum(static_cast<unsigned char>(text[at_])) != 0 || text[at_] == '_')) ++at_;
    assert(at_ > begin);
    return text.substr(begin, at_ - begin);
  }

  void slot(Slots& into) {
    if (text[at_] == '&') {
      ++at_;
      merge(into, named_.at(std::string(word())));
      return;
    }
    const std::string name(word());
    const char mark = at_ < text.size() ? text[at_] : ' ';
    if (mark == '?' || mark == '!' || mark == '{') ++at_;
    if (mark == '?') {
      into.optional_texts.push_back(name);
    } else if (mark == '!') {
      into.flags.push_back(name);
    } else if (mark == '{') {
      auto& inner = into.lists[name];
      for (skip(); text[at_] != '}'; skip()) slot(inner);
      ++at_;
    } else {
      into.texts.push_back(name);
    }
  }

  static void merge(Slots& into, const Slots& from) {
    into.texts.insert(into.texts.end(), from.texts.begin(), from.texts.end());
    into.optional_texts.insert(into.optional_texts.end(), from.optional_texts.begin(), from.optional_texts.end());
    into.flags.insert(into.flags.end(), from.flags.begin(), from.flags.end());
    for (const auto& [name, slots] : from.lists) into.lists.insert_or_assign(name, slots);
  }

  std::size_t at_ = 0;
  Contract named_;
};

}  // namespace

std::string_view contract_text() noexcept {
  return text.substr(1);
}

const Contract& contract() {
  static const Contract read = Reader().read();
  return read;
}

bool has_layout(std::string_view page) noexcept {
  for (const std::string_view alone :
       {"row", "link", "group", "facet", "pages", "layout", "review_frame", "because", "statement", "assessment", "check", "checked", "moved", "feed", "sitemap", "opensearch"}) {
    if (page == alone) return false;
  }
  return true;
}

}  // namespace fieldbook::site
