#include "core/record/shard_names.hpp"

#include <algorithm>

#include "core/base/file.hpp"
#include "core/record/mapping_reader.hpp"
#include "core/record/yaml.hpp"

namespace fieldbook::record {
namespace {

constexpr std::size_t limit_bytes = 1 << 20;

}  // namespace

ShardNames read_shards(MappingReader& library_yaml) {
  ShardNames out;
  out.addresses = library_yaml.texts("shards");
  const auto wait = library_yaml.number("shard-timeout-ms", static_cast<std::size_t>(out.timeout.count()));
  out.timeout = std::chrono::milliseconds(std::max<std::size_t>(1, wait));
  return out;
}

ShardNames read_shards(const std::filesystem::path& root) {
  Diagnostics ignored;
  const auto text = read_file(root / "library.yaml", limit_bytes);
  const auto document = parse_yaml(text, "library.yaml", 1, ignored);
  if (!document) return {};
  MappingReader top(*document, "library.yaml", "schema", ignored);
  return read_shards(top);
}

}  // namespace fieldbook::record
