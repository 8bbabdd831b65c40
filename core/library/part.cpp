#include "core/library/part.hpp"

#include <algorithm>

#include "core/base/text.hpp"
#include "core/library/card.hpp"
#include "core/library/terms.hpp"

namespace fieldbook::library {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_files = 500;  // more, and reading all with several threads is not much slower
constexpr int most_rounds = 20;

std::string id_of_file(const std::string& file) {
  return fs::path(file).stem().string();
}

}  // namespace

// The records that are not read, as the index knows them.
class PartReader::Others : public record::Surroundings {
 public:
  explicit Others(const PartReader& reader) : reader_(reader) {
    for (const auto& file : reader.files_) ids_read_.insert(id_of_file(file));
    if (!reader.with_sources_) keys_ = decode_strings(reader.database_.get_metadata(key::sources));
  }

  std::optional<std::string> kind(const std::string& id) const override {
    std::optional<std::string> out;
    if (!is_id(id)) return out;
    for (const auto& kind : reader_.frame_.schema.kinds) {
      const auto file = kind.folder + "/" + id + ".md";
      if (reader_.files_.contains(file) || reader_.table_.find(file) == nullptr) continue;
      out = out ? std::string() : kind.id;
    }
    return out;
  }
  std::optional<std::string> alias(const std::string& name) const override {
    const auto id = reader_.alias(name);
    return id && !ids_read_.contains(*id) ? id : std::nullopt;
  }
  bool is_left_out(const std::string& id) const override {
    return std::ranges::any_of(reader_.frame_.schema.kinds, [&](const record::KindRule& kind) {
      return reader_.left_out_.contains(kind.folder + "/" + id + ".md");
    });
  }
  std::vector<std::string> names() const override {
    std::vector<std::string> out;
    reader_.table_.each([&](const FileRow& row) {
      const auto& file = row.stamp.file;
      const auto id = id_of_file(file);
      const bool is_record = record::kind_of_file(reader_.frame_.schema, file) != nullptr && is_id(id);
      if (!is_record || reader_.files_.contains(file)) return;
      out.push_back(id);
      out.insert(out.end(), row.aliases.begin(), row.aliases.end());
    });
    return out;
  }
  const std::vector<std::string>& source_keys() const override { return keys_; }

 private:
  const PartReader& reader_;
  std::set<std::string> ids_read_;
  std::vector<std::string> keys_;
};

PartReader::PartReader(const record::Frame& frame, const Xapian::Database& database, FileTable& table)
    : frame_(frame), database_(database), table_(table) {
  for (auto& file : decode_strings(database.get_metadata(key::left_out))) left_out_.insert(std::move(file));
  for (const auto& field : frame.schema.fields) {
    if (field.type == record::FieldType::record || field.type == record::FieldType::records)
      record_fields_.push_back(field.name);
  }
  record_fields_.emplace_back();  // the body
  for (const auto& kind : frame.schema.kinds) {
    auto fields = record::evaluating_fields(frame.schema, kind.id);
    evaluating_fields_.insert(fields.begin(), fields.end());
    evaluating_fields_of_.emplace(kind.id, std::move(fields));
  }
}

std::optional<record::Collection> PartReader::read() {
  for (int round = 0; round < most_rounds; ++round) {
    if (too_much_ || files_.size() > most_files) return std::nullopt;
    const auto before = files_.size();
    auto collection = record::read_some(frame_, {files_.begin(), files_.end()}, Others(*this), with_sources_);
    grow(collection);
    if (files_.size() == before && !too_much_) return collection;
  }
  return std::nullopt;
}

bool PartReader::has_lost_a_key(const record::Collection& collection, const Xapian::Database& database) {
  return std::ranges::any_of(decode_strings(database.get_metadata(key::sources)),
                             [&](const std::string& key) { return collection.source(key) == nullptr; });
}

void PartReader::grow(const record::Collection& collection) {
  std::set<std::string> gone = files_;
  for (const auto& file : collection.files) {
    gone.erase(file.file);
    const auto* const record = collection.find(file.id);
    consider(file.file, &file, record != nullptr && record->file == file.file ? record : nullptr);
  }
  for (const auto& file : gone) consider(file, nullptr, nullptr);
}

