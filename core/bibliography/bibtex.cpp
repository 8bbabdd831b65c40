#include "core/bibliography/bibtex.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "core/base/text.hpp"
#include "core/bibliography/bibtex_parser.hpp"
#include "core/bibliography/latex.hpp"
#include "core/bibliography/names.hpp"

namespace fieldbook::bibliography {
namespace {

struct TypePair {
  std::string_view bibtex;
  std::string_view csl;
};

// The first pair of a CSL type is how it is written.
constexpr std::array<TypePair, 29> types = {{{"article", "article-journal"},
                                             {"report", "report"},
                                             {"techreport", "report"},
                                             {"manual", "report"},
                                             {"book", "book"},
                                             {"mvbook", "book"},
                                             {"collection", "book"},
                                             {"proceedings", "book"},
                                             {"incollection", "chapter"},
                                             {"inbook", "chapter"},
                                             {"suppbook", "chapter"},
                                             {"inproceedings", "paper-conference"},
                                             {"conference", "paper-conference"},
                                             {"thesis", "thesis"},
                                             {"phdthesis", "thesis"},
                                             {"mastersthesis", "thesis"},
                                             {"online", "webpage"},
                                             {"electronic", "webpage"},
                                             {"www", "webpage"},
                                             {"unpublished", "manuscript"},
                                             {"booklet", "pamphlet"},
                                             {"dataset", "dataset"},
                                             {"software", "software"},
                                             {"patent", "patent"},
                                             {"legislation", "legislation"},
                                             {"jurisdiction", "legal_case"},
                                             {"presentation", "speech"},
                                             {"video", "motion_picture"},
                                             {"misc", "document"}}};

std::string csl_type(const BibEntry& entry) {
  if (const auto stated = trim(entry.field("csl-type")); !stated.empty()) return std::string(stated);
  const auto at = std::ranges::find(types, entry.type, &TypePair::bibtex);
  const auto type = at == types.end() ? std::string_view("document") : at->csl;
  if (type == "document" && !entry.field("url").empty()) return "webpage";
  return std::string(type);
}

// An address as it is, but for braces and the escapes that exporters put into it.
std::string verbatim(std::string_view text) {
  std::string out;
  text = trim(text);
  if (text.starts_with("\\url")) text.remove_prefix(4);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '{' || text[i] == '}' || text[i] == '\n' || text[i] == '\r') continue;
    if (text[i] == '\\' && i + 1 < text.size() &&
        std::string_view("_%&#~$").find(text[i + 1]) != std::string_view::npos)
      continue;
    out += text[i];
  }
  return std::string(trim(out));
}

std::string bare_doi(std::string doi) {
  for (const std::string_view prefix :
       {"https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/", "doi:", "DOI:"}) {
    if (doi.starts_with(prefix)) doi.erase(0, prefix.size());
  }
  return std::string(trim(doi));
}

unsigned month_number(std::string_view text) {
  constexpr std::array<std::string_view, 12> names = {"jan", "feb", "mar", "apr", "may", "jun",
                                                      "jul", "aug", "sep", "oct", "nov", "dec"};
  const auto word = fold(text);
  for (unsigned i = 0; i < names.size(); ++i) {
    const auto number = std::to_string(i + 1);
    if (word.starts_with(names.at(i)) || word == number || word == "0" + number) return i + 1;
  }
  return 0;
}

// "[2019]", "c2019" and "2019a" hold one year.
std::optional<Date> only_year(std::string_view text) {
  const auto first = text.find_first_of("0123456789");
  if (first == std::string_view::npos) return std::nullopt;
  const auto end = std::min(text.find_first_not_of("0123456789", first), text.size());
  if (text.find_first_of("0123456789", end) != std::string_view::npos) return std::nullopt;
  return parse_date(text.substr(first, end - first));
}

class EntryReader {
 public:
  EntryReader(const BibEntry& entry, Diagnostics& found) : entry_(entry), found_(found) {}

