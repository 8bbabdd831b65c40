// JSON written as it is told, member by member, without a tree of it: many times as fast as one where a library has
// tens of thousands of texts to write. RapidJSON escapes and puts the commas.
#pragma once

#include <algorithm>
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#ifdef __SSE2__
#define RAPIDJSON_SSE2
#endif
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include "core/base/text.hpp"

namespace fieldbook {

// Text is UTF-8; each byte that is not becomes U+FFFD. A name is told once an object.
class JsonText {
 public:
  explicit JsonText(std::size_t likely_bytes = 256) : buffer_(nullptr, likely_bytes) {}

  // `members` tells what is in it, and so for a list.
  template <std::invocable Members>
  void object(const Members& members) {
    writer_.StartObject();
    members();
    writer_.EndObject();
  }
  template <std::invocable Items>
  void list(const Items& items) {
    writer_.StartArray();
    items();
    writer_.EndArray();
  }
  void text(std::string_view text) {
    if (first_invalid_utf8(text)) return put(mended(text));
    put(text);
  }
  void number(std::int64_t number) { writer_.Int64(number); }
  // An object that is JSON already.
  void json(std::string_view json) { writer_.copy(json); }

  JsonText& name(std::string_view name) {
    const auto is_plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '@'; };
    if (std::ranges::all_of(name, is_plain)) {
      writer_.plain(name);
    } else {
      text(name);
    }
    return *this;
  }
  void member(std::string_view of, std::string_view value) { name(of).text(value); }
  // Where it has a value.
  void optional(std::string_view of, std::string_view value) {
    if (!value.empty()) member(of, value);
  }

  // All that was told; holds until more is.
  std::string_view view() const { return {buffer_.GetString(), buffer_.GetSize()}; }

 private:
  void put(std::string_view text) { writer_.String(text.data(), static_cast<rapidjson::SizeType>(text.size())); }
  static std::string mended(std::string_view text) {
    std::string out;
    while (const auto bad = first_invalid_utf8(text)) {
      out.append(text.substr(0, *bad)).append("\xEF\xBF\xBD");
      text.remove_prefix(*bad + 1);
    }
    return out.append(text);
  }

  struct Writer : rapidjson::Writer<rapidjson::StringBuffer> {
    using rapidjson::Writer<rapidjson::StringBuffer>::Writer;
    // RawValue() goes byte by byte.
    void copy(std::string_view json) {
      Prefix(rapidjson::kObjectType);
      json.copy(os_->Push(json.size()), json.size());
    }
    // A text with nothing in it to escape, as nearly all names are.
    void plain(std::string_view text) {
      Prefix(rapidjson::kStringType);
      auto* const begin = os_->Push(text.size() + 2);
      *begin = '"';
      text.copy(begin + 1, text.size());
      begin[text.size() + 1] = '"';
    }
  };

  rapidjson::StringBuffer buffer_;
  Writer writer_{buffer_};
};

}  // namespace fieldbook
