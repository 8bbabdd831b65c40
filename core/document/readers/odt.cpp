// OpenDocument text (OASIS ODF 1.3 part 3): text:h and text:p in text:list and table:table.
#include <algorithm>
#include <array>

#include "core/document/readers/office.hpp"

namespace fieldbook::document {
namespace {

using Kind = Block::Kind;

class ContentReader : public XmlEvents {
 public:
  explicit ContentReader(Writer& writer) : writer_(writer) {}

  void open(std::string_view name, const XmlAttributes& attributes) override {
    if (skipping_ != 0 || std::ranges::find(skipped, name) != skipped.end()) {
      ++skipping_;
    } else if (name == "text:h") {
      const auto level = attributes["outline-level"];
      begin(Kind::heading, level.size() == 1 ? level[0] - '0' : 1);
    } else if (name == "text:p") {
      const auto style = attributes["style-name"];
      const int level = style == "Title" ? 1 : style == "Subtitle" ? 2 : 0;
      begin(level != 0 ? Kind::heading : is_item_ ? Kind::item : Kind::paragraph, level);
      is_item_ = false;
    } else if (name == "text:list-item") {
      is_item_ = true;
    } else if (name == "table:table-row") {
      writer_.begin(Kind::row);
    } else if (name == "table:table-cell") {
      writer_.cell();
    } else if (name == "text:tab" || name == "text:s" || name == "text:line-break") {
      writer_.words(" ");
    }
  }

  void close(std::string_view name) override {
    if (skipping_ != 0) {
      --skipping_;
    } else if (name == "text:h" || name == "text:p") {
      if (paragraphs_ != 0) --paragraphs_;
      writer_.begin(Kind::paragraph);
    } else if (name == "table:table-row") {
      writer_.finish();
    } else if (name == "text:list-item") {
      is_item_ = false;
    }
  }

  void words(std::string_view text) override {
    if (skipping_ == 0 && paragraphs_ != 0) writer_.words(text);
  }

 private:
  static constexpr std::array<std::string_view, 14> skipped{
      "text:note",  "office:annotation",     "text:tracked-changes",    "text:table-of-content",
      "text:ruby-text", "text:alphabetical-index", "text:illustration-index", "text:table-index",
      "text:user-index", "text:bibliography", "office:forms",            "text:sequence-decls",
      "svg-compatible:title", "svg-compatible:desc"};

  void begin(Kind kind, int level) {
    writer_.begin(kind, level);
    ++paragraphs_;
  }

  Writer& writer_;
  std::size_t skipping_ = 0, paragraphs_ = 0;
  bool is_item_ = false;
};

}  // namespace

void read_odt(const Package& package, Writer& writer) {
  ContentReader reader(writer);
  package.read("content.xml", reader);
}

}  // namespace fieldbook::document
