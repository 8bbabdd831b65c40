#include "core/base/line_reader.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "core/base/error.hpp"

namespace fieldbook {
namespace {

constexpr std::size_t piece_bytes = std::size_t{256} << 10;

}  // namespace

LineReader::LineReader(const OpenFile& file, std::size_t longest_line_bytes) : file_(file.descriptor.get()), longest_(longest_line_bytes) {}

std::optional<std::string_view> LineReader::next() {
  std::size_t looked_at = 0, passed_over = 0;
  begin_ = next_;
  for (;;) {
    const std::string_view have(buffer_.data() + at_, end_ - at_);
    const auto end = have.find('\n', looked_at);
    if (end != std::string_view::npos) {
      at_ += end + 1;
      next_ = begin_ + passed_over + end + 1;
      return have.substr(0, std::min(end, longest_));
    }
    looked_at = have.size();
    if (have.size() > longest_) {   // its rest is passed over, and only its beginning kept
      passed_over += have.size() - longest_ - 1;
      end_ = at_ + longest_ + 1;
      looked_at = longest_ + 1;
    }
    if (read_more()) continue;
    if (at_ == end_) return std::nullopt;
    const std::string_view last(buffer_.data() + at_, std::min(end_ - at_, longest_));
    at_ = end_;
    return last;
  }
}

bool LineReader::read_more() {
  if (at_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + at_, end_ - at_);
    end_ -= at_;
    at_ = 0;
  }
  if (buffer_.size() < end_ + piece_bytes) buffer_.resize(end_ + piece_bytes);
  for (;;) {
    const auto n = ::read(file_, buffer_.data() + end_, buffer_.size() - end_);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) throw Error(Errc::io, std::string("cannot read a file: ") + std::strerror(errno));
    end_ += static_cast<std::size_t>(n);
    return n > 0;
  }
}

}  // namespace fieldbook
