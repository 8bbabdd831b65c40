#include "core/record/tree.hpp"

#include <cmark.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "core/base/text.hpp"

namespace fieldbook::record {
namespace {

constexpr std::size_t deepest = 30;
constexpr std::size_t longest_citation_bytes = 2000;
constexpr std::size_t most_broken_citations = 100;
constexpr std::size_t most_images = 1000;

bool is_key_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}
bool is_key_part(char c) {
  return is_key_start(c) || c == '-' || c == ':' || c == '.' || c == '+' || c == '/';
}

// One "@key, locator" of a group; nothing in `out` where it is not one.
bool read_cited(std::string_view text, CitedKey& out) {
  text = trim(text);
  if (text.starts_with("-@")) text.remove_prefix(1);
  if (text.size() < 2 || text[0] != '@' || !is_key_start(text[1])) return false;
  text.remove_prefix(1);
  std::size_t end = 0;
  while (end < text.size() && is_key_part(text[end])) ++end;
  while (!is_key_start(text[end - 1])) --end;  // "@key." ends before the full stop
  out.key = text.substr(0, end);
  auto rest = trim(text.substr(end));
  const bool apart = rest.empty() || rest[0] == ',' || rest.size() + end < text.size();
  if (!rest.empty() && rest[0] == ',') rest = trim(rest.substr(1));
  out.locator = collapse_whitespace(rest);
  return apart && out.locator.find('@') == std::string::npos;
}

bool read_group(std::string_view inside, CitationGroup& group) {
  for (const auto part : split(inside, ';')) {
    CitedKey cited;
    if (!read_cited(part, cited)) return false;
    group.keys.push_back(std::move(cited));
  }
  return true;
}

std::string_view literal(cmark_node* node) {
  const auto* const text = cmark_node_get_literal(node);
  return text != nullptr ? text : "";
}

// Where the pieces of a run of text come from: from `offset` of the run on, from `source` on.
struct Origin {
  std::size_t offset;
  std::size_t source;
};

// Lifts the citations out of one run of text nodes and soft breaks.
class Lifter {
 public:
  Lifter(std::string_view source, const Locator& locator, Tree& tree, Diagnostics& found)
      : source_(source), locator_(locator), tree_(tree), found_(found) {}

  void lift(cmark_node* node) {
    if (broken_ >= most_broken_citations || literal(node).find('@') == std::string_view::npos) return;
    node_ = node;
    text_ = literal(node);
    origins_ = {{0, offset_of(node)}};
    std::size_t kept = 0;
    bool changed = false;
    for (auto open = next_open(0); open != std::string::npos; open = next_open(open + 1)) {
      const auto close = find_close(open);
      const auto size = close - open;
      const bool closed = close < text_.size() && text_[close] == ']' && size <= longest_citation_bytes;
      CitationGroup group;
      group.where = where(open);
      if (!closed || in_link() || !read_group(std::string_view(text_).substr(open + 1, size - 1), group)) {
        complain(open, close, closed, group.where);
        if (++broken_ == most_broken_citations) break;
        continue;
      }
      insert_text(kept, open);
      insert_group(std::move(group));
      changed = true;
      kept = open = close;
      ++kept;
    }
    if (changed || origins_.size() > 1) cmark_node_set_literal(node, text_.substr(kept).c_str());
  }

 private:
  std::size_t offset_of(cmark_node* node) const {
    return locator_.offset_of(static_cast<std::size_t>(std::max(cmark_node_get_start_line(node), 0)),
                              static_cast<std::size_t>(std::max(cmark_node_get_start_column(node), 0)));
  }

  // The next "[" whose inside looks like a citation: an "@" first, or after a space.
  std::size_t next_open(std::size_t from) const {
    for (auto open = text_.find('[', from); open != std::string::npos; open = text_.find('[', open + 1)) {
      const auto rest = std::string_view(text_).substr(open + 1);
      if (rest.starts_with("@") || rest.starts_with("-@")) return open;
      const auto inside = rest.substr(0, rest.find_first_of("[]"));
      const auto at = inside.find(" @");
      if (at != std::string_view::npos && at + 2 < inside.size() && is_key_start(inside[at + 2])) return open;
    }
    return std::string::npos;
  }

  // The bracket after `open`; takes in following lines of the same paragraph until there is one.
  std::size_t find_close(std::size_t open) {
    auto close = text_.find_first_of("[]", open + 1);
    while (close == std::string::npos && text_.size() - open <= longest_citation_bytes) {
      auto* const sibling = cmark_node_next(node_);
      if (sibling == nullptr) break;
      const auto type = cmark_node_get_type(sibling);
      if (type != CMARK_NODE_TEXT && type != CMARK_NODE_SOFTBREAK) break;
      const auto from = text_.size();
      if (type == CMARK_NODE_TEXT) origins_.push_back({from, offset_of(sibling)});
      text_ += type == CMARK_NODE_TEXT ? literal(sibling) : " ";
      cmark_node_free(sibling);
      close = text_.find_first_of("[]", from);
    }
    return std::min(close, text_.size());
  }

  // cmark's columns are off after escapes and entities and in containers, so the mark is looked for near them.
  Location where(std::size_t open) const {
    constexpr std::size_t nearby = 400;
    const auto origin = std::ranges::upper_bound(origins_, open, {}, &Origin::offset) - 1;
    const auto line = locator_.end_of_line(origin->source);
    const auto guess = std::min(origin->source + (open - origin->offset), line);
    auto mark = std::string_view(text_).substr(open, 12);
    mark = mark.substr(0, mark.find_first_of(",;] "));
    const auto at = source_.substr(0, std::min(line, guess + nearby)).find(mark, guess);
    if (at != std::string_view::npos) return locator_.at(at);
    return locator_.at(guess);
  }

