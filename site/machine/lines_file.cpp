#include "site/machine/lines_file.hpp"

namespace fieldbook::site {

LinesFile::LinesFile(Press& press, const std::string& print) : press_(press) {
  const std::string address = "data/library.jsonl";
  if (!press.output().keep({address}, print)) file_.reset(new GrowingFile(press.output().begin(address, print)));   // which cannot be moved
}

void LinesFile::add(std::size_t number, std::string line) {
  const std::scoped_lock lock(mutex_);
  if (number != next_) {
    waiting_.emplace(number, std::move(line));
    return;
  }
  file_->add(line);
  for (++next_; !waiting_.empty() && waiting_.begin()->first == next_; ++next_) file_->add(waiting_.extract(waiting_.begin()).mapped());
}

void LinesFile::put() {
  if (file_) press_.output().put(*file_);
}

}  // namespace fieldbook::site
