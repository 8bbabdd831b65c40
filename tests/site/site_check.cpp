#include "tests/site/site_check.hpp"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>

#include <functional>
#include <memory>
#include <set>

#include "tests/support/golden.hpp"
#include "tests/support/run_program.hpp"

namespace fieldbook::test {
namespace {

struct FreeDocument {
  void operator()(xmlDoc* document) const { xmlFreeDoc(document); }
};
using Document = std::unique_ptr<xmlDoc, FreeDocument>;

Document parse(const std::string& html) {
  return Document(htmlReadMemory(html.data(), static_cast<int>(html.size()), nullptr, "utf-8",
                                 HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET));
}

std::string text(const xmlChar* words) {
  return words == nullptr ? std::string() : std::string(reinterpret_cast<const char*>(words));
}

std::string attribute(xmlNode* node, const char* name) {
  xmlChar* const value = xmlGetProp(node, reinterpret_cast<const xmlChar*>(name));
  auto found = text(value);
  xmlFree(value);
  return found;
}

void each_element(xmlNode* node, const std::function<void(xmlNode*)>& see) {
  for (; node != nullptr; node = node->next) {
    if (node->type != XML_ELEMENT_NODE) continue;
    see(node);
    each_element(node->children, see);
  }
}

struct Page {
  std::set<std::string> ids;
  std::vector<std::string> links;
  std::vector<std::string> faults;
};

void check_attributes(xmlNode* node, Page& page) {
  for (auto* one = node->properties; one != nullptr; one = one->next) {
    const auto name = text(one->name);
    if (name.starts_with("on") || name == "style" || name == "srcdoc")
      page.faults.push_back("has the attribute " + name);
  }
}

Page read_page(const std::string& html) {
  Page page;
  const auto document = parse(html);
  if (document == nullptr) return {.ids = {}, .links = {}, .faults = {"does not parse"}};
  int headings = 0;
  static const std::set<std::string> never{"iframe", "object", "embed",  "img",  "style",
                                           "base",   "frame",  "applet", "video", "audio"};
  each_element(xmlDocGetRootElement(document.get()), [&](xmlNode* node) {
    const auto name = text(node->name);
    check_attributes(node, page);
    if (never.contains(name)) page.faults.push_back("has the element " + name);
    if (name == "script" && attribute(node, "type") != "application/ld+json") {
      const auto source = attribute(node, "src");
      if (!source.starts_with("../js/") && !source.starts_with("../search/")) page.faults.push_back("has a script that is not a file of the site's");
      page.links.push_back(source);
    }
    if (name == "form" && !attribute(node, "action").ends_with("search/index.html"))
      page.faults.push_back("has a form that leads to " + attribute(node, "action"));
    if (name == "form") page.links.push_back(attribute(node, "action"));
    headings += name == "h1" ? 1 : 0;
    if (const auto id = attribute(node, "id"); !id.empty() && !page.ids.insert(id).second)
      page.faults.push_back("has the id " + id + " twice");
    if (const auto link = attribute(node, "href"); !link.empty()) page.links.push_back(link);
  });
  if (headings != 1) page.faults.push_back("has " + std::to_string(headings) + " h1");
  return page;
}

// Where a relative link leads: the file's address and the fragment.
std::pair<std::string, std::string> target(const std::string& from, const std::string& link) {
  const auto hash = std::min(link.find('#'), link.size());
  const auto path = link.substr(0, hash);
  const auto fragment = hash < link.size() ? link.substr(hash + 1) : std::string();
  if (path.empty()) return {from, fragment};
  return {(std::filesystem::path(from).parent_path() / path).lexically_normal().generic_string(), fragment};
}

}  // namespace

Published publish(const std::filesystem::path& library, const std::filesystem::path& out,
                  const std::vector<std::string>& more) {
  std::vector<std::string> arguments{
      "publish", "--library", library.string(), "--out", out.string(), "--index", (out.string() + "-no-index")};
  arguments.insert(arguments.end(), more.begin(), more.end());
  const auto ran = run(built_program("fieldbook-site"), arguments,
                       {.input = {},
                        .working_folder = {},
                        .environment = {{"FIELDBOOK_PLUGIN_PATH", ""}, {"XDG_DATA_HOME", "/nowhere"}}});
  return {ran.exit_code, ran.out + ran.err};
}

std::vector<std::string> faults(const std::filesystem::path& site) {
  const auto files = tree(site);
  std::map<std::string, Page> pages;
  for (const auto& [address, bytes] : files) {
    if (address.ends_with(".html")) pages.emplace(address, read_page(bytes));
  }
  std::vector<std::string> found;
  for (const auto& [address, page] : pages) {
    for (const auto& fault : page.faults) found.push_back(address + " " + fault);
    for (const auto& link : page.links) {
      if (link.starts_with("https://") || link.starts_with("http://") || link.starts_with("mailto:")) continue;
      const auto [to, fragment] = target(address, link);
      if (link.find(':') != std::string::npos || link.starts_with('/')) {
        found.push_back(address + " links to " + link);
      } else if (!files.contains(to)) {
        found.push_back(address + " links to " + link + ", which is not there");
      } else if (!fragment.empty() && pages.contains(to) && !pages.at(to).ids.contains(fragment)) {
        found.push_back(address + " links to " + link + ", where no such id is");
      }
    }
  }
  return found;
}

std::string text_of_page(const std::string& html) {
  const auto document = parse(html);
  xmlChar* const content = xmlNodeGetContent(xmlDocGetRootElement(document.get()));
  auto found = text(content);
  xmlFree(content);
  return found;
}

std::vector<std::string> links_of_page(const std::string& html) {
  return read_page(html).links;
}

}  // namespace fieldbook::test
