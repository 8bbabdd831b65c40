#include <algorithm>
#include <span>

#include "core/bibliography/tagged.hpp"

namespace fieldbook::bibliography {
namespace {

// RIS as Zotero, EndNote, Scopus, Web of Science, Ovid, ProQuest, Embase, PubMed, JSTOR and IEEE write it.
constexpr TagRule ris[] = {
    {"TY", Field::type, "type"},           {"ID", Field::key, "id"},
    {"TI", Field::title, "title"},         {"T1", Field::title, "title"},
    {"CT", Field::title, "title"},         {"BT", Field::book, "book-title"},
    {"AU", Field::author, "author"},       {"A1", Field::author, "author"},
    {"A2", Field::editor, "editor"},       {"ED", Field::editor, "editor"},
    {"T2", Field::container, "t2"},        {"JF", Field::container, "jf"},
    {"JO", Field::short_container, "jo"},  {"JA", Field::short_container, "ja"},
    {"J1", Field::short_container, "j1"},  {"J2", Field::short_container, "j2"},
    {"VL", Field::volume, "volume"},       {"VO", Field::volume, "volume"},
    {"IS", Field::issue, "issue"},         {"CP", Field::issue, "issue"},
    {"SP", Field::first_page, "page"},     {"EP", Field::last_page, "page"},
    {"Y1", Field::date, "date"},           {"PY", Field::date, "date"},
    {"DA", Field::date, "date"},           {"Y2", Field::accessed, "accessed"},
    {"PB", Field::publisher, "publisher"}, {"CY", Field::place, "place"},
    {"PP", Field::place, "place"},         {"M3", Field::genre_or_doi, "m3"},
    {"M1", Field::number, "m1"},           {"ET", Field::edition, "edition"},
    {"DO", Field::doi, "doi"},             {"DI", Field::doi, "doi"},
    {"L3", Field::maybe_doi, "l3"},        {"UR", Field::url, "ur"},
    {"SN", Field::serial, "sn"},           {"LA", Field::language, "language"},
    {"AB", Field::abstract, "abstract"},   {"N2", Field::abstract, "abstract"},
    {"KW", Field::keyword, "keyword"},     {"N1", Field::note, "note"},
    {"RN", Field::note, "note"},           {"PMID", Field::other, "pmid"}};

constexpr TagRule medline[] = {
    {"PMID", Field::other, "pmid"},        {"PMC", Field::other, "pmcid"},
    {"TI", Field::title, "title"},         {"BTI", Field::book, "book-title"},
    {"CTI", Field::book, "book-title"},    {"FAU", Field::full_author, "author"},
    {"AU", Field::author, "author"},       {"CN", Field::body, "author"},
    {"FED", Field::editor, "editor"},      {"JT", Field::container, "journal"},
    {"TA", Field::short_container, "ta"},  {"VI", Field::volume, "volume"},
    {"IP", Field::issue, "issue"},         {"PG", Field::pages, "page"},
    {"DP", Field::date, "date"},           {"AB", Field::abstract, "abstract"},
    {"LID", Field::maybe_doi, "lid"},      {"AID", Field::maybe_doi, "aid"},
    {"IS", Field::issn, "issn"},           {"ISSN", Field::issn, "issn"},
    {"ISBN", Field::isbn, "isbn"},         {"LA", Field::language, "language"},
    {"OT", Field::keyword, "keyword"},     {"MH", Field::keyword, "keyword"},
    {"PT", Field::type, "pt"},             {"PL", Field::place, "place"},
    {"PB", Field::publisher, "publisher"}, {"EN", Field::edition, "edition"},
    {"GN", Field::note, "note"}};

constexpr TagRule refer[] = {
    {"0", Field::type, "type"},            {"A", Field::author, "author"},
    {"E", Field::editor, "editor"},        {"T", Field::title, "title"},
    {"J", Field::container, "journal"},    {"B", Field::book, "book-title"},
    {"D", Field::date, "date"},            {"8", Field::day, "date-8"},
    {"V", Field::volume, "volume"},        {"N", Field::issue, "issue"},
    {"P", Field::pages, "page"},           {"I", Field::publisher, "publisher"},
    {"C", Field::place, "place"},          {"R", Field::maybe_doi, "refer-r"},
    {"U", Field::url, "refer-u"},          {"X", Field::abstract, "abstract"},
    {"K", Field::keywords, "keyword"},     {"@", Field::serial, "refer-serial"},
    {"7", Field::edition, "edition"},      {"9", Field::genre, "genre"},
    {"G", Field::language, "language"},    {"F", Field::key, "label"},
    {"O", Field::note, "note"},            {"Z", Field::note, "note"},
    {"<", Field::note, "note"},            {"[", Field::accessed, "accessed"},
    {"M", Field::other, "accession-number"}, {"S", Field::other, "series"},
    {"Y", Field::other, "series-editor"},  {"L", Field::other, "call-number"},
    {"W", Field::other, "archive"},        {"+", Field::other, "address"},
    {"~", Field::other, "database"},       {"*", Field::other, "rights"},
    {"?", Field::other, "translator"},     {"=", Field::other, "last-modified"},
    {"!", Field::other, "short-title"},    {"(", Field::other, "original-publication"},
    {">", Field::other, "file"},           {"^", Field::other, "caption"},
    {"&", Field::other, "section"},        {"#", Field::other, "pages-in-all"},
    {"$", Field::other, "price"}};

constexpr TagRule isi[] = {
    {"PT", Field::left_out},               {"FN", Field::left_out},
    {"VR", Field::left_out},               {"AU", Field::authors, "author"},
    {"AF", Field::full_author, "author"},  {"CA", Field::body, "author"},
    {"GP", Field::body, "author"},         {"BE", Field::editors, "editor"},
    {"ED", Field::editors, "editor"},      {"TI", Field::title, "title"},
    {"SO", Field::container, "source"},    {"CT", Field::book, "conference"},
    {"JI", Field::short_container, "ji"},  {"J9", Field::short_container, "j9"},
    {"PY", Field::date, "date"},           {"PD", Field::day, "date-pd"},
    {"VL", Field::volume, "volume"},       {"IS", Field::issue, "issue"},
    {"BP", Field::first_page, "page"},     {"EP", Field::last_page, "page"},
    {"PS", Field::pages, "page"},          {"AR", Field::article_number, "article-number"},
    {"DI", Field::doi, "doi"},             {"SN", Field::issn, "issn"},
    {"EI", Field::issn, "eissn"},          {"BN", Field::isbn, "isbn"},
    {"LA", Field::language, "language"},   {"DT", Field::type, "type"},
    {"DE", Field::keywords, "keyword"},    {"ID", Field::keywords, "keyword"},
    {"AB", Field::abstract, "abstract"},   {"PU", Field::publisher, "publisher"},
    {"PI", Field::place, "place"},         {"UT", Field::other, "accession-number"}};

constexpr TagRule unknown{"", Field::other, ""};

std::span<const TagRule> rules_of(Dialect dialect) {
  switch (dialect) {
    case Dialect::ris: return ris;
    case Dialect::medline: return medline;
    case Dialect::refer: return refer;
    case Dialect::isi: return isi;
  }
  return {};
}

}  // namespace

const TagRule& rule_of(Dialect dialect, std::string_view tag) {
  const auto rules = rules_of(dialect);
  const auto at = std::ranges::find(rules, tag, &TagRule::tag);
  return at == rules.end() ? unknown : *at;
}

}  // namespace fieldbook::bibliography
