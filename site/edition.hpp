// One edition of a library: its records, their links both ways and their assessments, as all pages draw from them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <vector>

#include "core/assess/catalogue.hpp"
#include "core/assess/library_assessments.hpp"
#include "core/base/date.hpp"
#include "core/record/collection.hpp"
#include "site/values.hpp"

namespace fieldbook::site {

struct EditionOptions {
  std::string base_url;      // ends in a slash; empty: nobody knows where the site will be read
  std::optional<Date> date;  // the day that "new" and "overdue" are reckoned from
};

using Records = std::vector<const record::Record*>;

// Finds what assessors said of a record. A library's assessments are far larger than its records: a page fetches its own.
using Assessed = std::function<assess::KeptAssessments(const record::Record&)>;

// A record that names another one in a field.
struct Naming {
  const record::Record* from = nullptr;
  const record::FieldRule* field = nullptr;
};

// Does not change once made; several threads may ask at a time.
class Edition {
 public:
  Edition(record::Collection, Assessed, assess::Catalogue, EditionOptions);
  Edition(const Edition&) = delete;
  Edition& operator=(const Edition&) = delete;

  const record::Collection& collection() const noexcept { return collection_; }
  const record::Schema& schema() const noexcept { return collection_.schema; }
  const assess::Catalogue& catalogue() const noexcept { return catalogue_; }
  const std::string& base_url() const noexcept { return base_url_; }
  Date today() const noexcept { return today_; }

  // All records, and those of a kind, by title.
  const Records& records() const noexcept { return by_title_; }
  const Records& of_kind(std::string_view kind) const;
  const record::KindRule& kind(const record::Record&) const;

  // Where a record's page is, relative to the site's root: the same as a search hit's url.
  const std::string& address(const record::Record& record) const noexcept { return addresses_[number(record)]; }
  // Its place among the collection's records.
  std::size_t number(const record::Record& record) const noexcept { return static_cast<std::size_t>(&record - collection_.records.data()); }
  // A field of a record; null where it has none. In fewer steps than by its name.
  const record::Field* field(const record::Record& record, const record::FieldRule& rule) const noexcept {
    return fields_[number(record) * schema().fields.size() + static_cast<std::size_t>(&rule - schema().fields.data())];
  }
  // Records that name this one, by field (in the schema's order), then by title.
  const std::vector<Naming>& naming(const record::Record&) const;
  // Good records among the ids of a field; each once, in the field's order.
  const Records& named(const record::Record&, std::string_view field) const;
  // Ids among those of a field that stand for no published record.
  const std::vector<std::string>& missing(const record::Record&, std::string_view field) const;
  // In the order of the assessors' ids. Holds until the same thread asks for those of another record.
  const std::vector<assess::Assessment>& assessments(const record::Record& record) const { return kept(record).all; }
  // The same as JSON, one object each. Holds as long.
  const std::vector<std::string>& assessments_json(const record::Record& record) const { return kept(record).json; }

  // Id of the strength term; empty where the kind makes no statement of effect.
  const std::string& strength(const record::Record&) const;

  // The label of a term, as people see it.
  std::string label(std::string_view vocabulary, std::string_view id) const;
  const record::Term* term(std::string_view vocabulary, std::string_view id) const;

  // Values of a record for a facet, as its own fields say.
  const std::vector<std::string>& facet_values(const record::Record&, const record::Facet&) const;
  // The same as places among facet().
  const std::vector<std::uint32_t>& facet_places(const record::Record&, const record::Facet&) const;
  // Values in use, in the vocabulary's order (else by label), with the records of each and of everything narrower.
  const std::vector<std::pair<std::string, Records>>& facet(const record::Facet&) const;
  const Records& with_value(const record::Facet&, std::string_view value) const;
  std::string facet_label(const record::Facet&, std::string_view value) const;
  // The page about a value: the guide of that kind and id, or the list of its records; empty where nothing has it.
  std::string facet_address(const record::Facet&, std::string_view value) const;
  // The list of a value's records.
  const std::string& list_address(const record::Facet&, std::string_view value) const;
  // The record of the kind that the facet is named after, with this id: the guide page to the approach "alliance".
  const record::Record* guide(const record::Facet&, std::string_view value) const;

  // When the record must be held against its sources again; nothing where it was never reviewed.
  std::optional<Date> next_due(const record::Record& record) const { return dates_[number(record)].due; }
  bool overdue(const record::Record&) const;
  // The newest date among its changes, else its review.
  Date last_change(const record::Record& record) const { return dates_[number(record)].changed; }

 private:
  // What a field of all records names, by their numbers.
  struct NamedBy {
    const record::FieldRule* field = nullptr;
    std::vector<Records> records;
    std::vector<std::vector<std::string>> missing;
  };
  struct FacetIndex {
    std::vector<std::pair<std::string, Records>> values;
    std::map<std::string, std::size_t, std::less<>> places;  // of the values
    std::vector<std::string> addresses;                      // of their lists
    std::vector<const std::vector<std::string>*> own;        // by the numbers of records: mostly those of a field
    std::deque<std::vector<std::string>> made;               // the others
    std::vector<std::vector<std::uint32_t>> own_places;
  };
  struct Dates {
    std::optional<Date> due;
    Date changed;
  };

  void find_fields();
  void link();
  void count_facets();
  void count(const record::Facet&, FacetIndex&) const;
  const FacetIndex& index(const record::Facet&) const;
  const NamedBy* named_by(std::string_view field) const;
  Dates dates_of(const record::Record&) const;
  const assess::KeptAssessments& kept(const record::Record&) const;
  const std::vector<std::string>& own_values(const record::Record&, const record::Facet&, const std::vector<const record::FieldRule*>&, FacetIndex&) const;

  record::Collection collection_;
  Assessed assessed_;
  struct LastAsked {
    const record::Record* record = nullptr;
    assess::KeptAssessments assessments = {};
  };
  mutable std::mutex mutex_;
  mutable std::unordered_map<std::thread::id, LastAsked> last_asked_;
  assess::Catalogue catalogue_;
  std::string base_url_;
  Date today_;
  Records by_title_;
  std::map<std::string, Records, std::less<>> by_kind_;
  std::vector<const record::Field*> fields_;    // of each record all fields of the schema
  std::vector<NamedBy> named_;                  // of the fields that name records, in the schema's order
  std::vector<std::vector<Naming>> naming_;     // by the numbers of records, as are these
  std::vector<std::string> addresses_;
  std::vector<std::string> strength_;
  std::vector<Dates> dates_;
  std::vector<FacetIndex> facets_;              // beside the schema's
};

// When it was, as people read it.
std::string year_span(const record::Record&);  // "2017 to 2027", "2022", or empty

}  // namespace fieldbook::site
