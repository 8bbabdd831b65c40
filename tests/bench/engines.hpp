// The engines that are measured side by side. For this folder only.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "tests/bench/documents.hpp"

namespace fieldbook::bench {

class Engine {
 public:
  virtual ~Engine() = default;
  virtual void build(const std::vector<Document>&) = 0;
  virtual void open() = 0;
  // Ids of the first ten for any of the words.
  virtual std::vector<std::string> first_ten(const std::string& words) = 0;
  // A page: the first ten with passages, and counts of all facets; the bytes shown, so that nothing is left out.
  virtual std::size_t page(const std::string& words) = 0;
};

std::unique_ptr<Engine> fieldbook_engine(const std::filesystem::path& folder);
std::unique_ptr<Engine> fts5_engine(const std::filesystem::path& folder);

}  // namespace fieldbook::bench
