#include "core/base/durable.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <system_error>

#include "core/base/descriptor.hpp"
#include "core/base/error.hpp"

namespace fieldbook {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const std::string& doing, const fs::path& path, int number) {
  throw Error(number == EACCES || number == EPERM || number == EROFS ? Errc::denied : Errc::io, doing + " " + path.string() + ": " + std::strerror(number));
}

fs::path folder_of(const fs::path& path) { return path.has_parent_path() ? path.parent_path() : fs::path("."); }

void make_folder_of(const fs::path& path) {
  std::error_code failure;
  fs::create_directories(folder_of(path), failure);
  if (failure) fail("cannot make folder", folder_of(path), failure.value());
}

// A file's name is on the disk only when its folder is.
void sync_folder_of(const fs::path& path) {
  const Descriptor folder(::open(folder_of(path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder.get() < 0 || ::fsync(folder.get()) != 0) fail("cannot sync folder", folder_of(path), errno);
}

void write_all(int fd, std::string_view bytes, const fs::path& path) {
  while (!bytes.empty()) {
    const auto n = ::write(fd, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) fail("cannot write", path, errno);
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
}

void wait_for_turn(int fd, const fs::path& path) {
  while (::flock(fd, LOCK_EX) != 0) {
    if (errno != EINTR) fail("cannot lock", path, errno);
  }
}

// Whether the file's last line lacks its end.
bool is_unfinished(int fd, off_t size, const fs::path& path) {
  if (size == 0) return false;
  char last = '\n';
  if (::pread(fd, &last, 1, size - 1) != 1) fail("cannot read", path, errno);
  return last != '\n';
}

}  // namespace

void write_durably(const fs::path& path, std::string_view bytes) {
  make_folder_of(path);
  auto beside = path.string() + ".XXXXXX";
  const Descriptor file(::mkstemp(beside.data()));
  if (file.get() < 0) fail("cannot write", path, errno);
  try {
    write_all(file.get(), bytes, path);
    if (::fchmod(file.get(), 0644) != 0 || ::fsync(file.get()) != 0 || ::rename(beside.c_str(), path.c_str()) != 0) fail("cannot write", path, errno);
  } catch (...) {
    ::unlink(beside.c_str());
    throw;
  }
  sync_folder_of(path);
}

void append_lines(const fs::path& path, std::span<const std::string> lines) {
  if (lines.empty()) return;
  make_folder_of(path);
  const Descriptor file(::open(path.c_str(), O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0644));
  if (file.get() < 0) fail("cannot write", path, errno);
  wait_for_turn(file.get(), path);
  struct stat status = {};
  if (::fstat(file.get(), &status) != 0) fail("cannot read", path, errno);
  std::string bytes = is_unfinished(file.get(), status.st_size, path) ? "\n" : "";
  for (const auto& line : lines) bytes += line + "\n";
  write_all(file.get(), bytes, path);
  if (::fsync(file.get()) != 0) fail("cannot write", path, errno);
  if (status.st_size == 0) sync_folder_of(path);
}

void append_line(const fs::path& path, const std::string& line) { append_lines(path, {&line, 1}); }

}  // namespace fieldbook
