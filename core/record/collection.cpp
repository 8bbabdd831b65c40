#include "core/record/collection.hpp"

#include <algorithm>
#include <unordered_map>

#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/base/text.hpp"
#include "core/record/collection_checks.hpp"
#include "core/record/html.hpp"
#include "core/record/kept_records.hpp"
#include "core/record/record_files.hpp"

namespace fieldbook::record {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t sources_limit_bytes = 64UL << 20;

struct Candidate {
  std::string file;
  FileStamp stamp;
  const KindRule* kind = nullptr;
  std::string id;
};

// What is kept is needed in the form it is kept in: by threads, and once.
void prepare(Record& record) {
  record.html = prepared_html(record);
  record.hash = hash_of(record);
  record.markdown.clear();
  record.markdown.shrink_to_fit();
}

class Reading {
 public:
  Reading(Frame frame, const Surroundings* others, KeptRecords* kept = nullptr, Texts texts = Texts::taken) : others_(others), kept_(kept), texts_(texts) {
    collection_.root = std::move(frame.root);
    collection_.schema = std::move(frame.schema);
    collection_.vocabularies = std::move(frame.vocabularies);
    collection_.diagnostics = std::move(frame.diagnostics);
  }

  Collection all() {
    collection_.sources = read_sources(collection_.root, found());
    for (const auto& kind : collection_.schema.kinds) {
      for (auto& seen : look_into(collection_.root, kind, found())) add_candidate(std::move(seen), kind);
    }
    return finished();
  }

  Collection some(const std::vector<std::string>& files, bool with_sources) {
    if (with_sources) collection_.sources = read_sources(collection_.root, found());
    for (const auto& file : files) {
      const auto* const kind = kind_of_file(collection_.schema, file);
      auto seen = look_at(collection_.root, file);
      if (kind != nullptr && (seen.regular || seen.link)) add_candidate(std::move(seen), *kind);
    }
    return finished();
  }

 private:
  Diagnostics& found() { return collection_.diagnostics; }

  Collection finished() {
    settle_candidates();
    read_records();
    check_together(collection_, {kinds_, aliases_of_skipped_, others_, kept_ == nullptr});
    for (auto& file : collection_.files) file.left_out = collection_.skipped.contains(file.id);
    link_back();
    return std::move(collection_);
  }

  void settle_candidates() {
    std::ranges::sort(candidates_, {}, [](const Candidate& c) { return std::tie(c.id, c.file); });
    drop_duplicates();
    if (candidates_.size() > most_records) {
      found().error({candidates_[most_records].file, 0, 0}, "more than " + std::to_string(most_records) + " records",
                    "split the library; the records from here on are left out", "collection.too-many");
      candidates_.resize(most_records);
    }
    for (const auto& candidate : candidates_) kinds_.emplace(candidate.id, candidate.kind->id);
  }

  void add_candidate(Seen seen, const KindRule& kind) {
    if (auto id = id_of(seen, found())) candidates_.push_back({seen.stamp.file, seen.stamp, &kind, *std::move(id)});
  }

  // Neither of two files with one id stands: which one an address means must not hang on the order of folders.
  void drop_duplicates() {
    std::vector<Candidate> kept;
    for (auto first = candidates_.begin(); first != candidates_.end();) {
      const auto last = std::find_if(first, candidates_.end(), [&](const Candidate& c) { return c.id != first->id; });
      if (last - first == 1) {
        kept.push_back(std::move(*first));
      } else {
        for (auto at = first; at != last; ++at) {
          collection_.files.push_back({at->file, at->id, {}, {}, true});
          report_twin(at->file, at->id, (at == first ? first + 1 : first)->file, found());
        }
        kinds_.emplace(first->id, "");
        collection_.skipped.insert(first->id);
      }
      first = last;
    }
    candidates_ = std::move(kept);
  }

