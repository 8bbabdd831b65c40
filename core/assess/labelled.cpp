#include "core/assess/labelled.hpp"

#include <nlohmann/json.hpp>

#include "core/base/error.hpp"
#include "core/base/file.hpp"

namespace fieldbook::assess {
namespace {

constexpr std::size_t longest_file_bytes = std::size_t{64} << 20;

Rating rating_of(int label) {
  switch (label) {
    case -1: return Rating::contradicted;
    case 0: return Rating::absent;
    case 1: return Rating::partial;
    case 2: return Rating::established;
    default: throw std::out_of_range("a label is 2, 1, 0 or -1, not " + std::to_string(label));
  }
}

int fit_of(int fit) {
  if (fit < 0 || fit > 3) throw std::out_of_range("fit is 0 to 3, not " + std::to_string(fit));
  return fit;
}

LabelledText text_of_line(std::string_view line, std::size_t number) {
  const auto json = nlohmann::json::parse(line);
  LabelledText out;
  out.id = json.value("id", std::to_string(number));
  out.text = json.at("text").get<std::string>();
  out.topic = json.value("topic", "");
  out.source = json.value("source", "");
  for (const auto& [criterion, label] : json.value("labels", std::map<std::string, int>())) out.labels[criterion] = rating_of(label);
  for (const auto& [assessor, fit] : json.value("fit", std::map<std::string, int>())) out.fit[assessor] = fit_of(fit);
  return out;
}

}  // namespace

Rating LabelledText::label(std::string_view criterion) const {
  const auto found = labels.find(std::string(criterion));
  return found == labels.end() ? Rating::absent : found->second;
}

std::vector<LabelledText> read_labelled(const std::filesystem::path& file) {
  const auto bytes = read_file(file, longest_file_bytes);
  std::vector<LabelledText> out;
  std::size_t number = 0;
  for (std::string_view rest = bytes; !rest.empty();) {
    ++number;
    const auto end = rest.find('\n');
    const auto line = rest.substr(0, end);
    rest.remove_prefix(end == rest.npos ? rest.size() : end + 1);
    if (line.find_first_not_of(" \t\r") == line.npos) continue;
    const auto where = file.string() + ":" + std::to_string(number) + ": ";
    const std::string form = R"(write {"id","text","labels":{"criterion":2|1|0|-1},"fit":{"assessor":0-3},"topic"} on each line)";
    try {
      out.push_back(text_of_line(line, number));
    } catch (const nlohmann::json::exception&) {
      throw Error(Errc::invalid, where + "this is no labelled text", form);
    } catch (const std::out_of_range& error) {
      throw Error(Errc::invalid, where + error.what(), form);
    }
  }
  if (out.empty()) throw Error(Errc::invalid, file.string() + " holds no labelled text");
  return out;
}

}  // namespace fieldbook::assess
