#include "core/record/html.hpp"

#include <cmark.h>

#include <cstdlib>
#include <map>

#include "core/base/text.hpp"
#include "core/record/tree.hpp"

namespace fieldbook::record {
namespace {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string rendered(cmark_node* node) {
  char* const html = cmark_render_html(node, CMARK_OPT_DEFAULT);
  std::string out(html);
  std::free(html);
  return out;
}

class Renderer {
 public:
  Renderer(const Record& record, const HtmlOptions& options)
      : record_(record), options_(options), markdown_(record.source()), locator_(markdown_, record.file.generic_string(), record.body_line) {
    std::size_t number = 0;
    for (auto& key : cited_keys(record.body)) numbers_.emplace(std::move(key), ++number);
    tree_ = parse_tree(markdown_, locator_, ignored_);
  }

  std::string render() {
    if (tree_.root == nullptr) return {};
    for (auto* node = tree_.root.get(); node != nullptr;) node = visit(node);
    number_headings();
    return rendered(tree_.root.get());
  }

 private:
  // Makes one node safe and gives the next to look at.
  cmark_node* visit(cmark_node* node) {
    const auto type = cmark_node_get_type(node);
    if (type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_HTML_INLINE || type == CMARK_NODE_IMAGE) {
      auto* const next = following_sibling(node);
      cmark_node_free(node);
      return next;
    }
    if (type == CMARK_NODE_LINK) return visit_link(node);
    if (const auto* const group = group_of(tree_, node); group != nullptr) {
      cmark_node_set_on_enter(node, marks(*group).c_str());
      close_up(node);
    }
    return following(node);
  }

  // A mark belongs to the word before it: a line must not begin with it.
  static void close_up(cmark_node* mark) {
    auto* before = cmark_node_previous(mark);
    if (before != nullptr && cmark_node_get_type(before) == CMARK_NODE_SOFTBREAK) {
      auto* const gap = before;
      before = cmark_node_previous(gap);
      cmark_node_free(gap);
    }
    if (before == nullptr || cmark_node_get_type(before) != CMARK_NODE_TEXT) return;
    std::string words = cmark_node_get_literal(before);
    words.erase(words.find_last_not_of(' ') + 1);
    cmark_node_set_literal(before, words.c_str());
  }

  cmark_node* visit_link(cmark_node* link) {
    const std::string target = cmark_node_get_url(link);
    if (const auto address = address_of(target)) {
      cmark_node_set_url(link, address->c_str());
      return following(link);
    }
    auto* const next = following(link);
    while (auto* const child = cmark_node_first_child(link)) cmark_node_insert_before(link, child);
    cmark_node_free(link);
    return next;
  }

  std::optional<std::string> address_of(const std::string& target) const {
    const auto end = target.find_first_of(":#");
    const bool on_web = end != std::string::npos && target[end] == ':';
    if (on_web) return is_safe_address(target) ? std::optional(target) : std::nullopt;
    if (target.starts_with('#')) return target;
    if (!options_.record_address) return std::nullopt;
    const auto hash = std::min(target.find('#'), target.size());
    auto address = options_.record_address(std::string_view(target).substr(0, hash));
    if (address) *address += target.substr(hash);
    return address;
  }

  std::size_t number_of(const std::string& key) const {
    if (options_.citation_number) return options_.citation_number(key);
    const auto at = numbers_.find(key);
    return at == numbers_.end() ? 0 : at->second;
  }

  std::string marks(const CitationGroup& group) const {
    std::string out;
    for (const auto& cited : group.keys) {
      const auto number = number_of(cited.key);
      if (number == 0) continue;
      auto shown = std::to_string(number);
      if (!cited.locator.empty()) shown += ", " + cited.locator;
      out += "<sup class=\"citation\"><a href=\"#" + escaped(source_anchor(cited.key)) + "\">[" + escaped(shown) +
             "]</a></sup>";
    }
    return out;
  }

  // cmark gives headings no id: each is written here, around what cmark makes of its words.
  void number_headings() {
    auto section = record_.body.sections.begin();
    const auto end = record_.body.sections.end();
    for (auto* node = tree_.root.get(); node != nullptr;) {
      auto* const next = cmark_node_get_type(node) == CMARK_NODE_HEADING ? following_sibling(node) : following(node);
      if (cmark_node_get_type(node) == CMARK_NODE_HEADING) {
        while (section != end && section->level == 0) ++section;
        if (section != end) replace_heading(node, (section++)->slug);
      }
      node = next;
    }
  }

  static void replace_heading(cmark_node* heading, const std::string& id) {
    const auto name = "h" + std::to_string(cmark_node_get_heading_level(heading));
    auto html = "<" + name + " id=\"" + escaped(id) + "\">";
    for (auto* child = cmark_node_first_child(heading); child != nullptr; child = cmark_node_next(child))
      html += rendered(child);
    html += "</" + name + ">";
    auto* const block = cmark_node_new(CMARK_NODE_CUSTOM_BLOCK);
    cmark_node_set_on_enter(block, html.c_str());
    cmark_node_replace(heading, block);
    cmark_node_free(heading);
  }

  const Record& record_;
  const HtmlOptions& options_;
  std::string markdown_;
  Locator locator_;
  Diagnostics ignored_;  // reading the record has reported them
  std::map<std::string, std::size_t, std::less<>> numbers_;
  Tree tree_;
};

}  // namespace

std::vector<std::string> cited_keys(const Body& body) {
  std::vector<std::string> out;
  std::map<std::string_view, bool> seen;
  for (const auto& citation : body.citations) {
    if (seen.emplace(citation.key, true).second) out.push_back(citation.key);
  }
  return out;
}

std::string source_anchor(std::string_view key) {
  return "source-" + std::string(key);
}

std::string body_html(const Record& record, const HtmlOptions& options) {
  return Renderer(record, options).render();
}

}  // namespace fieldbook::record
