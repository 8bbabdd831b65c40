#include "core/worker/exports.hpp"

#include <elf.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <optional>

namespace fieldbook::worker {
namespace {

// Every offset in the file is the file's own claim.
class Bytes {
 public:
  explicit Bytes(std::string_view all) : all_(all) {}

  template <class Struct>
  std::optional<Struct> at(std::uint64_t offset) const {
    if (offset > all_.size() || sizeof(Struct) > all_.size() - offset) return std::nullopt;
    Struct value;
    std::memcpy(&value, all_.data() + offset, sizeof value);
    return value;
  }
  std::string_view range(std::uint64_t offset, std::uint64_t size) const {
    return offset > all_.size() || size > all_.size() - offset ? std::string_view{} : all_.substr(offset, size);
  }

 private:
  std::string_view all_;
};

std::string_view name_at(std::string_view names, std::uint32_t at) {
  if (at >= names.size()) return {};
  const auto end = names.find('\0', at);
  return end == std::string_view::npos ? std::string_view{} : names.substr(at, end - at);
}

void collect(const Bytes& file, const Elf64_Shdr& table, std::string_view names, std::string_view prefix,
             std::vector<std::string>& out) {
  for (std::uint64_t at = 0; at + sizeof(Elf64_Sym) <= table.sh_size; at += sizeof(Elf64_Sym)) {
    const auto symbol = file.at<Elf64_Sym>(table.sh_offset + at);
    if (!symbol) return;
    if (symbol->st_shndx == SHN_UNDEF || ELF64_ST_BIND(symbol->st_info) == STB_LOCAL) continue;
    // Before the search for the name's end, so that the cost does not grow with symbols times names.
    if (symbol->st_name >= names.size() || !names.substr(symbol->st_name).starts_with(prefix)) continue;
    if (const auto name = name_at(names, symbol->st_name); !name.empty()) out.emplace_back(name);
  }
}

}  // namespace

std::vector<std::string> exports_of(std::string_view bytes, std::string_view prefix) {
  std::vector<std::string> out;
  const Bytes file(bytes);
  const auto head = file.at<Elf64_Ehdr>(0);
  if (!head || std::memcmp(head->e_ident, ELFMAG, SELFMAG) != 0 || head->e_ident[EI_CLASS] != ELFCLASS64 ||
      head->e_type != ET_DYN || head->e_shentsize != sizeof(Elf64_Shdr)) {
    return out;
  }
  for (std::uint64_t i = 0; i < head->e_shnum; ++i) {
    const auto table = file.at<Elf64_Shdr>(head->e_shoff + i * sizeof(Elf64_Shdr));
    if (!table || table->sh_type != SHT_DYNSYM) continue;
    const auto names = file.at<Elf64_Shdr>(head->e_shoff + std::uint64_t{table->sh_link} * sizeof(Elf64_Shdr));
    if (names) collect(file, *table, file.range(names->sh_offset, names->sh_size), prefix, out);
    break;  // there is one dynamic symbol table
  }
  std::ranges::sort(out);
  out.erase(std::ranges::unique(out).begin(), out.end());
  return out;
}

}  // namespace fieldbook::worker
