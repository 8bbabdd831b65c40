// Gathers a reference out of named values, as every reader meets them: which field, which words. For this folder only.
#pragma once

#include <string>
#include <string_view>

#include "core/bibliography/reference.hpp"

namespace fieldbook::bibliography {

// What a value is, whatever its format calls it.
enum class Field {
  type,
  key,
  title,
  author,            // one person or body
  authors,           // a list of them in one value
  full_author,       // names written out, beside `author`: these are used where there are any
  body,              // a body that is an author
  editor,
  editors,
  container,         // journal, book or site; or a whole citation of it
  citation,          // "Nature. 2021 Dec 21;1(2):10-11": for what no other field says
  book,              // title of the book: the container, or the title where there is no other
  short_container,   // its abbreviation
  publisher,
  place,
  genre,
  genre_or_doi,
  number,
  volume,
  issue,
  pages,
  first_page,
  last_page,
  article_number,
  edition,
  date,
  day,               // month and day, the year elsewhere
  accessed,
  doi,
  maybe_doi,         // a DOI or some other number
  url,
  isbn,
  issn,
  serial,            // either
  language,
  abstract,
  keyword,           // one, or one a line
  keywords,          // a list
  note,
  other,             // no place in a reference: goes to `custom`
  left_out
};

class ReferenceBuilder {
 public:
  explicit ReferenceBuilder(Location where) { out_.where = std::move(where); }

  // `name` is the format's name of the field, for `custom`. Line ends in `value` are the source's own.
  void add(Field, std::string_view name, std::string_view value);

  // A name taken apart already.
  void add_author(Name);
  void add_editor(Name);

  bool has_title() const noexcept { return !out_.title.empty() || !book_.empty(); }
  bool has_authors() const noexcept { return !out_.authors.empty() || !full_authors_.empty() || !bodies_.empty(); }

  Reference finish();

 private:
  void add_identifier(Field, std::string_view name, std::string_view value);
  void add_number(Field, std::string_view name, std::string_view value);
  void add_url(std::string_view name, std::string_view value);
  void add_serials(Field, std::string_view name, std::string_view value);
  void add_custom(std::string_view name, std::string_view value);
  void put(std::string& held, std::string_view name, const std::string& value);
  void add_date(std::string_view value);
  void add_container(std::string_view name, const std::string& value);
  void add_citation(const std::string& value);
  void settle_pages();
  void settle_containers();
  void settle_type();

  Reference out_;
  std::vector<Name> full_authors_, bodies_;
  std::string book_, first_page_, last_page_, article_number_, day_, short_container_;
  std::string citation_;
  std::string found_doi_;   // where no field for DOIs has one
  bool typed_ = false;
};

// A name for `custom` that every writer can write: "Author Keywords" is "author-keywords".
std::string custom_name(std::string_view);

// The CSL type that a format's own word for it means ("JOUR", "Journal Article", "phdthesis"); empty if none is known.
std::string_view csl_type_of(std::string_view word);

}  // namespace fieldbook::bibliography
