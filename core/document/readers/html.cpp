// HTML, as libxml2 reads it: tags opened and closed one after another, no tree kept.
#include <libxml/HTMLparser.h>

#include <algorithm>
#include <array>
#include <exception>
#include <memory>
#include <string>
#include <utility>

#include "core/base/encoding.hpp"
#include "core/base/error.hpp"
#include "core/base/text.hpp"
#include "core/document/readers/readers.hpp"
#include "core/document/readers/writer.hpp"

namespace fieldbook::document {
namespace {

using Kind = Block::Kind;

constexpr std::size_t longest_html_bytes = 64 << 20;
constexpr std::size_t deepest = 4096;

std::string_view view(const xmlChar* text) {
  return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

template <std::size_t Count>
bool is_one_of(std::string_view name, const std::array<std::string_view, Count>& names) {
  return std::ranges::find(names, name) != names.end();
}

// What is not the document: behaviour, looks, controls, and the ways around a site.
constexpr std::array<std::string_view, 21> skipped{
    "script", "style",  "noscript", "template", "nav",    "footer", "menu",  "title",    "svg",      "math",  "iframe",
    "object", "select", "button",   "audio",    "video",  "canvas", "map",   "textarea", "datalist", "dialog"};
constexpr std::array<std::string_view, 20> blocks{
    "p",      "div",   "section", "article", "main", "header", "aside",   "blockquote", "pre",        "address",
    "figure", "table", "ul",      "ol",      "dl",   "hr",     "details", "summary",    "figcaption", "caption"};
constexpr std::array<std::string_view, 3> items{"li", "dt", "dd"};

int heading_level(std::string_view name) {
  return name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6' ? name[1] - '0' : 0;
}

bool is_hidden(const xmlChar** attributes) {
  if (attributes == nullptr) return false;
  for (; attributes[0] != nullptr; attributes += 2) {
    const auto name = view(attributes[0]), value = view(attributes[1]);
    if (name == "hidden" || (name == "aria-hidden" && value == "true")) return true;
    if (name == "role" && (value == "navigation" || value == "contentinfo" || value == "search")) return true;
  }
  return false;
}

class Page {
 public:
  explicit Page(const Sink& sink) : writer_(sink) {}

  void open(std::string_view name, const xmlChar** attributes) {
    if (skipping_ != 0 || ((is_one_of(name, skipped) || is_hidden(attributes)) && name != "html" && name != "body")) {
      ++skipping_;
      return;
    }
    if (++depth_ > deepest) throw Error(Errc::invalid, "is nested too deeply to be read", "save it again as .docx or .txt");
    if (const int level = heading_level(name); level != 0) {
      writer_.begin(Kind::heading, level);
    } else if (is_one_of(name, items)) {
      writer_.begin(Kind::item);
      in_item_ = true;
    } else if (name == "tr") {
      writer_.begin(Kind::row);
    } else if (name == "td" || name == "th") {
      writer_.cell();
    } else if (name == "br") {
      writer_.words(" ");
    } else if (is_one_of(name, blocks)) {
      if (!std::exchange(in_item_, false)) writer_.begin(Kind::paragraph);  // a paragraph right in an item is the item
    }
  }

  void close(std::string_view name) {
    if (skipping_ != 0) {
      --skipping_;
      return;
    }
    if (depth_ != 0) --depth_;
    if (name == "tr" || name == "table" || heading_level(name) != 0) {
      writer_.finish();
    } else if (is_one_of(name, blocks) || is_one_of(name, items)) {
      writer_.begin(Kind::paragraph);
      in_item_ = false;
    }
  }

  void words(std::string_view text) {
    if (skipping_ != 0) return;
    writer_.words(text);
    if (!trim(text).empty()) in_item_ = false;
  }

  void end() {
    writer_.finish();
    if (!writer_.has_written())
      throw Error(Errc::invalid, "holds no words", "give a page whose text is in the file itself, not fetched by a script");
  }

 private:
  Writer writer_;
  std::size_t skipping_ = 0, depth_ = 0;
  bool in_item_ = false;
};

// libxml2 is C: an exception may not pass through it.
struct Calls {
  Page page;
  htmlParserCtxt* parser = nullptr;
  std::exception_ptr failure = nullptr;

  template <class Call>
  void make(Call call) noexcept {
    if (failure) return;
    try {
      call();
    } catch (...) {
      failure = std::current_exception();
      xmlStopParser(parser);
    }
  }
};

Calls& calls(void* context) { return *static_cast<Calls*>(context); }

void on_open(void* context, const xmlChar* name, const xmlChar** attributes) {
  calls(context).make([&] { calls(context).page.open(view(name), attributes); });
}
void on_close(void* context, const xmlChar* name) {
  calls(context).make([&] { calls(context).page.close(view(name)); });
}
void on_words(void* context, const xmlChar* text, int size) {
  calls(context).make([&] { calls(context).page.words(view(text).substr(0, static_cast<std::size_t>(size))); });
}

struct Freed {
  void operator()(htmlParserCtxt* parser) const { htmlFreeParserCtxt(parser); }
};

}  // namespace

void read_html(std::string_view bytes, const Sink& sink) {
  if (bytes.size() > longest_html_bytes) {
    throw Error(Errc::too_large, "is larger than " + std::to_string(longest_html_bytes >> 20) + " MB",
                "save it without pictures, or give the part of it that matters");
  }
  const auto text = decode(bytes).text;
  xmlInitParser();
  Calls state{Page(sink)};
  htmlSAXHandler handler{};
  handler.startElement = on_open;
  handler.endElement = on_close;
  handler.characters = on_words;
  handler.ignorableWhitespace = on_words;
  const std::unique_ptr<htmlParserCtxt, Freed> parser(
      htmlCreatePushParserCtxt(&handler, &state, nullptr, 0, nullptr, XML_CHAR_ENCODING_UTF8));
  if (!parser) throw std::bad_alloc();
  htmlCtxtUseOptions(parser.get(), HTML_PARSE_IGNORE_ENC | HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING);
  state.parser = parser.get();
  constexpr std::size_t piece = 1 << 20;
  for (std::string_view rest = text; !rest.empty() && !state.failure;) {
    const auto part = truncate(rest, piece);
    htmlParseChunk(parser.get(), part.data(), static_cast<int>(part.size()), 0);
    rest.remove_prefix(part.size());
  }
  if (!state.failure) htmlParseChunk(parser.get(), nullptr, 0, 1);
  if (state.failure) std::rethrow_exception(state.failure);
  state.page.end();
}

}  // namespace fieldbook::document
