#include "core/review/imports.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <unordered_set>
#include <utility>

#include "core/base/durable.hpp"
#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/base/text.hpp"
#include "core/bibliography/csl_json.hpp"
#include "core/review/folder.hpp"
#include "core/review/records.hpp"

namespace fieldbook::review {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

std::string note_of(const Import& import) {
  Json out = {{"database", import.database}, {"searched", to_iso(import.searched)}, {"file", import.file}, {"original", import.original},
              {"sha256", import.sha256},     {"format", import.format},             {"encoding", import.encoding},
              {"records_in", import.records_in}, {"records", import.records}};
  auto lost = Json::array();
  for (const auto& one : import.lost) lost.push_back({{"line", one.line}, {"what", one.what}});
  out["errors"] = std::move(lost);
  return out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::optional<std::size_t> count_in(const Json& json, const char* name) {
  const auto& value = json.at(name);
  return value.is_number_unsigned() ? std::optional(value.get<std::size_t>()) : std::nullopt;
}

std::string import_id(const ImportOptions& options, const std::string& hash) {
  constexpr std::size_t hash_size = 8;
  const auto database = slug(options.database);
  if (database.empty()) throw Error(Errc::invalid, "the database's name " + in_quotes(options.database) + " holds no letter or digit", "name where the records were found, such as --database Scopus");
  return to_iso(options.searched) + "-" + database + "-" + hash.substr(0, hash_size);
}

std::string ending_of(const fs::path& file) {
  const auto ending = slug(file.extension().string());
  return ending.empty() ? std::string(".txt") : "." + ending;
}

std::vector<std::string> lines_of(const std::vector<bibliography::Reference>& references) {
  std::vector<std::string> out;
  for (const auto& reference : references) out.push_back(bibliography::to_csl_item(reference, bibliography::SourceLines::kept_with_file));
  return out;
}

void count(Imported& out, const std::vector<bibliography::Reference>& references, const std::unordered_set<std::string>& before) {
  std::unordered_set<std::string> here;
  for (const auto& reference : references) {
    if (!here.insert(reference.key).second) {
      ++out.repeated;
    } else if (before.contains(reference.key)) {
      ++out.known;
    } else {
      ++out.added;
    }
  }
}

}  // namespace

std::optional<Import> parse_import(const std::string& id, std::string_view text) {
  try {
    const auto json = Json::parse(text);
    Import out;
    out.id = id;
    for (const auto& [name, field] : {std::pair("database", &Import::database), {"file", &Import::file}, {"original", &Import::original}, {"sha256", &Import::sha256}, {"format", &Import::format},
                                      {"encoding", &Import::encoding}}) {
      out.*field = json.at(name).get<std::string>();
    }
    const auto searched = parse_date(json.at("searched").get<std::string>());
    const auto records_in = count_in(json, "records_in"), records = count_in(json, "records");
    for (const auto& one : json.at("errors")) out.lost.push_back({count_in(one, "line").value_or(0), one.at("what").get<std::string>()});
    if (!searched || !records_in || !records || *records_in != *records + out.lost.size()) return std::nullopt;
    out.searched = *searched;
    out.records_in = *records_in;
    out.records = *records;
    return out;
  } catch (const nlohmann::json::exception&) {
    return std::nullopt;
  }
}

std::vector<Import> read_imports(const fs::path& review, Diagnostics& found) {
  std::vector<Import> out;
  constexpr std::size_t longest_note_bytes = 64UL << 20U;
  for (const auto& file : files_in(imports_folder(review), ".json")) {
    if (file.stem().extension() == ".original") continue;   // an original that is JSON itself
    if (auto import = parse_import(file.stem().string(), read_file(file, longest_note_bytes))) {
      out.push_back(std::move(*import));
    } else {
      found.error({"imports/" + file.filename().string(), 0, 0}, "this is not the note of an import", "take the file back from version control, or import again", "import.note");
    }
  }
  return out;
}

Imported import_file(const fs::path& review, const fs::path& file, const ImportOptions& options, Diagnostics& found) {
  const auto bytes = read_file(file, longest_file_bytes);
  const auto hash = sha256(bytes);
  auto id = import_id(options, hash);
  const auto earlier = read_imports(review, found);
  Imported out;
  if (const auto same = std::ranges::find(earlier, hash, &Import::sha256); same != earlier.end()) {
    out.import = *same;
    out.already = true;
    return out;
  }
  out.import.id = std::move(id);
  Diagnostics here;
  auto read = bibliography::read_references(bytes, file.filename().string(), here, options.reading);
  found.add(here);
  if (read.records_in == 0) throw Error(Errc::invalid, file.string() + " holds no record", "export the search's results again");

  out.import.original = out.import.id + ".original" + ending_of(file);
  const FileName lies_in("imports/" + out.import.original);
  for (auto& reference : read.references) {
    reference.key = record_id(reference);
    reference.where.file = lies_in;
  }
  std::unordered_set<std::string> before;
  for (const auto& record : read_imported_records(review, earlier, found, Detail::ids)) before.insert(record.id);
  count(out, read.references, before);

  out.import.database = options.database;
  out.import.searched = options.searched;
  out.import.file = file.filename().string();
  out.import.sha256 = hash;
  out.import.format = bibliography::name_of(read.format);
  out.import.encoding = read.encoding;
  out.import.records_in = read.records_in;
  out.import.records = read.references.size();
  for (const auto& problem : here.sorted()) {
    if (problem.severity == Severity::error) out.import.lost.push_back({problem.where.line, problem.what});
  }
  have_lines_merged(review);
  write_durably(imports_folder(review) / out.import.original, bytes);
  append_lines(records_file(review), lines_of(read.references));
  write_durably(imports_folder(review) / (out.import.id + ".json"), note_of(out.import));
  return out;
}

}  // namespace fieldbook::review
