#include "site/template_check.hpp"

#include <algorithm>
#include <cctype>
#include <optional>
#include <vector>

#include "core/base/error.hpp"
#include "core/base/text.hpp"
#include "site/slots.hpp"
#include "site/values.hpp"

namespace fieldbook::site {
namespace {

struct Marker {
  enum class Kind { text, section, end, include };
  Kind kind = Kind::text;
  std::string_view name;
  std::string_view modifiers;  // with their leading colon
  std::size_t line = 1;
};

class Checker {
 public:
  explicit Checker(const Sources& sources) : sources_(sources) {
    for (const auto& [name, text] : sources) markers_.emplace(name, read(name, text));
  }

  void check(const std::string& page) {
    page_ = page;
    const auto& slots = contract().find(page)->second;
    check_scopes(has_layout(page) ? "layout" : page, {{&slots, {}}}, 0);
  }

 private:
  struct Scope {
    const Slots* slots;
    std::vector<std::string_view> shown;  // optional texts whose section is open
  };
  using Scopes = std::vector<Scope>;  // innermost last

  [[noreturn]] static void fail(const std::string& file, std::size_t line, const std::string& what,
                                const std::string& advice) {
    throw Error(Errc::invalid, "templates/" + file + ".tpl:" + std::to_string(line) + ": " + what, advice);
  }

  static std::vector<Marker> read(const std::string& file, std::string_view text) {
    if (!text.starts_with("{{%AUTOESCAPE context=\"HTML\"}}") && !text.starts_with("{{%AUTOESCAPE context=\"XML\"}}")) {
      fail(file, 1, "the template does not begin with {{%AUTOESCAPE context=\"HTML\"}}",
           "put that line first: without it nothing would be escaped");
    }
    std::vector<Marker> markers;
    std::size_t line = 1;
    for (std::size_t at = text.find("}}") + 2, counted = 0;;) {
      const auto open = text.find("{{", at);
      if (open == std::string_view::npos) return markers;
      line += static_cast<std::size_t>(std::count(text.begin() + static_cast<std::ptrdiff_t>(counted),
                                                  text.begin() + static_cast<std::ptrdiff_t>(open), '\n'));
      counted = open;
      const auto close = text.find("}}", open);
      if (close == std::string_view::npos) fail(file, line, "a marker is not closed", "write }} after its name");
      if (const auto inside = text.substr(open + 2, close - open - 2); !inside.starts_with('!')) {
        markers.push_back(marker(file, line, inside));
      }
      at = close + 2;
    }
  }

  static Marker marker(const std::string& file, std::size_t line, std::string_view inside) {
    Marker found;
    found.line = line;
    if (inside.starts_with('#')) found.kind = Marker::Kind::section;
    if (inside.starts_with('/')) found.kind = Marker::Kind::end;
    if (inside.starts_with('>')) found.kind = Marker::Kind::include;
    if (found.kind != Marker::Kind::text) inside.remove_prefix(1);
    const auto name = inside.substr(0, inside.find(':'));
    const bool well_formed = !name.empty() && std::all_of(name.begin(), name.end(), [](unsigned char c) {
      return std::isalnum(c) != 0 || c == '_';
    });
    if (!well_formed) {
      fail(file, line, "{{" + printable(inside) + "}} is not a marker that themes may use",
           "use names, #sections, /ends, >includes and !comments");
    }
    found.name = name;
    found.modifiers = inside.substr(name.size());
    check_modifiers(file, found);
    return found;
  }

  static void check_modifiers(const std::string& file, const Marker& marker) {
    const bool raw = marker.kind == Marker::Kind::text && is_raw_slot(marker.name);
    if (raw && marker.modifiers != ":none") {
      fail(file, marker.line, std::string(marker.name) + " is markup already",
           "write {{" + std::string(marker.name) + ":none}}");
    }
    if (raw || marker.modifiers.empty()) return;
    if (marker.kind == Marker::Kind::text && marker.modifiers == ":url_query_escape") return;
    fail(file, marker.line, std::string(marker.name) + " may not stand with \"" + std::string(marker.modifiers) + "\"",
         "leave the modifier out: the template escapes by itself");
  }

  static bool has(const std::vector<std::string>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  }

  static bool is_text(const Scopes& scopes, std::string_view name) {
    return std::any_of(scopes.begin(), scopes.end(), [&](const Scope& scope) {
      return has(scope.slots->texts, name) ||
             std::find(scope.shown.begin(), scope.shown.end(), name) != scope.shown.end();
    });
  }

