// Groups that grow by pairs and keep apart what must stay apart. For this folder only.
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace fieldbook::review {

class Clusters {
 public:
  // One label a member: members with different ones, both not empty, are not joined.
  explicit Clusters(std::vector<std::string> labels);

  void keep_apart(std::size_t a, std::size_t b);
  bool may_join(std::size_t a, std::size_t b);
  // Joins whatever the labels and rulings are.
  void join(std::size_t a, std::size_t b);
  bool together(std::size_t a, std::size_t b) { return root(a) == root(b); }
  // Of two and more, each sorted, by the first member.
  std::vector<std::vector<std::size_t>> all();

 private:
  std::size_t root(std::size_t);

  std::vector<std::size_t> parent_;
  std::vector<std::set<std::string>> labels_;        // of the members below a root
  std::map<std::size_t, std::vector<std::size_t>> enemies_;  // of a root's members: members that are kept apart from it
};

}  // namespace fieldbook::review
