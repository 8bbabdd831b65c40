#include "core/library/posting_runs.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <memory>

#include "core/base/error.hpp"

namespace fieldbook::library {
namespace {

constexpr std::size_t buffer_bytes = std::size_t{64} << 10;
using Sizes = std::array<std::uint64_t, 2>;  // of a term and of its postings, before the two

[[noreturn]] void fail(const char* what) {
  throw Error(Errc::io, std::string("cannot ") + what + " what is laid down while search is published: " + std::strerror(errno),
              "check the space on the disk");
}

void write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) fail("write");
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

}  // namespace

// Where a run is being read.
class PostingRuns::Cursor {
 public:
  Cursor(int descriptor, Run run) : descriptor_(descriptor), at_(run.begin), end_(run.end) { next(); }

  bool done() const { return done_; }
  const std::string& term() const { return term_; }
  const std::string& bytes() const { return bytes_; }

  void next() {
    done_ = at_ == end_ && used_ == buffer_.size();
    if (done_) return;
    Sizes sizes{};
    take(reinterpret_cast<char*>(sizes.data()), sizeof sizes);
    term_.resize(sizes[0]);
    take(term_.data(), term_.size());
    bytes_.resize(sizes[1]);
    take(bytes_.data(), bytes_.size());
  }

 private:
  void take(char* into, std::size_t count) {
    while (count > 0) {
      if (used_ == buffer_.size()) fill();
      const auto some = std::min(count, buffer_.size() - used_);
      std::memcpy(into, buffer_.data() + used_, some);
      used_ += some;
      into += some;
      count -= some;
    }
  }
  void fill() {
    buffer_.resize(static_cast<std::size_t>(std::min<std::uint64_t>(buffer_bytes, end_ - at_)));
    used_ = 0;
    ssize_t got = 0;
    do got = ::pread(descriptor_, buffer_.data(), buffer_.size(), static_cast<off_t>(at_));
    while (got < 0 && errno == EINTR);
    if (got <= 0) fail("read");
    buffer_.resize(static_cast<std::size_t>(got));
    at_ += static_cast<std::uint64_t>(got);
  }

  int descriptor_;
  std::uint64_t at_, end_;
  std::string buffer_, term_, bytes_;
  std::size_t used_ = 0;
  bool done_ = false;
};

PostingRuns::~PostingRuns() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

void PostingRuns::add(const std::filesystem::path& folder, const PackedTerms& terms) {
  if (descriptor_ < 0) {
    auto name = (folder / ".postings-XXXXXX").string();
    descriptor_ = ::mkostemp(name.data(), O_CLOEXEC);
    if (descriptor_ < 0) fail("write");
    ::unlink(name.c_str());
  }
  std::string buffer;
  const auto begin = size_;
  const auto flush = [&] {
    write_all(descriptor_, buffer);
    size_ += buffer.size();
    buffer.clear();
  };
  for (const auto& [term, bytes] : terms) {
    const Sizes sizes{term.size(), bytes.size()};
    buffer.append(reinterpret_cast<const char*>(sizes.data()), sizeof sizes).append(term).append(bytes);
    if (buffer.size() >= buffer_bytes) flush();
  }
  flush();
  runs_.push_back({begin, size_});
}

void PostingRuns::each_term(const PackedTerms& last, const GiveParts& give) const {
  std::vector<std::unique_ptr<Cursor>> cursors;
  for (const auto run : runs_) cursors.push_back(std::make_unique<Cursor>(descriptor_, run));
  auto held = last.begin();
  std::vector<PackedPart> parts;
  for (;;) {
    const std::string* first = held == last.end() ? nullptr : &held->first;
    for (const auto& cursor : cursors) {
      if (!cursor->done() && (first == nullptr || cursor->term() < *first)) first = &cursor->term();
    }
    if (first == nullptr) return;
    const auto term = *first;
    parts.clear();
    for (const auto& cursor : cursors) {
      if (!cursor->done() && cursor->term() == term) parts.push_back({cursor->bytes(), {}});
    }
    const bool is_held = held != last.end() && held->first == term;
    if (is_held) parts.push_back({held->second, {}});
    if (!give(term, parts)) return;
    for (const auto& cursor : cursors) {
      if (!cursor->done() && cursor->term() == term) cursor->next();
    }
    if (is_held) ++held;
  }
}

}  // namespace fieldbook::library