  Reference read() {
    out_.key = entry_.key;
    out_.type = csl_type(entry_);
    used_.insert("csl-type");
    out_.where = entry_.where;
    out_.title = text("title");
    if (const auto subtitle = text("subtitle"); !subtitle.empty()) out_.title += ": " + subtitle;
    out_.authors = names_from_bibtex(raw("author"));
    out_.editors = names_from_bibtex(raw("editor"));
    out_.container_title = first_of({"journal", "journaltitle", "booktitle", "maintitle"});
    out_.publisher = first_of({"publisher", "institution", "school", "organization"});
    out_.publisher_place = first_of({"address", "location"});
    read_numbers();
    read_dates();
    read_addresses();
    out_.isbn = text("isbn");
    out_.issn = text("issn");
    out_.language = first_of({"language", "langid"});
    out_.abstract = text("abstract");
    out_.note = text("note");
    read_keywords();
    for (const auto& [name, value] : entry_.fields) {
      if (!used_.contains(name)) out_.custom.emplace(name, from_latex(value));
    }
    if (out_.title.empty()) {
      found_.warning(entry_.where, "the source " + in_quotes(entry_.key) + " has no title", "add 'title = {…},'",
                     "bibtex.missing-field");
    }
    return std::move(out_);
  }

 private:
  std::string_view raw(std::string_view name) {
    used_.insert(std::string(name));
    return entry_.field(name);
  }
  std::string text(std::string_view name) { return from_latex(raw(name)); }

  // The first of several names of one thing; the others go to `custom`.
  std::string first_of(std::initializer_list<std::string_view> names) {
    for (const auto name : names) {
      if (!entry_.field(name).empty()) return text(name);
    }
    return {};
  }

  void read_numbers() {
    out_.volume = text("volume");
    out_.page = text("pages");
    out_.edition = text("edition");
    out_.genre = text("type");
    if (out_.genre.empty() && entry_.type == "phdthesis") out_.genre = "PhD thesis";
    if (out_.genre.empty() && entry_.type == "mastersthesis") out_.genre = "Master's thesis";
    const bool in_journal = entry_.type == "article";
    out_.issue = in_journal && !entry_.field("number").empty() ? text("number") : text("issue");
    out_.number = in_journal ? text("eid") : text("number");
  }

  void complain(std::string_view field, std::string what, std::string advice) {
    found_.warning(entry_.where, "the source " + in_quotes(entry_.key) + ": " + std::move(what), std::move(advice),
                   "bibtex.field");
    used_.erase(std::string(field));
  }

  // Of a period ("2019-04/2020-03") the beginning.
  std::optional<Date> date(std::string_view field) {
    auto written = text(field);
    if (written.empty()) return std::nullopt;
    auto read = parse_date(trim(std::string_view(written).substr(0, written.find('/'))));
    if (!read) read = only_year(written);
    if (!read)
      complain(field, in_quotes(field) + " is not a date: " + in_quotes(written), "write 2019, 2019-04 or 2019-04-01");
    return read;
  }

  void read_dates() {
    out_.issued = date("date");
    out_.accessed = date("urldate");
    if (out_.issued || entry_.field("year").empty()) return;
    out_.issued = date("year");
    if (!out_.issued || out_.issued->month != 0) return;
    out_.issued->month = month_number(text("month"));
    if (out_.issued->month == 0) used_.erase("month");
  }

  void read_addresses() {
    out_.doi = bare_doi(verbatim(raw("doi")));
    const bool is_doi = out_.doi.starts_with("10.") && out_.doi.find('/') != std::string::npos &&
                        out_.doi.find(' ') == std::string::npos;
    if (!out_.doi.empty() && !is_doi) {
      complain("doi", in_quotes(out_.doi) + " is not a DOI", "write it bare: 10.1234/abc");
      out_.doi.clear();
    }
    out_.url = verbatim(raw("url"));
    const bool is_web = out_.url.starts_with("https://") || out_.url.starts_with("http://");
    if (!out_.url.empty() && (!is_web || out_.url.find(' ') != std::string::npos)) {
      complain("url", in_quotes(out_.url) + " is not a web address",
               "begin it with https:// and leave no spaces in it");
      out_.url.clear();
    }
  }

  void read_keywords() {
    auto list = text("keywords");
    std::ranges::replace(list, ';', ',');
    for (const auto word : split(list, ',')) {
      if (!trim(word).empty()) out_.keywords.emplace_back(trim(word));
    }
  }

  const BibEntry& entry_;
  Diagnostics& found_;
  Reference out_;
  std::set<std::string, std::less<>> used_;
};

