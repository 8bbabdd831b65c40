#include "core/bibliography/reference_builder.hpp"

#include <algorithm>

#include "core/base/text.hpp"
#include "core/bibliography/citation_text.hpp"
#include "core/bibliography/identifiers.hpp"
#include "core/bibliography/name_text.hpp"

namespace fieldbook::bibliography {
namespace {

bool is_web(std::string_view address) { return address.starts_with("https://") || address.starts_with("http://"); }

// A second title goes on where the first one stops; exporters say the same title twice.
bool join_titles(std::string& title, const std::string& more) {
  constexpr std::size_t longest = 4000;
  if (title.empty()) {
    title = more;
    return true;
  }
  if (title.size() > longest) return false;
  if (more.starts_with(title)) {
    title = more;
    return true;
  }
  const bool ends = std::string_view(":.?!").find(title.back()) != std::string_view::npos;
  title += (ends ? " " : ": ") + more;
  return true;
}

void join_lines(std::string& text, const std::string& more) {
  if (text == more || more.empty()) return;
  if (!text.empty()) text += '\n';
  text += more;
}

std::string without_page_mark(std::string_view text) {
  for (const std::string_view mark : {"pp.", "pp ", "p.", "p "}) {
    if (text.starts_with(mark)) return std::string(trim(text.substr(mark.size())));
  }
  return std::string(text);
}

std::string readable(std::string_view text) {
  const auto begin = text.find('<');   // Zotero's notes are HTML, Crossref's abstracts JATS
  if (begin == std::string_view::npos || text.find("</", begin) == std::string_view::npos) return std::string(text);
  std::string out;
  bool in_tag = false;
  const auto last = text.rfind('>');
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool opens = text[i] == '<' && i + 1 < text.size() && (text[i + 1] == '/' || (text[i + 1] >= 'a' && text[i + 1] <= 'z'));
    if (opens && last != std::string_view::npos && i < last) {
      in_tag = true;
      if (text.substr(i, 6) == "<jats:" || text.substr(i, 7) == "</jats:") out += ' ';   // between headings and paragraphs
    }
    if (!in_tag) out += text[i];
    if (text[i] == '>' && in_tag) in_tag = false;
  }
  return collapse_whitespace(out);
}

}  // namespace

std::string custom_name(std::string_view name) {
  auto out = slug(name);
  return out.empty() ? "other" : out;
}

void ReferenceBuilder::add_author(Name name) {
  if (name != Name{}) out_.authors.push_back(std::move(name));
}

void ReferenceBuilder::add_editor(Name name) {
  if (name != Name{}) out_.editors.push_back(std::move(name));
}

// The first value counts; another one is not lost.
void ReferenceBuilder::put(std::string& held, std::string_view name, const std::string& value) {
  if (held.empty()) {
    held = value;
  } else if (held != value) {
    add_custom(name, value);
  }
}

void ReferenceBuilder::add_custom(std::string_view name, std::string_view value) {
  auto& held = out_.custom[custom_name(name)];
  if (!held.empty()) held += "; ";
  held += value;
}

