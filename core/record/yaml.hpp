// YAML (libyaml) as a tree that knows where each part stands. Strict where records need it: no anchors, aliases,
// tags or second documents, no duplicate keys, bounded depth and size.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/diagnostics.hpp"

namespace fieldbook::record {

struct Node {
  enum class Kind { scalar, sequence, mapping };
  Kind kind = Kind::scalar;
  std::string value;                                   // of a scalar; empty for null and ~
  std::vector<Node> items;                             // of a sequence
  std::vector<std::pair<std::string, Node>> members;   // of a mapping, in file order
  Location where;                                      // of the value
  Location key_where;                                  // of its key, for a member of a mapping

  const Node* find(std::string_view key) const noexcept;
};

struct YamlLimits {
  std::size_t depth = 8;
  std::size_t nodes = 20'000;
};

// The document in `text`, whose first line is line `first_line` of `file`. Nothing after a diagnostic (rule yaml.*).
std::optional<Node> parse_yaml(std::string_view text, const FileName& file, std::size_t first_line, Diagnostics&,
                               const YamlLimits& = {});

}  // namespace fieldbook::record
