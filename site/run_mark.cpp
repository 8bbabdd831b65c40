#include "site/run_mark.hpp"

#include <fcntl.h>

#include <algorithm>
#include <charconv>
#include <system_error>

#include "core/assess/library_assessments.hpp"
#include "core/base/clock.hpp"
#include "core/base/descriptor.hpp"
#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/base/process.hpp"
#include "core/base/text.hpp"
#include "core/record/collection.hpp"
#include "site/reviews.hpp"

namespace fieldbook::site {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t likely_line_bytes = 100;
constexpr std::size_t mark_limit_bytes = std::size_t{512} << 20;
constexpr std::size_t digest_digits = 16;
constexpr std::string_view mark_head = "fieldbook-site mark 3";

std::int64_t number(std::string_view text) {
  std::int64_t value = -2;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
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
      const auto seen = look_at_file(file);
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
  digest.add(stamp_of(this_program()));
  digest.add(options);
  for (const auto& file : record::list_files(library, schema)) digest.add(file.file, static_cast<std::int64_t>(file.size), file.modified_ns);
  for (const auto& assessor : catalogue.assessors)
    digest.add(assessor.id + " " + assessor.version + " " + assessor.file_hash + " " + (assessor.allowed ? "allowed " : "") + assessor.problem);
  digest.add_folder(theme);
  for (const auto& folder : folders_of_reviews(library)) digest.add_folder(folder);
  digest.add(assess::cache_stamp(index));
  return {digest.digest(), digest.newest() + unsettled_ns < now_ns()};
}

RunMark::RunMark(const fs::path& index, const fs::path& out)
    : out_(fs::weakly_canonical(fs::absolute(out))), file_(index / ("published-" + sha256(out_.string()).substr(0, digest_digits))) {}

RunMark::Left RunMark::read() const {
  Left out;
  std::string mark;
  try {
    mark = read_file(file_, mark_limit_bytes);
  } catch (const Error&) {
    return out;  // there was no such run
  }
  const auto lines = split(mark, '\n');
  // The number of files tells a mark that was cut between two lines.
  if (lines.size() < 5 || lines[0] != mark_head || !lines.back().empty() || lines[3] != std::to_string(lines.size() - 5)) return out;
  out.files.reserve(lines.size());
  for (std::size_t i = 4; i + 1 < lines.size(); ++i) {
    const auto parts = split(lines[i], ' ');
    if (parts.size() != 4) return {};
    out.files.emplace(parts[0], LeftFile{{number(parts[1]), number(parts[2])}, std::string(parts[3])});
  }
  out.inputs = lines[1];
  out.records = static_cast<std::size_t>(std::max<std::int64_t>(0, number(lines[2])));
  return out;
}

bool RunMark::current(const Left& left, const Inputs& inputs) const {
  if (left.inputs != inputs.digest) return false;
  const Descriptor out(::open(out_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  return out.get() >= 0 && std::ranges::all_of(left.files, [&](const auto& file) {
    return file.second.look.size >= 0 && look_at_file(out.get(), file.first) == file.second.look;
  });
}

void RunMark::remove() const {
  std::error_code ignored;
  fs::remove(file_, ignored);
}

void RunMark::leave(const std::string& inputs, std::size_t records, const ListedFiles& files) const {
  std::string mark(mark_head);
  mark.reserve(files.size() * likely_line_bytes);
  mark.append("\n").append(inputs).append("\n").append(std::to_string(records)).append("\n").append(std::to_string(files.size())).push_back('\n');
  for (const auto& [address, left] : files) {
    mark.append(address).append(" ").append(std::to_string(left.look.size)).append(" ");
    mark.append(std::to_string(left.look.changed_ns)).append(" ").append(left.print).push_back('\n');
  }
  write_file(file_, mark);
}

}  // namespace fieldbook::site
