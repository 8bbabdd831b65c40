// Parts that several pages share: links, rows of lists, groups of rows, facets and paging.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "site/edition.hpp"
#include "site/pages/press.hpp"
#include "site/values.hpp"

namespace fieldbook::site {

// Adds a repetition of a section that has the slots of "link".
Values& add_link(Values& into, std::string_view section, const PageLink&);

// A record's row; see Press::row for the one to use.
Values make_row(const Edition&, const record::Record&);

// What a record's evidence comes to, one statement a line: result, findings, strength.
struct Statement {
  std::string label, value;
};
std::vector<Statement> statements(const Edition&, const record::Record&);

// Findings by direction, one line each: "Better: Housing", "No difference found: Cost". Empty where there are none.
std::vector<std::string> findings_in_words(const Edition&, const record::Record&);

// Where it is or was: places, else countries; empty where neither is known.
std::string where(const Edition&, const record::Record&);

// The values of a facet, each with its count and the page that lists its records; `limit` values at most.
void fill_facet(const Edition&, const record::Facet&, Values& into, std::size_t limit = 100'000);

// Number of the kind's records beside its name, in the schema's order; kinds without records are left out.
void add_counts_by_kind(const Edition&, std::string_view section, Values& into);

// The beginning of the section with this slug, as one line of plain text, cut between words.
struct Passage {
  std::string text, fragment, heading;
};
std::optional<Passage> beginning_of_section(const record::Record&, std::string_view heading_slug,
                                            std::size_t limit_bytes);

// Rows that quote the section with this slug where the record has it, each made once. One thread.
class RowsWithPassage {
 public:
  RowsWithPassage(Press& press, std::string heading_slug) : press_(press), heading_(std::move(heading_slug)) {}
  std::shared_ptr<const Values> row(const record::Record&);
  const std::string& heading() const noexcept { return heading_; }

 private:
  Press& press_;
  std::string heading_;
  std::unordered_map<const record::Record*, std::shared_ptr<const Values>> rows_;
};

// A list of records that stands on a page of its own, cut into pages of 100: "x.html", "x-2.html", ….
struct Listing {
  std::string address;  // of its first page
  std::string title, lead, note;
  std::string description;
  std::string feed;     // address; may be empty
  RowsWithPassage* rows = nullptr;  // null: rows without a passage
  std::vector<PageLink> crumbs;
  Records records;
  // Other lists: a heading, then links with the number of records each leads to.
  struct Way {
    std::string heading;
    std::vector<std::pair<PageLink, std::size_t>> terms;
  };
  std::vector<Way> ways;
};
void print_listing(Press&, const Listing&);

}  // namespace fieldbook::site