  void take_kept(std::vector<ReadRecord>& results) {
    std::unordered_map<std::string_view, std::size_t> places;
    for (std::size_t i = 0; i < candidates_.size(); ++i) places.emplace(candidates_[i].file, i);
    kept_->take(candidates_.size(), texts_, [&](const FileStamp& stamp) {
      const auto place = places.find(stamp.file);
      return place != places.end() && candidates_[place->second].stamp == stamp ? &results[place->second] : nullptr;
    });
    for (std::size_t i = 0; i < results.size(); ++i) {
      const auto& record = results[i].record;
      if (record && (record->id != candidates_[i].id || record->kind != candidates_[i].kind->id)) results[i] = {};
    }
  }

  // Files are independent: threads take them in turn, and the results are put together in order of id.
  void read_records() {
    std::vector<ReadRecord> results(candidates_.size());
    if (kept_ != nullptr) take_kept(results);
    std::vector<char> read_now(candidates_.size());
    each_in_threads(candidates_.size(), [&](std::size_t i) {
      if (results[i].record) return;
      const auto& [file, stamp, kind, id] = candidates_[i];
      results[i] = read_one(collection_.root, file, id, {collection_.schema, *kind, collection_.vocabularies});
      if (kept_ != nullptr && results[i].record) prepare(*results[i].record);
      read_now[i] = 1;
    });
    if (kept_ != nullptr) {
      for (std::size_t i = 0; i < results.size(); ++i) {
        if (read_now[i] != 0) kept_->add(candidates_[i].stamp, results[i]);
      }
      kept_->save();
    }
    collection_.records.reserve(results.size());
    collection_.files.reserve(collection_.files.size() + results.size());
    for (std::size_t i = 0; i < results.size(); ++i) {
      found().add(results[i].found);
      if (results[i].record) {
        collection_.records.push_back(std::move(*results[i].record));
      } else {
        collection_.skipped.insert(candidates_[i].id);
        for (const auto& alias : results[i].file.aliases) aliases_of_skipped_.emplace(alias, candidates_[i].id);
      }
      collection_.files.push_back(std::move(results[i].file));
    }
    std::ranges::stable_sort(collection_.files, {}, &ReadFile::id);
  }

  void link_back() {
    for (std::size_t i = 0; i < collection_.records.size(); ++i) {
      for (std::size_t field = 0; field < collection_.schema.fields.size(); ++field) {
        const auto& rule = collection_.schema.fields[field];
        if (rule.type != FieldType::record && rule.type != FieldType::records) continue;
        for (const auto& id : collection_.records[i].list(rule.name)) collection_.back_links[id].push_back({field, i});
      }
    }
  }

  const Surroundings* others_;
  KeptRecords* kept_;
  Texts texts_;
  Collection collection_;
  std::vector<Candidate> candidates_;
  std::unordered_map<std::string, std::string> kinds_;  // of every id there is a file for; empty where there are two
  std::map<std::string, std::string> aliases_of_skipped_;
};

bool has_field(const KindRule& kind, std::string_view name) {
  const auto holds = [name](const std::vector<std::string>& names) {
    return std::ranges::find(names, name) != names.end();
  };
  return holds(kind.required) || holds(kind.optional);
}

}  // namespace

const Record* Collection::find(std::string_view id) const noexcept {
  if (const auto alias = aliases.find(id); alias != aliases.end()) id = alias->second;
  const auto at = std::ranges::lower_bound(records, id, {}, [](const Record& r) { return std::string_view(r.id); });
  return at != records.end() && at->id == id ? &*at : nullptr;
}

const bibliography::Reference* Collection::source(std::string_view key) const noexcept {
  const auto at = std::ranges::lower_bound(sources, key, {},
                                           [](const bibliography::Reference& r) { return std::string_view(r.key); });
  return at != sources.end() && at->key == key ? &*at : nullptr;
}

std::vector<const Record*> Collection::linked_from(std::string_view id, std::string_view kind,
                                                   std::string_view field) const {
  std::vector<const Record*> out;
  if (const auto alias = aliases.find(id); alias != aliases.end()) id = alias->second;
  const auto at = back_links.find(std::string(id));
  if (at == back_links.end()) return out;
  for (const auto& [place, from] : at->second) {
    if (schema.fields[place].name == field && records[from].kind == kind) out.push_back(&records[from]);
  }
  return out;
}

