// A file descriptor that is closed with its owner.
#pragma once

#include <unistd.h>

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

namespace fieldbook {

class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int fd) noexcept : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  int get() const noexcept { return fd_; }
  int release() noexcept { return std::exchange(fd_, -1); }
  // Closes now and says whether all went well (a full disk may show only here).
  bool close() noexcept { return ::close(std::exchange(fd_, -1)) == 0; }

 private:
  int fd_ = -1;
};

struct OpenFile {
  Descriptor descriptor;  // for reading, at its beginning
  std::size_t size = 0;   // bytes
};

// Throws Error: not_found, denied, invalid (not a regular file), io.
OpenFile open_file(const std::filesystem::path&);
// The same of a name in an open folder: where thousands are read, finding the folder is half the work.
OpenFile open_file(const Descriptor& folder, const std::string& name);
// The whole of it, from where it stands. Throws Error: too_large, io.
std::string read_file(const OpenFile&, std::size_t limit_bytes);

// A file that is in memory alone and holds these bytes. Throws Error io.
OpenFile memory_file(std::string_view bytes);

// At most `limit_bytes` of a file, from its beginning; where it is read on from does not move. Throws Error io.
std::string beginning_of(const OpenFile&, std::size_t limit_bytes);

}  // namespace fieldbook
