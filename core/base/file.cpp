#include "core/base/file.hpp"

#include <fcntl.h>
#include <nettle/sha2.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <system_error>
#include <utility>

#include "core/base/descriptor.hpp"
#include "core/base/error.hpp"

namespace fieldbook {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t piece_bytes = std::size_t{256} << 10;

[[noreturn]] void fail(const std::string& doing, const fs::path& path, int number) {
  const auto code = number == ENOENT ? Errc::not_found : number == EACCES || number == EPERM ? Errc::denied : Errc::io;
  throw Error(code, doing + " " + path.string() + ": " + std::strerror(number));
}

[[noreturn]] void fail_too_large(const std::string& name, std::size_t limit_bytes) {
  throw Error(Errc::too_large, name + " is larger than " + std::to_string(limit_bytes) + " bytes");
}

std::string read_all(int fd, const std::string& name, std::size_t expected, std::size_t limit_bytes) {
  std::string bytes(expected + 1, '\0');
  std::size_t have = 0;
  for (;;) {
    const auto n = ::read(fd, bytes.data() + have, bytes.size() - have);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) fail("cannot read", name, errno);
    if (n == 0) break;
    have += static_cast<std::size_t>(n);
    if (have > limit_bytes) fail_too_large(name, limit_bytes);
    if (have == bytes.size()) bytes.resize(bytes.size() * 2);
  }
  bytes.resize(have);
  return bytes;
}

class Sha256 {
 public:
  Sha256() noexcept { sha256_init(&context_); }
  void add(std::string_view bytes) noexcept { sha256_update(&context_, bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data())); }
  std::string hex() {
    std::array<std::uint8_t, SHA256_DIGEST_SIZE> digest{};
    sha256_digest(&context_, digest.size(), digest.data());
    static constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    for (const auto byte : digest) {
      out += digits[byte >> 4];
      out += digits[byte & 15];
    }
    return out;
  }

 private:
  sha256_ctx context_;
};

// Whether both are regular files with the same bytes.
bool have_same_bytes(const fs::path& one, const fs::path& other) {
  const Descriptor first(::open(one.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)),
      second(::open(other.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (first.get() < 0 || second.get() < 0) return false;
  struct stat of_first = {}, of_second = {};
  if (::fstat(first.get(), &of_first) != 0 || ::fstat(second.get(), &of_second) != 0) return false;
  if (!S_ISREG(of_first.st_mode) || !S_ISREG(of_second.st_mode) || of_first.st_size != of_second.st_size) return false;
  std::string ours(piece_bytes, '\0'), theirs(piece_bytes, '\0');
  for (off_t at = 0; at < of_first.st_size;) {
    const auto have = ::pread(first.get(), ours.data(), ours.size(), at);
    if (have <= 0 || ::pread(second.get(), theirs.data(), static_cast<std::size_t>(have), at) != have) return false;
    if (std::memcmp(ours.data(), theirs.data(), static_cast<std::size_t>(have)) != 0) return false;
    at += have;
  }
  return true;
}

}  // namespace

namespace {

OpenFile open_in(int folder, const std::string& name) {
  // O_NONBLOCK: opening a FIFO must not wait for a writer.
  Descriptor file(::openat(folder, name.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (file.get() < 0) fail("cannot read", name, errno);
  struct stat status = {};
  if (::fstat(file.get(), &status) != 0) fail("cannot read", name, errno);
  if (!S_ISREG(status.st_mode)) throw Error(Errc::invalid, name + " is not a regular file");
  return {std::move(file), static_cast<std::size_t>(status.st_size)};
}

std::string read_whole(const OpenFile& file, const std::string& name, std::size_t limit_bytes) {
  if (file.size > limit_bytes) fail_too_large(name, limit_bytes);
  return read_all(file.descriptor.get(), name, file.size, limit_bytes);
}

}  // namespace

OpenFile open_file(const fs::path& path) { return open_in(AT_FDCWD, path.string()); }
OpenFile open_file(const Descriptor& folder, const std::string& name) { return open_in(folder.get(), name); }
std::string read_file(const OpenFile& file, std::size_t limit_bytes) { return read_whole(file, "a file", limit_bytes); }

OpenFile memory_file(std::string_view bytes) {
  Descriptor file(::memfd_create("fieldbook", MFD_CLOEXEC));
  if (file.get() < 0) fail("cannot make", "a file in memory", errno);
  for (auto rest = bytes; !rest.empty();) {
    const auto n = ::write(file.get(), rest.data(), rest.size());
    if (n < 0 && errno != EINTR) fail("cannot write to", "a file in memory", errno);
    if (n > 0) rest.remove_prefix(static_cast<std::size_t>(n));
  }
  if (::lseek(file.get(), 0, SEEK_SET) != 0) fail("cannot read", "a file in memory", errno);
  return {std::move(file), bytes.size()};
}

std::string beginning_of(const OpenFile& file, std::size_t limit_bytes) {
  std::string bytes(std::min(file.size, limit_bytes), '\0');
  std::size_t have = 0;
  while (have < bytes.size()) {
    const auto n = ::pread(file.descriptor.get(), bytes.data() + have, bytes.size() - have, static_cast<off_t>(have));
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) fail("cannot read", "a file", errno);
    if (n == 0) break;  // it became shorter
    have += static_cast<std::size_t>(n);
  }
  bytes.resize(have);
  return bytes;
}

std::string read_file(const fs::path& path, std::size_t limit_bytes) {
  return read_whole(open_file(path), path.string(), limit_bytes);
}

std::string read_standard_input(std::size_t limit_bytes) {
  return read_all(STDIN_FILENO, "standard input", 1 << 16, limit_bytes);
}

// The folder is only made where it is missed: it nearly always is there.
GrowingFile::GrowingFile(fs::path path) : path_(std::move(path)) {
  beside_ = path_.string() + ".XXXXXX";
  descriptor_ = ::mkstemp(beside_.data());
  if (descriptor_ < 0 && errno == ENOENT && path_.has_parent_path()) {
    std::error_code failure;
    fs::create_directories(path_.parent_path(), failure);
    if (failure) fail("cannot make folder", path_.parent_path(), failure.value());
    beside_ = path_.string() + ".XXXXXX";
    descriptor_ = ::mkstemp(beside_.data());
  }
  if (descriptor_ < 0) fail("cannot write", path_, errno);
}

GrowingFile::~GrowingFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
  if (!beside_.empty()) ::unlink(beside_.c_str());
}

void GrowingFile::add(std::string_view bytes) {
  if (buffer_.size() + bytes.size() < piece_bytes) {
    buffer_ += bytes;
    return;
  }
  write(buffer_);
  buffer_.clear();
  write(bytes);
}

void GrowingFile::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto n = ::write(descriptor_, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) fail("cannot write", path_, errno);
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
}