  // The scopes inside a section; nothing where no such section is set there. Lists are not seen through one another.
  static std::optional<Scopes> inside(const Scopes& scopes, std::string_view name) {
    const auto& innermost = *scopes.back().slots;
    for (const auto prefix : {any_prefix, no_prefix}) {
      if (name.starts_with(prefix) && inside(scopes, name.substr(prefix.size()))) return scopes;
    }
    if (const auto list = innermost.lists.find(name); list != innermost.lists.end()) {
      auto deeper = scopes;
      deeper.push_back({&list->second, {}});
      return deeper;
    }
    if (has(innermost.flags, name)) return scopes;
    if (!has(innermost.optional_texts, name)) return std::nullopt;
    auto same = scopes;
    same.back().shown.push_back(name);
    return same;
  }

  [[noreturn]] void fail_unknown(const std::string& file, const Marker& marker, const Scopes& scopes) const {
    std::vector<std::string> known;
    for (const auto& [slots, shown] : scopes) {
      if (marker.kind == Marker::Kind::text && has(slots->optional_texts, marker.name)) {
        const std::string name(marker.name);
        fail(file, marker.line, name + " may have no value here (page \"" + page_ + "\")",
             "put it inside {{#" + name + "}}…{{/" + name + "}}");
      }
      if (marker.kind == Marker::Kind::section && has(slots->texts, marker.name)) {
        fail(file, marker.line, std::string(marker.name) + " is always there (page \"" + page_ + "\")",
             "leave its section out");
      }
      known.insert(known.end(), slots->texts.begin(), slots->texts.end());
      known.insert(known.end(), slots->optional_texts.begin(), slots->optional_texts.end());
    }
    const auto& innermost = *scopes.back().slots;
    for (const auto& [name, slots] : innermost.lists) known.push_back(name);
    known.insert(known.end(), innermost.flags.begin(), innermost.flags.end());
    const auto near = nearest(marker.name, known);
    fail(file, marker.line, "nothing sets " + std::string(marker.name) + " here (page \"" + page_ + "\")",
         near ? "did you mean " + *near + "?" : "`fieldbook-site slots` lists the names a page sets");
  }

  void check_include(const std::string& file, const Marker& marker, const Scopes& scopes, int depth) {
    std::string target(marker.name);
    std::transform(target.begin(), target.end(), target.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (target == "content" && file == "layout") target = page_;
    if (!markers_.contains(target)) {
      fail(file, marker.line, "there is no template " + target + ".tpl",
           "add it to the theme, or take {{>" + std::string(marker.name) + "}} out");
    }
    if (depth > 8) fail(file, marker.line, "templates include one another without end", "take one of the includes out");
    check_scopes(target, scopes, depth + 1);
  }

  void check_scopes(const std::string& file, const Scopes& outer, int depth) {
    struct Open {
      std::string_view name;
      std::size_t line;
      Scopes scopes;
    };
    std::vector<Open> open{{"", 0, outer}};
    for (const auto& marker : markers_.find(file)->second) {
      const auto& scopes = open.back().scopes;
      switch (marker.kind) {
        case Marker::Kind::text:
          if (!is_text(scopes, marker.name)) fail_unknown(file, marker, scopes);
          break;
        case Marker::Kind::section:
          open.push_back({marker.name, marker.line, enter(file, marker, open.back().name, scopes)});
          break;
        case Marker::Kind::end:
          if (open.size() == 1 || open.back().name != marker.name) {
            fail(file, marker.line, "{{/" + std::string(marker.name) + "}} closes what is not open",
                 "check the sections above it");
          }
          open.pop_back();
          break;
        case Marker::Kind::include:
          check_include(file, marker, scopes, depth);
          break;
      }
    }
    if (open.size() > 1) {
      fail(file, open.back().line, "the section " + std::string(open.back().name) + " is not closed",
           "write {{/" + std::string(open.back().name) + "}} where it ends");
    }
  }

  Scopes enter(const std::string& file, const Marker& marker, std::string_view around, const Scopes& scopes) const {
    constexpr std::string_view separator = "_separator";
    if (marker.name.ends_with(separator) && marker.name.substr(0, marker.name.size() - separator.size()) == around)
      return scopes;
    if (auto deeper = inside(scopes, marker.name)) return *deeper;
    fail_unknown(file, marker, scopes);
  }

  const Sources& sources_;
  std::map<std::string, std::vector<Marker>, std::less<>> markers_;
  std::string page_;
};

bool is_page(std::string_view name) {
  return has_layout(name) || name == "assessment" || name == "moved" || name == "feed" || name == "sitemap" || name == "opensearch";
}

}  // namespace

void check_templates(const Sources& sources) {
  for (const auto& [page, slots] : contract()) {
    for (const std::string_view needed : {std::string_view(page), std::string_view("layout")}) {
      if (is_page(page) && !sources.contains(needed)) {
        throw Error(Errc::not_found, "the theme has no templates/" + std::string(needed) + ".tpl",
                    "copy it from the theme that comes with Fieldbook");
      }
    }
  }
  Checker checker(sources);
  for (const auto& [page, slots] : contract()) {
    if (is_page(page)) checker.check(page);
  }
}

}  // namespace fieldbook::site
