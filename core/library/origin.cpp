#include "core/library/origin.hpp"

#include <xapian.h>

#include <charconv>

#include "core/base/text.hpp"
#include "core/library/store.hpp"
#include "core/library/terms.hpp"

namespace fieldbook::library {
namespace {

constexpr std::string_view mark = "; shard ";  // "; shard 2 of 4 of STATE"
constexpr std::size_t uuid_digits = 8;

}  // namespace

std::string made_by(const Origin& origin) {
  return made_by() + std::string(mark) + std::to_string(origin.shard) + " of " + std::to_string(origin.shards) + " of " + origin.state;
}

std::optional<Origin> origin_of(std::string_view made_by) {
  const auto at = made_by.find(mark);
  if (at == std::string_view::npos) return std::nullopt;
  const auto words = split(made_by.substr(at + mark.size()), ' ');
  if (words.size() != 5 || words[1] != "of" || words[3] != "of") return std::nullopt;
  Origin out;
  out.state = words[4];
  for (const auto& [word, number] : {std::pair(words[0], &out.shard), std::pair(words[2], &out.shards)}) {
    const auto [end, failure] = std::from_chars(word.data(), word.data() + word.size(), *number);
    if (failure != std::errc() || end != word.data() + word.size()) return std::nullopt;
  }
  return out;
}

std::string state_of(const Xapian::Database& database) {
  if (auto origin = origin_of(database.get_metadata(key::made_by))) return std::move(origin->state);
  return database.get_uuid().substr(0, uuid_digits) + "-" + std::to_string(database.get_revision());
}

}  // namespace fieldbook::library
