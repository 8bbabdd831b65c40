// What the XML readers need of libxml2: record by record, entities and network off. For this folder only.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/diagnostics.hpp"

namespace fieldbook::bibliography {

// An element that lives as long as the call it is given to.
class XmlElement {
 public:
  explicit XmlElement(const void* node) : node_(node) {}

  std::string_view name() const;                       // without a prefix
  std::string attribute(const char* name) const;       // empty where it is not there
  std::string text() const;                            // of it and all in it; white space as it is
  std::vector<XmlElement> children() const;            // elements alone
  // By a path of names, "Journal/JournalIssue/Volume"; every element that it leads to.
  std::vector<XmlElement> find(std::string_view path) const;
  std::string text_at(std::string_view path) const;    // of the first, white space collapsed

 private:
  const void* node_;
};

// Calls `read` for every outermost element with one of these names, with its line. Each is parsed by itself, so that a
// broken one is one error (xml.record) and costs no other. Deeper than 256 or text over 10 MB is broken.
void for_each_element(std::string_view text, const std::string& file, std::span<const std::string_view> names,
                      const std::function<void(const XmlElement&, Location)>& read, Diagnostics&);

}  // namespace fieldbook::bibliography
