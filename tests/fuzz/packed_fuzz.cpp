#include "tests/fuzz/packed_fuzz.hpp"

#include "core/base/file.hpp"
#include "core/record/html.hpp"
#include "core/record/packing.hpp"
#include "core/record/prose.hpp"
#include "tests/fuzz/promise.hpp"
#include "tests/fuzz/record_fuzz.hpp"

using namespace fieldbook;
using namespace fieldbook::record;

namespace {

// As kept_records.cpp reads an entry: the file's stamp, then the record.
bool unpacked(std::string_view bytes, FileStamp& stamp, ReadRecord& read, Texts texts = Texts::taken) {
  Unpacking unpacking(bytes);
  pass(unpacking, stamp);
  if (unpacking.damaged()) return false;
  pass(unpacking, stamp.file, texts, read);
  if (!unpacking.whole()) return false;
  const auto& left = read.record->left_html;
  must(left.begin + left.size <= bytes.size(), "the Markdown lies in the bytes");
  read.record->html = bytes.substr(left.begin, left.size);
  return true;
}

// A text that was left is where the record says, and the same.
void check_left(std::string_view bytes, Record& left, const Record& taken) {
  must(left.body.text.empty() && left.body.sections.size() == taken.body.sections.size(), "a text that is left is not in the record");
  left.left_prose.file = std::make_shared<const OpenFile>(memory_file(bytes));
  Prose prose(left);
  must(prose.text() == taken.body.text && prose.sentences() == taken.body.sentences && prose.paragraphs() == taken.body.paragraphs, "it can be read later");
}

}  // namespace

int fuzz_packed_record(const std::uint8_t* bytes, std::size_t size) {
  FileStamp stamp;
  ReadRecord read, without_text;
  const bool whole = unpacked(text_of(bytes, size), stamp, read);
  must(unpacked(text_of(bytes, size), stamp, without_text, Texts::left) == whole, "what is damaged is so too where its text is left");
  if (!whole) return 0;
  check_left(text_of(bytes, size), *without_text.record, *read.record);
  must(read.record.has_value(), "what is whole is a record");
  must(read.file.file == stamp.file && read.record->file == stamp.file, "a record lies where its stamp says");
  must(read.file.id == read.record->id && read.file.content_hash == read.record->content_hash, "a file is that of its record");
  must(is_sha256(read.record->hash), "what names a file is the hash it says it is");
  check_body_spans(read.record->body);
  for (const auto& [name, field] : read.record->fields) must(field.values.size() == field.value_where.size(), "each value has a place");
  for (const auto& diagnostic : read.found.sorted()) must(!to_text(diagnostic).empty(), "a diagnostic can be shown");

  std::string again;
  Packing packing(again);
  pass(packing, stamp);
  pass(packing, stamp.file, read);
  must(!packing.foreign(), "all places are in the record's file");
  FileStamp same_stamp;
  ReadRecord same;
  must(unpacked(again, same_stamp, same), "what is packed can be unpacked");
  must(same_stamp == stamp && same.record->html == read.record->html && same.record->body.text == read.record->body.text, "and is the same");
  std::string third;
  Packing packing_again(third);
  pass(packing_again, same_stamp);
  pass(packing_again, same_stamp.file, same);
  must(third == again, "to the byte");
  return 0;
}
