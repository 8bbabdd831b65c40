#include "site/output.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <set>
#include <system_error>

#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/base/text.hpp"

namespace fieldbook::site {
namespace {

namespace fs = std::filesystem;

constexpr const char* manifest_name = ".fieldbook-site";
constexpr std::string_view manifest_head = "fieldbook-site 1";
constexpr std::string_view under_way = "!";  // a line that finish() takes away again
constexpr std::size_t manifest_limit_bytes = std::size_t{512} << 20;
constexpr std::size_t most_open_folders = 100;

bool is_empty_folder(const fs::path& folder) {
  return fs::directory_iterator(folder) == fs::directory_iterator();
}

// The list of a site's files, by which the next run knows them.
void list(GrowingFile& manifest, Addresses& addresses) {
  manifest.add(manifest_head);
  manifest.add("\n");
  for (const auto address : addresses.sorted()) {
    manifest.add(address);
    manifest.add("\n");
  }
}

bool lies_in_a_folder(std::string_view address) { return address.find('/') != std::string_view::npos; }

// Empty for what lies at the top.
std::string_view folder_of(std::string_view address) { return address.substr(0, lies_in_a_folder(address) ? address.rfind('/') : 0); }

std::string name_of(const std::string& address) { return address.substr(lies_in_a_folder(address) ? address.rfind('/') + 1 : 0); }

[[noreturn]] void fail_as_taken(const std::string& address) {
  throw Error(Errc::invalid, "two pages have the address " + address, "rename one of the records or folders");
}

}  // namespace

bool is_plain_address(std::string_view address) noexcept {
  if (address.empty() || address.size() > 300) return false;
  char before = '/';
  for (const char c : address) {
    const bool plain = std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-';
    if (before == '/' ? !plain : !(plain || c == '.' || c == '/')) return false;
    before = c;
  }
  return before != '/';
}

Output::Output(const fs::path& folder, LeftFiles left) : left_before_(std::move(left)) {
  std::error_code failure;
  fs::create_directories(folder, failure);
  if (!fs::is_directory(folder)) {
    throw Error(Errc::invalid, "cannot make the folder " + folder.string(), "name another folder with --out");
  }
  folder_ = fs::canonical(folder);
  lock_.descriptor = ::open(folder_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (lock_.descriptor < 0 || ::flock(lock_.descriptor, LOCK_EX | LOCK_NB) != 0) {
    throw Error(Errc::locked, "another run is writing to " + folder_.string(), "wait until it is done");
  }
  if (fs::is_regular_file(fs::symlink_status(folder_ / manifest_name))) {
    FirstFiles::remove_from(folder_);
    read_manifest();
  } else if (!FirstFiles::are_wanted(folder_)) {
    throw Error(Errc::denied, folder_.string() + " holds files that are not a site of Fieldbook",
                "name an empty folder or an earlier site with --out");
  } else {
    first_.emplace(folder_);
    return;
  }
  journal_.open(folder_ / manifest_name, std::ios::app | std::ios::binary);
  journal_ << under_way << '\n' << std::flush;
  if (!journal_) throw Error(Errc::denied, "cannot write to " + folder_.string(), "check the folder's permissions");
}

Output::Lock::~Lock() {
  if (descriptor >= 0) ::close(descriptor);
}

void Output::read_manifest() {
  const auto bytes = read_file(folder_ / manifest_name, manifest_limit_bytes);
  const auto lines = split(bytes, '\n');
  if (lines.front() != manifest_head) {
    throw Error(Errc::damaged, (folder_ / manifest_name).string() + " is not a list of ours",
                "name another folder with --out");
  }
  // What follows the last line feed was cut off by a kill, before its file was written.
  bool killed = !lines.back().empty();
  for (std::size_t i = 1; i + 1 < lines.size(); ++i) {
    if (is_plain_address(lines[i])) before_.insert(lines[i]);
    killed = killed || lines[i] == under_way;
  }
  if (killed) clear_up_after_kill();
}

// Removes files that write_file() had not yet given their name, and the unfinished line of the list.
void Output::clear_up_after_kill() {
  constexpr std::size_t suffix = 7;  // ".XXXXXX"
  std::set<fs::path> folders{folder_};
  for (const auto address : before_.sorted()) folders.insert((folder_ / address).parent_path());
  for (const auto& folder : folders) {
    if (!fs::is_directory(fs::symlink_status(folder))) continue;
    for (const auto& entry : fs::directory_iterator(folder)) {
      const auto address = fs::relative(entry.path(), folder_).generic_string();
      if (address.size() <= suffix || address[address.size() - suffix] != '.') continue;
      const auto meant = address.substr(0, address.size() - suffix);
      if ((before_.contains(meant) || meant == manifest_name) && !before_.contains(address)) fs::remove(entry.path());
    }
  }
  GrowingFile manifest(folder_ / manifest_name);
  list(manifest, before_);
  manifest.put();
}

// No folder on the way may be a link that leads elsewhere.
void Output::check_parents(std::string_view address) {
  const auto folder = folder_of(address);
  if (folder.empty() || checked_folders_.contains(folder)) return;
  for (auto slash = address.find('/'); slash != std::string_view::npos; slash = address.find('/', slash + 1)) {
    const auto part = address.substr(0, slash);
    const auto status = fs::symlink_status(folder_ / part);
    if (fs::exists(status) && !fs::is_directory(status)) {
      throw Error(Errc::denied, (folder_ / part).string() + " is in the way: a folder of the site goes there",
                  "move it elsewhere");
    }
  }
  checked_folders_.emplace(folder, Descriptor());
}

// A folder that was checked; below 0 where it is not held open. To find it anew for each of tens of thousands of files takes a
// third of looking at them.
int Output::opened(std::string_view folder) {
  const auto checked = checked_folders_.find(folder);
  if (checked == checked_folders_.end()) return -1;
  auto& opened = checked->second;
  if (opened.get() < 0 && opened_folders_ < most_open_folders) {
    opened = Descriptor(::openat(lock_.descriptor, checked->first.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    ++opened_folders_;
  }
  return opened.get();
}

void Output::check_new(const std::string& address) const {
  if (!is_plain_address(address)) {
    throw Error(Errc::invalid, "\"" + printable(address) + "\" cannot be the address of a page",
                "use letters, digits and hyphens in ids and folders");
  }
  if (now_.contains(address)) fail_as_taken(address);
}

bool Output::keep(const std::vector<std::string>& addresses, const std::string& print) {
  if (left_before_.empty() || print.empty()) return false;
  std::vector<LeftFile*> files;
  for (const auto& address : addresses) {
    const auto left = left_before_.find(address);
    if (left == left_before_.end() || left->second.print != print || !before_.contains(address)) return false;
    files.push_back(&left->second);
  }
  std::vector<int> folders;
  {
    const std::lock_guard guard(mutex_);
    for (const auto& address : addresses) {
      check_parents(address);
      folders.push_back(opened(folder_of(address)));
    }
  }
  for (std::size_t i = 0; i < addresses.size(); ++i) {
    const auto& address = addresses[i];
    const auto look = folders[i] < 0 ? look_at_file(lock_.descriptor, address) : look_at_file(folders[i], name_of(address));
    if (look != files[i]->look) return false;
  }
  const std::lock_guard guard(mutex_);
  for (const auto& address : addresses) {
    if (!now_.insert(address)) fail_as_taken(address);
  }
  for (auto* const file : files) file->kept = true;
  kept_ += files.size();
  unchanged_ += files.size();
  return true;
}

void Output::claim(const std::string& address) {
  const std::lock_guard guard(mutex_);
  check_new(address);
  if (first_) {
    first_->make_way(address);
    now_.insert(address);
    return;
  }
  check_parents(address);
  const auto status = fs::symlink_status(folder_ / address);
  const bool ours = before_.contains(address);
  if (fs::exists(status) && (!fs::is_regular_file(status) || !ours)) {
    throw Error(Errc::denied, (folder_ / address).string() + " is in the way and not ours",
                "move it out of the site's folder");
  }
  now_.insert(address);
  if (ours) return;
  journal_ << address << '\n' << std::flush;
  if (!journal_)
    throw Error(Errc::io, "cannot write " + (folder_ / manifest_name).string(), "check the space on the disk");
}

void Output::made(const std::string& address, const std::string& print, const FileLook& look) {
  const std::lock_guard guard(mutex_);
  made_.emplace_back(address, LeftFile{look, print});
}

void Output::write(const std::string& address, std::string_view bytes, const std::string& print) {
  claim(address);
  if (!first_) {
    made(address, print);
    return count(write_file_if_changed(folder_ / address, bytes));
  }
  const auto look = first_->write(address, bytes);
  // Those at the top are put in place one by one, which changes the look; what has no print is looked at in the end.
  made(address, print, lies_in_a_folder(address) && !print.empty() ? look : FileLook{});
  count(true);
}

GrowingFile Output::begin(const std::string& address, const std::string& print) {
  claim(address);
  made(address, print);
  return GrowingFile(made_in() / address);
}

void Output::put(GrowingFile& file) {
  count(file.put_if_changed());
}

ListedFiles Output::left() {
  for (auto& [address, file] : made_) {
    if (file.look == FileLook{}) file.look = look_at_file(lock_.descriptor, address);
  }
  for (auto& [address, file] : left_before_) {
    if (file.kept) made_.emplace_back(address, std::move(file));
  }
  return std::move(made_);
}

void Output::count(bool wrote) {
  const std::lock_guard guard(mutex_);
  ++(wrote ? written_ : unchanged_);
}

void Output::finish() {
  if (first_) {
    GrowingFile manifest(folder_ / manifest_name);
    list(manifest, now_);
    manifest.add(std::string(under_way) + "\n");
    manifest.put();
    first_->put_in_place();
    first_.reset();
  }
  for (const auto before : before_.without(now_)) {
    const std::string address(before);
    check_parents(address);
    const auto file = folder_ / address;
    if (!fs::is_regular_file(fs::symlink_status(file))) continue;
    fs::remove(file);
    ++removed_;
    for (auto parent = file.parent_path(); parent != folder_ && is_empty_folder(parent);
         parent = parent.parent_path()) {
      fs::remove(parent);
    }
  }
  journal_.close();
  GrowingFile manifest(folder_ / manifest_name);
  list(manifest, now_);
  manifest.put_if_changed();
}

}  // namespace fieldbook::site
