#include "core/bibliography/xml.hpp"

#include <libxml/parser.h>
#include <libxml/tree.h>

#include <algorithm>
#include <memory>
#include <optional>

#include "core/base/text.hpp"
#include "core/bibliography/reading.hpp"

namespace fieldbook::bibliography {
namespace {

const xmlNode* node_of(const void* node) { return static_cast<const xmlNode*>(node); }

std::string_view words(const xmlChar* text) { return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text); }

void gather(const xmlNode* node, std::string& out) {
  for (; node != nullptr; node = node->next) {
    if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) out += words(node->content);
    if (node->type != XML_ELEMENT_NODE) continue;
    const bool raised = words(node->name) == "sup";   // "10(-19)", as NLM's own plain text has it
    if (raised) out += '(';
    gather(node->children, out);
    if (raised) out += ')';
  }
}

void keep_quiet(void*, const char*, ...) {}

struct Freed {
  void operator()(xmlDoc* document) const { xmlFreeDoc(document); }
  void operator()(xmlParserCtxt* context) const { xmlFreeParserCtxt(context); }
};

// Where an element of one of the names begins, and the name.
struct Start {
  std::size_t at = 0;
  std::string_view name;
};

std::optional<Start> next_start(std::string_view text, std::size_t from, std::span<const std::string_view> names) {
  for (auto at = text.find('<', from); at != std::string_view::npos; at = text.find('<', at + 1)) {
    for (const auto name : names) {
      const auto after = at + 1 + name.size();
      if (text.compare(at + 1, name.size(), name) != 0 || after >= text.size()) continue;
      if (std::string_view(" \t\r\n/>").find(text[after]) != std::string_view::npos) return Start{at, name};
    }
  }
  return std::nullopt;
}

// The end of the element that begins there: its closing tag, else the beginning of the next one, else the end.
std::size_t end_of(std::string_view text, const Start& start) {
  const auto tag_end = text.find('>', start.at);
  if (tag_end == std::string_view::npos) return text.size();
  if (text[tag_end - 1] == '/') return tag_end + 1;
  const std::string_view same[] = {start.name};
  const auto next = next_start(text, tag_end, same);
  const auto limit = next ? next->at : text.size();
  const auto closing = "</" + std::string(start.name);
  for (auto at = text.substr(0, limit).find(closing, tag_end); at != std::string_view::npos; at = text.substr(0, limit).find(closing, at + 1)) {
    const auto after = text.find_first_not_of(" \t\r\n", at + closing.size());
    if (after != std::string_view::npos && text[after] == '>') return after + 1;
  }
  return limit;
}

}  // namespace

std::string_view XmlElement::name() const { return words(node_of(node_)->name); }

std::string XmlElement::attribute(const char* name) const {
  for (const auto* at = node_of(node_)->properties; at != nullptr; at = at->next) {
    if (words(at->name) != name) continue;
    std::string out;
    gather(at->children, out);
    return out;
  }
  return {};
}

std::string XmlElement::text() const {
  std::string out;
  gather(node_of(node_)->children, out);
  return out;
}

std::vector<XmlElement> XmlElement::children() const {
  std::vector<XmlElement> out;
  for (const auto* at = node_of(node_)->children; at != nullptr; at = at->next) {
    if (at->type == XML_ELEMENT_NODE) out.emplace_back(at);
  }
  return out;
}

std::vector<XmlElement> XmlElement::find(std::string_view path) const {
  std::vector<XmlElement> found{*this};
  for (const auto step : split(path, '/')) {
    std::vector<XmlElement> next;
    for (const auto& one : found) {
      for (auto& child : one.children()) {
        if (child.name() == step) next.push_back(child);
      }
    }
    found = std::move(next);
  }
  return found;
}

std::string XmlElement::text_at(std::string_view path) const {
  const auto found = find(path);
  return found.empty() ? std::string() : collapse_whitespace(found.front().text());
}

void for_each_element(std::string_view text, const std::string& file, std::span<const std::string_view> names,
                      const std::function<void(const XmlElement&, Location)>& read, Diagnostics& found) {
  xmlInitParser();
  std::size_t line = 1, counted = 0, records = 0;
  for (auto start = next_start(text, 0, names); start; start = next_start(text, counted, names)) {
    const auto end = end_of(text, *start);
    line += static_cast<std::size_t>(std::ranges::count(text.substr(counted, start->at - counted), '\n'));
    const auto slice = text.substr(start->at, end - start->at);
    const Location where{file, line, 0};
    check_count(++records, file);
    const std::unique_ptr<xmlParserCtxt, Freed> context(xmlNewParserCtxt());
    context->sax->error = keep_quiet;
    context->sax->warning = keep_quiet;
    context->sax->serror = nullptr;
    constexpr int options = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA | XML_PARSE_COMPACT;
    std::unique_ptr<xmlDoc, Freed> document;
    if (slice.size() < (1U << 30U)) document.reset(xmlCtxtReadMemory(context.get(), slice.data(), static_cast<int>(slice.size()), nullptr, "UTF-8", options));
    if (document && context->wellFormed == 1) {
      read(XmlElement(xmlDocGetRootElement(document.get())), where);
    } else {
      found.error(where, "a record is not well-formed XML", "export it again, or put it right by hand", "xml.record");
    }
    line += static_cast<std::size_t>(std::ranges::count(slice, '\n'));
    counted = end;
  }
}

}  // namespace fieldbook::bibliography
