#include "core/base/shared_object.hpp"

#include <elf.h>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>

namespace fieldbook {
namespace {

// A damaged file may claim any number of names of any length, all at one place.
constexpr std::size_t longest_name_bytes = 1024;
constexpr std::size_t most_names = 100'000;
constexpr unsigned char our_byte_order = std::endian::native == std::endian::little ? ELFDATA2LSB : ELFDATA2MSB;

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

std::string_view name_at(std::string_view names, std::uint64_t at) {
  if (at >= names.size()) return {};
  const auto name = names.substr(at, longest_name_bytes);
  return name.substr(0, std::min(name.find('\0'), name.size()));
}

// Calls `use` with each entry of a table; stops where it says false.
template <class Entry, class Use>
void for_each(const Bytes& file, const Elf64_Shdr& table, Use use) {
  for (std::uint64_t at = 0; table.sh_size >= sizeof(Entry) && at <= table.sh_size - sizeof(Entry);
       at += sizeof(Entry)) {
    const auto entry = file.at<Entry>(table.sh_offset + at);
    if (!entry || !use(*entry)) return;
  }
}

std::vector<std::string> exports_in(const Bytes& file, const Elf64_Shdr& table, std::string_view names) {
  std::vector<std::string> out;
  for_each<Elf64_Sym>(file, table, [&](const Elf64_Sym& symbol) {
    if (symbol.st_shndx == SHN_UNDEF || ELF64_ST_BIND(symbol.st_info) == STB_LOCAL) return true;
    if (const auto name = name_at(names, symbol.st_name); !name.empty()) out.emplace_back(name);
    return out.size() < most_names;
  });
  std::ranges::sort(out);
  out.erase(std::ranges::unique(out).begin(), out.end());
  return out;
}

std::vector<std::string> needs_in(const Bytes& file, const Elf64_Shdr& table, std::string_view names) {
  std::vector<std::string> out;
  for_each<Elf64_Dyn>(file, table, [&](const Elf64_Dyn& entry) {
    if (entry.d_tag == DT_NEEDED) out.emplace_back(name_at(names, entry.d_un.d_val));
    return entry.d_tag != DT_NULL && out.size() < most_names;
  });
  return out;
}

}  // namespace

std::optional<SharedObject> read_shared_object(std::string_view bytes) {
  const Bytes file(bytes);
  const auto head = file.at<Elf64_Ehdr>(0);
  if (!head || std::memcmp(head->e_ident, ELFMAG, SELFMAG) != 0 || head->e_ident[EI_CLASS] != ELFCLASS64 ||
      head->e_ident[EI_DATA] != our_byte_order || head->e_type != ET_DYN || head->e_shentsize != sizeof(Elf64_Shdr)) {
    return std::nullopt;
  }
  const auto section = [&](std::uint64_t index) {
    return file.at<Elf64_Shdr>(head->e_shoff + index * sizeof(Elf64_Shdr));
  };
  std::optional<SharedObject> out;
  std::vector<std::string> needs;
  for (std::uint64_t i = 0; i < head->e_shnum; ++i) {
    const auto table = section(i);
    if (!table || (table->sh_type != SHT_DYNSYM && table->sh_type != SHT_DYNAMIC)) continue;
    const auto linked = section(table->sh_link);
    const auto names = linked ? file.range(linked->sh_offset, linked->sh_size) : std::string_view{};
    if (table->sh_type == SHT_DYNAMIC && needs.empty()) needs = needs_in(file, *table, names);
    if (table->sh_type == SHT_DYNSYM && !out) out = SharedObject{exports_in(file, *table, names), {}};
  }
  if (out) out->needs = std::move(needs);
  return out;
}

}  // namespace fieldbook
