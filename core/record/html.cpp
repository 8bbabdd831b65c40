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

// No text can look like these: every "<" in what cmark makes is its own or ours, and no address that it writes begins with an "@" but by us.
constexpr std::string_view to_record = "<a href=\"@";
constexpr std::string_view end_of_link = "</a>";

class Renderer {
 public:
  explicit Renderer(const Record& record)
      : record_(record), locator_(record.markdown, record.file.generic_string(), record.body_line) {
    std::size_t number = 0;
    for (auto& key : cited_keys(record.body)) numbers_.emplace(std::move(key), ++number);
    tree_ = parse_tree(record.markdown, locator_, ignored_);
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

  // Nothing where the link can lead nowhere.
  static std::optional<std::string> address_of(const std::string& target) {
    const auto end = target.find_first_of(":#");
    const bool on_web = end != std::string::npos && target[end] == ':';
    if (on_web) return is_safe_address(target) ? std::optional(target) : std::nullopt;
    if (target.starts_with('#')) return target;
    return is_id(std::string_view(target).substr(0, end)) ? std::optional("@" + target) : std::nullopt;
  }

  std::string marks(const CitationGroup& group) const {
    std::string out;
    for (const auto& cited : group.keys) {
      const auto number = numbers_.find(cited.key);
      if (number == numbers_.end()) continue;
      auto shown = std::to_string(number->second);
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

std::string prepared_html(const Record& record) {
  if (record.left_html.file) return record.left_html.read();
  return record.html.empty() ? Renderer(record).render() : record.html;
}

std::string body_html(const Record& record, const RecordAddress& address) {
  const auto prepared = prepared_html(record);
  std::string out;
  out.reserve(prepared.size() + 200);
  std::string_view rest = prepared;
  for (auto link = rest.find(to_record); link != std::string_view::npos; link = rest.find(to_record)) {
    out += rest.substr(0, link);
    rest.remove_prefix(link + to_record.size());
    const auto end = std::min(rest.find_first_of("#\""), rest.size());
    const auto found = address ? address(rest.substr(0, end)) : std::nullopt;
    if (found) {
      out.append("<a href=\"").append(escaped(*found));
      rest.remove_prefix(end);
      continue;
    }
    rest.remove_prefix(std::min(rest.find('>'), rest.size() - 1) + 1);
    const auto words = std::min(rest.find(end_of_link), rest.size());
    out += rest.substr(0, words);
    rest.remove_prefix(std::min(words + end_of_link.size(), rest.size()));
  }
  out += rest;
  return out;
}

}  // namespace fieldbook::record
