// All records as JSON lines, written while their pages are made, in whatever order threads come to them.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "core/base/file.hpp"
#include "site/pages/press.hpp"

namespace fieldbook::site {

class LinesFile {
 public:
  // `print`: as for Output::keep(), by which there may be nothing to write.
  LinesFile(Press&, const std::string& print);

  bool is_wanted() const noexcept { return file_ != nullptr; }
  // The line of the record with this number; each once. Only those wait whose turn it is not yet.
  void add(std::size_t number, std::string line);
  // When all are there.
  void put();

 private:
  Press& press_;
  std::unique_ptr<GrowingFile> file_;
  std::mutex mutex_;
  std::size_t next_ = 0;
  std::map<std::size_t, std::string> waiting_;
};

}  // namespace fieldbook::site
