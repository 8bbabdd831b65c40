#include <nlohmann/json.hpp>

#include "core/review/synthesis/flow.hpp"

namespace fieldbook::review {
namespace {

using Json = nlohmann::ordered_json;

Json of(const FlowBox& box) {
  Json out{{"id", box.id}, {"label", box.label}, {"count", box.count()}, {"parts", Json::array()}, {"items", Json::array()}};
  for (const auto& [name, count] : box.parts) out["parts"].push_back({{"name", name}, {"count", count}});
  for (const auto& item : box.items) {
    Json one{{"record", item.record.empty() ? Json(nullptr) : Json(item.record)}};
    if (!item.import.empty()) one["import"] = item.import, one["line"] = item.line;
    out["items"].push_back(std::move(one));
  }
  return out;
}

}  // namespace

std::string flow_json(const Flow& flow) {
  Json out{{"boxes", Json::array()}, {"problems", Json::array()}};
  for (const auto& box : flow.boxes) out["boxes"].push_back(of(box));
  for (const auto& one : flow.problems) out["problems"].push_back({{"box", one.box}, {"what", one.what}, {"records", one.records}});
  return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace fieldbook::review
