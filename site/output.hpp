// The folder a site is written to. Only files that this program wrote are ever changed or removed in it.
#pragma once

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/descriptor.hpp"
#include "core/base/file.hpp"
#include "site/addresses.hpp"
#include "site/first_files.hpp"
#include "site/left_files.hpp"

namespace fieldbook::site {

// Keeps FOLDER/.fieldbook-site, the list of the files that are ours: a name is in it before its file is there, so that
// after a kill nothing of ours is taken for somebody else's. Every file is the old one or the new one, whole. The files of a
// first edition are made out of sight; finish() puts them in place.
// One at a time for a folder. write() may be called from several threads.
class Output {
 public:
  // Makes the folder where there is none. Throws Error: denied where it holds files but no site of ours, locked where
  // another run is writing to it, invalid, io.
  // `left`: what an earlier run says of its files; keep() goes by it.
  explicit Output(const std::filesystem::path& folder, LeftFiles left = {});
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  // Writes a file where its bytes differ. `address` is relative with slashes. Throws Error invalid for an address that
  // is not plain or was written already in this run, denied where somebody else's file or a symbolic link is there, io.
  // `print`: the fingerprint that the bytes follow from, for the next run.
  void write(const std::string& address, std::string_view bytes, const std::string& print = {});

  // Whether all these files are as an earlier run left them and follow from the same: then they need not be made. Throws
  // as write().
  bool keep(const std::vector<std::string>& addresses, const std::string& print);

  // A file too large to be held, made piece by piece; put() takes it when it is whole. Throws as write().
  GrowingFile begin(const std::string& address, const std::string& print = {});
  void put(GrowingFile&);

  // Removes the files of earlier runs that this one did not write, and the folders that are empty then.
  void finish();

  std::size_t written() const noexcept { return written_; }
  std::size_t unchanged() const noexcept { return unchanged_; }
  std::size_t removed() const noexcept { return removed_; }
  std::size_t kept() const noexcept { return kept_; }  // of the unchanged
  const std::filesystem::path& folder() const noexcept { return folder_; }
  // Where what this run wrote or kept is, until it finishes.
  const std::filesystem::path& made_in() const noexcept { return first_ ? first_->folder() : folder_; }
  // Every address written or kept in this run, sorted; holds until there is another. While nobody writes.
  const std::vector<std::string_view>& addresses() { return now_.sorted(); }
  // The same as they are now, for the next run; after finish(), once.
  ListedFiles left();

 private:
  struct Lock {
    ~Lock();
    int descriptor = -1;
  };

  void read_manifest();
  void clear_up_after_kill();
  void check_parents(std::string_view address);
  int opened(std::string_view folder);
  void check_new(const std::string& address) const;
  void claim(const std::string& address);
  void made(const std::string& address, const std::string& print, const FileLook& look = {});
  void count(bool wrote);

  Lock lock_;
  std::filesystem::path folder_;
  std::optional<FirstFiles> first_;
  std::ofstream journal_;
  LeftFiles left_before_;
  Addresses before_, now_;
  std::map<std::string, Descriptor, std::less<>> checked_folders_;   // opened where something was looked at in it
  std::size_t opened_folders_ = 0;
  ListedFiles made_;   // in this run; looked at in the end where it was not when it was written
  std::mutex mutex_;  // over all that changes while files are written: not what was left before
  std::size_t written_ = 0, unchanged_ = 0, removed_ = 0, kept_ = 0;
};

// Whether a site may have a file at this address: parts of [A-Za-z0-9_.-] that do not begin with a dot, apart by single
// slashes, 1 to 300 bytes.
bool is_plain_address(std::string_view address) noexcept;

}  // namespace fieldbook::site
