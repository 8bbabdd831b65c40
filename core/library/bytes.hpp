// How strings and numbers are laid out in what the index keeps: varints, and texts after their size. For this folder only.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/error.hpp"
#include "core/base/varint.hpp"

namespace fieldbook::library {

inline void put(std::string& out, std::uint64_t number) { put_varint(out, number); }

inline void put(std::string& out, std::string_view text) {
  put(out, std::uint64_t{text.size()});
  out += text;
}

// Reads what put() wrote. Throws Error damaged.
class Source {
 public:
  explicit Source(std::string_view bytes) : bytes_(bytes) {}

  bool empty() const { return bytes_.empty(); }
  std::uint64_t number() {
    const auto number = take_varint(bytes_);
    if (!number) fail();
    return *number;
  }
  std::string text() {
    const auto size = number();
    if (size > bytes_.size()) fail();
    std::string out(bytes_.substr(0, size));
    bytes_.remove_prefix(size);
    return out;
  }
  std::string_view rest() const noexcept { return bytes_; }
  [[noreturn]] static void fail() {
    throw Error(Errc::damaged, "an entry of the index cannot be read", "run fieldbook doctor --rebuild");
  }

 private:
  std::string_view bytes_;
};

}  // namespace fieldbook::library
