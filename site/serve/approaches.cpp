#include "site/serve/approaches.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/base/process.hpp"

namespace fieldbook::site {
namespace {

constexpr std::size_t largest_list_bytes = std::size_t{8} << 20;
constexpr unsigned longest_list_seconds = 30;

}  // namespace

std::vector<Approach> approaches_in(std::string_view json) {
  std::vector<Approach> out;
  try {
    const auto list = nlohmann::json::parse(json);
    for (const auto& one : list.at("assessors")) {
      if (!one.at("allowed").get<bool>() || !one.at("problem").get<std::string>().empty()) continue;
      out.push_back({.id = one.at("id").get<std::string>(), .name = one.at("name").get<std::string>(), .about = one.at("summary").get<std::string>()});
    }
  } catch (const nlohmann::json::exception&) {
    out.clear();
  }
  return out;
}

std::vector<Approach> approaches_of(const std::filesystem::path& program) {
  return approaches_in(output_of(program, {"plugin", "list", "--format", "json"}, {}, largest_list_bytes, longest_list_seconds).output);
}

std::optional<std::vector<Approach>> chosen_of(const std::vector<Approach>& all, const std::vector<std::string>& ids) {
  const auto known = [&](const std::string& id) { return std::ranges::find(all, id, &Approach::id) != all.end(); };
  if (!std::ranges::all_of(ids, known)) return std::nullopt;
  std::vector<Approach> out;
  std::ranges::copy_if(all, std::back_inserter(out), [&](const Approach& one) { return std::ranges::find(ids, one.id) != ids.end(); });
  return out;
}

std::string address_of_form(const std::vector<Approach>& chosen) {
  std::string out = "/check";
  for (const auto& one : chosen) out += (out.ends_with("/check") ? "?approach=" : "&approach=") + one.id;
  return out;
}

}  // namespace fieldbook::site
