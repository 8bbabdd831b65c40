#include "site/first_files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <vector>

#include "core/base/descriptor.hpp"
#include "core/base/error.hpp"

namespace fieldbook::site {
namespace {

namespace fs = std::filesystem;

constexpr const char* out_of_sight = ".fieldbook-first";
constexpr mode_t readable_by_all = 0644;

[[noreturn]] void fail(const fs::path& path, int number) {
  throw Error(Errc::io, "cannot write " + path.string() + ": " + std::generic_category().message(number), "check the space on the disk and the folder's permissions");
}

bool is_folder(const fs::path& path) { return fs::is_directory(fs::symlink_status(path)); }

}  // namespace

bool FirstFiles::are_wanted(const fs::path& site) {
  for (const auto& entry : fs::directory_iterator(site)) {
    if (entry.path().filename() != out_of_sight || !is_folder(entry.path())) return false;
  }
  return true;
}

void FirstFiles::remove_from(const fs::path& site) {
  std::error_code failure;
  if (is_folder(site / out_of_sight)) fs::remove_all(site / out_of_sight, failure);
  if (failure) fail(site / out_of_sight, failure.value());
}

FirstFiles::FirstFiles(const fs::path& site) : site_(site), folder_(site / out_of_sight) {
  remove_from(site);
  std::error_code failure;
  fs::create_directory(folder_, failure);
  if (failure) fail(folder_, failure.value());
  opened_ = Descriptor(::open(folder_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (opened_.get() < 0) fail(folder_, errno);
}

FirstFiles::~FirstFiles() {
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

void FirstFiles::make_way(const std::string& address) {
  const auto way = std::string_view(address).substr(0, address.rfind('/') == std::string::npos ? 0 : address.rfind('/'));
  if (way.empty() || ways_.contains(way)) return;
  std::error_code failure;
  fs::create_directories(folder_ / way, failure);
  if (failure) fail(folder_ / way, failure.value());
  ways_.emplace(way);
}

FileLook FirstFiles::write(const std::string& address, std::string_view bytes) const {
  const auto fail_here = [&](int number) { fail(folder_ / address, number); };
  Descriptor file(::openat(opened_.get(), address.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, readable_by_all));
  if (file.get() < 0) fail_here(errno);
  while (!bytes.empty()) {
    const auto n = ::write(file.get(), bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) fail_here(errno);
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  struct stat status = {};
  if (::fstat(file.get(), &status) != 0) fail_here(errno);
  if ((status.st_mode & 0777) != readable_by_all && (::fchmod(file.get(), readable_by_all) != 0 || ::fstat(file.get(), &status) != 0)) fail_here(errno);
  const auto look = look_of(status);
  if (!file.close()) fail_here(errno);
  return look;
}

void FirstFiles::put_in_place() {
  std::vector<fs::path> all;
  for (const auto& entry : fs::directory_iterator(folder_)) all.push_back(entry.path());
  for (const auto& made : all) {
    const auto place = site_ / made.filename();
    if (::rename(made.c_str(), place.c_str()) != 0) fail(place, errno);
  }
  remove_from(site_);
}

}  // namespace fieldbook::site
