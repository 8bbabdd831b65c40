// The passages of a record that answer a query best. For this folder only.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "core/base/text.hpp"
#include "core/library/card.hpp"
#include "core/library/words.hpp"

namespace fieldbook::library {

// What is looked for: a stem and how much it matters.
using Wanted = std::unordered_map<std::string, double>;

struct Passage {
  std::string text;              // plain, on one line, about 300 bytes at most
  std::vector<Span> highlights;  // words of `text` that were looked for, in order
};

// One or two sentences of the body; the summary where the body has nothing of what is wanted.
Passage best_passage(const Card&, const Wanted&, Stems&);

}  // namespace fieldbook::library
