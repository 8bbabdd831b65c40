#include "core/record/front_matter.hpp"

#include <algorithm>
#include <filesystem>

#include "core/base/file.hpp"
#include "core/base/locator.hpp"
#include "core/base/text.hpp"
#include "core/record/field_values.hpp"
#include "core/record/readability.hpp"
#include "core/record/section_rules.hpp"
#include "core/record/yaml.hpp"

namespace fieldbook::record {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

// Front matter and body, as offsets into the file, and the lines they begin on.
struct Parts {
  Span front;
  Span body;
  std::size_t body_line = 1;
};

// One line from `at`, white space at its end left out; `at` moves to the next.
std::string_view next_line(std::string_view bytes, std::size_t& at) {
  const auto end = std::min(bytes.find('\n', at), bytes.size());
  auto line = bytes.substr(at, end - at);
  at = std::min(end + 1, bytes.size());
  while (!line.empty() && (line.back() == ' ' || line.back() == '\r' || line.back() == '\t')) line.remove_suffix(1);
  return line;
}

std::optional<Parts> split_parts(std::string_view bytes, const FileName& file, Diagnostics& found) {
  std::size_t at = bytes.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
  if (next_line(bytes, at) != "---") {
    found.error({file, 1, 1}, "the file does not begin with front matter",
                "begin it with a line '---', the fields, and '---' again", "record.front-matter");
    return std::nullopt;
  }
  Parts parts;
  parts.front.begin = at;
  for (std::size_t line_number = 2; at < bytes.size(); ++line_number) {
    const auto begin = at;
    const auto line = next_line(bytes, at);
    if (line != "---" && line != "...") continue;
    parts.front.end = begin;
    parts.body = {at, bytes.size()};
    parts.body_line = line_number + 1;
    return parts;
  }
  found.error({file, 1, 1}, "the front matter does not end", "put a line '---' after the fields",
              "record.front-matter");
  return std::nullopt;
}

class RecordReader {
 public:
  RecordReader(std::string_view bytes, const FileName& file, const Rules& rules, Diagnostics& found)
      : bytes_(bytes), file_(file), rules_(rules), found_(found) {}

  std::optional<Record> read() {
    const auto errors_before = found_.errors();
    if (!is_clean_text()) return std::nullopt;
    warn_of_hidden_order();
    const auto parts = split_parts(bytes_, file_, found_);
    if (!parts) return std::nullopt;
    record_.file = file_.text();
    record_.id = record_.file.stem().string();
    record_.kind = rules_.kind.id;
    record_.content_hash = sha256(bytes_);
    const bool is_whole = read_fields(*parts);
    record_.markdown = cut(bytes_, parts->body);
    record_.body_line = parts->body_line;
    const auto errors_before_body = found_.errors();
    record_.body = parse_markdown(record_.markdown, file_, parts->body_line, found_);
    const bool is_unread = found_.errors() != errors_before_body && record_.body.sections.empty();
    if (!is_unread) {
      check_sections(record_, rules_.kind, found_);
      check_readability(record_, rules_.schema.readability_limit, found_);
    }
    if (!is_whole || found_.errors() != errors_before) return std::nullopt;
    return std::move(record_);
  }

 private:
  bool is_clean_text() {
    if (bytes_.size() > record_limit_bytes) {
      found_.error({file_, 0, 0}, "larger than 1 MiB", "shorten it, or make two records of it", "record.too-large");
      return false;
    }
    if (const auto bad = first_invalid_utf8(bytes_)) {
      const auto where = Locator(bytes_.substr(0, *bad), file_).at(*bad);
      found_.error(where, "not UTF-8 text", "save the file as UTF-8", "record.encoding");
      return false;
    }
    if (const auto nul = bytes_.find('\0'); nul != std::string_view::npos) {
      found_.error(Locator(bytes_, file_).at(nul), "a NUL character", "remove it", "record.nul");
      return false;
    }
    return true;
  }

  // Characters that make a text show in another order than it is stored (CVE-2021-42574): U+202A–202E, U+2066–2069.
  void warn_of_hidden_order() {
    for (auto at = bytes_.find('\xE2'); at != std::string_view::npos; at = bytes_.find('\xE2', at + 1)) {
      const auto here = bytes_.substr(at, 3);
      const bool hides =
          (here >= "\xE2\x80\xAA" && here <= "\xE2\x80\xAE") || (here >= "\xE2\x81\xA6" && here <= "\xE2\x81\xA9");
      if (!hides) continue;
      found_.warning(Locator(bytes_, file_).at(at), "a hidden character changes the order in which this text is shown",
                     "remove it and write the words anew", "record.hidden-order");
      return;
    }
  }

  bool is_of_kind(std::string_view name) const {
    const auto& kind = rules_.kind;
    return std::ranges::find(kind.required, name) != kind.required.end() ||
           std::ranges::find(kind.optional, name) != kind.optional.end() || name == "aliases";
  }

