#include "core/bibliography/bibtex_parser.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "core/base/locator.hpp"
#include "core/base/text.hpp"

namespace fieldbook::bibliography {
namespace {

constexpr std::size_t longest_macro_bytes = 10'000;
constexpr std::size_t most_expanded_bytes = 64UL << 20;  // what macros may add up to in one file
constexpr std::size_t most_fields = 200;
constexpr std::size_t most_problems = 1000;

bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_name_part(char c) {
  return static_cast<unsigned char>(c) > ' ' && std::string_view("{}(),=#\"'%\\").find(c) == std::string_view::npos;
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; });
  return out;
}

class Parser {
 public:
  Parser(std::string_view text, const std::string& file, Diagnostics& found)
      : text_(text), locator_(text, file), found_(found) {
    for (const std::string_view month :
         {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}) {
      macros_.emplace(month, month);
    }
  }

  std::vector<BibEntry> parse() {
    while ((at_ = text_.find('@', at_)) != std::string_view::npos && problems_ < most_problems) {
      const auto begin = at_++;
      if (!block(begin)) recover(begin);
    }
    if (problems_ == most_problems)
      found_.error({locator_.file(), 0, 0}, "too many errors; the rest is not read", "put the first ones right",
                   "bibtex.syntax");
    return std::move(entries_);
  }

 private:
  bool fail(std::size_t where, std::string what, std::string advice) {
    ++problems_;
    found_.error(locator_.at(where), std::move(what), std::move(advice), "bibtex.syntax");
    return false;
  }

  void skip_space() {
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
  }
  bool is_at(char c) const { return at_ < text_.size() && text_[at_] == c; }
  bool take(char c) {
    if (!is_at(c)) return false;
    ++at_;
    return true;
  }

  bool begins_line(std::size_t at) const {
    while (at > 0 && (text_[at - 1] == ' ' || text_[at - 1] == '\t')) --at;
    return at == 0 || text_[at - 1] == '\n' || text_[at - 1] == '\r';
  }

  // Whether an entry begins at `at`: "@word{" as the first thing on its line. Then a brace before it was left open.
  bool begins_entry(std::size_t at) const {
    if (text_[at] != '@' || !begins_line(at)) return false;
    auto end = at + 1;
    while (end < text_.size() && is_letter(text_[end])) ++end;
    return end > at + 1 && end < text_.size() && (text_[end] == '{' || text_[end] == '(');
  }

  void recover(std::size_t begin) {
    at_ = std::max(at_, begin + 1);
    while ((at_ = text_.find('@', at_)) != std::string_view::npos && !begins_line(at_)) ++at_;
    if (at_ == std::string_view::npos) at_ = text_.size();
  }

  bool block(std::size_t begin) {
    skip_space();
    const auto name = at_;
    while (at_ < text_.size() && is_letter(text_[at_])) ++at_;
    const auto type = lower(text_.substr(name, at_ - name));
    skip_space();
    const bool opens = is_at('{') || is_at('(');
    if (type == "comment") return !is_at('{') || braced().has_value();
    if (type.empty() || !opens) {
      if (!begins_line(begin)) return true;  // an address in a remark between entries
      return fail(begin, "an entry does not begin with '@type{'", "write '@report{key, …}'; put remarks after a %");
    }
    if (type == "preamble") return is_at('{') ? braced().has_value() : true;
    const char closer = text_[at_] == '{' ? '}' : ')';
    ++at_;
    return type == "string" ? macro(closer) : entry(type, begin, closer);
  }

  bool macro(char closer) {
    skip_space();
    const auto name = word();
    if (name.empty()) return fail(at_, "a macro has no name", "write '@string{name = {text}}'");
    const auto text = assigned(name);
    if (!text) return false;
    if (text->size() > longest_macro_bytes)
      return fail(at_, "the macro " + in_quotes(name) + " is too long", "write its text out");
    macros_.insert_or_assign(name, *text);
    skip_space();
    return take(closer) || fail(at_, "a macro does not end", "close it with a brace");
  }

