#include <algorithm>
#include <charconv>

#include "core/base/error.hpp"
#include "core/base/text.hpp"
#include "core/library/shard_addresses.hpp"
#include "core/library/split.hpp"

namespace fieldbook::library {
namespace {

constexpr std::size_t limit_bytes = 500;

[[noreturn]] void fail(std::string_view text) {
  throw Error(Errc::invalid, in_quotes(text) + " is no address of a shard",
              "write HOST:PORT, such as 127.0.0.1:7001, or ssh HOST FOLDER, such as ssh index.example.org /srv/shard-1");
}

// Names and paths that no shell reads as anything else: ssh gives them to one.
bool is_harmless(std::string_view text, std::string_view also) {
  return !text.empty() && text.front() != '-' && std::ranges::all_of(text, [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || also.find(c) != std::string_view::npos;
  });
}

}  // namespace

ShardAddress parse_shard_address(std::string_view text) {
  text = trim(text);
  ShardAddress out{std::string(text), {}, 0, {}};
  if (text.size() > limit_bytes) fail(truncate(text, limit_bytes));
  if (text.starts_with("ssh ")) {
    std::vector<std::string_view> words;
    for (const auto word : split(text.substr(4), ' ')) {
      if (!word.empty()) words.push_back(word);
    }
    if (words.size() != 2 || !is_harmless(words[0], ".-_@:") || !is_harmless(words[1], "./-_+")) fail(text);
    out.host = words[0];
    out.folder = words[1];
    return out;
  }
  const auto colon = text.rfind(':');
  if (colon == std::string_view::npos) fail(text);
  auto host = text.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  const auto port = text.substr(colon + 1);
  const auto [end, failure] = std::from_chars(port.data(), port.data() + port.size(), out.port);
  if (failure != std::errc() || end != port.data() + port.size() || out.port == 0 || out.port > 65'535) fail(text);
  if (!is_harmless(host, ".-_:%")) fail(text);
  out.host = host;
  return out;
}

std::vector<ShardAddress> parse_shard_addresses(const std::vector<std::string>& texts) {
  if (texts.size() > most_shards)
    throw Error(Errc::invalid, std::to_string(texts.size()) + " shards are too many", "name " + std::to_string(most_shards) + " at most");
  std::vector<ShardAddress> out;
  for (const auto& text : texts) out.push_back(parse_shard_address(text));
  return out;
}

}  // namespace fieldbook::library
