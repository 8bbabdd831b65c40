#include "core/record/markdown.hpp"

#include <cmark.h>

#include <algorithm>
#include <map>
#include <set>

#include "core/base/locator.hpp"
#include "core/record/sentences.hpp"
#include "core/record/tree.hpp"

namespace fieldbook::record {
namespace {

// Gives each heading an address of its own: "costs", "costs-2", …
class Slugs {
 public:
  std::string unique(std::string_view heading) {
    auto base = slug(heading);
    if (base.empty()) base = "section";
    auto& count = counts_[base];
    for (;;) {
      auto candidate = ++count == 1 ? base : base + "-" + std::to_string(count);
      if (used_.insert(candidate).second) return candidate;
    }
  }

 private:
  std::map<std::string, std::size_t> counts_;
  std::set<std::string> used_;
};

// Sections of a body that is being put together.
class Sections {
 public:
  explicit Sections(Body& body) : body_(body) {}

  void open(std::string heading, int level, std::size_t begin, Location where) {
    auto address = level == 0 ? std::string() : slugs_.unique(heading);
    body_.sections.push_back({std::move(heading), std::move(address), level, {begin, begin}, std::move(where)});
  }
  // A block belongs to the open section; one without a heading opens for what stands before the first.
  void extend(Span block, const Location& where) {
    if (body_.sections.empty()) open({}, 0, block.begin, where);
    auto& span = body_.sections.back().body;
    if (span.size() == 0) span.begin = block.begin;
    span.end = block.end;
  }

 private:
  Body& body_;
  Slugs slugs_;
};

std::string_view literal(cmark_node* node) {
  const auto* const text = cmark_node_get_literal(node);
  return text != nullptr ? text : "";
}

std::string_view trim_end(std::string_view text) {
  while (!text.empty() && trim(text.substr(text.size() - 1)).empty()) text.remove_suffix(1);
  return text;
}

bool closes_up(char c) {
  return std::string_view(".,;:!?)]").find(c) != std::string_view::npos;
}

class Writer {
 public:
  Writer(std::string_view source, const FileName& file, std::size_t first_line, Diagnostics& found)
      : locator_(source, file, first_line), found_(found), tree_(parse_tree(source, locator_, found)) {}

  Body write() {
    for (auto* node = tree_.root.get(); node != nullptr;) node = visit(node);
    body_.text.shrink_to_fit();  // a whole library's bodies are held at a time
    body_.sections.shrink_to_fit();
    body_.paragraphs.shrink_to_fit();
    body_.paragraph_lines.shrink_to_fit();
    body_.sentences.shrink_to_fit();
    body_.citations.shrink_to_fit();
    body_.links.shrink_to_fit();
    return std::move(body_);
  }

 private:
  // Writes a block and gives what comes after it.
  cmark_node* visit(cmark_node* node) {
    switch (cmark_node_get_type(node)) {
      case CMARK_NODE_PARAGRAPH:
        write_paragraph(node);
        return following_sibling(node);
      case CMARK_NODE_HEADING:
        write_heading(node);
        return following_sibling(node);
      case CMARK_NODE_CODE_BLOCK:
        write_code(node);
        return following_sibling(node);
      case CMARK_NODE_HTML_BLOCK:
        warn_of_html(node);
        return following_sibling(node);
      default:
        return following(node);  // cmark's enum, not ours: containers
    }
  }

  void write_paragraph(cmark_node* node) {
    begin_block(node);
    write_inline(node);
    const auto span = end_block();
    if (span.size() == 0) return;
    const auto where = location_of(node, locator_);
    body_.paragraphs.push_back(span);
    body_.paragraph_lines.push_back(where.line);
    split_sentences(cut(body_.text, span), span.begin, body_.sentences);
    sections_.extend(span, where);
  }

  void write_heading(cmark_node* node) {
    begin_block(node);
    write_inline(node);
    const auto span = end_block();
    sections_.open(std::string(cut(body_.text, span)), cmark_node_get_heading_level(node), span.end,
                   location_of(node, locator_));
  }

  void write_code(cmark_node* node) {
    begin_block(node);
    body_.text += literal(node);
    const auto span = end_block();
    if (span.size() != 0) sections_.extend(span, location_of(node, locator_));
  }

  // Blocks stand apart by an empty line, the lines of one list by a line end.
  void begin_block(cmark_node* node) {
    const auto* const list = outer_list(node);
    before_block_ = body_.text.size();
    if (!body_.text.empty()) body_.text += list != nullptr && list == list_ ? "\n" : "\n\n";
    list_ = list;
    block_begin_ = body_.text.size();
    space_taken_ = false;
  }