// `now` is null for a file that has gone, `record` for one that is left out.
void PartReader::consider(const std::string& file, const record::ReadFile* now, const record::Record* record) {
  if (record != nullptr) {
    const auto& fields = evaluating_fields_of_.at(record->kind);
    add_referrers(record->id, fields);
    for (const auto& name : record->list("aliases")) add_referrers(name, fields);
  }
  if (for_reading_) return;
  const auto* const found = table_.find(file);
  if (found == nullptr && now == nullptr) return;
  const auto before = found == nullptr ? std::optional<FileRow>() : *found;
  const auto id = id_of_file(file);
  const bool was_good = before && !left_out_.contains(file);
  const bool other_state = was_good != (record != nullptr);
  const auto aliases = now == nullptr ? std::vector<std::string>() : now->aliases;
  if (before && now != nullptr && !other_state && before->content == content_number(now->content_hash)) return;
  add_targets(id, record);
  add_twins(id, file);
  for (const auto& name : aliases) {
    if (const auto owner = alias(name)) add_record(*owner);
  }
  if (const auto owner = alias(id)) add_record(*owner);
  if (before && now != nullptr && !other_state && before->aliases == aliases) return;
  std::set<std::string> names{id};
  names.insert(aliases.begin(), aliases.end());
  if (before) names.insert(before->aliases.begin(), before->aliases.end());
  for (const auto& name : names) add_referrers(name, record_fields_);
}

// Files of other kinds with the same id: neither of two stands.
void PartReader::add_twins(const std::string& id, const std::string& file) {
  for (const auto& kind : frame_.schema.kinds) {
    const auto other = kind.folder + "/" + id + ".md";
    if (other != file && (table_.find(other) != nullptr || record::look_at(frame_.root, other).regular)) add(other);
  }
}

// What the record evaluates, and evaluated when it was indexed: the strength that is shown there hangs on it.
void PartReader::add_targets(const std::string& id, const record::Record* record) {
  if (record != nullptr) {
    for (const auto& mention : record->mentions) {
      if (evaluating_fields_.contains(mention.field)) add_record(mention.id);
    }
  }
  const auto known = document(id);
  if (!known) return;
  for (const auto& field : evaluating_fields_) {
    const auto beginning = mention_term(field, "");
    auto term = database_.termlist_begin(*known);
    for (term.skip_to(beginning); term != database_.termlist_end(*known); ++term) {
      const auto text = *term;
      if (!text.starts_with(beginning)) break;
      const auto name = text.substr(beginning.size());
      if (text != mention_term(field, name)) too_much_ = true;  // a name so long that it was cut
      add_record(name);
    }
  }
}

void PartReader::add_referrers(const std::string& name, const std::vector<std::string>& fields) {
  for (const auto& field : fields) {
    const auto term = mention_term(field, name);
    if (database_.get_termfreq(term) > most_files) too_much_ = true;
    if (too_much_) return;
    for (auto at = database_.postlist_begin(term); at != database_.postlist_end(term); ++at)
      add(read_card_(database_.get_document(*at)).file);
  }
}

void PartReader::add_record(const std::string& id_or_alias) {
  bool there = false;
  for (const auto& id : {std::optional(id_or_alias), alias(id_or_alias)}) {
    if (!id || there) continue;
    for (const auto& kind : frame_.schema.kinds) {
      const auto file = kind.folder + "/" + *id + ".md";
      if (table_.find(file) == nullptr) continue;
      add(file);
      there = true;
    }
  }
}

std::optional<Xapian::docid> PartReader::document(const std::string& id) const {
  const auto term = id_term(id);
  const auto at = database_.postlist_begin(term);
  return at == database_.postlist_end(term) ? std::nullopt : std::optional(*at);
}

std::optional<std::string> PartReader::alias(const std::string& name) const {
  const auto term = alias_term(name);
  const auto at = database_.postlist_begin(term);
  if (at == database_.postlist_end(term)) return std::nullopt;
  return database_.get_document(*at).get_value(slot::id);
}

}  // namespace fieldbook::library
