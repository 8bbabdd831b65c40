#include "core/review/duplicates/clusters.hpp"

#include <algorithm>
#include <utility>

namespace fieldbook::review {

Clusters::Clusters(std::vector<std::string> labels) : parent_(labels.size()), labels_(labels.size()) {
  for (std::size_t i = 0; i < labels.size(); ++i) {
    parent_[i] = i;
    if (!labels[i].empty()) labels_[i].insert(std::move(labels[i]));
  }
}

std::size_t Clusters::root(std::size_t i) {
  while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
  return i;
}

void Clusters::keep_apart(std::size_t a, std::size_t b) {
  enemies_[root(a)].push_back(b);
  enemies_[root(b)].push_back(a);
}

bool Clusters::may_join(std::size_t a, std::size_t b) {
  const auto one = root(a), other = root(b);
  if (one == other) return true;
  if (!labels_[one].empty() && !labels_[other].empty() && labels_[one] != labels_[other]) return false;
  const auto enemies = enemies_.find(one);
  return enemies == enemies_.end() || std::ranges::none_of(enemies->second, [&](std::size_t enemy) { return root(enemy) == other; });
}

void Clusters::join(std::size_t a, std::size_t b) {
  auto one = root(a), other = root(b);
  if (one == other) return;
  if (other < one) std::swap(one, other);   // the first member is the root
  parent_[other] = one;
  labels_[one].merge(labels_[other]);
  if (const auto moved = enemies_.extract(other); !moved.empty()) {
    auto& kept = enemies_[one];
    kept.insert(kept.end(), moved.mapped().begin(), moved.mapped().end());
  }
}

std::vector<std::vector<std::size_t>> Clusters::all() {
  std::map<std::size_t, std::vector<std::size_t>> groups;
  for (std::size_t i = 0; i < parent_.size(); ++i) groups[root(i)].push_back(i);
  std::vector<std::vector<std::size_t>> out;
  for (auto& [first, members] : groups) {
    if (members.size() > 1) out.push_back(std::move(members));
  }
  return out;
}

}  // namespace fieldbook::review
