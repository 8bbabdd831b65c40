#include "core/base/file.hpp"

#include <fcntl.h>
#include <nettle/sha2.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <system_error>
#include <utility>

#include "core/base/error.hpp"

namespace fieldbook {
namespace {

namespace fs = std::filesystem;

class Descriptor {
 public:
  explicit Descriptor(int fd) noexcept : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const noexcept { return fd_; }
  // Closes now and says whether all went well (a full disk may show only here).
  bool close() noexcept { return ::close(std::exchange(fd_, -1)) == 0; }

 private:
  int fd_;
};

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

}  // namespace

std::string read_file(const fs::path& path, std::size_t limit_bytes) {
  // O_NONBLOCK: opening a FIFO must not wait for a writer.
  Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (file.get() < 0) fail("cannot read", path, errno);
  struct stat status = {};
  if (::fstat(file.get(), &status) != 0) fail("cannot read", path, errno);
  if (!S_ISREG(status.st_mode)) throw Error(Errc::invalid, path.string() + " is not a regular file");
  const auto size = static_cast<std::size_t>(status.st_size);
  if (size > limit_bytes) fail_too_large(path.string(), limit_bytes);
  return read_all(file.get(), path.string(), size, limit_bytes);
}

std::string read_standard_input(std::size_t limit_bytes) {
  return read_all(STDIN_FILENO, "standard input", 1 << 16, limit_bytes);
}

void write_file(const fs::path& path, std::string_view bytes) {
  if (path.has_parent_path()) {
    std::error_code failure;
    fs::create_directories(path.parent_path(), failure);
    if (failure) fail("cannot make folder", path.parent_path(), failure.value());
  }
  auto beside = path.string() + ".XXXXXX";
  Descriptor file(::mkstemp(beside.data()));
  if (file.get() < 0) fail("cannot write", path, errno);
  const auto abandon = [&](int number) {
    ::unlink(beside.c_str());
    fail("cannot write", path, number);
  };
  while (!bytes.empty()) {
    const auto n = ::write(file.get(), bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) abandon(errno);
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  if (::fchmod(file.get(), 0644) != 0) abandon(errno);
  if (!file.close()) abandon(errno);
  if (::rename(beside.c_str(), path.c_str()) != 0) abandon(errno);
}

bool write_file_if_changed(const fs::path& path, std::string_view bytes) {
  std::error_code failure;
  if (fs::is_regular_file(path, failure) && fs::file_size(path, failure) == bytes.size() &&
      read_file(path, bytes.size()) == bytes) {
    return false;
  }
  write_file(path, bytes);
  return true;
}

std::string sha256(std::string_view bytes) {
  sha256_ctx context;
  sha256_init(&context);
  sha256_update(&context, bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()));
  std::array<std::uint8_t, SHA256_DIGEST_SIZE> digest{};
  sha256_digest(&context, digest.size(), digest.data());
  static constexpr std::string_view hex = "0123456789abcdef";
  std::string out;
  for (const auto byte : digest) {
    out += hex[byte >> 4];
    out += hex[byte & 15];
  }
  return out;
}

}  // namespace fieldbook
