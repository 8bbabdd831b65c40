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
  // In the order of bytes; they live as long as the set.
  std::vector<std::string_view> sorted() const;

 private:
  static std::string_view at(const char* kept) noexcept;
  const char* keep(std::string_view address);
  std::size_t place_of(std::string_view address) const noexcept;
  void grow();

  std::vector<std::string> blocks_;   // each address after its size, two bytes
  std::vector<const char*> table_;    // into the blocks, by hash: open addressing, a power of two, null where there is none
  std::size_t count_ = 0;
};

}  // namespace fieldbook::site
