#include "core/record/prose.hpp"

#include "core/base/error.hpp"
#include "core/record/packing.hpp"

namespace fieldbook::record {
namespace {

[[noreturn]] void fail() {
  throw Error(Errc::damaged, "the file of records that were read before has changed", "run it again");
}

}  // namespace

Prose::Prose(const Record& record) : record_(record), text_(record.body.text) {
  if (!record.left_prose.file) return;
  bytes_ = record.left_prose.read();
  Unpacking unpacking(bytes_);
  text_ = unpacking.text();
  if (unpacking.damaged()) fail();
}

const Body& Prose::body() {
  if (!record_.left_prose.file) return record_.body;
  if (!is_read_) {
    Unpacking unpacking(bytes_);
    pass_prose(unpacking, read_);
    if (!unpacking.whole()) fail();
    is_read_ = true;
  }
  return read_;
}

}  // namespace fieldbook::record
