// A set of addresses of files, of which a large site has millions: some fifty bytes each, where a set of strings takes twice as much.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace fieldbook::site {

class Addresses {
 public:
  // Whether it was not there before. Up to 65,535 bytes; it may not be added to while its addresses are looked at.
  bool insert(std::string_view address);
  bool contains(std::string_view address) const noexcept;
  std::size_t size() const noexcept { return count_; }
  bool empty() const noexcept { return count_ == 0; }
  // In the order of bytes; holds until more are added, and what it names as long as the set. Asked again, it sorts only what was added since.
  const std::vector<std::string_view>& sorted();
  // Those that `others` lacks, in the order of bytes.
  std::vector<std::string_view> without(const Addresses& others) const;

 private:
  void list_new();
  static std::string_view at(const char* kept) noexcept;
  const char* keep(std::string_view address);
  std::size_t place_of(std::string_view address) const noexcept;
  void grow();

  std::vector<std::string> blocks_;   // each address after its size, two bytes
  std::vector<const char*> table_;    // into the blocks, by hash: open addressing, a power of two, null where there is none
  std::size_t count_ = 0;
  std::vector<std::string_view> sorted_;
  std::size_t listed_blocks_ = 0, listed_bytes_ = 0;   // of the blocks and of the one after them: what is in sorted_
};

}  // namespace fieldbook::site
