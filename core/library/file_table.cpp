#include "core/library/file_table.hpp"

#include <xapian.h>

#include <algorithm>
#include <charconv>

#include "core/library/bytes.hpp"
#include "core/library/terms.hpp"

namespace fieldbook::library {
namespace {

constexpr std::size_t number_digits = 16;
constexpr std::int64_t coarsest_clock_ns = 2'000'000'000;  // of the file systems in use: FAT's two seconds

std::string part_key(unsigned number) { return drawer_key(key::files, number); }

const std::string& file_of(const FileRow& row) {
  return row.stamp.file;
}

std::string encode_rows(const std::vector<FileRow>& rows) {
  std::string out;
  for (const auto& row : rows) {
    put(out, row.stamp.file);
    for (const auto number : {std::uint64_t{row.stamp.size}, static_cast<std::uint64_t>(row.stamp.modified_ns),
                              row.stamp.inode, row.content, std::uint64_t{row.aliases.size()}})
      put(out, number);
    for (const auto& alias : row.aliases) put(out, alias);
  }
  return out;
}

std::vector<FileRow> decode_rows(std::string_view bytes) {
  std::vector<FileRow> out;
  for (Source source(bytes); !source.empty();) {
    auto& row = out.emplace_back();
    row.stamp.file = source.text();
    row.stamp.size = source.number();
    row.stamp.modified_ns = static_cast<std::int64_t>(source.number());
    row.stamp.inode = source.number();
    row.content = source.number();
    for (auto left = source.number(); left > 0; --left) row.aliases.push_back(source.text());
  }
  return out;
}

}  // namespace

std::uint64_t content_number(std::string_view hex) {
  std::uint64_t out = 0;
  hex = hex.substr(0, number_digits);
  std::from_chars(hex.data(), hex.data() + hex.size(), out, 16);
  return out;
}

record::FileStamp remembered(record::FileStamp stamp, std::int64_t seen_ns) {
  if (stamp.modified_ns > seen_ns - coarsest_clock_ns) stamp.modified_ns = 0;
  return stamp;
}

FileTable::Part& FileTable::part(unsigned number) {
  const auto [at, is_new] = parts_.try_emplace(number);
  if (is_new) {
    at->second.written = database_.get_metadata(part_key(number));
    at->second.rows = decode_rows(at->second.written);
  }
  return at->second;
}

const FileRow* FileTable::find(const std::string& file) {
  const auto& rows = part_of(file).rows;
  const auto at = std::ranges::lower_bound(rows, file, {}, file_of);
  return at != rows.end() && at->stamp.file == file ? &*at : nullptr;
}

void FileTable::put(FileRow row) {
  auto& rows = part_of(row.stamp.file).rows;
  const auto at = std::ranges::lower_bound(rows, row.stamp.file, {}, file_of);
  if (at != rows.end() && at->stamp.file == row.stamp.file) {
    *at = std::move(row);
  } else {
    rows.insert(at, std::move(row));
  }
}

void FileTable::erase(const std::string& file) {
  std::erase_if(part_of(file).rows, [&](const FileRow& row) { return row.stamp.file == file; });
}

void FileTable::replace(std::vector<FileRow> rows) {
  for (unsigned number = 0; number < drawers; ++number) part(number).rows.clear();
  std::ranges::sort(rows, {}, file_of);
  for (auto& row : rows) part_of(row.stamp.file).rows.push_back(std::move(row));
}

std::vector<std::string> FileTable::files() {
  std::vector<std::string> out;
  each([&](const FileRow& row) { out.push_back(row.stamp.file); });
  std::ranges::sort(out);
  return out;
}

void FileTable::each(const std::function<void(const FileRow&)>& look) {
  for (unsigned number = 0; number < drawers; ++number) std::ranges::for_each(part(number).rows, look);
}

void FileTable::write(Xapian::WritableDatabase& database) const {
  for (const auto& [number, part] : parts_) {
    auto bytes = encode_rows(part.rows);
    if (bytes != part.written) database.set_metadata(part_key(number), bytes);
  }
}

void FileTable::write_whole(Xapian::WritableDatabase& database, const std::vector<record::FileStamp>& files, const std::function<FileRow(std::size_t)>& row) {
  std::vector<std::pair<std::uint16_t, std::uint32_t>> order;
  order.reserve(files.size());
  for (std::size_t i = 0; i < files.size(); ++i) order.emplace_back(drawer_of(files[i].file), i);
  std::ranges::sort(order);   // in a part by name, as the files are
  std::vector<FileRow> rows;
  for (std::size_t i = 0; i < order.size(); ++i) {
    rows.push_back(row(order[i].second));
    if (i + 1 < order.size() && order[i + 1].first == order[i].first) continue;
    database.set_metadata(part_key(order[i].first), encode_rows(rows));
    rows.clear();
    if (order[i].first % 64 == 0) database.commit();
  }
}

}  // namespace fieldbook::library
