#include "core/record/mapping_reader.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "core/base/text.hpp"

namespace fieldbook::record {

MappingReader::MappingReader(const Node& node, std::string subject, std::string prefix, Diagnostics& found)
    : node_(node), subject_(std::move(subject)), prefix_(std::move(prefix)), found_(found) {
  if (!is_mapping()) error(node.where, subject_ + " must be a mapping", "write 'name: value' lines below it", "shape");
}

void MappingReader::error(const Location& where, std::string what, std::string advice, std::string_view rule) {
  found_.error(where, std::move(what), std::move(advice), prefix_ + "." + std::string(rule));
}

Location MappingReader::where(std::string_view name) const {
  const auto* const member = node_.find(name);
  return member != nullptr ? member->where : node_.where;
}

const Node* MappingReader::find(std::string_view name) {
  asked_.emplace_back(name);
  return node_.find(name);
}

std::string MappingReader::text(std::string_view name) {
  const auto* const member = find(name);
  if (member == nullptr) return {};
  if (member->kind != Node::Kind::scalar) {
    error(member->where, subject_ + ": " + in_quotes(name) + " must be one value", "write one word or sentence",
          "shape");
    return {};
  }
  return member->value;
}

std::string MappingReader::required_text(std::string_view name) {
  auto value = text(name);
  if (is_mapping() && value.empty() && (node_.find(name) == nullptr || node_.find(name)->kind == Node::Kind::scalar)) {
    error(where(name), subject_ + " has no " + in_quotes(name), "add '" + std::string(name) + ": …'", "missing");
  }
  return value;
}

bool MappingReader::flag(std::string_view name) {
  const auto value = text(name);
  if (!value.empty() && value != "true" && value != "false") {
    error(where(name), subject_ + ": " + in_quotes(name) + " must be true or false", "write true or false", "shape");
  }
  return value == "true";
}

std::size_t MappingReader::number(std::string_view name, std::size_t otherwise) {
  constexpr std::size_t highest = 1'000'000;
  const auto value = text(name);
  if (value.empty()) return otherwise;
  std::size_t out = 0;
  const auto [end, failure] = std::from_chars(value.data(), value.data() + value.size(), out);
  if (failure != std::errc{} || end != value.data() + value.size() || out > highest) {
    error(where(name), subject_ + ": " + in_quotes(name) + " must be a whole number, not " + in_quotes(value),
          "write digits alone", "shape");
    return otherwise;
  }
  return out;
}

std::vector<const Node*> MappingReader::list(std::string_view name) {
  std::vector<const Node*> out;
  const auto* const member = find(name);
  if (member == nullptr) return out;
  if (member->kind != Node::Kind::sequence) {
    error(member->where, subject_ + ": " + in_quotes(name) + " must be a list",
          "write [a, b] or lines that begin with '- '", "shape");
    return out;
  }
  for (const auto& item : member->items) out.push_back(&item);
  return out;
}

std::vector<std::string> MappingReader::texts(std::string_view name) {
  std::vector<std::string> out;
  for (const auto* const item : list(name)) {
    if (item->kind == Node::Kind::scalar && !item->value.empty()) {
      out.push_back(item->value);
    } else {
      error(item->where, subject_ + ": an entry of " + in_quotes(name) + " is not a word", "write one word or phrase",
            "shape");
    }
  }
  return out;
}

const Node* MappingReader::mapping(std::string_view name) {
  const auto* const member = find(name);
  if (member == nullptr || member->kind == Node::Kind::mapping) return member;
  error(member->where, subject_ + ": " + in_quotes(name) + " must be a mapping", "write 'name: value' lines below it",
        "shape");
  return nullptr;
}

void MappingReader::finish() {
  for (const auto& [name, value] : node_.members) {
    if (std::ranges::find(asked_, name) != asked_.end()) continue;
    const auto nearby = did_you_mean(name, asked_);
    const bool is_rest_of_text = value.kind == Node::Kind::scalar && value.value.empty();
    error(value.key_where, subject_ + ": unknown " + in_quotes(name) + nearby,
          is_rest_of_text  ? "put the text before it in double quotes if it holds a comma"
          : nearby.empty() ? "use one of: " + join(asked_, ", ")
                           : "",
          "unknown");
  }
}

}  // namespace fieldbook::record