void ReferenceBuilder::add(Field field, std::string_view name, std::string_view value) {
  value = trim(value);
  if (value.empty()) return;
  const auto text = collapse_whitespace(value);
  switch (field) {
    case Field::type:
      typed_ = true;
      if (const auto type = csl_type_of(text); !type.empty()) {
        out_.type = type;
      } else if (text != "GEN") {
        put(out_.genre, name, text);
      }
      break;
    case Field::key: put(out_.key, name, text); break;
    case Field::title:
      if (!join_titles(out_.title, text)) add_custom(name, text);
      break;
    case Field::author: add_author(name_from_text(text)); break;
    case Field::authors:
      for (auto& one : names_from_list(value)) add_author(std::move(one));
      break;
    case Field::full_author:
      for (const auto line : split(value, '\n')) {
        if (auto one = name_from_text(line); one != Name{}) full_authors_.push_back(std::move(one));
      }
      break;
    case Field::body: bodies_.push_back({"", "", text}); break;
    case Field::editor: add_editor(name_from_text(text)); break;
    case Field::editors:
      for (auto& one : names_from_list(value)) add_editor(std::move(one));
      break;
    case Field::container: add_container(name, text); break;
    case Field::citation: citation_ = text; break;
    case Field::book:
      if (!join_titles(book_, text)) add_custom(name, text);
      break;
    case Field::short_container: put(short_container_, name, text); break;
    case Field::publisher: put(out_.publisher, name, text); break;
    case Field::place: put(out_.publisher_place, name, text); break;
    case Field::genre: put(out_.genre, name, text); break;
    case Field::edition: put(out_.edition, name, text); break;
    case Field::language: put(out_.language, name, text); break;
    case Field::abstract: join_lines(out_.abstract, readable(text)); break;
    case Field::keyword:
      for (const auto word : split(value, '\n')) {
        if (!trim(word).empty()) out_.keywords.push_back(collapse_whitespace(word));
      }
      break;
    case Field::keywords: {
      const char separator = value.find(';') != std::string_view::npos ? ';' : value.find('\n') != std::string_view::npos ? '\n' : ',';
      for (const auto word : split(value, separator)) {
        const auto from = word.find_first_not_of(" \t\r\n['\"");
        if (from != std::string_view::npos) out_.keywords.push_back(collapse_whitespace(word.substr(from, word.find_last_not_of(" \t\r\n]'\"") - from + 1)));
      }
      break;
    }
    case Field::note:
      if (found_doi_.empty() && text.starts_with("doi:")) found_doi_ = clean_doi(text);
      if (found_doi_.empty() || !text.ends_with(found_doi_)) join_lines(out_.note, readable(text));
      break;
    case Field::doi:
    case Field::maybe_doi:
    case Field::genre_or_doi:
    case Field::url:
    case Field::isbn:
    case Field::issn:
    case Field::serial: add_identifier(field, name, text); break;
    case Field::number:
    case Field::volume:
    case Field::issue:
    case Field::pages:
    case Field::first_page:
    case Field::last_page:
    case Field::article_number: add_number(field, name, text); break;
    case Field::date: add_date(text); break;
    case Field::day: put(day_, name, text); break;
    case Field::accessed:
      if (!out_.accessed) out_.accessed = date_from_text(text);
      break;
    case Field::other: add_custom(name, text); break;
    case Field::left_out: break;
  }
}

void ReferenceBuilder::add_number(Field field, std::string_view name, std::string_view value) {
  if (field == Field::number && value.find(' ') != std::string_view::npos) return add_custom(name, value);
  auto& held = field == Field::number       ? out_.number
               : field == Field::volume     ? out_.volume
               : field == Field::issue      ? out_.issue
               : field == Field::pages      ? out_.page
               : field == Field::first_page ? first_page_
               : field == Field::last_page  ? last_page_
                                            : article_number_;
  put(held, name, without_page_mark(value));
}

void ReferenceBuilder::add_identifier(Field field, std::string_view name, std::string_view value) {
  if (field == Field::url) return add_url(name, value);
  if (field == Field::isbn || field == Field::issn || field == Field::serial) return add_serials(field, name, value);
  auto doi = clean_doi(value);
  if (doi.empty()) {
    if (field == Field::genre_or_doi) return put(out_.genre, name, std::string(value));
    if (field == Field::maybe_doi && is_web(value)) return add_url(name, value);
    return add_custom(name, value);
  }
  if (field == Field::doi) {
    put(out_.doi, name, doi);
  } else if (found_doi_.empty()) {
    found_doi_ = doi;
  }
}

void ReferenceBuilder::add_url(std::string_view name, std::string_view value) {
  std::vector<std::string> addresses;   // several may stand in one field; a semicolon may be part of one
  for (const auto piece : split(value, ';')) {
    if (addresses.empty() || trim(piece).starts_with("http")) {
      addresses.emplace_back(trim(piece));
    } else {
      addresses.back() += ';';
      addresses.back() += piece;
    }
  }
  for (auto& address : addresses) {
    if (address.starts_with("//")) address.insert(0, "https:");
    if (is_web(address) && out_.url.empty()) {
      out_.url = address;
    } else if (address != out_.url) {
      add_custom(name, address);
    }
    if (found_doi_.empty() && address.find("doi.org/") != std::string::npos) found_doi_ = clean_doi(address);
  }
}

