#include "core/bibliography/ris.hpp"

#include <algorithm>

#include "core/base/text.hpp"
#include "core/bibliography/ris_types.hpp"

namespace fieldbook::bibliography {
namespace {

// "2019/04/01/", the form RIS asks for: its slashes stand even where nothing is between them.
std::string ris_date(const Date& date) {
  const auto two = [](unsigned number) {
    return number == 0 ? std::string() : (number < 10 ? "0" : "") + std::to_string(number);
  };
  return std::to_string(date.year) + "/" + two(date.month) + "/" + two(date.day) + "/";
}

std::string ris_name(const Name& name) {
  if (!name.literal.empty()) return name.literal;
  return name.given.empty() ? name.family : name.family + ", " + name.given;
}

bool is_free_tag(std::string_view name) {
  return name.size() == 2 && name[0] >= 'a' && name[0] <= 'z' &&
         ((name[1] >= 'a' && name[1] <= 'z') || (name[1] >= '0' && name[1] <= '9')) && name != "ty" && name != "er";
}

std::string upper(std::string_view name) {
  std::string out(name);
  std::ranges::transform(out, out.begin(), [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return out;
}

class Writer {
 public:
  explicit Writer(const Reference& reference) : r_(reference) {}

  std::string write() {
    const auto type = std::ranges::find(ris_types, r_.type, &RisType::csl);
    const auto written = type == ris_types.end() ? std::string_view("GEN") : type->ris;
    put("TY", std::string(written));
    put("ID", r_.key);
    for (const auto& name : r_.authors) put("AU", ris_name(name));
    for (const auto& name : r_.editors) put("ED", ris_name(name));
    put("TI", r_.title);
    put("T2", r_.container_title);
    put("VL", r_.volume);
    put("IS", r_.issue);
    pages();
    put("PB", r_.publisher);
    put("CY", r_.publisher_place);
    if (r_.issued) put("PY", std::to_string(r_.issued->year));
    if (r_.issued && r_.issued->month != 0) put("DA", ris_date(*r_.issued));
    if (r_.accessed) put("Y2", ris_date(*r_.accessed));
    put("M3", r_.genre);
    put("M1", r_.number);
    put("ET", r_.edition);
    put("DO", r_.doi);
    put("UR", r_.url);
    put("SN", r_.isbn);
    put("SN", r_.issn);
    put("LA", r_.language);
    for (const auto& word : r_.keywords) put("KW", word);
    put("AB", r_.abstract);
    put("N1", r_.note);
    for (const auto& [name, value] : r_.custom) {
      if (is_free_tag(name)) put(upper(name), value);
    }
    return out_ + "ER  - \r\n";
  }

 private:
  void put(std::string_view tag, const std::string& value) {
    if (value.empty()) return;
    ((out_ += tag) += "  - ") += collapse_whitespace(value);
    out_ += "\r\n";
  }

  // A plain range goes into two fields; anything else ("12, 14-16", "e100") stays whole.
  void pages() {
    const auto dash = r_.page.find_first_of("-\xE2");
    const auto size = dash != std::string::npos && r_.page[dash] == '\xE2' ? 3U : 1U;
    const bool one_range = dash != std::string::npos && dash > 0 && dash + size < r_.page.size() &&
                           (size == 1 || r_.page.compare(dash, 3, "–") == 0) &&
                           r_.page.find_first_of("-,;\xE2", dash + size) == std::string::npos;
    put("SP", one_range ? r_.page.substr(0, dash) : r_.page);
    if (one_range) put("EP", r_.page.substr(dash + size));
  }

  const Reference& r_;
  std::string out_;
};

}  // namespace

std::string to_ris(const Reference& reference) { return Writer(reference).write(); }

}  // namespace fieldbook::bibliography
