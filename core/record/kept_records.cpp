#include "core/record/kept_records.hpp"

#include <fcntl.h>
#include <sys/file.h>

#include <algorithm>
#include <chrono>
#include <fstream>

#include "core/base/checksum.hpp"
#include "core/base/descriptor.hpp"
#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/record/packing.hpp"

namespace fieldbook::record {
namespace {

constexpr std::string_view format = "fieldbook records 1 ";
constexpr std::int64_t unsettled_ns = 50'000'000;  // longer than the grain of any file system's times
constexpr std::size_t most_waiting_bytes = std::size_t{8} << 20;
constexpr std::size_t longest_entry_bytes = std::size_t{16} << 20;  // a record is 1 MiB at most

struct Mark {
  std::uint64_t size = 0, sum = 0;
};

std::int64_t now_ns() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

}  // namespace

KeptRecords::KeptRecords(std::filesystem::path file, std::string_view key)
    : file_(std::move(file)), head_(std::string(format) + std::string(key) + "\n"), began_ns_(now_ns()) {}

void KeptRecords::take(std::size_t alive, const Wanted& wanted) {
  alive_ = alive;
  std::ifstream in(file_, std::ios::binary);
  std::string bytes(head_.size(), '\0');
  if (!in.read(bytes.data(), static_cast<std::streamsize>(bytes.size())) || bytes != head_) return;
  for (;;) {
    Mark mark;
    in.read(reinterpret_cast<char*>(&mark), sizeof mark);  // NOLINT: written by the same program
    if (in.gcount() == 0) {
      usable_ = true;
      return;
    }
    if (!in || mark.size > longest_entry_bytes) return;
    bytes.resize(mark.size);
    if (!in.read(bytes.data(), static_cast<std::streamsize>(bytes.size())) || sum_of(bytes) != mark.sum) return;
    ++kept_;
    FileStamp stamp;
    Unpacking unpacking(bytes);
    pass(unpacking, stamp);
    auto* const into = unpacking.damaged() ? nullptr : wanted(stamp);
    if (into == nullptr) continue;
    ReadRecord read;
    pass(unpacking, stamp.file, read);
    if (unpacking.whole()) *into = std::move(read);
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
