// The rules that ship, in this process, and texts for them.
#pragma once

#include <fieldbook/rubric.hpp>

#include <string>
#include <string_view>
#include <vector>

#include "core/assess/scores.hpp"

namespace fieldbook::test {

// A plain text as the host hands it to an assessor: paragraphs and sentences marked. Keeps its own copy.
class PlainDocument {
 public:
  explicit PlainDocument(std::string text);
  PlainDocument(const PlainDocument&) = delete;
  Document view() const { return Document{document_}; }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
  std::vector<fb_span> paragraphs_, sentences_;
  fb_document document_{};
};

struct Approach {
  std::string slug;
  rubric::Rubric rubric;
};

// The text of a shipped assessor's rules. Throws std::out_of_range for an unknown slug.
std::string_view shipped_rules(std::string_view slug);
// The assessors that ship, by their rules and weights.
std::vector<Approach> shipped_approaches();

// How the approach's rules do on labelled texts.
assess::AssessorScore score(const Approach&, const std::vector<assess::LabelledText>&);

}  // namespace fieldbook::test
