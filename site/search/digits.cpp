#include "site/search/digits.hpp"

#include <array>

namespace fieldbook::site {
namespace {

constexpr std::uint32_t base = 46;

constexpr auto alphabet = [] {
  std::array<char, 2 * base> table{};
  std::size_t at = 0;
  for (char c = ' '; c <= '~'; ++c) {
    if (c != '"' && c != '\\' && c != '<') table[at++] = c;
  }
  return table;
}();

}  // namespace

void put_digits(std::string& out, std::uint32_t number) {
  for (; number >= base; number /= base) out.push_back(alphabet[base + number % base]);
  out.push_back(alphabet[number]);
}

}  // namespace fieldbook::site
