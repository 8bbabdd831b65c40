#include "core/record/yaml.hpp"

#include <yaml.h>

#include <set>

#include "core/base/locator.hpp"
#include "core/base/text.hpp"

namespace fieldbook::record {
namespace {

struct Event {
  yaml_event_t raw{};
  Event() = default;
  Event(const Event&) = delete;
  Event& operator=(const Event&) = delete;
  ~Event() { yaml_event_delete(&raw); }
};

std::string_view text_of(const yaml_char_t* bytes, std::size_t size) {
  return {reinterpret_cast<const char*>(bytes), size};
}

bool is_null(std::string_view plain) {
  return plain == "~" || plain == "null" || plain == "Null" || plain == "NULL";
}

class Reader {
 public:
  Reader(std::string_view text, const FileName& file, std::size_t first_line, Diagnostics& found,
         const YamlLimits& limits)
      : text_(text), file_(file), first_line_(first_line), found_(found), limits_(limits) {
    yaml_parser_initialize(&parser_);
    yaml_parser_set_encoding(&parser_, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(text.data()), text.size());
  }
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;
  ~Reader() { yaml_parser_delete(&parser_); }

  std::optional<Node> document() {
    for (;;) {
      Event event;
      if (!next(event)) return std::nullopt;
      if (event.raw.type == YAML_STREAM_END_EVENT) return empty();
      if (event.raw.type != YAML_DOCUMENT_START_EVENT) continue;
      if (event.raw.data.document_start.version_directive != nullptr ||
          event.raw.data.document_start.tag_directives.start != event.raw.data.document_start.tag_directives.end) {
        return refuse(event.raw.start_mark, "a YAML directive (%) is not allowed", "remove the line", "yaml.directive");
      }
      break;
    }
    Event first;
    if (!next(first)) return std::nullopt;
    auto root = node(first, 1);
    if (!root) return std::nullopt;
    for (;;) {
      Event event;
      if (!next(event)) return std::nullopt;
      if (event.raw.type == YAML_STREAM_END_EVENT) return root;
      if (event.raw.type == YAML_DOCUMENT_START_EVENT) {
        return refuse(event.raw.start_mark, "a second YAML document begins here", "keep one document",
                      "yaml.second-document");
      }
    }
  }

 private:
  Location at(const yaml_mark_t& mark) const { return {file_, first_line_ + mark.line, mark.column + 1}; }

  std::optional<Node> refuse(const yaml_mark_t& mark, std::string what, std::string advice, std::string rule) {
    found_.error(at(mark), std::move(what), std::move(advice), std::move(rule));
    return std::nullopt;
  }

  Node empty() const {
    Node node;
    node.where = {file_, first_line_, 1};
    return node;
  }

  // Reads the next event; says so and gives false where libyaml cannot go on.
  bool next(Event& event) {
    if (yaml_parser_parse(&parser_, &event.raw) != 0) return true;
    const std::string problem = parser_.problem != nullptr ? parser_.problem : "it ends too early";
    if (parser_.error == YAML_READER_ERROR) {
      found_.error(Locator(text_, file_, first_line_).at(parser_.problem_offset), "not valid YAML: " + problem,
                   "remove the character", "yaml.syntax");
    } else if (parser_.error == YAML_MEMORY_ERROR) {
      found_.error({file_, first_line_, 1}, "not valid YAML: too large for memory", "make it smaller", "yaml.syntax");
    } else {
      found_.error(at(parser_.problem_mark), "not valid YAML: " + problem, advice(problem), "yaml.syntax");
    }
    return false;
  }

  static std::string advice(const std::string& problem) {
    if (problem.find("mapping values are not allowed") != std::string::npos) {
      return "put the value in double quotes if it holds a colon";
    }
    if (problem.find("that cannot start any token") != std::string::npos) {
      return "put the value in double quotes, and indent with spaces, not tabs";
    }
    return "see the line and the one before it for a missing quote, bracket or indent";
  }

