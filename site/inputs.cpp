#include "site/inputs.hpp"

#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/base/parallel.hpp"
#include "core/base/process.hpp"
#include "core/record/folder.hpp"

namespace fieldbook::site {
namespace {

namespace fs = std::filesystem;
using record::FieldType;
using record::Record;

constexpr std::size_t file_limit_bytes = std::size_t{64} << 20;

bool names_records(const record::FieldRule& rule) { return rule.type == FieldType::record || rule.type == FieldType::records; }

}  // namespace

std::string common_inputs(const fs::path& library, const record::Schema& schema, const assess::Catalogue& catalogue) {
  Fingerprint print;
  const auto program = look_at_file(this_program());
  print.add(version()).add(std::to_string(program.size)).add(std::to_string(program.changed_ns));
  for (const auto& common : record::list_common_files(library, schema)) {
    print.add(common.file);
    try {
      print.add(sha256_of_file(library / common.file, file_limit_bytes));
    } catch (const Error& error) {
      print.add(error.message());
    }
  }
  for (const auto& assessor : catalogue.assessors) {
    print.add(assessor.id).add(assessor.version).add(assessor.file_hash).add(assessor.allowed ? "allowed" : "");
    print.add(assessor.problem);
  }
  return print.digest();
}

RecordInputs::RecordInputs(const Edition& edition, Assessed assessed)
    : edition_(edition), assessed_(std::move(assessed)) {
  for (const auto& rule : edition.schema().fields) {
    if (names_records(rule)) naming_.push_back(&rule);
  }
  const auto& records = edition.collection().records;
  const auto all = [&](auto of) {
    std::vector<std::string> prints(records.size());
    each_in_parallel(records.size(), [&](std::size_t i) { prints[i] = (this->*of)(records[i]); });
    return prints;
  };
  rows_ = all(&RecordInputs::of_row);
  pages_ = all(&RecordInputs::of_page);
}

// The file's content, what other records make of it, and the ids that stand for its aliases now.
std::string RecordInputs::of_row(const Record& record) const {
  Fingerprint print;
  print.add(record.id).add(record.kind).add(record.content_hash).add(edition_.strength(record));
  for (const auto* const rule : naming_) {
    const auto* const field = edition_.field(record, *rule);
    if (field == nullptr) continue;
    print.add(rule->name);
    for (const auto& id : field->values) print.add(id);
  }
  return print.digest();
}

std::string RecordInputs::of_page(const Record& record) const {
  Fingerprint print;
  print.add(row(record));
  for (const auto* const rule : naming_) {
    for (const auto* named : edition_.named(record, rule->name)) print.add(row(*named));
    for (const auto& id : edition_.missing(record, rule->name)) print.add(id);
  }
  print.add("named by");
  for (const auto& [from, field] : edition_.naming(record)) print.add(field->name).add(row(*from));
  print.add("links");
  for (const auto& link : record.body.links) {
    const auto* target = edition_.collection().find(std::string_view(link.target).substr(0, link.target.find('#')));
    print.add(target != nullptr ? edition_.address(*target) : std::string());
  }
  if (const auto* facet = edition_.schema().facet(record.kind)) {
    print.add("guides to");
    for (const auto* one : edition_.with_value(*facet, record.id)) print.add(row(*one));
  }
  if (assessed_) print.add("assessments").add(assessed_(record));
  return print.digest();
}

}  // namespace fieldbook::site
