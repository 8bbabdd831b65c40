// Pictures as SVG that read without colour and aloud: a title, a description, all words as text. For this folder only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace fieldbook::review {

class Svg {
 public:
  enum class Anchor { start, middle, end };
  enum class Fill { none, light, half, full };   // white, light grey, mid grey, black; each with a black edge

  // Coordinates are pixels from the top left corner.
  void text(double x, double y, std::string_view words, Anchor = Anchor::start, bool bold = false, double size = 13);
  void rect(double x, double y, double width, double height, Fill);
  void line(double x1, double y1, double x2, double y2, bool arrow = false);
  void polygon(const std::vector<std::pair<double, double>>& points, Fill, std::string_view title = {});
  void bar(double x, double y, double width, double height, Fill, std::string_view title);
  // What is drawn until end_link() leads there.
  void begin_link(std::string_view address);
  void end_link();

  // The whole picture. `id` makes the ids of title and description its own on a page with several.
  std::string finish(double width, double height, std::string_view id, std::string_view title, std::string_view description) const;

 private:
  std::string body_;
};

// Text as XML has it: entities for &, <, > and quotation marks; control characters left out.
std::string as_xml(std::string_view);

// Lines of at most so many characters, broken between words.
std::vector<std::string> lines_of(std::string_view text, std::size_t most);

}  // namespace fieldbook::review