void ReferenceBuilder::add_serials(Field field, std::string_view name, std::string_view value) {
  const auto keep = [&](std::string& held, std::string_view number) {
    constexpr std::size_t longest = 400;
    if (held.size() > longest) return add_custom(name, number);
    if (held.find(number) != std::string::npos) return;
    if (!held.empty()) held += ", ";
    held += number;
  };
  bool any = false;
  for (std::size_t at = 0; at < value.size();) {
    at = value.find_first_of("0123456789", at);
    if (at == std::string_view::npos) break;
    const auto end = std::min(value.find_first_not_of("0123456789Xx-", at), value.size());
    auto number = value.substr(at, end - at);
    while (number.ends_with('-')) number.remove_suffix(1);
    at = end;
    const auto kind = kind_of_serial(number);
    if (kind == Serial::neither) continue;
    any = true;
    keep(kind == Serial::issn ? out_.issn : out_.isbn, number);
  }
  if (any) return;
  if (field == Field::serial) return add_custom(name, value);
  keep(field == Field::issn ? out_.issn : out_.isbn, value);
}

// The first date counts; later ones of the same year may only say it more exactly.
void ReferenceBuilder::add_date(std::string_view value) {
  const auto date = date_from_text(value);
  if (!date) {
    if (value.find_first_of("0123456789") != std::string_view::npos) add_custom("date-as-written", value);
    return;
  }
  if (!out_.issued || (out_.issued->year == date->year && out_.issued->month == 0)) out_.issued = date;
}

void ReferenceBuilder::add_container(std::string_view name, const std::string& value) {
  const auto citation = citation_in(value);
  if (!citation || citation->volume.empty() || citation->journal.empty()) return put(out_.container_title, name, value);
  put(out_.container_title, name, citation->journal);
  citation_ = value;
}

void ReferenceBuilder::add_citation(const std::string& value) {
  const auto citation = citation_in(value);
  if (!citation) return add_custom("citation", value);
  if (out_.container_title.empty()) out_.container_title = citation->journal;
  if (out_.volume.empty()) out_.volume = citation->volume;
  if (out_.issue.empty()) out_.issue = citation->issue;
  if (out_.page.empty()) out_.page = citation->pages;
  if (!citation->date.empty()) add_date(citation->date);
}

// A reference that nobody gave a type, in something with volumes, is an article.
void ReferenceBuilder::settle_type() {
  const bool serial = !out_.issn.empty() || !out_.volume.empty() || !out_.issue.empty();
  if (!typed_ && out_.type == "document" && !out_.container_title.empty() && serial) out_.type = "article-journal";
}

void ReferenceBuilder::settle_pages() {
  if (out_.page.empty() && !first_page_.empty()) {
    const bool range = !last_page_.empty() && last_page_ != first_page_;
    out_.page = range ? first_page_ + "–" + last_page_ : first_page_;
  }
  if (out_.page.empty()) out_.page = last_page_;
  if (out_.page.empty()) {
    out_.page = article_number_;
  } else if (!article_number_.empty() && out_.number.empty()) {
    out_.number = article_number_;
  }
}

void ReferenceBuilder::settle_containers() {
  if (out_.title.empty()) {
    out_.title = book_;
  } else if (out_.container_title.empty()) {
    out_.container_title = book_;
  } else if (!book_.empty() && book_ != out_.container_title && book_ != out_.title) {
    add_custom("book-title", book_);
  }
  if (out_.container_title.empty()) {
    out_.container_title = short_container_;
  } else if (!short_container_.empty() && short_container_ != out_.container_title) {
    add_custom("container-title-short", short_container_);
  }
}

Reference ReferenceBuilder::finish() {
  // Names written out count where they are as many; else the short ones know more of them.
  if (!full_authors_.empty() && full_authors_.size() >= out_.authors.size()) out_.authors = std::move(full_authors_);
  out_.authors.insert(out_.authors.end(), bodies_.begin(), bodies_.end());
  if (out_.doi.empty()) out_.doi = found_doi_;
  if (out_.doi.empty() && out_.key.starts_with("10.") && clean_doi(out_.key) == out_.key) out_.doi = out_.key;
  settle_containers();
  settle_pages();
  if (!citation_.empty()) add_citation(citation_);
  settle_type();
  if (!day_.empty()) {
    const auto date = date_from_text(out_.issued ? day_ + " " + std::to_string(out_.issued->year) : day_);
    if (date_from_text(day_)) {
      add_date(day_);
    } else if (date && out_.issued && out_.issued->month == 0) {
      out_.issued = date;
    }
  }
  return std::move(out_);
}

}  // namespace fieldbook::bibliography
