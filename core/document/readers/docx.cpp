// WordprocessingML (ECMA-376 part 1, chapter 17): paragraphs w:p of runs w:r of text w:t, in tables w:tbl.
#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>

#include "core/base/text.hpp"
#include "core/document/readers/office.hpp"

namespace fieldbook::document {
namespace {

using Kind = Block::Kind;

constexpr std::size_t longest_heading_bytes = 120;
constexpr int bold_heading_level = 6;  // below all that the document calls headings

// What a named style says of its paragraphs.
struct Style {
  int heading = 0;  // level; 0: none
  bool is_item = false, is_contents = false;
  std::string based_on;
};
using Styles = std::map<std::string, Style>;

std::optional<int> number(const std::string& text) {
  int value = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  return failed == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

// 0 is the outermost of nine; 9 is body text.
int level_of_outline(const std::string& value) {
  const auto outline = number(value).value_or(9);
  return outline < 0 || outline > 8 ? 0 : std::min(outline + 1, 6);
}

bool is_on(const std::string& value) { return value != "0" && value != "false" && value != "off" && value != "none"; }

class StyleReader : public XmlEvents {
 public:
  Styles styles;

  void open(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "w:style") now_ = &styles[attributes["styleId"]];
    if (now_ == nullptr) return;
    if (name == "w:name") named(fold(attributes["val"]));
    if (name == "w:basedOn") now_->based_on = attributes["val"];
    if (name == "w:numPr") now_->is_item = true;
    if (name == "w:outlineLvl" && now_->heading == 0) now_->heading = level_of_outline(attributes["val"]);
  }
  void close(std::string_view name) override {
    if (name == "w:style") now_ = nullptr;
  }
  void words(std::string_view) override {}

 private:
  // Word keeps the names in English, whatever language the ids are in.
  void named(const std::string& name) {
    if (name.starts_with("heading ")) now_->heading = std::clamp(number(name.substr(8)).value_or(1), 1, 6);
    if (name == "title") now_->heading = 1;
    if (name == "subtitle") now_->heading = 2;
    if (name.starts_with("list ") && name != "list paragraph") now_->is_item = true;
    if (name.starts_with("toc ") || name == "table of figures") now_->is_contents = true;
  }

  Style* now_ = nullptr;
};

class DocumentReader : public XmlEvents {
 public:
  DocumentReader(Writer& writer, const Styles& styles) : writer_(writer), styles_(styles) {}

  void open(std::string_view name, const XmlAttributes& attributes) override {
    if (skipping_ != 0 || std::ranges::find(skipped, name) != skipped.end()) {
      ++skipping_;
    } else if (name == "w:p") {
      writer_.begin(Kind::paragraph);
      paragraph_ = {};
    } else if (name == "w:tr") {
      writer_.begin(Kind::row);
      ++rows_;
    } else if (name == "w:tc") {
      writer_.cell();
    } else if (name == "w:r") {
      is_bold_ = false;
    } else if (name == "w:t") {
      in_words_ = true;
    } else if (name == "w:tab" || name == "w:br" || name == "w:cr") {
      writer_.words(" ");
    } else if (name == "w:noBreakHyphen") {
      writer_.words("-");
    } else {
      property(name, attributes);
    }
  }

  void close(std::string_view name) override {
    if (skipping_ != 0) {
      --skipping_;
    } else if (name == "w:p") {
      if (rows_ != 0) return writer_.words(" ");
      decide();
      writer_.finish();
    } else if (name == "w:tr") {
      writer_.finish();
      if (rows_ != 0) --rows_;
    } else if (name == "w:t") {
      in_words_ = false;
    }
  }

  void words(std::string_view text) override {
    if (skipping_ != 0 || !in_words_ || style().is_contents) return;
    writer_.words(text);
    if (!is_bold_ && !trim(text).empty()) paragraph_.is_all_bold = false;
  }

 private:
  struct Paragraph {
    Style style;         // with what the style is based on
    int outline = -1;    // said of this paragraph itself
    bool is_item = false, is_all_bold = true;
  };

  // Deleted and moved text, old properties, the second version of a text box, notes' marks and fields' code.
  static constexpr std::array<std::string_view, 7> skipped{"w:del",       "w:moveFrom",   "mc:Fallback", "w:pPrChange",
                                                           "w:rPrChange", "w:sectPr",     "w:instrText"};

  const Style& style() const { return paragraph_.style; }

  void property(std::string_view name, const XmlAttributes& attributes) {
    if (name == "w:pStyle") paragraph_.style = resolved(attributes["val"]);
    if (name == "w:outlineLvl") paragraph_.outline = level_of_outline(attributes["val"]);
    if (name == "w:numId") paragraph_.is_item = attributes["val"] != "0";
    if (name == "w:b") is_bold_ = is_on(attributes["val"]);
  }

  Style resolved(const std::string& id) const {
    Style out;
    auto at = styles_.find(id);
    for (int steps = 0; at != styles_.end() && steps < 10; ++steps, at = styles_.find(at->second.based_on)) {
      if (out.heading == 0) out.heading = at->second.heading;
      out.is_item |= at->second.is_item;
      out.is_contents |= at->second.is_contents;
    }
    return out;
  }

  void decide() {
    const int level = paragraph_.outline >= 0 ? paragraph_.outline : style().heading;
    if (level != 0) return writer_.turn_into(Kind::heading, level);
    if (paragraph_.is_item || style().is_item) return writer_.turn_into(Kind::item);
    // What people make instead of a heading: a short line in bold.
    const auto text = trim(writer_.gathered());
    if (paragraph_.is_all_bold && !text.empty() && text.size() <= longest_heading_bytes &&
        std::string_view(".!?;,:").find(text.back()) == std::string_view::npos) {
      writer_.turn_into(Kind::heading, bold_heading_level);
    }
  }

  Writer& writer_;
  const Styles& styles_;
  Paragraph paragraph_;
  std::size_t skipping_ = 0, rows_ = 0;
  bool in_words_ = false, is_bold_ = false;
};

}  // namespace

void read_docx(const Package& package, const std::string& part, Writer& writer) {
  StyleReader styles;
  const auto beside = part.substr(0, part.rfind('/') + 1) + "styles.xml";
  if (package.has(beside)) package.read(beside, styles);
  DocumentReader reader(writer, styles.styles);
  package.read(part, reader);
}

}  // namespace fieldbook::document