  bool entry(const std::string& type, std::size_t begin, char closer) {
    BibEntry out;
    out.type = type;
    out.where = locator_.at(begin);
    skip_space();
    const auto from = at_;
    while (at_ < text_.size() && text_[at_] != ',' && text_[at_] != closer && text_[at_] != '\n' && text_[at_] != '=')
      ++at_;
    if (is_at('=')) {
      at_ = from;  // no key: the fields begin at once
    } else {
      out.key = trim(text_.substr(from, at_ - from));
      skip_space();
      if (!is_at(closer) && !take(','))
        return fail(at_, "no comma after the key " + in_quotes(out.key), "write '@" + type + "{key, …}'");
    }
    for (;;) {
      skip_space();
      if (take(closer)) break;
      if (at_ >= text_.size() || begins_entry(at_))
        return fail(begin, "the entry " + in_quotes(out.key) + " does not end", "close its last brace");
      if (!field(out)) return false;
      skip_space();
      if (!take(',') && !is_at(closer))
        return fail(at_, "a comma is missing in the entry " + in_quotes(out.key), "put a comma between fields");
    }
    entries_.push_back(std::move(out));
    return true;
  }

  bool field(BibEntry& entry) {
    const auto from = at_;
    auto name = word();
    if (name.empty())
      return fail(at_, "a field of the entry " + in_quotes(entry.key) + " has no name", "write 'name = {text},'");
    skip_space();
    while (at_ < text_.size() && is_letter(text_[at_])) {   // "key words = {…}"
      (name += '-') += word();
      skip_space();
    }
    auto value = assigned(name);
    if (!value) return false;
    if (entry.fields.size() == most_fields)
      return fail(from, "the entry " + in_quotes(entry.key) + " has too many fields", "remove some");
    if (entry.field(name).empty()) entry.fields.emplace_back(std::move(name), std::move(*value));
    return true;
  }

  std::string word() {
    const auto from = at_;
    while (at_ < text_.size() && is_name_part(text_[at_])) ++at_;
    return lower(text_.substr(from, at_ - from));
  }

  // "= value # value"
  std::optional<std::string> assigned(const std::string& name) {
    skip_space();
    if (!take('=')) {
      fail(at_, "no '=' after " + in_quotes(name), "write '" + printable(truncate(name, 40)) + " = {text},'");
      return std::nullopt;
    }
    std::string out;
    do {
      skip_space();
      auto part = value();
      if (!part) return std::nullopt;
      out += *part;
      skip_space();
    } while (take('#'));
    return out;
  }

  std::optional<std::string> value() {
    if (is_at('{')) return braced();
    if (is_at('"')) return in_double_quotes();
    const auto from = at_;
    const auto name = word();
    if (name.empty()) {
      fail(from, "a value is missing", "put it in braces: {text}");
      return std::nullopt;
    }
    if (std::ranges::all_of(name, [](char c) { return c >= '0' && c <= '9'; })) return name;
    const auto macro = macros_.find(name);
    if (macro == macros_.end()) return std::string(text_.substr(from, at_ - from));  // as most readers do
    expanded_ += macro->second.size();
    if (expanded_ > most_expanded_bytes) {
      fail(from, "macros add up to more than 64 MiB", "write their text out");
      return std::nullopt;
    }
    return macro->second;
  }

  std::optional<std::string> braced() {
    const auto begin = at_;
    std::size_t depth = 0;
    for (; at_ < text_.size(); ++at_) {
      if (text_[at_] == '{') ++depth;
      if (text_[at_] == '}' && --depth == 0) {
        ++at_;
        return std::string(text_.substr(begin + 1, at_ - begin - 2));
      }
      if (text_[at_] == '@' && begins_entry(at_)) break;
    }
    fail(begin, "a brace is not closed", "close it with }");
    return std::nullopt;
  }

  std::optional<std::string> in_double_quotes() {
    const auto begin = at_++;
    std::size_t depth = 0;
    for (; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '{') ++depth;
      if (c == '}' && depth > 0) --depth;
      if (c == '"' && depth == 0) {
        ++at_;
        return std::string(text_.substr(begin + 1, at_ - begin - 2));
      }
      if (c == '@' && begins_entry(at_)) break;
    }
    fail(begin, "a quotation mark is not closed", "close it with \"");
    return std::nullopt;
  }

  std::string_view text_;
  Locator locator_;
  Diagnostics& found_;
  std::size_t at_ = 0, problems_ = 0, expanded_ = 0;
  std::map<std::string, std::string, std::less<>> macros_;
  std::vector<BibEntry> entries_;
};

}  // namespace

std::string_view BibEntry::field(std::string_view name) const noexcept {
  const auto at = std::ranges::find_if(fields, [name](const auto& field) { return field.first == name; });
  return at == fields.end() ? std::string_view() : std::string_view(at->second);
}

std::vector<BibEntry> parse_bibtex(std::string_view text, const std::string& file, Diagnostics& found) {
  return Parser(text, file, found).parse();
}

}  // namespace fieldbook::bibliography
