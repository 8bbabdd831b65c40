// An assessor plugin, loaded. The only place that knows Boost.DLL.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "core/wire/messages.hpp"
#include "fieldbook/assessor.h"

namespace fieldbook::worker {

class Plugin {
 public:
  // Loads the library after its symbol table said that it speaks our version of the interface: nothing of it runs
  // before. `file_hash` is the sha256 that it must have; empty: any. Throws Error with what is wrong as the end of
  // a sentence that begins "the assessor …".
  Plugin(const std::filesystem::path& library, const std::string& file_hash);
  ~Plugin();  // never unloads it: libraries may have left threads and handlers behind
  Plugin(const Plugin&) = delete;
  Plugin& operator=(const Plugin&) = delete;

  // Checked: complete, of this version, ids and texts as they should be.
  const fb_assessor& descriptor() const noexcept { return *descriptor_; }
  // What it says of itself; views of the plugin's own static data.
  wire::Ready self() const;

 private:
  struct Library;
  std::unique_ptr<Library> library_;
  const fb_assessor* descriptor_ = nullptr;
};

inline std::string_view view(fb_text text) noexcept {
  return {text.data, static_cast<std::size_t>(text.size)};
}
inline fb_text text_of(std::string_view text) noexcept {
  return {text.data(), text.size()};
}

}  // namespace fieldbook::worker
