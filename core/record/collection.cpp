#include "core/record/collection.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <thread>

#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/base/text.hpp"
#include "core/bibliography/bibtex.hpp"
#include "core/record/collection_checks.hpp"
#include "core/record/front_matter.hpp"

namespace fieldbook::record {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t sources_limit_bytes = 64UL << 20;
constexpr std::size_t most_records = 100'000;
constexpr std::size_t most_problems_a_file = 100;
constexpr std::string_view sources_file = "sources.bib";

struct Stamped {
  FileStamp stamp;
  bool regular = false;
  bool link = false;
};

Stamped look_at(const fs::path& root, std::string file, decltype(&::lstat) ask = &::lstat) {
  Stamped out;
  struct stat state {};
  out.stamp.file = std::move(file);
  if (ask((root / out.stamp.file).c_str(), &state) != 0) return out;
  out.regular = S_ISREG(state.st_mode);
  out.link = S_ISLNK(state.st_mode);
  out.stamp.size = static_cast<std::uintmax_t>(state.st_size);
  out.stamp.modified_ns = static_cast<std::int64_t>(state.st_mtim.tv_sec) * 1'000'000'000 + state.st_mtim.tv_nsec;
  return out;
}

// What lies in a kind's folder and looks like a record, by name. README.md and hidden files are for people.
std::vector<Stamped> look_into(const fs::path& root, const std::string& folder) {
  std::vector<Stamped> out;
  std::error_code failure;
  if (fs::symlink_status(root / folder, failure).type() != fs::file_type::directory) return out;
  for (fs::directory_iterator at(root / folder, failure), end; !failure && at != end; at.increment(failure)) {
    const auto name = at->path().filename().string();
    if (!name.ends_with(".md") || name.starts_with(".") || name == "README.md") continue;
    out.push_back(look_at(root, folder + "/" + name));
  }
  std::ranges::sort(out, {}, [](const Stamped& s) { return s.stamp.file; });
  return out;
}

struct Candidate {
  std::string file;
  const KindRule* kind = nullptr;
  std::string id;
};

class Reading {
 public:
  explicit Reading(const fs::path& root) {
    collection_.root = fs::absolute(root).lexically_normal();
    collection_.schema = read_schema(collection_.root, found());
    collection_.vocabularies = read_vocabularies(collection_.root, collection_.schema.vocabularies, found());
  }

  Collection read() {
    read_sources();
    list_candidates();
    read_records();
    check_together(collection_, kinds_, aliases_of_skipped_);
    link_back();
    return std::move(collection_);
  }

 private:
  Diagnostics& found() { return collection_.diagnostics; }

  void read_sources() {
    const auto seen = look_at(collection_.root, std::string(sources_file));
    if (seen.link) warn_of_link(seen.stamp.file);
    if (!seen.regular) return;
    try {
      const auto text = read_file(collection_.root / sources_file, sources_limit_bytes);
      collection_.sources = bibliography::read_bibtex(text, std::string(sources_file), found());
    } catch (const Error& error) {
      found().error({std::string(sources_file), 0, 0}, error.what(), error.advice(), "collection.unreadable");
    }
    std::ranges::sort(collection_.sources, {}, &bibliography::Reference::key);
  }

  void warn_of_link(const std::string& file) {
    found().warning({file, 0, 0}, "a symbolic link is not followed", "put the file itself here",
                    "collection.symbolic-link");
  }

  void list_candidates() {
    for (const auto& kind : collection_.schema.kinds) {
      std::error_code failure;
      if (fs::is_symlink(fs::symlink_status(collection_.root / kind.folder, failure))) warn_of_link(kind.folder);
      for (auto& seen : look_into(collection_.root, kind.folder)) add_candidate(std::move(seen), kind);
    }
    std::ranges::sort(candidates_, {}, [](const Candidate& c) { return std::tie(c.id, c.file); });
    drop_duplicates();
    if (candidates_.size() > most_records) {
      found().error({candidates_[most_records].file, 0, 0}, "more than " + std::to_string(most_records) + " records",
                    "split the library; the records from here on are left out", "collection.too-many");
      candidates_.resize(most_records);
    }
    for (const auto& candidate : candidates_) kinds_.emplace(candidate.id, candidate.kind->id);
  }

