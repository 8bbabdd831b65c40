// Puts a page's own values together with those of the layout around it, and prints it into the site.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/library/postings.hpp"
#include "site/edition.hpp"
#include "site/inputs.hpp"
#include "site/machine/forms.hpp"
#include "site/made_once.hpp"
#include "site/output.hpp"
#include "site/theme.hpp"
#include "site/values.hpp"

namespace fieldbook::site {

inline constexpr std::string_view search_address = "search/index.html";

// A name and the page it leads to; an address that is empty leads nowhere.
struct PageLink {
  std::string label, address;
};

struct Alternate {
  std::string address, type, title;
};

// What the layout needs to know of a page.
struct PageInfo {
  std::string address;                                    // from the site's root: "evaluations/x.html"
  std::string title;                                      // of the document, without the site's name
  std::string description;                                // one or two sentences, for search engines
  std::vector<PageLink> crumbs;                           // the pages above this one, the home page left out
  std::vector<std::pair<std::string, std::string>> meta;  // name, content
  std::vector<Alternate> alternates;
  std::string linked_data;  // JSON-LD with every '<' escaped; may be empty
};

// Several threads may print at a time.
class Press {
 public:
  // `inputs`: by them files of an earlier run are kept; null: every file is made. `common`: common_inputs().
  Press(const Edition&, const Theme&, Output&, const RecordInputs* inputs = nullptr, std::string_view common = {});

  const Edition& edition() const noexcept { return edition_; }
  Output& output() noexcept { return output_; }
  // One more way in at the top of every page, before the last one.
  void add_navigation(PageLink);
  // A place elsewhere on the site that treats of a record: its page leads there.
  void lead_to(const record::Record& from, PageLink to) { leads_[&from].push_back(std::move(to)); }
  const std::vector<PageLink>& leads_of(const record::Record&) const;
  // Whether the site has a search page.
  bool searchable() const noexcept { return searchable_; }
  // Whether it has one at an address that is known.
  bool findable_from_afar() const noexcept { return searchable_ && !edition_.base_url().empty(); }

  // The search page is all there is of the site: the layout leads nowhere else.
  void stand_alone() noexcept { alone_ = true; }
  bool stands_alone() const noexcept { return alone_; }

  // Where what search knows of the records is kept from run to run.
  void keep_postings(library::Postings::Keeping keeping) { postings_kept_ = std::move(keeping); }
  const std::optional<library::Postings::Keeping>& postings_kept() const noexcept { return postings_kept_; }

  // Fills in the layout's values and writes the page. `print`: as for Output::write().
  void print(std::string_view page_template, Values& values, const PageInfo&, const std::string& print = {});
  // A page that stands alone: only ROOT and LANG are filled in.
  void print_alone(std::string_view page_template, Values& values, const std::string& address, const std::string& print = {});

  // A record as one row of a list, made when it is first asked for: where it leads, its kind and the strength of its evidence in words.
  // Lives as long as the press.
  const Values& row(const record::Record&);

  // The forms of one of the collection's sources, which many records may rest on. Lives as long as the press.
  const ReferenceForms& forms(const bibliography::Reference& source);

  // For a page that follows from the layout, the library's frame and what is added with `add`: its fingerprint, empty
  // where no files are kept. A page need not be made where output().keep() takes it.
  template <class Add>
  std::string fingerprint(std::string_view what, Add add) {
    if (inputs_ == nullptr) return {};
    Fingerprint print;
    print.add(ground_).add(what);
    add(print, *inputs_);
    return print.digest();
  }

  // For one that follows from all records, by RecordInputs::row or ::page.
  template <class Of>
  std::string fingerprint_of_all(std::string_view what, Of of) {
    return fingerprint(what, [&](Fingerprint& whole, const RecordInputs& inputs) {
      for (const auto& record : edition_.collection().records) whole.add((inputs.*of)(record));
    });
  }

 private:
  void fill_layout(Values&, const PageInfo&) const;
  std::string ground(std::string_view common) const;

  const Edition& edition_;
  const Theme& theme_;
  Output& output_;
  bool searchable_, alone_ = false;
  std::vector<PageLink> navigation_;
  std::unordered_map<const record::Record*, std::vector<PageLink>> leads_;
  const RecordInputs* inputs_;
  std::optional<library::Postings::Keeping> postings_kept_;
  std::string ground_;
  MadeOnce<Values> rows_;             // by the numbers of records
  MadeOnce<ReferenceForms> sources_;  // by their places among the collection's
};

// "../" once for each folder that `address` lies in.
std::string path_to_root(std::string_view address);

}  // namespace fieldbook::site