  std::optional<Node> node(const Event& event, std::size_t depth) {
    const auto& mark = event.raw.start_mark;
    if (depth > limits_.depth) {
      return refuse(mark, "nested deeper than " + std::to_string(limits_.depth) + " levels", "make it flatter",
                    "yaml.nesting");
    }
    if (++nodes_ > limits_.nodes) {
      return refuse(mark, "more than " + std::to_string(limits_.nodes) + " values", "split the file", "yaml.size");
    }
    switch (event.raw.type) {
      case YAML_SCALAR_EVENT:
        return scalar(event);
      case YAML_SEQUENCE_START_EVENT:
        return sequence(event, depth);
      case YAML_MAPPING_START_EVENT:
        return mapping(event, depth);
      case YAML_ALIAS_EVENT:
        return refuse(mark, "a YAML alias (*) is not allowed", "write the value out, or put it in quotes",
                      "yaml.alias");
      case YAML_NO_EVENT:
      case YAML_STREAM_START_EVENT:
      case YAML_STREAM_END_EVENT:
      case YAML_DOCUMENT_START_EVENT:
      case YAML_DOCUMENT_END_EVENT:
      case YAML_SEQUENCE_END_EVENT:
      case YAML_MAPPING_END_EVENT:
        break;
    }
    return refuse(mark, "not valid YAML: a value is missing", "write a value", "yaml.syntax");
  }

  // Anchors and tags change what a value means without showing it where it is read.
  bool decorated(const yaml_mark_t& mark, const yaml_char_t* anchor, const yaml_char_t* tag) {
    if (anchor != nullptr) {
      refuse(mark, "a YAML anchor (&) is not allowed", "remove it, or put the value in quotes", "yaml.alias");
    } else if (tag != nullptr) {
      refuse(mark, "a YAML tag (!) is not allowed", "remove it, or put the value in quotes", "yaml.tag");
    }
    return anchor != nullptr || tag != nullptr;
  }

  std::optional<Node> scalar(const Event& event) {
    const auto& raw = event.raw.data.scalar;
    if (decorated(event.raw.start_mark, raw.anchor, raw.tag)) return std::nullopt;
    Node node;
    node.where = at(event.raw.start_mark);
    const auto value = text_of(raw.value, raw.length);
    if (raw.style != YAML_PLAIN_SCALAR_STYLE || !is_null(value)) node.value = value;
    if (node.value.find('\0') != std::string::npos) {
      return refuse(event.raw.start_mark, "a NUL character in a value", "remove it", "yaml.syntax");
    }
    return node;
  }

  std::optional<Node> sequence(const Event& begin, std::size_t depth) {
    const auto& raw = begin.raw.data.sequence_start;
    if (decorated(begin.raw.start_mark, raw.anchor, raw.tag)) return std::nullopt;
    Node node;
    node.kind = Node::Kind::sequence;
    node.where = at(begin.raw.start_mark);
    for (;;) {
      Event event;
      if (!next(event)) return std::nullopt;
      if (event.raw.type == YAML_SEQUENCE_END_EVENT) return node;
      auto item = this->node(event, depth + 1);
      if (!item) return std::nullopt;
      node.items.push_back(std::move(*item));
    }
  }

  std::optional<Node> mapping(const Event& begin, std::size_t depth) {
    const auto& raw = begin.raw.data.mapping_start;
    if (decorated(begin.raw.start_mark, raw.anchor, raw.tag)) return std::nullopt;
    Node node;
    node.kind = Node::Kind::mapping;
    node.where = at(begin.raw.start_mark);
    std::set<std::string> seen;
    for (;;) {
      Event key;
      if (!next(key)) return std::nullopt;
      if (key.raw.type == YAML_MAPPING_END_EVENT) return node;
      if (key.raw.type != YAML_SCALAR_EVENT) {
        return refuse(key.raw.start_mark, "a key must be a plain word", "write 'name: value'", "yaml.key");
      }
      auto name = scalar(key);
      if (!name) return std::nullopt;
      if (!seen.insert(name->value).second) {
        return refuse(key.raw.start_mark, "the key " + in_quotes(name->value) + " stands twice", "keep one of them",
                      "yaml.duplicate-key");
      }
      Event event;
      if (!next(event)) return std::nullopt;
      auto value = this->node(event, depth + 1);
      if (!value) return std::nullopt;
      value->key_where = name->where;
      node.members.emplace_back(std::move(name->value), std::move(*value));
    }
  }

  std::string_view text_;
  const FileName file_;
  std::size_t first_line_;
  Diagnostics& found_;
  YamlLimits limits_;
  std::size_t nodes_ = 0;
  yaml_parser_t parser_{};
};

}  // namespace

const Node* Node::find(std::string_view key) const noexcept {
  for (const auto& [name, node] : members) {
    if (name == key) return &node;
  }
  return nullptr;
}

std::optional<Node> parse_yaml(std::string_view text, const FileName& file, std::size_t first_line,
                               Diagnostics& found, const YamlLimits& limits) {
  return Reader(text, file, first_line, found, limits).document();
}

}  // namespace fieldbook::record
