// What assessors say of a text, checked by the host, as values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/text.hpp"
#include "core/document/document.hpp"
#include "core/record/markdown.hpp"

namespace fieldbook::assess {

enum class Rating { contradicted = -1, absent = 0, partial = 1, established = 2 };
enum class Outcome { ok, failed, refused, crashed, timed_out, out_of_cpu, broke_protocol };

std::string_view name(Rating) noexcept;   // "established", …
std::string_view name(Outcome) noexcept;  // "timed-out", …: the words of the JSON contract
std::optional<Rating> rating_named(std::string_view) noexcept;
std::optional<Outcome> outcome_named(std::string_view) noexcept;

struct Quote {
  Span where;        // bytes of the assessed text
  std::string text;  // cut by the host
  // Where a reader finds it, said by the host: the page (0: the format has none) and the heading above it, if any.
  std::uint32_t page = 0;
  std::string heading = {};
  // Where it has neither: the sentence it begins with, counted from 1 in its paragraph, and the paragraph, counted from 1 where there are
  // several. 0: not said.
  std::uint32_t paragraph = 0, sentence = 0;
};

// "page 3, under “Aims”", "paragraph 2, sentence 1"; empty where nothing is said.
std::string place_in_words(const Quote&);

struct Judgement {
  std::string criterion;  // id
  std::string name;       // as a reader sees it
  Rating rating = Rating::absent;
  double confidence = 0;  // 0 to 1
  std::string rationale;
  std::vector<Quote> quotes;  // none where absent, else at least one
  std::string question = {};  // what the criterion asks of a text
};

struct Assessment {
  std::string assessor;  // id
  std::string name;      // of the assessor, as a reader sees it
  std::string version;
  std::string file_hash;  // sha256 of the plugin's library
  Outcome outcome = Outcome::ok;
  std::string message;  // why, for every outcome but ok
  int fit = 0;          // 0 to 3, see fit_in_words
  std::vector<std::string> searches;
  std::vector<Judgement> criteria;  // every criterion of the assessor, in its order; empty unless ok
};

struct Recommendation {
  std::string record, criterion, reason;
  std::string title = {}, url = {};  // of the record, where the library has it; the url from the root of its published site
};

// As readers see it: "Not about this approach", "Touches on it", "Clear match", "Strong match".
std::string_view fit_in_words(int fit) noexcept;

// The overall fit where an assessor does not say it. Positive are partial and established criteria. 3: half or more
// positive and the core ones established (`core_needed` of them; 0: all). 2: a third or more positive and one at least
// established, or a plan that covers most. 1: anything positive. 0: nothing.
struct Rated {
  Rating rating = Rating::absent;
  bool core = false;
};
int overall_fit(const std::vector<Rated>&, std::size_t core_needed) noexcept;

// What is assessed: a record, or somebody's draft.
struct Text {
  std::string id, title;
  record::Body body;                                        // body.text is what offsets count in: UTF-8, no NUL
  std::vector<std::pair<std::string, std::string>> fields;  // metadata of a record; empty for a draft
  bool is_record = false;
  std::vector<document::PageStart> pages = {};  // in the order of the text; of documents that have pages
};

struct Result {
  std::string id, title;
  std::vector<Assessment> assessments;  // in the order of the assessors' ids
  std::vector<Recommendation> read_next;
};

}  // namespace fieldbook::assess
