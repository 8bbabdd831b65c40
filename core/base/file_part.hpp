// Bytes that stay in a file until they are wanted: where a million texts do not fit into memory, and few are asked for.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "core/base/descriptor.hpp"

namespace fieldbook {

struct FilePart {
  std::shared_ptr<const OpenFile> file;   // as it was opened, whatever its name leads to by now; nothing: there are no bytes
  std::uint64_t begin = 0;
  std::uint32_t size = 0;

  // Any thread. Throws Error io where the file has become shorter or cannot be read.
  std::string read() const;
};

}  // namespace fieldbook
