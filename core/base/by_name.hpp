// A map from names to values as one sorted vector: for the many small maps of a library that is held in memory.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fieldbook {

// As std::map<std::string, Value, std::less<>>, but that what is added moves those after it, and pointers to them do not hold.
template <class Value>
class ByName {
 public:
  using value_type = std::pair<std::string, Value>;
  using iterator = typename std::vector<value_type>::iterator;
  using const_iterator = typename std::vector<value_type>::const_iterator;

  iterator begin() noexcept { return all_.begin(); }
  iterator end() noexcept { return all_.end(); }
  const_iterator begin() const noexcept { return all_.begin(); }
  const_iterator end() const noexcept { return all_.end(); }
  bool empty() const noexcept { return all_.empty(); }
  std::size_t size() const noexcept { return all_.size(); }
  void reserve(std::size_t size) { all_.reserve(size); }

  const_iterator find(std::string_view name) const noexcept { return found(*this, name); }
  iterator find(std::string_view name) noexcept { return found(*this, name); }
  bool contains(std::string_view name) const noexcept { return find(name) != end(); }

  // Nothing changes where the name is there.
  std::pair<iterator, bool> emplace(std::string name, Value value) {
    const auto at = place(*this, name);
    if (at != end() && at->first == name) return {at, false};
    return {all_.emplace(at, std::move(name), std::move(value)), true};
  }
  Value& operator[](std::string_view name) { return emplace(std::string(name), Value{}).first->second; }

  template <class Predicate>
  friend std::size_t erase_if(ByName& map, Predicate predicate) {
    return std::erase_if(map.all_, std::move(predicate));
  }

 private:
  template <class Self>
  static auto place(Self& self, std::string_view name) noexcept {
    return std::lower_bound(self.all_.begin(), self.all_.end(), name, [](const value_type& one, std::string_view other) { return one.first < other; });
  }
  template <class Self>
  static auto found(Self& self, std::string_view name) noexcept {
    const auto at = place(self, name);
    return at != self.all_.end() && at->first == name ? at : self.all_.end();
  }

  std::vector<value_type> all_;
};

}  // namespace fieldbook
