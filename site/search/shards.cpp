#include "site/search/shards.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace fieldbook::site {

namespace {

// Most texts need no escape: the keys of a large library's shards alone are some hundred thousand.
bool is_plain(char c) { return c >= ' ' && c < '\x7f' && c != '"' && c != '\\' && c != '<'; }

}  // namespace

std::string script_string(std::string_view text) {
  if (std::ranges::all_of(text, is_plain)) return std::string("\"").append(text).append("\"");
  const auto literal = nlohmann::json(text).dump(-1, ' ', true, nlohmann::json::error_handler_t::replace);
  std::string out;
  out.reserve(literal.size());
  for (const char c : literal) {
    if (c == '<') {
      out += "\\u003c";
    } else {
      out += c;
    }
  }
  return out;
}

void write_shard(Output& output, const std::string& name, std::string_view data, const std::string& print) {
  std::string bytes = "fieldbookTake(\"" + name + "\",";
  bytes += data;
  output.write("search/" + name + ".js", bytes += ")\n", print);
}

Shards::Shards(Output& output, std::string family, std::size_t limit_bytes)
    : output_(output), family_(std::move(family)), limit_bytes_(limit_bytes) {}

void Shards::add(std::string_view key, std::size_t number, std::string_view payload) {
  const auto literal = script_string(key);
  if (open_.empty()) {
    keys_ += (files_ == 0 ? "" : ",") + literal;
    numbers_ += (files_ == 0 ? "" : ",") + std::to_string(number);
  }
  open_ += open_.empty() ? "[" : ",";
  open_ += literal + "," + std::to_string(number) + ",";
  open_ += payload;
  if (open_.size() > limit_bytes_) close();
}

std::string Shards::finish() {
  if (!open_.empty()) close();
  return "[[" + keys_ + "],[" + numbers_ + "]]";
}

void Shards::close() {
  write_shard(output_, family_ + "-" + std::to_string(files_++), open_ + "]");
  open_.clear();
}

}  // namespace fieldbook::site
