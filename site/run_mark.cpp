#include "site/run_mark.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <system_error>

#include "core/assess/library_assessments.hpp"
#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/base/process.hpp"
#include "core/base/text.hpp"
#include "core/record/collection.hpp"

namespace fieldbook::site {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t mark_limit_bytes = std::size_t{512} << 20;
constexpr std::int64_t unsettled_ns = 50'000'000;  // longer than the grain of any file system's times
constexpr std::size_t digest_digits = 16;

struct Look {
  std::int64_t size = -1, changed_ns = 0;  // -1: no regular file
};

// Status times tell a change that a program hid by setting the modification time back.
Look look(const fs::path& file) {
  struct stat status = {};
  if (::lstat(file.c_str(), &status) != 0 || !(S_ISREG(status.st_mode) || S_ISDIR(status.st_mode))) return {};
  const auto ns = [](const timespec& t) { return std::int64_t{t.tv_sec} * 1'000'000'000 + t.tv_nsec; };
  return {status.st_size, std::max(ns(status.st_mtim), ns(status.st_ctim))};
}

std::int64_t now_ns() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

class Digest {
 public:
  void add(std::string_view text) { all_.append(text).push_back('\n'); }
  void add(std::string_view name, std::int64_t size, std::int64_t changed_ns) {
    all_.append(name).append(" ").append(std::to_string(size)).append(" ").append(std::to_string(changed_ns)).push_back('\n');
    newest_ = std::max(newest_, changed_ns);
  }
  void add_folder(const fs::path& folder) {
    std::error_code failure;
    std::vector<fs::path> files{folder};
    for (fs::recursive_directory_iterator at(folder, failure), end; !failure && at != end; at.increment(failure)) files.push_back(at->path());
    std::ranges::sort(files);
    for (const auto& file : files) {
      const auto seen = look(file);
      add(file.string(), fs::is_directory(file, failure) ? 0 : seen.size, seen.changed_ns);
    }
  }
  std::string digest() const { return sha256(all_); }
  std::int64_t newest() const { return newest_; }

 private:
  std::string all_;
  std::int64_t newest_ = 0;
};

}  // namespace

Inputs Inputs::of(const fs::path& library, const record::Schema& schema, const fs::path& index, const fs::path& theme,
                  const assess::Catalogue& catalogue, const std::string& options) {
  Digest digest;
  digest.add(version());
  digest.add(options);
  for (const auto& file : record::list_files(library, schema)) digest.add(file.file, static_cast<std::int64_t>(file.size), file.modified_ns);
  for (const auto& assessor : catalogue.assessors)
    digest.add(assessor.id + " " + assessor.version + " " + assessor.file_hash + " " + (assessor.allowed ? "allowed " : "") + assessor.problem);
  digest.add_folder(theme);
  digest.add(assess::cache_stamp(index));
  return {digest.digest(), digest.newest() + unsettled_ns < now_ns()};
}

RunMark::RunMark(const fs::path& index, const fs::path& out)
    : out_(fs::weakly_canonical(fs::absolute(out))), file_(index / ("published-" + sha256(out_.string()).substr(0, digest_digits))) {}

std::optional<RunMark::Seen> RunMark::current(const Inputs& inputs) const {
  std::string mark;
  try {
    mark = read_file(file_, mark_limit_bytes);
  } catch (const Error&) {
    return std::nullopt;  // there was no such run
  }
  const auto number = [](std::string_view text) {
    std::int64_t value = -2;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
  };
  const auto lines = split(mark, '\n');
  if (lines.size() < 3 || lines[0] != inputs.digest || !lines.back().empty()) return std::nullopt;
  for (std::size_t i = 2; i + 1 < lines.size(); ++i) {
    const auto first = lines[i].find(' '), second = lines[i].find(' ', first + 1);
    if (first == std::string_view::npos || second == std::string_view::npos) return std::nullopt;
    const auto seen = look(out_ / lines[i].substr(0, first));
    if (seen.size < 0 || seen.size != number(lines[i].substr(first + 1)) || seen.changed_ns != number(lines[i].substr(second + 1)))
      return std::nullopt;
  }
  return Seen{static_cast<std::size_t>(std::max<std::int64_t>(0, number(lines[1]))), lines.size() - 3};
}

void RunMark::remove() const {
  std::error_code ignored;
  fs::remove(file_, ignored);
}

void RunMark::leave(const Inputs& inputs, std::size_t records, const std::set<std::string>& addresses) const {
  if (!inputs.settled) return;
  auto mark = inputs.digest + "\n" + std::to_string(records) + "\n";
  for (const auto& address : addresses) {
    const auto seen = look(out_ / address);
    mark.append(address).append(" ").append(std::to_string(seen.size)).append(" ").append(std::to_string(seen.changed_ns)).push_back('\n');
  }
  write_file(file_, mark);
}

}  // namespace fieldbook::site
