#include "core/base/text.hpp"
#include "core/bibliography/reference_builder.hpp"
#include "core/bibliography/xml.hpp"
#include "core/bibliography/xml_formats.hpp"

namespace fieldbook::bibliography {
namespace {

// "2015 Dec 1" out of PubDate's parts, or MedlineDate as it is ("1999 Spring").
std::string date_of(const XmlElement& date) {
  if (auto whole = date.text_at("MedlineDate"); !whole.empty()) return whole;
  auto out = date.text_at("Year");
  const auto month = date.text_at("Month");
  const auto day = date.text_at("Day");
  if (!month.empty()) out += " " + month;
  if (!month.empty() && !day.empty()) out += " " + day;
  return out;
}

void add_people(ReferenceBuilder& builder, const XmlElement& list, bool editors) {
  for (const auto& author : list.children()) {
    if (author.name() != "Author") continue;
    Name name{author.text_at("LastName"), author.text_at("ForeName"), ""};
    if (name.given.empty()) name.given = author.text_at("Initials");
    if (const auto suffix = author.text_at("Suffix"); !suffix.empty()) name.family += " " + suffix;
    if (name == Name{}) name.literal = author.text_at("CollectiveName");
    editors ? builder.add_editor(std::move(name)) : builder.add_author(std::move(name));
  }
}

void add_abstract(ReferenceBuilder& builder, const XmlElement& parent) {
  for (const auto& part : parent.find("Abstract/AbstractText")) {
    const auto label = part.attribute("Label");
    const auto words = collapse_whitespace(part.text());
    if (!words.empty()) builder.add(Field::abstract, "abstract", label.empty() || label == "UNLABELLED" ? words : label + ": " + words);
  }
}

// "228-42", or first and last page where PubMed has no more.
void add_pages(ReferenceBuilder& builder, const XmlElement& parent) {
  builder.add(Field::pages, "pages", parent.text_at("Pagination/MedlinePgn"));
  builder.add(Field::first_page, "pages", parent.text_at("Pagination/StartPage"));
  builder.add(Field::last_page, "pages", parent.text_at("Pagination/EndPage"));
}

void add_identifiers(ReferenceBuilder& builder, const XmlElement& parent, std::string_view path, const char* attribute) {
  for (const auto& id : parent.find(path)) {
    const auto kind = id.attribute(attribute);
    const auto words = collapse_whitespace(id.text());
    if (kind == "doi") {
      builder.add(Field::doi, "doi", words);
    } else if (kind == "pmc") {
      builder.add(Field::other, "pmcid", words);
    } else if (kind != "pubmed") {
      builder.add(Field::other, kind.empty() ? "id" : kind, words);
    }
  }
}

void add_keywords(ReferenceBuilder& builder, const XmlElement& parent) {
  for (const auto& heading : parent.find("MeshHeadingList/MeshHeading")) builder.add(Field::keyword, "mesh", heading.text_at("DescriptorName"));
  for (const auto& word : parent.find("KeywordList/Keyword")) builder.add(Field::keyword, "keyword", collapse_whitespace(word.text()));
}

void add_article(ReferenceBuilder& builder, const XmlElement& citation) {
  builder.add(Field::other, "pmid", citation.text_at("PMID"));
  for (const auto& article : citation.find("Article")) {
    builder.add(Field::title, "title", article.text_at("ArticleTitle"));
    if (article.text_at("ArticleTitle").empty()) builder.add(Field::title, "title", article.text_at("VernacularTitle"));
    for (const auto& list : article.find("AuthorList")) add_people(builder, list, list.attribute("Type") == "editors");
    builder.add(Field::container, "journal", article.text_at("Journal/Title"));
    builder.add(Field::short_container, "journal-abbreviation", article.text_at("Journal/ISOAbbreviation"));
    builder.add(Field::issn, "issn", article.text_at("Journal/ISSN"));
    builder.add(Field::volume, "volume", article.text_at("Journal/JournalIssue/Volume"));
    builder.add(Field::issue, "issue", article.text_at("Journal/JournalIssue/Issue"));
    for (const auto& date : article.find("Journal/JournalIssue/PubDate")) builder.add(Field::date, "date", date_of(date));
    add_pages(builder, article);
    add_abstract(builder, article);
    add_identifiers(builder, article, "ELocationID", "EIdType");
    builder.add(Field::language, "language", article.text_at("Language"));
    const auto types = article.find("PublicationTypeList/PublicationType");
    builder.add(Field::type, "type", types.empty() ? "Journal Article" : types.front().text());
  }
  builder.add(Field::place, "country", citation.text_at("MedlineJournalInfo/Country"));
  add_keywords(builder, citation);
}

void add_book(ReferenceBuilder& builder, const XmlElement& document) {
  builder.add(Field::type, "type", "Book");
  builder.add(Field::other, "pmid", document.text_at("PMID"));
  for (const auto& book : document.find("Book")) {
    builder.add(Field::title, "title", book.text_at("BookTitle"));
    builder.add(Field::publisher, "publisher", book.text_at("Publisher/PublisherName"));
    builder.add(Field::place, "place", book.text_at("Publisher/PublisherLocation"));
    builder.add(Field::isbn, "isbn", book.text_at("Isbn"));
    builder.add(Field::volume, "volume", book.text_at("Volume"));
    builder.add(Field::edition, "edition", book.text_at("Edition"));
    builder.add(Field::other, "series", book.text_at("CollectionTitle"));
    for (const auto& date : book.find("PubDate")) builder.add(Field::date, "date", date_of(date));
    for (const auto& list : book.find("AuthorList")) add_people(builder, list, list.attribute("Type") == "editors");
    add_identifiers(builder, book, "ELocationID", "EIdType");
  }
  builder.add(Field::other, "article-title", document.text_at("ArticleTitle"));
  builder.add(Field::language, "language", document.text_at("Language"));
  add_pages(builder, document);
  add_abstract(builder, document);
  add_identifiers(builder, document, "ArticleIdList/ArticleId", "IdType");
  add_keywords(builder, document);
}

}  // namespace

std::vector<Reference> read_pubmed_xml(std::string_view text, const std::string& file, Diagnostics& found) {
  std::vector<Reference> out;
  constexpr std::string_view names[] = {"PubmedArticle", "PubmedBookArticle", "MedlineCitation"};
  const auto read = [&out](const XmlElement& element, Location where) {
    ReferenceBuilder builder(std::move(where));
    if (element.name() == "MedlineCitation") add_article(builder, element);
    for (const auto& citation : element.find("MedlineCitation")) add_article(builder, citation);
    for (const auto& document : element.find("BookDocument")) add_book(builder, document);
    add_identifiers(builder, element, "PubmedData/ArticleIdList/ArticleId", "IdType");
    out.push_back(builder.finish());
  };
  for_each_element(text, file, names, read, found);
  return out;
}

}  // namespace fieldbook::bibliography
