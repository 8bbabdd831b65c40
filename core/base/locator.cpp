#include "core/base/locator.hpp"

#include <algorithm>
#include <utility>

#include "core/base/text.hpp"

namespace fieldbook {

Locator::Locator(std::string_view text, FileName file, std::size_t first_line)
    : text_(text), file_(std::move(file)), first_line_(first_line), starts_{0} {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool ends = text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n'));
    if (ends) starts_.push_back(i + 1);
  }
}

Location Locator::at(std::size_t offset) const {
  offset = std::min(offset, text_.size());
  const auto after = std::ranges::upper_bound(starts_, offset);
  const auto line = static_cast<std::size_t>(after - starts_.begin()) - 1;
  if (line != last_line_ || offset < last_offset_) {
    last_line_ = line;
    last_offset_ = starts_[line];
    last_column_ = 0;
  }
  last_column_ += count_characters(text_.substr(last_offset_, offset - last_offset_));
  last_offset_ = offset;
  return {file_, first_line_ + line, last_column_ + 1};
}

std::size_t Locator::offset_of(std::size_t line, std::size_t column) const noexcept {
  if (line == 0) return 0;
  if (line > starts_.size()) return text_.size();
  return std::min(starts_[line - 1] + (column == 0 ? 0 : column - 1), text_.size());
}

std::size_t Locator::end_of_line(std::size_t offset) const noexcept {
  const auto after = std::ranges::upper_bound(starts_, offset);
  if (after == starts_.end()) return text_.size();
  auto end = *after;
  while (end > *(after - 1) && (text_[end - 1] == '\n' || text_[end - 1] == '\r')) --end;
  return end;
}

}  // namespace fieldbook