void GrowingFile::close() {
  write(buffer_);
  if (::fchmod(descriptor_, 0644) != 0) fail("cannot write", path_, errno);
  // A full disk may show only here.
  if (::close(std::exchange(descriptor_, -1)) != 0) fail("cannot write", path_, errno);
}

void GrowingFile::put() {
  if (descriptor_ >= 0) close();
  if (::rename(beside_.c_str(), path_.c_str()) != 0) fail("cannot write", path_, errno);
  beside_.clear();
}

bool GrowingFile::put_if_changed() {
  close();
  if (have_same_bytes(path_, beside_)) return false;
  put();
  return true;
}

void write_file(const fs::path& path, std::string_view bytes) {
  GrowingFile file(path);
  file.add(bytes);
  file.put();
}

bool write_file_if_changed(const fs::path& path, std::string_view bytes) {
  struct stat now = {};
  const bool as_large = ::stat(path.c_str(), &now) == 0 && S_ISREG(now.st_mode) && static_cast<std::size_t>(now.st_size) == bytes.size();
  if (as_large && read_file(path, bytes.size()) == bytes) return false;
  write_file(path, bytes);
  return true;
}

void append_to_file(const fs::path& path, std::string_view bytes) {
  Descriptor file(::open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0600));
  if (file.get() < 0) fail("cannot write", path, errno == ENXIO ? EINVAL : errno);   // ENXIO: a FIFO nobody reads
  struct stat status = {};
  if (::fstat(file.get(), &status) != 0) fail("cannot write", path, errno);
  if (!S_ISREG(status.st_mode)) throw Error(Errc::invalid, path.string() + " is not a regular file");
  ssize_t written = 0;
  do written = ::write(file.get(), bytes.data(), bytes.size());
  while (written < 0 && errno == EINTR);
  if (written < 0) fail("cannot write", path, errno);
  if (static_cast<std::size_t>(written) != bytes.size()) fail("cannot write", path, ENOSPC);
}

std::string sha256(std::string_view bytes) {
  Sha256 sum;
  sum.add(bytes);
  return sum.hex();
}

bool is_sha256(std::string_view text) noexcept {
  return text.size() == 2 * SHA256_DIGEST_SIZE && std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

std::string sha256_of_file(const fs::path& path, std::size_t limit_bytes) {
  const auto file = open_file(path);
  Sha256 sum;
  std::string piece(piece_bytes, '\0');
  for (std::size_t have = 0;;) {
    const auto n = ::read(file.descriptor.get(), piece.data(), piece.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) fail("cannot read", path, errno);
    if (n == 0) return sum.hex();
    have += static_cast<std::size_t>(n);
    if (have > limit_bytes) fail_too_large(path.string(), limit_bytes);
    sum.add(std::string_view(piece).substr(0, static_cast<std::size_t>(n)));
  }
}

}  // namespace fieldbook
