// A copy of tests/fixtures/good that a test may change, and its index.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/library/index.hpp"
#include "core/library/search.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook::library {

class InventedLibrary {
 public:
  InventedLibrary();

  const std::filesystem::path& root() const noexcept { return root_; }
  std::filesystem::path index() const { return folder_.path() / "index"; }
  // Writes a practice example with this title and this text as its first section.
  void write_example(const std::string& id, const std::string& title, const std::string& text,
                     const std::string& more_fields = {}) const;
  void write(const std::filesystem::path& relative, std::string_view bytes) const {
    folder_.write(std::filesystem::path("library") / relative, bytes);
  }
  void remove(const std::filesystem::path& relative) const { std::filesystem::remove(root_ / relative); }

  IndexReport update(const std::vector<std::string>& files = {}) const;
  Refreshed refresh(const std::vector<std::string>& files = {}) const;
  bool up_to_date() const;
  Reader reader() const { return Reader(index()); }

 private:
  test::TempDir folder_;
  std::filesystem::path root_;
};

std::vector<std::string> ids(const Results&);

// Everything a searcher can see of a library, on lines: to compare two indexes.
std::string everything(Reader&);

// Words that occur in no fixture, the same for the same seed.
std::string invented_text(unsigned seed, std::size_t words);

}  // namespace fieldbook::library
