#include "core/cli/assessing.hpp"

#include <algorithm>

#include "core/assess/draft.hpp"
#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/base/parallel.hpp"
#include "core/base/process.hpp"
#include "core/base/text.hpp"
#include "core/cli/terminal.hpp"
#include "core/document/document.hpp"
#include "core/record/collection.hpp"
#include "core/record/kept_records.hpp"

namespace fieldbook::cli {
namespace {

[[noreturn]] void no_such_assessor(const assess::Catalogue& catalogue, const std::string& id) {
  std::vector<std::string> known;
  for (const auto& assessor : catalogue.assessors) known.push_back(assessor.id);
  const auto near = nearest(id, known);
  throw Error(Errc::not_found, "there is no assessor " + id, near ? "did you mean " + *near + "?" : "fieldbook plugin list names them");
}

std::string why_not(const assess::AssessorInfo& assessor) {
  if (!assessor.problem.empty()) return assessor.problem;
  return assessor.allowed ? "" : "it is not allowed; run fieldbook plugin allow " + assessor.id;
}

std::vector<assess::AssessorInfo> usable_assessors(const assess::Catalogue& catalogue) {
  std::vector<assess::AssessorInfo> out;
  std::ranges::copy_if(catalogue.assessors, std::back_inserter(out), [](const auto& one) { return why_not(one).empty(); });
  return out;
}

// Publishing comes next, and need not read again what is read here.
record::Collection read_for_publishing(const std::filesystem::path& root, const std::filesystem::path& index) {
  std::string stamp;
  try {
    stamp = stamp_of(sibling_program("fieldbook-site"));
  } catch (const Error&) {
    return record::read_collection(root);  // nobody publishes here
  }
  return record::read_collection(root, index / record::kept_records_name, stamp);
}

}  // namespace

std::vector<assess::AssessorInfo> chosen_assessors(const std::vector<std::string>& ids) {
  const auto catalogue = assess::read_catalogue();
  print(catalogue.diagnostics);
  std::vector<assess::AssessorInfo> out;
  if (ids.empty()) {
    out = usable_assessors(catalogue);
    if (out.empty()) throw Error(Errc::not_found, "there is no assessor to run", "fieldbook plugin list says where they are looked for");
    return out;
  }
  for (const auto& id : ids) {
    const auto* const assessor = catalogue.find(id);
    if (assessor == nullptr) no_such_assessor(catalogue, id);
    if (const auto why = why_not(*assessor); !why.empty()) throw Error(Errc::denied, "assessor " + id + " cannot run: " + why);
    if (std::ranges::find(out, id, &assess::AssessorInfo::id) == out.end()) out.push_back(*assessor);
  }
  std::ranges::sort(out, {}, &assess::AssessorInfo::id);
  return out;
}

// Beside the assessments: of which files' sizes and times, by which plugins, all were made.
std::string mark_of(const std::vector<record::FileStamp>& files, const assess::Catalogue& catalogue, const std::filesystem::path& index) {
  std::string all = version() + "\n";
  for (const auto& file : files) all += file.file + " " + std::to_string(file.size) + " " + std::to_string(file.modified_ns) + "\n";
  for (const auto& assessor : catalogue.assessors) all += assessor.id + " " + assessor.file_hash + "\n";
  return sha256(all) + " " + assess::cache_stamp(index) + "\n";
}

std::string kept_mark(const std::filesystem::path& file) {
  try {
    return read_file(file, 1 << 10);
  } catch (const Error&) {
    return {};
  }
}

assess::Text draft_named(const std::string& file) {
  if (file != "-") return assess::draft(document::read_document(file));
  return assess::draft(document::document_of(read_standard_input(document::longest_file_bytes), "standard input"));
}

assess::AssessReport assess_whole_library(const Session& session) {
  auto catalogue = assess::read_catalogue();
  print(catalogue.diagnostics);
  catalogue.assessors = usable_assessors(catalogue);   // none is no error here: a library can be published without
  const auto schema = session.schema();
  const auto index = session.index_folder(schema);
  const auto files = record::list_files(session.root(), schema);
  const auto mark = index / "all-assessed";
  if (kept_mark(mark) == mark_of(files, catalogue, index)) return {.nothing_to_do = true};
  const auto collection = read_for_publishing(session.root(), index);
  ProgressBar bar("Assessing:");
  const auto report = assess::assess_library(index, collection, catalogue, processors(), std::ref(bar));
  if (report.not_ok == 0) write_file_if_changed(mark, mark_of(files, catalogue, index));
  return report;
}

std::string in_words(const assess::AssessReport& report) {
  if (report.nothing_to_do) return "The assessments are up to date: no record and no assessor has changed";
  return std::to_string(report.made) + " assessments made, " + std::to_string(report.from_cache) + " were there already" +
         (report.not_ok == 0 ? "" : ", " + std::to_string(report.not_ok) + " failed");
}

}  // namespace fieldbook::cli
