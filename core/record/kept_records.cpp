#include "core/record/kept_records.hpp"

#include <fcntl.h>
#include <sys/file.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "core/base/checksum.hpp"
#include "core/base/clock.hpp"
#include "core/base/descriptor.hpp"
#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/record/packing.hpp"

namespace fieldbook::record {
namespace {

constexpr std::string_view format = "fieldbook records 3 ";
constexpr std::size_t most_waiting_bytes = std::size_t{8} << 20;
constexpr std::size_t read_at_once_bytes = std::size_t{1} << 20;
constexpr std::size_t longest_entry_bytes = std::size_t{16} << 20;  // a record is 1 MiB at most

struct Mark {
  std::uint64_t size = 0, sum = 0;
};

// A file read from its beginning to its end, in stretches.
class Stretch {
 public:
  explicit Stretch(const OpenFile& file) : file_(file.descriptor.get()) {}

  // The next bytes, fewer only at the end of the file; nothing where it cannot be read. Hold until the next call.
  std::optional<std::string_view> next(std::size_t size) {
    at_ += given_;
    begin_ += given_;
    given_ = 0;
    if (held_.size() - begin_ < size && !read_more(size)) return std::nullopt;
    given_ = std::min(size, held_.size() - begin_);
    return std::string_view(held_).substr(begin_, given_);
  }
  // Where in the file what next() gives next begins.
  std::uint64_t at() const noexcept { return at_ + given_; }

 private:
  bool read_more(std::size_t size) {
    held_.erase(0, begin_);
    begin_ = 0;
    auto have = held_.size();
    held_.resize(std::max(size, have + read_at_once_bytes));
    while (have < held_.size()) {
      const auto n = ::read(file_, held_.data() + have, held_.size() - have);
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) return false;
      if (n == 0) break;
      have += static_cast<std::size_t>(n);
    }
    held_.resize(have);
    return true;
  }

  int file_;
  std::string held_;
  std::size_t begin_ = 0, given_ = 0;  // in what is held: where what was given last begins, and how much that was
  std::uint64_t at_ = 0;               // the same place in the file
};

}  // namespace

KeptRecords::KeptRecords(std::filesystem::path file, std::string_view key)
    : file_(std::move(file)), head_(std::string(format) + std::string(key) + "\n"), began_ns_(now_ns()) {}

void KeptRecords::take(std::size_t alive, Texts texts, const Wanted& wanted) {
  alive_ = alive;
  std::shared_ptr<const OpenFile> file;
  try {
    file = std::make_shared<const OpenFile>(open_file(file_));
  } catch (const Error&) {
    return;  // none as yet
  }
  Stretch in(*file);
  if (in.next(head_.size()) != head_) return;
  for (;;) {
    const auto marked = in.next(sizeof(Mark));
    if (marked && marked->empty()) {
      usable_ = true;
      return;
    }
    Mark mark;
    if (!marked || marked->size() != sizeof mark) return;
    std::memcpy(&mark, marked->data(), sizeof mark);  // written by the same program
    const auto begin = in.at();
    const auto entry = mark.size > longest_entry_bytes ? std::nullopt : in.next(mark.size);
    if (!entry || entry->size() != mark.size || sum_of(*entry) != mark.sum) return;
    const auto bytes = *entry;
    ++kept_;
    FileStamp stamp;
    Unpacking unpacking(bytes);
    pass(unpacking, stamp);
    auto* const into = unpacking.damaged() ? nullptr : wanted(stamp);
    if (into == nullptr) continue;
    ReadRecord read;
    pass(unpacking, stamp.file, texts, read);
    if (!unpacking.whole()) continue;
    const auto is_left_here = [&](FilePart& part) {
      part.file = file;
      part.begin += begin;
    };
    is_left_here(read.record->left_html);
    if (texts == Texts::left) is_left_here(read.record->left_prose);
    *into = std::move(read);
  }
}

void KeptRecords::add(const FileStamp& stamp, ReadRecord& read) {
  if (!read.record || stamp.modified_ns + unsettled_ns > began_ns_) return;
  std::string bytes;
  Packing packing(bytes);
  auto seen = stamp;
  pass(packing, seen);
  pass(packing, stamp.file, read);
  if (packing.foreign() || bytes.size() > longest_entry_bytes) return;
  const Mark mark{bytes.size(), sum_of(bytes)};
  added_.append(reinterpret_cast<const char*>(&mark), sizeof mark).append(bytes);  // NOLINT: read by the same program
  ++adding_;
  if (added_.size() > most_waiting_bytes) save();
}

void KeptRecords::saved() {
  usable_ = std::filesystem::exists(file_);
  kept_ += usable_ ? adding_ : 0;
  adding_ = 0;
  added_.clear();
}

void KeptRecords::save() {
  if (usable_ && added_.empty()) return;
  try {
    if (!usable_) {
      kept_ = 0;
      write_file(file_, head_ + added_);
      return saved();
    }
    if (kept_ + adding_ > 2 * alive_ + 100) {
      std::filesystem::remove(file_);  // begun anew
      usable_ = false;
      kept_ = 0;
      return saved();
    }
    const Descriptor file(::open(file_.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC));
    if (file.get() < 0 || ::flock(file.get(), LOCK_EX | LOCK_NB) != 0) return;
    append_to_file(file_, added_);
    saved();
  } catch (const std::exception&) {
    std::error_code ignored;
    std::filesystem::remove(file_, ignored);
  }
}

}  // namespace fieldbook::record