  // Where the block stands now. Of an empty one nothing is left, the space before it neither.
  Span end_block() {
    auto end = block_begin_ + trim_end(std::string_view(body_.text).substr(block_begin_)).size();
    auto begin = block_begin_;
    if (end == begin) begin = end = before_block_;
    body_.text.resize(end);
    for (auto at = body_.citations.rbegin(); at != body_.citations.rend() && at->at > end; ++at) at->at = end;
    for (auto at = body_.links.rbegin(); at != body_.links.rend() && at->text.end > end; ++at) {
      at->text = {std::min(at->text.begin, end), end};
    }
    return {begin, end};
  }

  static const cmark_node* outer_list(cmark_node* node) {
    const cmark_node* list = nullptr;
    for (auto* at = node; at != nullptr; at = cmark_node_parent(at)) {
      if (cmark_node_get_type(at) == CMARK_NODE_LIST) list = at;
    }
    return list;
  }

  void write_inline(cmark_node* block) {
    auto* const end = following_sibling(block);
    for (auto* node = cmark_node_first_child(block); node != nullptr && node != end;) {
      const auto type = cmark_node_get_type(node);
      if (type == CMARK_NODE_LINK) open_link(node);
      if (type == CMARK_NODE_IMAGE) {
        found_.warning(location_of(node, locator_), "an image is left out", "say in words what it shows",
                       "markdown.image");
      }
      write_leaf(node, type);
      auto* const next = type == CMARK_NODE_IMAGE ? following_sibling(node) : following(node);
      close_links(next);
      node = next;
    }
    close_links(nullptr);
  }

  void write_leaf(cmark_node* node, cmark_node_type type) {
    if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE) {
      append(literal(node));
    } else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK) {
      append(" ");
    } else if (type == CMARK_NODE_HTML_INLINE) {
      warn_of_html(node);
    } else if (const auto* const group = group_of(tree_, node); group != nullptr) {
      cite(*group);
    }
  }

  void append(std::string_view text) {
    if (text.empty()) return;
    auto& out = body_.text;
    const bool at_start = out.size() == block_begin_;
    if (at_start || out.back() == ' ') {
      while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    }
    if (text.empty()) return;
    if (space_taken_ && !at_start && text.front() != ' ' && !closes_up(text.front())) out += ' ';
    space_taken_ = false;
    out += text;
  }

  // The mark closes up to the words before it, so that leaving it out leaves no gap before a full stop.
  void cite(const CitationGroup& group) {
    auto& out = body_.text;
    while (out.size() > block_begin_ && out.back() == ' ') {
      out.pop_back();
      space_taken_ = true;
    }
    for (const auto& cited : group.keys) body_.citations.push_back({cited.key, cited.locator, out.size(), group.where});
  }

  void open_link(cmark_node* node) {
    Link link;
    const auto* const address = cmark_node_get_url(node);
    link.target = address != nullptr ? address : "";
    link.text = {body_.text.size(), body_.text.size()};
    const auto where = location_of(node, locator_);
    link.where = where;
    if (!is_safe_address(link.target)) {
      found_.warning(where, "the link to " + in_quotes(link.target) + " becomes plain text",
                     "link to an http or https address, or to the id of a record", "markdown.address");
    }
    open_links_.push_back({node, body_.links.size()});
    body_.links.push_back(std::move(link));
  }

  // Closes the links that `next` is not inside of.
  void close_links(cmark_node* next) {
    while (!open_links_.empty()) {
      auto* inside = next;
      while (inside != nullptr && inside != open_links_.back().node) inside = cmark_node_parent(inside);
      if (inside != nullptr) return;
      auto& span = body_.links[open_links_.back().index].text;
      span.end = body_.text.size();
      span.begin = std::min(span.begin, span.end);
      if (span.size() != 0 && body_.text[span.begin] == ' ') ++span.begin;
      open_links_.pop_back();
    }
  }

  void warn_of_html(cmark_node* node) {
    found_.warning(location_of(node, locator_), "raw HTML " + in_quotes(trim(literal(node))) + " is left out",
                   "write it in Markdown, or put it in backquotes to show it", "markdown.raw-html");
  }

  struct OpenLink {
    cmark_node* node;
    std::size_t index;
  };

  Locator locator_;
  Diagnostics& found_;
  Tree tree_;
  Body body_;
  Sections sections_{body_};
  std::vector<OpenLink> open_links_;
  const cmark_node* list_ = nullptr;
  std::size_t before_block_ = 0, block_begin_ = 0;
  bool space_taken_ = false;  // a citation took the space before it
};

}  // namespace

Body parse_markdown(std::string_view source, const FileName& file, std::size_t first_line, Diagnostics& found) {
  return Writer(source, file, first_line, found).write();
}

}  // namespace fieldbook::record
