#include "core/library/store.hpp"

#include <xapian.h>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <optional>
#include <vector>

#include "core/base/file.hpp"
#include "core/base/process.hpp"
#include "core/base/text.hpp"

namespace fieldbook::library {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t stub_limit_bytes = 4096;
constexpr std::string_view prefix = "records-";

std::string schema_part() {
  return "schema " + std::to_string(schema_number) + "; ";
}

std::optional<unsigned long> number_of(std::string_view name) {
  if (!name.starts_with(prefix)) return std::nullopt;
  name.remove_prefix(prefix.size());
  unsigned long number = 0;
  const auto [end, failure] = std::from_chars(name.data(), name.data() + name.size(), number);
  return failure == std::errc() && end == name.data() + name.size() ? std::optional(number) : std::nullopt;
}

std::vector<std::string> databases(const fs::path& folder) {
  std::vector<std::string> out;
  std::error_code failure;
  for (fs::directory_iterator it(folder, failure), end; !failure && it != end; it.increment(failure)) {
    if (auto name = it->path().filename().string(); number_of(name)) out.push_back(std::move(name));
  }
  return out;
}

void remove_all_but(const fs::path& folder, const std::string& kept) {
  for (const auto& name : databases(folder)) {
    std::error_code ignored;
    if (name != kept) fs::remove_all(folder / name, ignored);
  }
}

[[noreturn]] void fail(const std::string& doing, const fs::path& path, int number) {
  throw Error(number == EACCES || number == EPERM || number == EROFS ? Errc::denied : Errc::io,
              doing + " " + path.string() + ": " + std::strerror(number), "name another folder with --index DIR");
}

void to_disk(const fs::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) fail("cannot open", path, errno);
  const int result = ::fsync(file);
  const int number = errno;
  ::close(file);
  if (result != 0 && number != EINVAL) fail("cannot write", path, number);
}

}  // namespace

std::string made_by() {
  return schema_part() + "fieldbook " + version() + "; xapian " + Xapian::version_string();
}

bool is_readable(const std::string& who) {
  return who.starts_with(schema_part());
}

fs::path stub_file(const fs::path& folder) {
  return folder / "XAPIANDB";
}

std::string stub_text(const fs::path& folder) {
  std::error_code failure;
  return fs::is_regular_file(stub_file(folder), failure) ? read_file(stub_file(folder), stub_limit_bytes)
                                                         : std::string();
}

std::string current_database(const fs::path& folder) {
  const auto text = stub_text(folder);
  const auto name = std::string(trim(std::string_view(text).substr(std::min(text.find(' '), text.size()))));
  return number_of(name) ? name : std::string();
}

void make_current(const fs::path& folder, const std::string& name) {
  for (const auto& entry : fs::directory_iterator(folder / name)) to_disk(entry.path());
  to_disk(folder / name);
  write_file(stub_file(folder), "auto " + name + "\n");
  to_disk(folder);
  remove_all_but(folder, name);
}

void remove_all_but_current(const fs::path& folder) {
  if (const auto current = current_database(folder); !current.empty()) remove_all_but(folder, current);
}

std::string fresh_name(const fs::path& folder) {
  const auto current = current_database(folder);
  unsigned long highest = 0;
  for (const auto& name : databases(folder)) highest = std::max(highest, *number_of(name));
  remove_all_but(folder, current);
  return std::string(prefix) + std::to_string(highest + 1);
}

std::string name_after(const std::string& name) {
  return std::string(prefix) + std::to_string(number_of(name).value_or(0) + 1);
}

WriteLock::WriteLock(const fs::path& folder) {
  std::error_code failure;
  fs::create_directories(folder, failure);
  if (failure) fail("cannot make folder", folder, failure.value());
  const auto path = folder / "lock";
  descriptor_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (descriptor_ < 0) fail("cannot open", path, errno);
  if (::flock(descriptor_, LOCK_EX | LOCK_NB) == 0) return;
  const int number = errno;
  ::close(descriptor_);
  if (number != EWOULDBLOCK) fail("cannot lock", path, number);
  throw Error(Errc::locked, "another process is writing the index " + folder.string(),
              "wait until it is done and try again");
}

WriteLock::~WriteLock() {
  ::close(descriptor_);
}

void rethrow(const Xapian::Error& error, const fs::path& folder) {
  const std::string type = error.get_type();
  const auto told = folder.string() + ": " + error.get_description();
  if (type == "DatabaseLockError")
    throw Error(Errc::locked, "another process is writing the index " + folder.string(),
                "wait until it is done and try again");
  if (type == "DatabaseModifiedError")
    throw Error(Errc::unavailable, "the index changes faster than it can be read: " + told, "try again");
  if (type.starts_with("Network"))
    throw Error(Errc::unavailable, "cannot reach the index " + told, "see that its server runs");
  if (type == "DatabaseNotFoundError")
    throw Error(Errc::not_found, "there is no index in " + folder.string(), "run fieldbook index");
  if (type.starts_with("Database")) {
    const auto* const system = error.get_error_string();
    if (system != nullptr && system == std::string(std::strerror(ENOSPC)))
      throw Error(Errc::io, "cannot write the index " + told, "make room on the disk");
    throw Error(Errc::damaged, "cannot read the index " + told, "run fieldbook doctor --rebuild");
  }
  throw Error(Errc::io, "the index failed: " + told);
}

}  // namespace fieldbook::library
