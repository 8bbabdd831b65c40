// A zip archive with XML in it, which is what .docx and .odt files are. Parts are unpacked piece by piece while they are
// read, so that what a part unpacks to is never in memory whole.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace fieldbook::document {

// Of an element that has just opened; lives as long as the call.
class XmlAttributes {
 public:
  explicit XmlAttributes(void* reader) : reader_(reader) {}
  std::string operator[](std::string_view local_name) const;  // empty where it is not there

 private:
  void* reader_;
};

// Names are "w:p" for WordprocessingML, "mc:…" for markup compatibility and, for OpenDocument, the word of the namespace:
// "text:h", "table:table-cell", "office:…"; "?:name" for all others.
class XmlEvents {
 public:
  virtual ~XmlEvents() = default;
  virtual void open(std::string_view name, const XmlAttributes&) = 0;
  virtual void close(std::string_view name) = 0;
  virtual void words(std::string_view) = 0;
};

class Package {
 public:
  // The bytes are borrowed. Throws Error invalid where they are no archive that can be read.
  explicit Package(std::string_view bytes);
  ~Package();
  Package(const Package&) = delete;
  Package& operator=(const Package&) = delete;

  bool has(const std::string& part) const;
  // Throws Error: invalid (not there, damaged, encrypted, not well-formed), too_large (unpacks to more than 128 MB), and
  // what the events throw.
  void read(const std::string& part, XmlEvents&) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace fieldbook::document
