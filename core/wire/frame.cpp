#include "core/wire/frame.hpp"

namespace fieldbook::wire {

Head read_head(const std::array<char, head_bytes>& bytes) noexcept {
  std::uint32_t size = 0;
  std::memcpy(&size, bytes.data(), sizeof size);
  return {size, static_cast<Type>(bytes[4])};
}

void Encoder::begin(Type type) {
  head_ = out_.size();
  out_.append(4, '\0');
  out_ += static_cast<char>(type);
}

void Encoder::end() {
  const auto size = static_cast<std::uint32_t>(out_.size() - head_ - head_bytes);
  std::memcpy(out_.data() + head_, &size, sizeof size);
}

void Encoder::text(std::string_view value) {
  count(value.size());
  out_ += value;
}

void Encoder::span(Span value) {
  number<std::uint64_t>(value.begin);
  number<std::uint64_t>(value.end);
}

void Encoder::count(std::size_t value) {
  number(static_cast<std::uint32_t>(value));
}

std::string_view Decoder::take(std::size_t bytes) noexcept {
  if (broken_ || bytes > rest_.size()) {
    broken_ = true;
    return {};
  }
  const auto taken = rest_.substr(0, bytes);
  rest_.remove_prefix(bytes);
  return taken;
}

std::string_view Decoder::text() noexcept {
  return take(number<std::uint32_t>());
}

Span Decoder::span() noexcept {
  const auto begin = number<std::uint64_t>();
  return {begin, number<std::uint64_t>()};
}

std::size_t Decoder::count(std::size_t each_bytes) noexcept {
  const std::size_t claimed = number<std::uint32_t>();
  if (claimed <= rest_.size() / each_bytes) return claimed;
  broken_ = true;
  return 0;
}

}  // namespace fieldbook::wire
