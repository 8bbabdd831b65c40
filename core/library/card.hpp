// What the index keeps of a record to show it: schema.md, "Cards". For this folder only.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/text.hpp"

namespace fieldbook::library {

struct Card {
  std::string id, kind, title, url, file;
  std::map<std::string, std::string> fields;  // as Hit::fields
  std::string body;                           // plain text
  std::vector<Span> sentences;                // of the body, in order
};

std::string encode(const Card&);
// Throws Error damaged.
Card decode_card(std::string_view);

// Lists of strings, as metadata holds them.
std::string encode(const std::vector<std::string>&);
std::vector<std::string> decode_strings(std::string_view);

}  // namespace fieldbook::library
