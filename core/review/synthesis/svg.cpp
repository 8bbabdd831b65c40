#include "core/review/synthesis/svg.hpp"

#include <cmath>
#include <cstdio>

#include "core/base/text.hpp"

namespace fieldbook::review {
namespace {

std::string number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f", value);
  std::string out = text;
  if (out.ends_with(".0")) out.resize(out.size() - 2);
  return out;
}

std::string paint(Svg::Fill fill) {
  const char* colour = "none";
  switch (fill) {
    case Svg::Fill::none: colour = "#fff"; break;
    case Svg::Fill::light: colour = "#e0e0e0"; break;
    case Svg::Fill::half: colour = "#949494"; break;
    case Svg::Fill::full: colour = "#1a1a1a"; break;
  }
  return std::string(" fill=\"") + colour + "\" stroke=\"#1a1a1a\"";
}

}  // namespace

std::string as_xml(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\n':
      case '\t': out += ' '; break;
      default:
        if (static_cast<unsigned char>(c) >= 0x20) out += c;
    }
  }
  return out;
}

std::vector<std::string> lines_of(std::string_view text, std::size_t most) {
  std::vector<std::string> out;
  std::string line;
  const auto whole = collapse_whitespace(text);
  for (const auto word : split(whole, ' ')) {
    if (!line.empty() && count_characters(line) + 1 + count_characters(word) > most) {
      out.push_back(line);
      line.clear();
    }
    if (!line.empty()) line += ' ';
    line += word;
  }
  out.push_back(line);
  return out;
}

void Svg::text(double x, double y, std::string_view words, Anchor anchor, bool bold, double size) {
  static constexpr const char* anchors[] = {"", " text-anchor=\"middle\"", " text-anchor=\"end\""};
  body_ += "<text x=\"" + number(x) + "\" y=\"" + number(y) + "\"" + anchors[static_cast<int>(anchor)] + (bold ? " font-weight=\"bold\"" : "") + (size == 13 ? "" : " font-size=\"" + number(size) + "\"") + ">" +
           as_xml(words) + "</text>\n";
}

void Svg::rect(double x, double y, double width, double height, Fill fill) {
  body_ += "<rect x=\"" + number(x) + "\" y=\"" + number(y) + "\" width=\"" + number(width) + "\" height=\"" + number(height) + "\"" + paint(fill) + "/>\n";
}

void Svg::bar(double x, double y, double width, double height, Fill fill, std::string_view title) {
  body_ += "<rect x=\"" + number(x) + "\" y=\"" + number(y) + "\" width=\"" + number(width) + "\" height=\"" + number(height) + "\"" + paint(fill) + "><title>" + as_xml(title) + "</title></rect>\n";
}

void Svg::line(double x1, double y1, double x2, double y2, bool arrow) {
  body_ += "<line x1=\"" + number(x1) + "\" y1=\"" + number(y1) + "\" x2=\"" + number(x2) + "\" y2=\"" + number(y2) + "\" stroke=\"#1a1a1a\"/>\n";
  if (!arrow) return;
  const bool down = x1 == x2;
  const double back = x2 < x1 ? 8 : -8;
  polygon(down ? std::vector<std::pair<double, double>>{{x2 - 4, y2 - 8}, {x2 + 4, y2 - 8}, {x2, y2}} : std::vector<std::pair<double, double>>{{x2 + back, y2 - 4}, {x2 + back, y2 + 4}, {x2, y2}}, Fill::full);
}

void Svg::polygon(const std::vector<std::pair<double, double>>& points, Fill fill, std::string_view title) {
  body_ += "<polygon points=\"";
  for (std::size_t i = 0; i < points.size(); ++i) body_ += (i == 0 ? "" : " ") + number(points[i].first) + "," + number(points[i].second);
  body_ += "\"" + paint(fill) + (title.empty() ? "/>\n" : "><title>" + as_xml(title) + "</title></polygon>\n");
}

void Svg::begin_link(std::string_view address) { body_ += "<a href=\"" + as_xml(address) + "\" text-decoration=\"underline\">\n"; }

void Svg::end_link() { body_ += "</a>\n"; }

std::string Svg::finish(double width, double height, std::string_view id, std::string_view title, std::string_view description) const {
  const auto name = as_xml(id);
  const bool has_links = body_.find("<a href") != std::string::npos;   // what an image holds is not told to a screen reader, links least of all
  return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + number(width) + " " + number(height) + "\" width=\"" + number(width) + "\" height=\"" + number(height) + "\" role=\"" + (has_links ? "group" : "img") + "\" aria-labelledby=\"" + name +
         "-title " + name + "-desc\" font-family=\"sans-serif\" font-size=\"13\" fill=\"#1a1a1a\">\n<title id=\"" + name + "-title\">" + as_xml(title) + "</title>\n<desc id=\"" + name + "-desc\">" + as_xml(description) +
         "</desc>\n<rect width=\"" + number(width) + "\" height=\"" + number(height) + "\" fill=\"#fff\"/>\n" + body_ + "</svg>\n";
}

}  // namespace fieldbook::review
