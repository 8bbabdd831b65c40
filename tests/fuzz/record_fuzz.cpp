#include "tests/fuzz/record_fuzz.hpp"

#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "core/bibliography/bibtex.hpp"
#include "core/record/front_matter.hpp"
#include "core/record/html.hpp"
#include "core/record/yaml.hpp"
#include "tests/fuzz/promise.hpp"

using namespace fieldbook;

namespace {

void check_html(const std::string& html) {
  for (const auto* const bad : {"<script", "<iframe", "<img", "href=\"javascript:", "href=\"data:"}) {
    must(html.find(bad) == std::string::npos, "a body is harmless");
  }
}

}  // namespace

void check_body_spans(const record::Body& body) {
  const auto size = body.text.size();
  for (const auto& span : body.paragraphs)
    must(span.begin < span.end && span.end <= size, "paragraphs lie in the text");
  must(body.paragraphs.size() == body.paragraph_lines.size(), "each paragraph has a line");
  std::size_t at = 0;
  auto paragraph = body.paragraphs.begin();
  for (const auto& span : body.sentences) {
    must(span.begin >= at && span.begin < span.end && span.end <= size, "sentences are in order and in the text");
    must(is_character_boundary(body.text, span.begin) || first_invalid_utf8(body.text), "sentences cut no character");
    while (paragraph != body.paragraphs.end() && paragraph->end < span.end) ++paragraph;
    must(paragraph != body.paragraphs.end() && paragraph->begin <= span.begin, "a sentence lies in one paragraph");
    at = span.end;
  }
  for (const auto& section : body.sections)
    must(section.body.begin <= section.body.end && section.body.end <= size, "sections lie in the text");
  for (const auto& citation : body.citations)
    must(citation.at <= size && !citation.key.empty(), "citations lie in the text");
  for (const auto& link : body.links)
    must(link.text.begin <= link.text.end && link.text.end <= size, "links lie in the text");
}

int fuzz_yaml(const std::uint8_t* bytes, std::size_t size) {
  Diagnostics found;
  const auto root = record::parse_yaml(text_of(bytes, size), "f.yaml", 1, found);
  must(root.has_value() != (found.errors() != 0), "a tree or an error");
  return 0;
}

int fuzz_markdown(const std::uint8_t* bytes, std::size_t size) {
  Diagnostics found;
  record::Record record;
  record.markdown = text_of(bytes, size);
  record.body = record::parse_markdown(record.markdown, "f.md", 1, found);
  check_body_spans(record.body);
  check_html(record::body_html(record));
  return 0;
}

int fuzz_plain_text(const std::uint8_t* bytes, std::size_t size) {
  const auto body = record::structure_plain_text(text_of(bytes, size));
  must(body.text == text_of(bytes, size), "plain text stays as it is");
  check_body_spans(body);
  return 0;
}

int fuzz_bibtex(const std::uint8_t* bytes, std::size_t size) {
  Diagnostics found;
  for (const auto& reference : bibliography::read_bibtex(text_of(bytes, size), "f.bib", found)) {
    must(!bibliography::to_text(reference).empty(), "a reference can be shown");
    Diagnostics again;
    must(bibliography::read_bibtex(bibliography::to_bibtex(reference), "g.bib", again).size() == 1,
         "what is written can be read");
    must(again.errors() == 0, "what is written is in order");
  }
  return 0;
}

int fuzz_record(const std::uint8_t* bytes, std::size_t size) {
  record::Schema schema;
  record::FieldRule title;
  title.name = "title";
  schema.fields.push_back(title);
  record::KindRule kind;
  kind.id = "note";
  kind.folder = "notes";
  kind.required = {"title"};
  kind.sections = {{"What happened", false, true}};
  schema.kinds.push_back(kind);
  Diagnostics found;
  const auto record = record::read_record(text_of(bytes, size), "notes/f.md", {schema, schema.kinds[0], {}}, found);
  must(record.has_value() != (found.errors() != 0), "a record or an error");
  if (record) check_body_spans(record->body);
  return 0;
}
