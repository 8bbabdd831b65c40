// cmark's tree of a body, with citations lifted out of the text into nodes of their own. For this folder only.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/diagnostics.hpp"
#include "core/base/locator.hpp"

struct cmark_node;

namespace fieldbook::record {

struct CitedKey {
  std::string key;
  std::string locator;
};

struct CitationGroup {  // one [@a; @b, p. 4]
  std::vector<CitedKey> keys;
  Location where;
};

struct TreeDeleter {
  void operator()(cmark_node*) const noexcept;
};

struct Tree {
  std::unique_ptr<cmark_node, TreeDeleter> root;  // null where the text is beyond the limits
  std::vector<CitationGroup> groups;
};

// Parses `source`. Each citation is a CUSTOM_INLINE node; group_of() tells which. Nothing is in the tree deeper
// than 30 levels. Rules of diagnostics: markdown.nesting, markdown.image (more than 1,000), markdown.citation.
Tree parse_tree(std::string_view source, const Locator&, Diagnostics&);

// The group a node stands for; nullptr for other nodes.
const CitationGroup* group_of(const Tree&, cmark_node*) noexcept;

// The node after this one in reading order, its children first; nullptr at the end.
cmark_node* following(cmark_node*) noexcept;

// The same, its children passed over.
cmark_node* following_sibling(cmark_node*) noexcept;

Location location_of(cmark_node*, const Locator&);

// Whether a link's address may stand in a page: http, https, mailto, or no scheme at all.
bool is_safe_address(std::string_view) noexcept;

}  // namespace fieldbook::record
