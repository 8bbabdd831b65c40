// Labelled sentences and passages as sets of traits, to learn weights from.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/assess/assessment.hpp"

namespace fieldbook::gold {

using Ratings = std::map<std::string, assess::Rating>;  // by criterion id; what is left out is absent

struct Example {
  std::vector<std::string> traits;
  std::vector<std::string> words;   // as the network knows them; none of a whole passage
  std::size_t source = 0;         // which of `Examples::sources` it is a sentence of
};

// Where a sentence comes from.
struct Source {
  std::string approach = {};      // of the file the sentence stands in; empty for a passage, which is labelled for all
  Ratings ratings = {};
  bool elsewhere = false;         // of another trade
  std::string_view id_prefix = {};  // of the approach's criteria
  std::size_t text = 0;           // which of `Examples::texts` it stands in
};

// A passage, or a sentence that stands alone.
struct Text {
  Ratings ratings;
  bool labelled = false;          // as a whole, for all criteria
  bool elsewhere = false;         // of another trade
};

struct Examples {
  std::vector<Example> sentences;
  std::vector<Source> sources;
  std::vector<Text> texts;
};

// Appends the sentences of a file APPROACH.tsv or APPROACH-2.tsv: labels, a tab, the sentence. Labels are
// "criterion=rating" parted by spaces, with the criterion's name after the dot of its id, "0" for none, or "elsewhere".
// Throws Error naming the line that is not of this form.
void read_sentences(const std::filesystem::path&, std::string_view approach, std::string_view id_prefix, Examples&);

// Appends the sentences of passages whose labels say which sentences they rest on: besides what assess::read_labelled reads,
// "evidence" of each line gives the numbers, from 1, of the sentences for each criterion. A sentence ends in a full
// stop, question or exclamation mark with white space behind it. Throws Error naming the line that is not of this form.
void read_explained(const std::filesystem::path&, Examples&);

// Appends each labelled passage as one example, with the traits of a whole text.
void read_whole_passages(const std::filesystem::path&, Examples&);

}  // namespace fieldbook::gold