  // A mark is a link itself, and a link cannot hold another.
  bool in_link() const {
    auto* node = node_;
    while (node != nullptr && cmark_node_get_type(node) != CMARK_NODE_LINK) node = cmark_node_parent(node);
    return node != nullptr;
  }

  void insert_text(std::size_t from, std::size_t to) {
    if (from == to) return;
    auto* const piece = cmark_node_new(CMARK_NODE_TEXT);
    cmark_node_set_literal(piece, text_.substr(from, to - from).c_str());
    cmark_node_insert_before(node_, piece);
  }

  void insert_group(CitationGroup group) {
    tree_.groups.push_back(std::move(group));
    auto* const mark = cmark_node_new(CMARK_NODE_CUSTOM_INLINE);
    cmark_node_set_user_data(mark, reinterpret_cast<void*>(static_cast<std::uintptr_t>(tree_.groups.size())));
    cmark_node_insert_before(node_, mark);
  }

  void complain(std::size_t open, std::size_t close, bool closed, const Location& at) {
    const auto shown = std::string_view(text_).substr(open, std::min(close - open + 1, text_.size() - open));
    found_.error(at,
                 closed ? in_quotes(shown) + (in_link() ? " stands inside a link" : " is not a citation")
                        : "a citation is not closed: " + in_quotes(shown),
                 "write [@key], [@key, p. 4] or [@key; @other], and other words and links outside the brackets",
                 "markdown.citation");
  }

  std::string_view source_;
  const Locator& locator_;
  Tree& tree_;
  Diagnostics& found_;
  cmark_node* node_ = nullptr;
  std::string text_;
  std::vector<Origin> origins_;
  std::size_t broken_ = 0;
};

// The first node deeper than the limit; nullptr where there is none.
cmark_node* too_deep(cmark_node* root) {
  std::size_t depth = 0;
  for (auto* node = root; node != nullptr;) {
    if (depth > deepest) return node;
    if (auto* const child = cmark_node_first_child(node); child != nullptr) {
      node = child;
      ++depth;
      continue;
    }
    while (node != nullptr && cmark_node_next(node) == nullptr) {
      node = cmark_node_parent(node);
      if (depth > 0) --depth;
    }
    if (node != nullptr) node = cmark_node_next(node);
  }
  return nullptr;
}

// cmark before 0.30.3 takes quadratic time over many "![" (CVE-2023-22486).
bool has_too_many_images(std::string_view source) {
  std::size_t count = 0;
  for (auto at = source.find("!["); at != std::string_view::npos; at = source.find("![", at + 2)) ++count;
  return count > most_images;
}

}  // namespace

void TreeDeleter::operator()(cmark_node* node) const noexcept {
  cmark_node_free(node);
}

cmark_node* following_sibling(cmark_node* node) noexcept {
  while (node != nullptr && cmark_node_next(node) == nullptr) node = cmark_node_parent(node);
  return node != nullptr ? cmark_node_next(node) : nullptr;
}

cmark_node* following(cmark_node* node) noexcept {
  auto* const child = cmark_node_first_child(node);
  return child != nullptr ? child : following_sibling(node);
}

Location location_of(cmark_node* node, const Locator& locator) {
  while (node != nullptr && cmark_node_get_start_line(node) <= 0) node = cmark_node_parent(node);
  if (node == nullptr) return locator.at(0);
  return locator.at(locator.offset_of(static_cast<std::size_t>(cmark_node_get_start_line(node)),
                                      static_cast<std::size_t>(std::max(cmark_node_get_start_column(node), 0))));
}

const CitationGroup* group_of(const Tree& tree, cmark_node* node) noexcept {
  if (cmark_node_get_type(node) != CMARK_NODE_CUSTOM_INLINE) return nullptr;
  const auto number = reinterpret_cast<std::uintptr_t>(cmark_node_get_user_data(node));
  return number == 0 || number > tree.groups.size() ? nullptr : &tree.groups[number - 1];
}

Tree parse_tree(std::string_view source, const Locator& locator, Diagnostics& found) {
  Tree tree;
  if (has_too_many_images(source)) {
    found.error(locator.at(source.find("![")), "more than " + std::to_string(most_images) + " images",
                "remove them: images are left out", "markdown.image");
    return tree;
  }
  tree.root.reset(cmark_parse_document(source.data(), source.size(), CMARK_OPT_DEFAULT));
  if (auto* const deep = too_deep(tree.root.get()); deep != nullptr) {
    found.error(location_of(deep, locator),
                "lists, quotations or emphasis nested deeper than " + std::to_string(deepest) + " levels",
                "make the text flatter", "markdown.nesting");
    tree.root.reset();
    return tree;
  }
  Lifter lifter(source, locator, tree, found);
  for (auto* node = tree.root.get(); node != nullptr; node = following(node)) {
    if (cmark_node_get_type(node) == CMARK_NODE_TEXT) lifter.lift(node);
  }
  return tree;
}

bool is_safe_address(std::string_view address) noexcept {
  const auto end = address.find_first_of(":/?#");
  if (end == std::string_view::npos || address[end] != ':') return true;
  std::string scheme;
  for (const char c : address.substr(0, end)) scheme += static_cast<char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
  constexpr std::array<std::string_view, 3> safe = {"http", "https", "mailto"};
  return std::ranges::find(safe, std::string_view(scheme)) != safe.end();
}

}  // namespace fieldbook::record
