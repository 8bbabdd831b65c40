#include "site/search/record_text.hpp"

#include "core/base/text.hpp"
#include "core/record/prose.hpp"
#include "site/pages/rows.hpp"
#include "site/search/digits.hpp"
#include "site/search/shards.hpp"

namespace fieldbook::site {
namespace {

std::string shown(std::string_view text) {
  return script_string(harmless(text));
}

}  // namespace

std::string record_text(const Edition& edition, const record::Record& record) {
  std::string says;
  for (const auto& [label, value] : statements(edition, record))
    says += (says.empty() ? "[" : ",[") + shown(label) + "," + shown(value) + "]";
  std::string sentences, gaps;
  record::Prose prose(record);
  std::size_t at = 0;
  for (const auto& sentence : prose.sentences()) {
    if (sentence.begin < at || sentence.end < sentence.begin || sentence.end > prose.text().size()) continue;
    sentences += (sentences.empty() ? "" : ",") + shown(cut(prose.text(), sentence));
    put_digits(gaps, static_cast<std::uint32_t>(sentence.begin - at));
    at = sentence.end;
  }
  const auto note =
      edition.overdue(record) ? "Overdue for review since " + to_words(*edition.next_due(record)) : std::string();
  return "{\"title\":" + shown(record.title()) + ",\"kind\":" + shown(edition.kind(record).label) +
         ",\"url\":" + script_string(edition.address(record)) + ",\"where\":" + shown(where(edition, record)) +
         ",\"when\":" + shown(year_span(record)) + ",\"summary\":" + shown(record.summary()) + ",\"says\":[" + says +
         "],\"note\":" + shown(note) + ",\"sentences\":[" + sentences + "],\"gaps\":\"" + gaps + "\"}";
}

}  // namespace fieldbook::site
