// Frames between the program and fieldbook-assessor-host: u32 size of the payload, u8 type, payload. Numbers are in the
// machine's byte order and texts are a u32 size and bytes: both ends come from one build and run on one machine, so
// there is no compatibility to keep, only damage to refuse.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>

#include "core/base/text.hpp"

namespace fieldbook::wire {

enum class Type : std::uint8_t {
  hello = 1,  // program: who is there, what the worker may use
  ready,      // worker: the assessor is loaded, and what it says of itself
  refused,    // worker: it will not be loaded, and why; the last word
  assess,     // program: a text
  search,     // worker: a question to the library
  hits,       // program: the answer
  judge,      // worker: one judgement
  recommend,  // worker: a record to read
  fit,        // worker: the overall fit
  fault,      // worker: the plugin broke its contract, and how
  done,       // worker: this text, or this document, is finished
  block       // document host: a heading, a paragraph, an item or a row of a table
};

inline constexpr std::size_t head_bytes = 5;
inline constexpr std::size_t longest_from_worker_bytes = std::size_t{16} << 20;
inline constexpr std::size_t longest_from_program_bytes = std::size_t{64} << 20;

struct Head {
  std::size_t size = 0;    // of the payload, in bytes
  Type type = Type::done;  // as sent: may be none of the enumerators
};
Head read_head(const std::array<char, head_bytes>&) noexcept;

// Appends whole frames to a string: begin, the payload's parts in order, end.
class Encoder {
 public:
  explicit Encoder(std::string& out) : out_(out) {}

  void begin(Type);
  void end();  // the payload must be smaller than 4 GiB

  template <class Number>
  requires std::is_arithmetic_v<Number>
  void number(Number value) {
    std::array<char, sizeof value> bytes;
    std::memcpy(bytes.data(), &value, sizeof value);
    out_.append(bytes.data(), bytes.size());
  }
  void text(std::string_view);
  void span(Span);
  void count(std::size_t);

 private:
  std::string& out_;
  std::size_t head_ = 0;
};

// Reads a payload's parts in the order in which they were written. What is short or senseless gives zero and empty
// values from there on, and is_complete() says no: the one question to ask, at the end. Texts are views of the payload.
class Decoder {
 public:
  explicit Decoder(std::string_view payload) noexcept : rest_(payload) {}

  template <class Number>
  requires std::is_arithmetic_v<Number> Number number()
  noexcept {
    Number value{};
    if (const auto bytes = take(sizeof value); !bytes.empty()) std::memcpy(&value, bytes.data(), sizeof value);
    return value;
  }
  std::string_view text() noexcept;
  Span span() noexcept;
  // Of things that take at least `each_bytes` each: never more than the rest of the payload can hold.
  std::size_t count(std::size_t each_bytes) noexcept;

  bool is_complete() const noexcept { return !broken_ && rest_.empty(); }

 private:
  std::string_view take(std::size_t bytes) noexcept;

  std::string_view rest_;
  bool broken_ = false;
};

}  // namespace fieldbook::wire
