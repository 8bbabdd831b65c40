// What a page tells its template: named values, and named lists of further values, as a tree.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "site/made_texts.hpp"

namespace fieldbook::site {

// The name of a text or a section, with a number that most other names do not share: a page looks through some sixty names, thousands of times.
struct SlotName {
  SlotName(std::string_view name) noexcept : text(name), key(key_of(name)) {}  // NOLINT: names are written as texts
  SlotName(const char* name) noexcept : SlotName(std::string_view(name)) {}    // NOLINT
  friend bool operator==(const SlotName& one, const SlotName& other) noexcept { return one.key == other.key && one.text == other.text; }
  static std::uint64_t key_of(std::string_view name) noexcept;

  std::string_view text;
  std::uint64_t key;
};

// Names are upper-case string literals: only views of them are kept. Text is UTF-8 and is escaped by the template for
// the place where it stands; control characters and bidirectional overrides in it become U+FFFD here.
class Values {
 public:
  Values() = default;
  // Has what `base` has, but for what is set or added here. `base` must live longer.
  static Values over(const Values& base) {
    Values values;
    values.base_ = &base;
    return values;
  }
  Values& set(std::string_view name, std::string_view text);
  // HTML that is safe already, or JSON with no '<' in it: only for the raw slots, whose names end in _HTML or _JSON.
  Values& set_raw(std::string_view name, std::string_view markup);
  // set(), and shows the section of the same name; nothing where the text is empty.
  Values& optional(std::string_view name, std::string_view text);
  // Shows a section once, with these values.
  Values& show(std::string_view name, bool shown = true);
  // One more repetition of a section; the reference holds until this object goes.
  Values& add(std::string_view name);
  // The same, with values that several pages share.
  void add(std::string_view name, std::shared_ptr<const Values>);
  // The same, of values that live longer than this.
  void add(std::string_view name, const Values& shared) { add(name, std::shared_ptr<const Values>(std::shared_ptr<const Values>(), &shared)); }

  using Repetitions = std::vector<std::shared_ptr<const Values>>;
  // The text, or nothing where this name was not set here. Holds until another is set.
  std::optional<std::string_view> text(const SlotName& name) const noexcept;
  // Null where the section is hidden; empty where it is shown with these values.
  const Repetitions* section(const SlotName& name) const noexcept;

  // Of values that several pages show: what the template of a row makes of them is kept here from then on.
  void keep_made() { made_ = std::make_unique<MadeTexts>(); }
  MadeTexts* made() const noexcept { return made_.get(); }   // null where nothing is kept

 private:
  struct Text {
    SlotName name;
    std::uint32_t begin = 0, size = 0;   // in bytes_
  };
  Values& keep(const SlotName& name, std::string_view text);
  Text& text_for(const SlotName& name);
  Repetitions& section_for(const SlotName& name);

  std::string bytes_;   // of all texts: a page has some hundred, and a library some hundred thousand at a time
  std::vector<Text> texts_;
  std::vector<std::pair<SlotName, Repetitions>> sections_;
  const Values* base_ = nullptr;
  std::unique_ptr<MadeTexts> made_;
};

// Whether a slot takes markup as it is; only these may stand in a template with ":none".
bool is_raw_slot(std::string_view name) noexcept;

// Adds text without control characters (tab and line feed stay) and bidirectional overrides: these become U+FFFD.
void add_harmless(std::string& out, std::string_view text);
// The same by itself.
std::string harmless(std::string_view text);

}  // namespace fieldbook::site
