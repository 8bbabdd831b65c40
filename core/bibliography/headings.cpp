#include <algorithm>
#include <array>
#include <string_view>

#include "core/base/text.hpp"
#include "core/bibliography/csv.hpp"

namespace fieldbook::bibliography {
namespace {

struct Heading {
  std::string_view name;   // folded, "_" and "/" as spaces
  Field field;
};

// Of PubMed, Scopus, Web of Science, Embase, IEEE, Springer, ProQuest, Zotero, Publish or Perish, PLOS, rispy and ASReview.
constexpr std::array headings{
    Heading{"title", Field::title}, Heading{"article title", Field::title}, Heading{"document title", Field::title},
    Heading{"item title", Field::title}, Heading{"primary title", Field::title}, Heading{"title display", Field::title},
    Heading{"titles", Field::title}, Heading{"t1", Field::title},
    Heading{"author", Field::authors}, Heading{"authors", Field::authors}, Heading{"author names", Field::authors},
    Heading{"first authors", Field::authors}, Heading{"author(s)", Field::authors}, Heading{"author display", Field::authors},
    Heading{"author full names", Field::other}, Heading{"authors full names", Field::other},
    Heading{"editor", Field::editors}, Heading{"editors", Field::editors}, Heading{"secondary authors", Field::editors},
    Heading{"journal", Field::container}, Heading{"journal book", Field::container}, Heading{"journal title", Field::container},
    Heading{"source title", Field::container}, Heading{"source", Field::container}, Heading{"publication title", Field::container},
    Heading{"publication", Field::container}, Heading{"journal name", Field::container}, Heading{"container title", Field::container},
    Heading{"secondary title", Field::container}, Heading{"alternate title3", Field::container}, Heading{"pubtitle", Field::container},
    Heading{"full journal name", Field::container}, Heading{"booktitle", Field::book}, Heading{"book title", Field::book},
    Heading{"abbreviated source title", Field::short_container}, Heading{"journal abbreviation", Field::short_container},
    Heading{"alternate title2", Field::short_container}, Heading{"journal iso abbreviation", Field::short_container},
    Heading{"year", Field::date}, Heading{"publication year", Field::date}, Heading{"date", Field::date},
    Heading{"publication date", Field::date}, Heading{"issued", Field::date}, Heading{"pubyear", Field::date},
    Heading{"published", Field::date}, Heading{"year published", Field::date},
    Heading{"citation", Field::citation}, Heading{"volume", Field::volume}, Heading{"journal volume", Field::volume}, Heading{"issue", Field::issue},
    Heading{"journal issue", Field::issue}, Heading{"number", Field::issue}, Heading{"issue number", Field::issue},
    Heading{"pages", Field::pages}, Heading{"page", Field::pages}, Heading{"start page", Field::first_page},
    Heading{"page start", Field::first_page}, Heading{"first page", Field::first_page}, Heading{"startpage", Field::first_page},
    Heading{"end page", Field::last_page}, Heading{"page end", Field::last_page}, Heading{"last page", Field::last_page},
    Heading{"endpage", Field::last_page}, Heading{"art. no.", Field::article_number}, Heading{"article number", Field::article_number},
    Heading{"doi", Field::doi}, Heading{"item doi", Field::doi}, Heading{"digital object identifier", Field::doi},
    Heading{"url", Field::url}, Heading{"urls", Field::url}, Heading{"link", Field::url}, Heading{"article url", Field::url},
    Heading{"pdf link", Field::other}, Heading{"isbn", Field::isbn}, Heading{"isbns", Field::isbn}, Heading{"issn", Field::issn},
    Heading{"issns", Field::issn}, Heading{"eissn", Field::issn},
    Heading{"abstract", Field::abstract}, Heading{"abstracts", Field::abstract}, Heading{"abstract note", Field::abstract},
    Heading{"notes abstract", Field::abstract}, Heading{"summary", Field::abstract},
    Heading{"keywords", Field::keywords}, Heading{"keyword", Field::keywords}, Heading{"author keywords", Field::keywords},
    Heading{"index keywords", Field::keywords}, Heading{"manual tags", Field::keywords}, Heading{"tags", Field::keywords},
    Heading{"language", Field::language}, Heading{"language of original document", Field::language}, Heading{"languages", Field::language},
    Heading{"publisher", Field::publisher}, Heading{"place", Field::place}, Heading{"place published", Field::place},
    Heading{"publisher place", Field::place}, Heading{"edition", Field::edition}, Heading{"note", Field::note},
    Heading{"notes", Field::note}, Heading{"type", Field::type}, Heading{"type of reference", Field::type},
    Heading{"item type", Field::type}, Heading{"document type", Field::type}, Heading{"publication type", Field::type},
    Heading{"content type", Field::type}, Heading{"key", Field::key}, Heading{"citation key", Field::key}, Heading{"id", Field::key},
    Heading{"accessed", Field::accessed}, Heading{"access date", Field::accessed}, Heading{"genre", Field::genre}};

}  // namespace

Field field_of_heading(std::string_view heading) {
  std::string name(truncate(heading, 100));
  std::ranges::replace_if(name, [](char c) { return c == '_' || c == '/'; }, ' ');
  name = fold(name);
  const auto at = std::ranges::find(headings, std::string_view(name), &Heading::name);
  return at == headings.end() ? Field::other : at->field;
}

}  // namespace fieldbook::bibliography