std::vector<std::string> evaluating_fields(const Schema& schema, std::string_view kind) {
  std::vector<std::string> out;
  const auto* const own = schema.kind(kind);
  if (own == nullptr || has_field(*own, "strength")) return out;
  for (const auto& field : schema.fields) {
    const bool names_the_kind = std::ranges::find(field.kinds, kind) != field.kinds.end();
    if (names_the_kind && std::ranges::any_of(schema.kinds, [&](const KindRule& evaluating) {
          return has_field(evaluating, "strength") && has_field(evaluating, field.name);
        }))
      out.push_back(field.name);
  }
  return out;
}

std::string Collection::strength(const Record& record) const {
  const auto* const kind = schema.kind(record.kind);
  const auto* const rule = schema.field("strength");
  if (kind == nullptr || rule == nullptr) return {};
  if (has_field(*kind, "strength")) return std::string(record.text("strength"));
  const auto vocabulary = vocabularies.find(rule->vocabulary);
  const auto fields = evaluating_fields(schema, record.kind);
  const Term* best = nullptr;
  for (const auto& field : fields) {
    for (const auto& evaluating : schema.kinds) {
      if (!has_field(evaluating, "strength")) continue;
      for (const auto* const evaluation : linked_from(record.id, evaluating.id, field)) {
        const auto* const term =
            vocabulary == vocabularies.end() ? nullptr : vocabulary->second.find(evaluation->text("strength"));
        if (term != nullptr && (best == nullptr || term->rank < best->rank)) best = term;
      }
    }
  }
  if (best != nullptr) return best->id;
  return fields.empty() ? "" : "none-found";
}

Date newest_date(const Record& record) {
  Date newest;
  const auto consider = [&](std::string_view written) {
    if (const auto date = parse_date(written)) newest = std::max(newest, *date);
  };
  consider(record.text("reviewed"));
  for (const auto& row : record.rows("changes")) {
    if (const auto date = row.find("date"); date != row.end()) consider(date->second);
  }
  return newest;
}

Date Collection::newest_date() const {
  Date newest;
  for (const auto& record : records) newest = std::max(newest, record::newest_date(record));
  return newest;
}

void Collection::forget_places() {
  const auto free = [](auto& list) { std::remove_reference_t<decltype(list)>().swap(list); };
  for (auto& record : records) {
    if (record.hash.empty()) record.hash = hash_of(record);   // paragraphs are part of it
    for (auto& [name, field] : record.fields) free(field.value_where);
    free(record.body.paragraphs);
    free(record.body.paragraph_lines);
  }
}

Frame read_frame(const fs::path& root) {
  Frame out;
  out.root = fs::absolute(root).lexically_normal();
  out.schema = read_schema(out.root, out.diagnostics);
  out.vocabularies = read_vocabularies(out.root, out.schema.vocabularies, out.diagnostics);
  return out;
}

Collection read_collection(const fs::path& root) {
  return Reading(read_frame(root), nullptr).all();
}

Collection read_collection(const fs::path& root, const fs::path& kept, std::string_view program, Texts texts) {
  const auto key = [&](const Frame& frame) {
    std::string all(program);
    for (const auto& common : list_common_files(frame.root, frame.schema)) {
      if (common.file != sources_file) all += "\n" + common.file + " " + sha256_of_file(frame.root / common.file, sources_limit_bytes);
    }
    return sha256(all);
  };
  const auto before = key(read_frame(root));
  auto frame = read_frame(root);
  // Changed in between: nobody knows by what the frame was read.
  if (key(frame) != before) return Reading(std::move(frame), nullptr).all();
  KeptRecords records(kept, before);
  return Reading(std::move(frame), nullptr, &records, texts).all();
}

Collection read_some(const Frame& frame, const std::vector<std::string>& files, const Surroundings& others,
                     bool with_sources) {
  return Reading(frame, &others).some(files, with_sources);
}

}  // namespace fieldbook::record
