#include "core/bibliography/reference.hpp"

#include "core/base/text.hpp"

namespace fieldbook::bibliography {
namespace {

constexpr std::size_t most_names = 6;

// The first letter of each given name: "Ada Mary" is "AM", "Jean-Paul" "JP".
std::string initials(std::string_view given) {
  std::string out;
  bool at_start = true;
  for (std::size_t i = 0; i < given.size();) {
    auto end = i + 1;
    while (end < given.size() && !is_character_boundary(given, end)) ++end;
    const char c = given[i];
    const bool apart = c == ' ' || c == '-' || c == '.';
    if (!apart && at_start) out += given.substr(i, end - i);
    at_start = apart;
    i = end;
  }
  return out;
}

std::string in_list(const Name& name) {
  if (!name.literal.empty()) return name.literal;
  const auto letters = initials(name.given);
  if (name.family.empty()) return name.given;
  return letters.empty() ? name.family : name.family + " " + letters;
}

std::string surname(const Name& name) {
  if (!name.literal.empty()) return name.literal;
  return name.family.empty() ? name.given : name.family;
}

std::string list_of(const std::vector<Name>& names) {
  std::vector<std::string> out;
  for (const auto& name : names) {
    if (out.size() == most_names && names.size() > most_names + 1) break;
    out.push_back(in_list(name));
  }
  return join(out, ", ") + (out.size() < names.size() ? " and others" : "");
}

std::string year(const Reference& reference) {
  return reference.issued ? std::to_string(reference.issued->year) : "n.d.";
}

void add_sentence(std::string& out, const std::string& text) {
  if (text.empty()) return;
  if (!out.empty()) out += ' ';
  out += text;
  if (out.back() != '.' && out.back() != '?' && out.back() != '!') out += '.';
}

// "Journal 12(3): 45–61"
std::string container(const Reference& r) {
  auto out = r.container_title;
  if (!r.volume.empty()) out += (out.empty() ? "Volume " : " ") + r.volume;
  if (!r.issue.empty()) out += "(" + r.issue + ")";
  if (!r.page.empty()) out += (out.empty() ? "pp. " : ": ") + r.page;
  return out;
}

bool is_web(std::string_view address) {
  return address.starts_with("https://") || address.starts_with("http://");
}

}  // namespace

std::string to_text(const Reference& r) {
  const auto& names = !r.authors.empty() ? r.authors : r.editors;
  const auto title = !r.title.empty()             ? r.title
                     : !r.container_title.empty() ? r.container_title
                                                  : "[" + (r.key.empty() ? "untitled" : r.key) + "]";
  std::string out;
  if (names.empty()) {
    add_sentence(out, title + " (" + year(r) + ")");
  } else {
    add_sentence(out, list_of(names) + (r.authors.empty() ? " (ed.)" : "") + " (" + year(r) + ")");
    add_sentence(out, title);
  }
  add_sentence(out, r.edition.empty()                                                ? ""
                    : r.edition.find_first_not_of("0123456789") == std::string::npos ? "Edition " + r.edition
                                                                                     : r.edition);
  add_sentence(out, r.genre.empty() || r.number.empty() ? r.genre : r.genre + " " + r.number);
  if (title != r.container_title) add_sentence(out, container(r));
  const bool publishes_itself = names.size() == 1 && surname(names.front()) == r.publisher;
  if (!publishes_itself)
    add_sentence(
        out, r.publisher_place.empty() || r.publisher.empty() ? r.publisher : r.publisher_place + ": " + r.publisher);
  if (!r.doi.empty()) {
    out += " doi:" + r.doi;
  } else if (is_web(r.url)) {
    out += " " + r.url;
    if (r.accessed) out += " (read " + to_words(*r.accessed) + ")";
  }
  return out;
}

std::string short_form(const Reference& r) {
  const auto& names = !r.authors.empty() ? r.authors : r.editors;
  std::string who;
  if (names.empty()) {
    constexpr std::size_t longest_bytes = 60;
    const auto& name = !r.title.empty() ? r.title : !r.publisher.empty() ? r.publisher : r.key;
    const auto shown = truncate(name, longest_bytes);
    who = std::string(shown) + (shown.size() < name.size() ? "…" : "");
  } else {
    who = surname(names[0]);
    if (names.size() == 2) who += " and " + surname(names[1]);
    if (names.size() > 2) who += " and others";
  }
  return who + " (" + year(r) + ")";
}

std::string link(const Reference& r) {
  if (!r.doi.empty()) {
    std::string out = "https://doi.org/";
    constexpr std::string_view hex = "0123456789ABCDEF";
    for (const char c : r.doi) {
      const auto byte = static_cast<unsigned char>(c);
      const bool plain =
          byte > ' ' && byte < 0x7F && std::string_view("\"<>#%?\\^`{|}").find(c) == std::string_view::npos;
      if (plain) {
        out += c;
      } else {
        out += '%';
        out += hex[byte >> 4U];
        out += hex[byte & 15U];
      }
    }
    return out;
  }
  return is_web(r.url) ? r.url : "";
}

}  // namespace fieldbook::bibliography