std::string written_type(const Reference& reference) {
  const auto at = std::ranges::find(types, reference.type, &TypePair::csl);
  return at == types.end() ? "misc" : std::string(at->bibtex);
}

// A key that BibTeX can read.
bool is_key(std::string_view key) {
  return !key.empty() && std::ranges::all_of(key, [](char c) {
    return static_cast<unsigned char>(c) > ' ' && std::string_view("{}(),=#\"'%\\~@").find(c) == std::string_view::npos;
  });
}

// Addresses stand in BibTeX as they are; a brace, which would end the field, as a web address has it.
std::string without_braces(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '{') {
      out += "%7B";
    } else if (c == '}') {
      out += "%7D";
    } else {
      out += c;
    }
  }
  return out;
}

class EntryWriter {
 public:
  explicit EntryWriter(const Reference& reference) : reference_(reference), type_(written_type(reference)) {
    out_ = "@" + type_ + "{" + reference.key;
  }

  std::string write() {
    const auto& r = reference_;
    BibEntry seen;
    seen.type = type_;
    if (!r.url.empty()) seen.fields.emplace_back("url", r.url);
    if (csl_type(seen) != r.type) put("csl-type", without_braces(r.type));
    put("title", to_latex(r.title));
    put("author", names_to_bibtex(r.authors));
    put("editor", names_to_bibtex(r.editors));
    put(type_ == "article" ? "journal" : "booktitle", to_latex(r.container_title));
    put(type_ == "report" ? "institution" : type_ == "thesis" ? "school" : "publisher", to_latex(r.publisher));
    put("address", to_latex(r.publisher_place));
    put("type", to_latex(r.genre));
    put("volume", to_latex(r.volume));
    put(type_ == "article" ? "number" : "issue", to_latex(r.issue));
    put(type_ == "article" ? "eid" : "number", to_latex(r.number));
    put("pages", to_latex(r.page));
    put("edition", to_latex(r.edition));
    if (r.issued) put("date", to_iso(*r.issued));
    put("doi", without_braces(r.doi));
    put("url", without_braces(r.url));
    if (r.accessed) put("urldate", to_iso(*r.accessed));
    put("isbn", to_latex(r.isbn));
    put("issn", to_latex(r.issn));
    put("language", to_latex(r.language));
    put("keywords", to_latex(join(r.keywords, ", ")));
    put("abstract", to_latex(r.abstract));
    put("note", to_latex(r.note));
    for (const auto& [name, value] : r.custom) put(name, to_latex(value));
    return out_ + "\n}\n";
  }

 private:
  void put(const std::string& name, const std::string& value) {
    if (!value.empty()) out_ += ",\n  " + name + " = {" + value + "}";
  }

  const Reference& reference_;
  std::string type_;
  std::string out_;
};

}  // namespace

std::vector<Reference> read_bibtex(std::string_view text, const std::string& file, Diagnostics& found) {
  if (const auto bad = first_invalid_utf8(text)) {
    found.error({file, 0, 0}, "not UTF-8 at byte " + std::to_string(*bad), "save the file as UTF-8", "bibtex.syntax");
    return {};
  }
  std::vector<Reference> out;
  std::set<std::string, std::less<>> keys;
  for (const auto& entry : parse_bibtex(text, file, found)) {
    if (!is_key(entry.key)) {
      found.error(entry.where, entry.key.empty() ? "an entry has no key" : in_quotes(entry.key) + " cannot be a key",
                  "write '@" + entry.type + "{key, …}' with letters, digits and hyphens", "bibtex.missing-field");
    } else if (!keys.insert(entry.key).second) {
      found.error(entry.where, "the key " + in_quotes(entry.key) + " stands twice",
                  "give this entry another key; the first one counts", "bibtex.duplicate-key");
    } else {
      out.push_back(EntryReader(entry, found).read());
    }
  }
  return out;
}

std::vector<Reference> read_foreign_bibtex(std::string_view text, const std::string& file, Diagnostics& found) {
  std::vector<Reference> out;
  for (const auto& entry : parse_bibtex(text, file, found)) out.push_back(EntryReader(entry, found).read());
  return out;
}

std::string to_bibtex(const Reference& reference) {
  return EntryWriter(reference).write();
}

}  // namespace fieldbook::bibliography