  void add_candidate(Stamped seen, const KindRule& kind) {
    const auto& file = seen.stamp.file;
    auto id = fs::path(file).stem().string();
    if (seen.link) {
      warn_of_link(file);
    } else if (!seen.regular) {
      found().error({file, 0, 0}, "not a file", "remove it, or rename it so that it does not end with .md",
                    "collection.unreadable");
    } else if (!is_id(id)) {
      const auto better = slug(id);
      found().error({printable(file), 0, 0}, "the name of the file cannot be an id",
                    better.empty() ? "use small letters, digits and hyphens" : "rename it to " + better + ".md",
                    "collection.file-name");
    } else {
      candidates_.push_back({file, &kind, std::move(id)});
    }
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
          const auto& other = at == first ? *(first + 1) : *first;
          found().error({at->file, 0, 0}, "the id " + in_quotes(at->id) + " is also that of " + other.file,
                        "rename one of the files", "collection.duplicate-id");
        }
        kinds_.emplace(first->id, "");
        collection_.skipped.insert(first->id);
      }
      first = last;
    }
    candidates_ = std::move(kept);
  }

  struct Result {
    std::optional<Record> record;
    std::vector<std::string> aliases;  // of a record that is left out
    Diagnostics found;
  };

  Result read_one(const Candidate& candidate) const {
    Result out;
    Diagnostics all;
    try {
      const auto bytes = read_file(collection_.root / candidate.file, record_limit_bytes);
      out.record =
          read_record(bytes, candidate.file, {collection_.schema, *candidate.kind, collection_.vocabularies}, all);
      if (!out.record) out.aliases = aliases_in(bytes, candidate.file);
    } catch (const Error& error) {
      const bool large = error.code() == Errc::too_large;
      all.error({candidate.file, 0, 0}, large ? "larger than 1 MiB" : error.what(),
                large ? "shorten it, or make two records of it" : error.advice(),
                large ? "record.too-large" : "collection.unreadable");
    }
    const auto sorted = all.sorted();
    for (std::size_t i = 0; i < sorted.size() && i < most_problems_a_file; ++i) out.found.add(sorted[i]);
    if (sorted.size() > most_problems_a_file) {
      const auto rest = std::to_string(sorted.size() - most_problems_a_file);
      out.found.error({candidate.file, 0, 0}, rest + " further problems in this file are not shown",
                      "put the first ones right", "collection.too-many-problems");
      out.record.reset();
    }
    return out;
  }

  // Files are independent: threads take them in turn, and the results are put together in order of id.
  void read_records() {
    std::vector<Result> results(candidates_.size());
    std::atomic<std::size_t> next{0};
    std::exception_ptr failure;
    std::atomic_flag failed;
    const auto work = [&] {
      try {
        for (auto i = next++; i < candidates_.size(); i = next++) results[i] = read_one(candidates_[i]);
      } catch (...) {
        if (!failed.test_and_set()) failure = std::current_exception();
      }
    };
    constexpr std::size_t records_worth_a_thread = 64, most_threads = 8;
    const auto wanted = std::min<std::size_t>(
        {std::thread::hardware_concurrency(), candidates_.size() / records_worth_a_thread, most_threads});
    std::vector<std::jthread> threads;
    for (std::size_t i = 1; i < wanted; ++i) threads.emplace_back(work);
    work();
    threads.clear();
    if (failure) std::rethrow_exception(failure);
    for (std::size_t i = 0; i < results.size(); ++i) {
      found().add(results[i].found);
      if (results[i].record) {
        collection_.records.push_back(std::move(*results[i].record));
      } else {
        collection_.skipped.insert(candidates_[i].id);
        for (auto& alias : results[i].aliases) aliases_of_skipped_.emplace(std::move(alias), candidates_[i].id);
      }
    }
  }

  void link_back() {
    for (std::size_t i = 0; i < collection_.records.size(); ++i) {
      for (const auto& [name, field] : collection_.records[i].fields) {
        const auto* const rule = collection_.schema.field(name);
        if (rule == nullptr || (rule->type != FieldType::record && rule->type != FieldType::records)) continue;
        for (const auto& id : field.values) collection_.back_links[{id, name}].push_back(i);
      }
    }
  }

  Collection collection_;
  std::vector<Candidate> candidates_;
  std::map<std::string, std::string> kinds_;  // of every id there is a file for; empty where there are two
  std::map<std::string, std::string> aliases_of_skipped_;
};

bool has_field(const KindRule& kind, std::string_view name) {
  const auto holds = [name](const std::vector<std::string>& names) {
    return std::ranges::find(names, name) != names.end();
  };
  return holds(kind.required) || holds(kind.optional);
}

}  // namespace

std::vector<FileStamp> list_files(const fs::path& root, const Schema& schema) {
  std::vector<FileStamp> out;
  const auto add = [&](Stamped seen) {
    if (seen.regular) out.push_back(std::move(seen.stamp));
  };
  add(look_at(root, "library.yaml", &::stat));  // this one may be a link: it is what makes a folder a library
  add(look_at(root, std::string(sources_file)));
  for (const auto& name : schema.vocabularies) add(look_at(root, "vocabulary/" + name + ".yaml"));
  for (const auto& kind : schema.kinds) {
    for (auto& seen : look_into(root, kind.folder)) add(std::move(seen));
  }
  std::ranges::sort(out, {}, &FileStamp::file);
  return out;
}

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
  const auto at = back_links.find({std::string(id), std::string(field)});
  if (at == back_links.end()) return out;
  for (const auto i : at->second) {
    if (records[i].kind == kind) out.push_back(&records[i]);
  }
  return out;
}

std::string Collection::strength(const Record& record) const {
  const auto* const kind = schema.kind(record.kind);
  const auto* const rule = schema.field("strength");
  if (kind == nullptr || rule == nullptr) return {};
  if (has_field(*kind, "strength")) return std::string(record.text("strength"));
  const auto vocabulary = vocabularies.find(rule->vocabulary);
  bool is_evaluated = false;
  const Term* best = nullptr;
  for (const auto& field : schema.fields) {
    if (std::ranges::find(field.kinds, record.kind) == field.kinds.end()) continue;
    for (const auto& evaluating : schema.kinds) {
      if (!has_field(evaluating, "strength") || !has_field(evaluating, field.name)) continue;
      is_evaluated = true;
      for (const auto* const evaluation : linked_from(record.id, evaluating.id, field.name)) {
        const auto* const term =
            vocabulary == vocabularies.end() ? nullptr : vocabulary->second.find(evaluation->text("strength"));
        if (term != nullptr && (best == nullptr || term->rank < best->rank)) best = term;
      }
    }
  }
  if (best != nullptr) return best->id;
  return is_evaluated ? "none-found" : "";
}

Date Collection::newest_date() const {
  Date newest;
  const auto consider = [&](std::string_view written) {
    if (const auto date = parse_date(written)) newest = std::max(newest, *date);
  };
  for (const auto& record : records) {
    consider(record.text("reviewed"));
    for (const auto& row : record.rows("changes")) {
      if (const auto date = row.find("date"); date != row.end()) consider(date->second);
    }
  }
  return newest;
}

Collection read_collection(const fs::path& root) {
  return Reading(root).read();
}

}  // namespace fieldbook::record
