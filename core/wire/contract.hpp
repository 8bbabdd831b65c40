// What an assessor may say. Asked twice, with the same words for an answer: in the worker, so that a plugin is told
// FB_INVALID at once, and in the program, which trusts no worker. Every check answers with what is wrong, as the end
// of a sentence that begins "the assessor …"; an empty answer is a good one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/wire/messages.hpp"

namespace fieldbook::wire {

inline constexpr std::size_t most_criteria = 200;
inline constexpr std::size_t most_searches = 1000;                       // in one assessment
inline constexpr std::uint32_t most_hits = 50;                           // of one search
inline constexpr std::size_t most_recommendations = 100;                 // in one assessment
inline constexpr std::size_t most_quotes = 50;                           // of one judgement
inline constexpr std::size_t most_quoted_bytes = std::size_t{64} << 20;  // in one assessment
inline constexpr std::size_t longest_id_bytes = 200;
inline constexpr std::size_t longest_line_bytes = 1000;       // names, versions, queries
inline constexpr std::size_t longest_prose_bytes = 16 << 10;  // summaries, questions, rationales, reasons

// [a-z0-9] then [a-z0-9.-]*: "place-based", "place.defined-place", "org.example.place".
bool is_assessor_id(std::string_view) noexcept;

// Of what an assessor says of itself.
std::string problem_in(const Ready&);

// What an assessor has said of one text so far.
class Conduct {
 public:
  // `criteria` are ids. Both are borrowed.
  Conduct(const std::vector<std::string>& criteria, std::string_view text);

  std::string search(const Search&);
  void found(std::string_view record);  // by a search: what may be recommended
  std::string judge(const Judge&);
  std::string recommend(const Recommend&);
  std::string fit(const Fit&);
  // That nothing was left out; to be asked at the end of an assessment that the plugin calls good.
  std::string finish() const;

 private:
  const std::vector<std::string>& criteria_;
  std::string_view text_;
  std::vector<bool> judged_;
  std::set<std::string, std::less<>> found_;
  std::size_t searches_ = 0, recommendations_ = 0, quoted_bytes_ = 0;
  bool has_fit_ = false;
};

}  // namespace fieldbook::wire