  bool read_fields(const Parts& parts) {
    const auto root = parse_yaml(cut(bytes_, parts.front), file_, 2, found_);
    if (!root) return false;
    if (root->kind != Node::Kind::mapping) {
      found_.error(root->where, "the front matter holds no fields", "write 'name: value' lines", "record.front-matter");
      return false;
    }
    for (const auto& [name, node] : root->members) {
      const auto* const rule = rules_.schema.field(name);
      if (rule == nullptr || !is_of_kind(name)) {
        complain_of_field(name, node);
        continue;
      }
      const auto errors_before = found_.errors();
      auto field = record::read_field(node, *rule, rules_.vocabularies, found_);
      if (field) {
        record_.fields.emplace(name, std::move(*field));
      } else if (found_.errors() == errors_before &&
                 std::ranges::find(rules_.kind.required, name) == rules_.kind.required.end()) {
        found_.warning(node.key_where, in_quotes(name) + " is empty", "give it a value, or remove the line",
                       "record.empty-field");
      }
    }
    check_required(*root);
    check_aliases();
    check_dates();
    return true;
  }

  void complain_of_field(const std::string& name, const Node& node) {
    const auto& kind = rules_.kind;
    std::string what = "unknown field " + in_quotes(name);
    std::string advice;
    if (name == "kind") {
      advice = "remove it: the kind follows from the folder";
    } else if (name == "id") {
      advice = "remove it: the id is the name of the file without .md";
    } else if (rules_.schema.field(name) != nullptr) {
      what = "the kind " + in_quotes(kind.id) + " has no field " + in_quotes(name);
      advice = "remove it, or add it to the kind in library.yaml";
    } else {
      auto names = kind.required;
      names.insert(names.end(), kind.optional.begin(), kind.optional.end());
      names.emplace_back("aliases");
      what += did_you_mean(name, names);
      if (!what.ends_with('?')) advice = "use one of: " + join(names, ", ");
    }
    found_.error(node.key_where, what, advice, "record.unknown-field");
  }

  void check_required(const Node& root) {
    for (const auto& name : rules_.kind.required) {
      const auto* const written = root.find(name);
      const bool empty = written == nullptr || (written->kind == Node::Kind::scalar && trim(written->value).empty()) ||
                         (written->kind == Node::Kind::sequence && written->items.empty());
      if (!empty) continue;
      const auto* const rule = rules_.schema.field(name);
      const auto where = written == nullptr ? Location{file_, 1, 1} : written->key_where;
      found_.error(where,
                   written == nullptr ? "the field " + in_quotes(name) + " is missing" : in_quotes(name) + " is empty",
                   "add '" + name + (is_list(rule->type) ? ": […]'" : ": …'") +
                       (rule->help.empty() ? "" : " (" + rule->help + ")"),
                   "record.missing-field");
    }
  }

  void check_aliases() {
    const auto at = record_.fields.find("aliases");
    if (at == record_.fields.end()) return;
    for (std::size_t i = 0; i < at->second.values.size(); ++i) {
      const auto& alias = at->second.values[i];
      if (!is_id(alias)) {
        found_.error(in_file_of(record_, at->second.value_where[i]), "'aliases': " + in_quotes(alias) + " is not the id of a record",
                     "use small letters, digits and hyphens", "record.id");
      } else if (alias == record_.id) {
        found_.error(in_file_of(record_, at->second.value_where[i]), "'aliases': " + in_quotes(alias) + " is the record's own id",
                     "remove it", "record.alias");
      }
    }
  }

  void check_dates() {
    auto start = record_.date("start");
    auto end = record_.date("end");
    if (!start || !end) return;
    if (start->month == 0 || end->month == 0) start->month = end->month = 0;
    if (start->day == 0 || end->day == 0 || start->month == 0) start->day = end->day = 0;
    if (*start <= *end) return;
    found_.error(in_file_of(record_, record_.fields.find("end")->second.value_where.front()), "'end' is before 'start'",
                 "see the sources for the right dates", "record.date");
  }

  std::string_view bytes_;
  const FileName file_;
  const Rules& rules_;
  Diagnostics& found_;
  Record record_;
};

}  // namespace

std::optional<Record> read_record(std::string_view bytes, const FileName& file, const Rules& rules,
                                  Diagnostics& found) {
  return RecordReader(bytes, file, rules, found).read();
}

std::vector<std::string> aliases_in(std::string_view bytes, const FileName& file) {
  std::vector<std::string> out;
  Diagnostics ignored;
  if (first_invalid_utf8(bytes)) return out;
  const auto parts = split_parts(bytes, file, ignored);
  const auto root = parts ? parse_yaml(cut(bytes, parts->front), file, 2, ignored) : std::nullopt;
  const auto* const aliases = root ? root->find("aliases") : nullptr;
  if (aliases == nullptr) return out;
  for (const auto& item : aliases->items) {
    if (is_id(item.value)) out.push_back(item.value);
  }
  return out;
}

}  // namespace fieldbook::record
