#include "core/worker/describe.hpp"

#include <nlohmann/json.hpp>

#include "core/worker/plugin.hpp"

namespace fieldbook::worker {

std::string describe(const std::filesystem::path& library) {
  const Plugin plugin(library, {});
  const auto self = plugin.self();
  nlohmann::ordered_json criteria = nlohmann::ordered_json::array();
  for (const auto& criterion : self.criteria) {
    criteria.push_back(
        {{"id", criterion.id}, {"name", criterion.name}, {"question", criterion.question}, {"core", criterion.core}});
  }
  const auto abi = std::to_string(plugin.descriptor().abi_major) + "." + std::to_string(plugin.descriptor().abi_minor);
  const nlohmann::ordered_json manifest{{"id", self.id},
                                        {"name", self.name},
                                        {"version", self.version},
                                        {"summary", self.summary},
                                        {"abi", abi},
                                        {"library", library.filename().string()},
                                        {"criteria", std::move(criteria)},
                                        {"core_needed", self.core_needed}};
  return manifest.dump(2) + "\n";
}

}  // namespace fieldbook::worker
