// A record as bytes and back: pass() names what there is once, for both ways. Numbers are LEB128, texts have their size before them.
// For this folder only.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/varint.hpp"
#include "core/record/kept_records.hpp"

namespace fieldbook::record {

class Packing {
 public:
  explicit Packing(std::string& out) : out_(out) {}
  void operator()(std::uint64_t number) {
    put_varint(out_, number);
  }
  void operator()(std::string& text) {
    put_bytes(out_, text);
  }
  // The number of what follows, and each of it.
  template <class Container, class Each>
  void all(Container& container, const Each& each) {
    (*this)(std::uint64_t{container.size()});
    for (auto& one : container) each(one);
  }
  template <class Number>
  void number(Number& value) {
    (*this)(static_cast<std::uint64_t>(value));
  }
  // All of a record's places are in its own file: its name is not written with each.
  void file(const FileName& of_record, FileName& name) { foreign_ = foreign_ || name != of_record; }
  bool foreign() const noexcept { return foreign_; }
  static constexpr bool packs = true;

 private:
  std::string& out_;
  bool foreign_ = false;
};

// Never reads beyond what it was given: then all that follows is empty, and whole() is false.
class Unpacking {
 public:
  explicit Unpacking(std::string_view bytes) : rest_(bytes), size_(bytes.size()) {}
  std::uint64_t take() {
    const auto number = take_varint(rest_);
    if (!number) fail();
    return number.value_or(0);
  }
  void operator()(std::string& text) { text.assign(this->text()); }
  // A text that is not copied.
  std::string_view text() {
    const auto size = take();
    if (size > rest_.size()) fail();
    if (damaged_) return {};
    const auto text = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return text;
  }
  // The same, and where it is in the bytes.
  std::string_view leave(FilePart& part) {
    const auto text = this->text();
    part.begin = size_ - rest_.size() - text.size();
    part.size = static_cast<std::uint32_t>(text.size());
    return text;
  }
  // Makes the container longer one by one, so that a size that is not true costs no memory.
  template <class Container, class Each>
  void all(Container& container, const Each& each) {
    auto size = take();
    container.clear();
    container.reserve(std::min<std::uint64_t>(size, 256));
    for (; size > 0 && !damaged_; --size) each(container.emplace_back());
  }
  template <class Number>
  void number(Number& value) {
    value = static_cast<Number>(take());
  }
  void file(const FileName& of_record, FileName& name) { name = of_record; }
  bool damaged() const noexcept { return damaged_; }
  bool whole() const noexcept { return !damaged_ && rest_.empty(); }
  void fail() {
    damaged_ = true;
    rest_ = {};
  }
  static constexpr bool packs = false;

 private:
  std::string_view rest_;
  std::size_t size_;
  bool damaged_ = false;
};

void pass(Packing&, FileStamp&);
void pass(Unpacking&, FileStamp&);

// `file` is the record's, as its stamp names it. What no reading gives makes it damaged: spans that lie outside the text or out of
// order, values without places, an unknown severity, a hash that is none. Names and other texts are not looked at.
// Its Markdown is packed as the HTML that is made of it. Unpacked, that is left where it is in the bytes, and so is the prose where it is
// not taken: whoever has them in a file says in which.
void pass(Packing&, const FileName& file, ReadRecord&);
void pass(Unpacking&, const FileName& file, Texts, ReadRecord&);

// Of a body only the text, paragraphs and sentences.
void pass_prose(Packing&, Body&);
void pass_prose(Unpacking&, Body&);

}  // namespace fieldbook::record
