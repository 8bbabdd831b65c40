// The name of a file, as it is told with everything that is said of a place in the file.
#pragma once

#include <compare>
#include <memory>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>

namespace fieldbook {

// Reads as a string. Copies share one text, since a library has a hundred places a record; the text never changes.
class FileName {
 public:
  FileName() = default;
  FileName(std::string name) : name_(name.empty() ? nullptr : std::make_shared<const std::string>(std::move(name))) {}  // NOLINT: stands for a string
  FileName(std::string_view name) : FileName(std::string(name)) {}                                                      // NOLINT: the same
  FileName(const char* name) : FileName(std::string(name)) {}                                                           // NOLINT: the same

  const std::string& text() const noexcept {
    static const std::string none;
    return name_ ? *name_ : none;
  }
  operator const std::string&() const noexcept { return text(); }  // NOLINT: the same
  bool empty() const noexcept { return name_ == nullptr; }

  friend bool operator==(const FileName& one, const FileName& other) noexcept { return one.name_ == other.name_ || one.text() == other.text(); }
  friend std::strong_ordering operator<=>(const FileName& one, const FileName& other) noexcept {
    return one.name_ == other.name_ ? std::strong_ordering::equal : one.text() <=> other.text();
  }
  friend std::ostream& operator<<(std::ostream& out, const FileName& name) { return out << name.text(); }

 private:
  std::shared_ptr<const std::string> name_;
};

}  // namespace fieldbook
