#include "core/record/folder.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

#include "core/base/clock.hpp"

namespace fieldbook::record {
namespace {

namespace fs = std::filesystem;

Seen seen(std::string file, const struct stat& state) {
  return {{std::move(file), static_cast<std::uintmax_t>(state.st_size),
           ns_of(state.st_mtim), state.st_ino},
          S_ISREG(state.st_mode), S_ISLNK(state.st_mode)};
}

bool is_record_name(std::string_view name) {
  return name.ends_with(".md") && !name.starts_with('.') && name != "README.md";
}

void add_regular(Seen one, std::vector<FileStamp>& out) {
  if (one.regular) out.push_back(std::move(one.stamp));
}

}  // namespace

Seen look_at(const fs::path& root, std::string file) {
  struct stat state {};
  const auto path = root / file;
  const auto ask = file == schema_file ? &::stat : &::lstat;
  if (ask(path.c_str(), &state) != 0) return {{std::move(file)}};
  return seen(std::move(file), state);
}

// Asked of the open folder by bare names: half the work of whole paths where there are tens of thousands of files.
std::vector<Seen> look_into(const fs::path& root, const std::string& folder) {
  std::vector<Seen> out;
  const int opened = ::open((root / folder).c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (opened < 0) return out;
  auto* const entries = ::fdopendir(opened);
  if (entries == nullptr) {
    ::close(opened);
    return out;
  }
  while (const auto* const entry = ::readdir(entries)) {  // NOLINT: the stream is ours alone
    const std::string_view name = entry->d_name;
    if (!is_record_name(name)) continue;
    struct stat state {};
    auto file = folder + "/" + std::string(name);
    const bool there = ::fstatat(opened, entry->d_name, &state, AT_SYMLINK_NOFOLLOW) == 0;
    out.push_back(there ? seen(std::move(file), state) : Seen{{std::move(file)}});
  }
  ::closedir(entries);
  std::ranges::sort(out, {}, [](const Seen& s) -> const std::string& { return s.stamp.file; });
  return out;
}

std::vector<FileStamp> list_common_files(const fs::path& root, const Schema& schema) {
  std::vector<FileStamp> out;
  add_regular(look_at(root, std::string(schema_file)), out);
  add_regular(look_at(root, std::string(sources_file)), out);
  for (const auto& name : schema.vocabularies) add_regular(look_at(root, "vocabulary/" + name + ".yaml"), out);
  std::ranges::sort(out, {}, &FileStamp::file);
  return out;
}

std::vector<FileStamp> list_files(const fs::path& root, const Schema& schema) {
  auto out = list_common_files(root, schema);
  for (const auto& kind : schema.kinds) {
    for (auto& one : look_into(root, kind.folder)) add_regular(std::move(one), out);
  }
  std::ranges::sort(out, {}, &FileStamp::file);
  return out;
}

const KindRule* kind_of_file(const Schema& schema, std::string_view file) {
  const auto slash = file.rfind('/');
  if (slash == std::string_view::npos || !is_record_name(file.substr(slash + 1))) return nullptr;
  const auto kind = std::ranges::find(schema.kinds, file.substr(0, slash), &KindRule::folder);
  return kind == schema.kinds.end() ? nullptr : &*kind;
}

}  // namespace fieldbook::record
