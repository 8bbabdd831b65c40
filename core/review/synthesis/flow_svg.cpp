#include <algorithm>
#include <optional>

#include "core/review/synthesis/flow.hpp"
#include "core/review/synthesis/svg.hpp"

namespace fieldbook::review {
namespace {

constexpr double box_width = 250, gap = 40, line_height = 17, padding = 10, left = 20, top = 56;

class FlowPicture {
 public:
  FlowPicture(const Flow& flow, std::optional<std::string> links) : flow_(flow), links_(std::move(links)) {}

  std::string draw(const std::string& title) {
    const bool other = flow_.count("website_results") + flow_.count("organisation_results") + flow_.count("citations_results") != 0;
    svg_.text(left, 24, title, Svg::Anchor::start, true, 16);
    svg_.text(left, top - 10, "Databases and registers", Svg::Anchor::start, true);
    const auto main = left, side = left + box_width + gap;
    double y = top;
    y = row({"database_results", "register_results"}, {"duplicates", "excluded_automatic", "excluded_other"}, main, side, y, true);
    y = row({"records_screened"}, {"records_excluded"}, main, side, y, true);
    y = row({"dbr_sought_reports"}, {"dbr_notretrieved_reports"}, main, side, y, true);
    y = row({"dbr_assessed"}, {"dbr_excluded"}, main, side, y, false);
    const auto main_ends = box_ends_;
    double width = side + box_width + left;
    if (other) {
      const auto main2 = side + box_width + gap, side2 = main2 + box_width + gap;
      svg_.text(main2, top - 10, "Other methods", Svg::Anchor::start, true);
      double y2 = top;
      y2 = row({"website_results", "organisation_results", "citations_results"}, {"other_found_again", "other_unread", "other_records_excluded"}, main2, side2, y2, true);
      y2 = row({"other_sought_reports"}, {"other_notretrieved_reports"}, main2, side2, y2, true);
      y2 = row({"other_assessed"}, {"other_excluded"}, main2, side2, y2, false);
      y = std::max(y, y2);
      svg_.line(main2 + box_width / 2, box_ends_, main2 + box_width / 2, y + 2 * padding);
      svg_.line(main2 + box_width / 2, y + 2 * padding, main + box_width, y + 2 * padding, true);
      width = side2 + box_width + left;
    }
    svg_.line(main + box_width / 2, main_ends, main + box_width / 2, y, true);
    y = row({"new_studies", "new_reports"}, {}, main, side, y, false) - gap;
    return svg_.finish(width, y + 20, "flow", title, flow_text(flow_));
  }

 private:
  struct Line {
    std::string words;
    std::string box;   // whose number stands in it; empty in lines that go on
  };

  std::vector<Line> words(const std::vector<const char*>& ids) const {
    std::vector<Line> out;
    for (const auto* const id : ids) {
      const auto& box = flow_.box(id);
      if (box.count() == 0 && ids.size() > 1 && id != ids.front()) continue;
      for (auto& line : lines_of(box.label + ": " + std::to_string(box.count()), 36)) out.push_back({std::move(line), box.count() == 0 ? "" : box.id});
      if (!box.id.ends_with("_excluded") && box.parts.size() < 2) continue;
      for (const auto& [name, count] : box.parts) {
        bool first = true;
        for (const auto& line : lines_of(name + ": " + std::to_string(count), 33)) {
          out.push_back({(first ? "– " : "  ") + line, {}});
          first = false;
        }
      }
    }
    return out;
  }

  double draw_box(const std::vector<const char*>& ids, double x, double y) {
    const auto lines = words(ids);
    const auto height = 2 * padding + line_height * static_cast<double>(lines.size());
    svg_.rect(x, y, box_width, height, Svg::Fill::none);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const bool linked = links_ && !lines[i].box.empty();
      if (linked) svg_.begin_link(*links_ + "#box-" + lines[i].box);
      svg_.text(x + padding, y + padding + 13 + line_height * static_cast<double>(i), lines[i].words);
      if (linked) svg_.end_link();
    }
    return height;
  }

  // The y of the next row.
  double row(const std::vector<const char*>& main, const std::vector<const char*>& side, double x, double side_x, double y, bool goes_on) {
    auto height = draw_box(main, x, y);
    box_ends_ = y + height;
    const auto middle = y + height / 2;
    if (!side.empty()) {
      const auto beside = draw_box(side, side_x, y);
      svg_.line(x + box_width, middle, side_x, middle, true);
      if (goes_on) svg_.line(x + box_width / 2, y + height, x + box_width / 2, y + std::max(height, beside) + gap, true);
      height = std::max(height, beside);
    }
    return y + height + gap;
  }

  const Flow& flow_;
  std::optional<std::string> links_;
  Svg svg_;
  double box_ends_ = 0;   // of the last box of a column, its lower edge
};

}  // namespace

std::string flow_svg(const Flow& flow, const std::string& title, const std::optional<std::string>& links) { return FlowPicture(flow, links).draw(title); }

}  // namespace fieldbook::review
