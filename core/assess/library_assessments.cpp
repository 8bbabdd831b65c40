#include "core/assess/library_assessments.hpp"

#include <dirent.h>
#include <fcntl.h>

#include <algorithm>
#include <exception>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <system_error>
#include <thread>

#include "core/assess/json.hpp"
#include "core/assess/supervisor.hpp"
#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/base/text.hpp"
#include "core/record/prose.hpp"

namespace fieldbook::assess {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t sha256_digits = 64, listed_digits = 20;
constexpr std::string_view ending = ".jsonl";
constexpr std::size_t longest_cached_bytes = std::size_t{64} << 20;

bool is_usable(const AssessorInfo& info) {
  return info.problem.empty() && info.allowed;
}

// Of all that an assessor sees of a record.
std::string text_hash(const record::Record& record) { return record.hash.empty() ? hash_of(record) : record.hash; }

fs::path cache_folder(const fs::path& index_folder) { return index_folder / "assessments"; }

// The file in that folder that holds a line of JSON for each assessment of a text.
std::string cache_file(const std::string& text_hash) { return text_hash.substr(0, 2) + "/" + text_hash + std::string(ending); }

Descriptor opened(const fs::path& folder) { return Descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)); }

bool quotes_are_there(const Assessment& assessment, std::string_view text) {
  for (const auto& judgement : assessment.criteria) {
    for (const auto& quote : judgement.quotes) {
      const auto [begin, end] = quote.where;
      if (begin >= end || end > text.size() || cut(text, quote.where) != quote.text) return false;
    }
  }
  return true;
}

struct Kept {
  Assessment assessment;
  std::string json;
};

using Assessors = std::vector<const AssessorInfo*>;

// Beside the assessors; nothing where one has not judged this text. What is damaged is as if it were not there, and is made again.
std::vector<std::optional<Kept>> cached(const Descriptor& folder, const std::string& text_hash, std::string_view text, const Assessors& assessors) {
  std::vector<std::optional<Kept>> out(assessors.size());
  if (folder.get() < 0) return out;
  std::string lines;
  try {
    lines = read_file(open_file(folder, cache_file(text_hash)), longest_cached_bytes);
  } catch (const Error&) {
    return out;
  }
  for (const auto line : split(lines, '\n')) {
    auto found = line.empty() ? std::nullopt : assessment_from_json(line);
    if (!found || found->outcome != Outcome::ok || !quotes_are_there(*found, text)) continue;
    const auto by = std::ranges::find_if(assessors, [&](const auto* info) { return info->id == found->assessor && info->file_hash == found->file_hash; });
    if (by == assessors.end() || (*by)->criteria.size() != found->criteria.size()) continue;
    out[static_cast<std::size_t>(by - assessors.begin())] = Kept{std::move(*found), std::string(line)};
  }
  return out;
}

class Run {
 public:
  Run(const fs::path& index_folder, const record::Collection& collection, Assessors assessors,
      const std::function<void(std::size_t, std::size_t)>& progress, const Told& told)
      : folder_(cache_folder(index_folder)),
        kept_(opened(folder_)),
        records_(collection.records),
        assessors_(std::move(assessors)),
        progress_(progress),
        told_(told) {}

  // Which worker gets which record does not depend on who is quicker, so that a failing plugin fails alike each time.
  AssessReport all(std::size_t workers) {
    const auto count = std::clamp<std::size_t>(workers, 1, std::max<std::size_t>(records_.size(), 1));
    {
      std::vector<std::jthread> threads;
      for (std::size_t first = 0; first < count; ++first) {
        threads.emplace_back([this, first, count] { some(first, count); });
      }
    }
    if (failure_) std::rethrow_exception(failure_);
    return report_;
  }

 private:
  void some(std::size_t first, std::size_t step) {
    try {
      Supervisor supervisor(Limits{}, [](std::string_view, std::size_t) { return std::vector<SearchHit>{}; });
      for (std::size_t i = first; i < records_.size() && !has_failed(); i += step) one(records_[i], supervisor);
    } catch (...) {
      const std::scoped_lock lock(mutex_);
      if (!failure_) failure_ = std::current_exception();
    }
  }

  void one(const record::Record& record, Supervisor& supervisor) {
    const auto hash = text_hash(record);
    const auto kept = cached(kept_, hash, record.body.text, assessors_);
    const auto lacks = std::ranges::any_of(kept, [](const auto& one) { return !one; });
    const auto text = lacks ? text_of(record) : Text{};
    std::string lines;
    bool changed = false;
    for (std::size_t i = 0; i < assessors_.size(); ++i) {
      const auto assessment = kept[i] ? kept[i]->assessment : supervisor.assess(*assessors_[i], text);
      const bool ok = assessment.outcome == Outcome::ok;
      if (ok) lines.append(kept[i] ? kept[i]->json : to_kept_json(assessment)).push_back('\n');
      changed = changed || (ok && !kept[i]);
      report(record, assessment, kept[i].has_value());
    }
    if (changed) write_file(folder_ / cache_file(hash), lines);
  }

  void report(const record::Record& record, const Assessment& assessment, bool was_kept) {
    const std::scoped_lock lock(mutex_);
    ++(was_kept ? report_.from_cache : report_.made);
    if (assessment.outcome != Outcome::ok) ++report_.not_ok;
    if (told_) told_(record, assessment);
    ++done_;
    if (progress_) progress_(done_, records_.size() * assessors_.size());
  }

  bool has_failed() {
    const std::scoped_lock lock(mutex_);
    return failure_ != nullptr;
  }

  fs::path folder_;
  Descriptor kept_;   // the folder, if it was there before
  const std::vector<record::Record>& records_;
  Assessors assessors_;
  const std::function<void(std::size_t, std::size_t)>& progress_;
  const Told& told_;
  std::mutex mutex_;
  std::exception_ptr failure_;
  std::size_t done_ = 0;
  AssessReport report_;
};

Assessors usable(const Catalogue& catalogue) {
  Assessors out;
  for (const auto& info : catalogue.assessors) {
    if (is_usable(info)) out.push_back(&info);
  }
  return out;
}

}  // namespace

Text text_of(const record::Record& record) {
  Text text{record.id, std::string(record.title()), record.body, {}, true};
  text.fields.emplace_back("kind", record.kind);
  for (const auto& [name, field] : record.fields) {
    for (const auto& value : field.values) text.fields.emplace_back(name, value);
  }
  return text;
}

AssessmentCache::AssessmentCache(const fs::path& index_folder, const Catalogue& catalogue)
    : folder_(cache_folder(index_folder)), opened_(opened(folder_)), assessors_(usable(catalogue)) {}

KeptAssessments AssessmentCache::of(const record::Record& record) const {
  KeptAssessments out;
  if (assessors_.empty()) return out;
  for (auto& found : cached(opened_, text_hash(record), record::Prose(record).text(), assessors_)) {
    if (!found) continue;
    out.all.push_back(std::move(found->assessment));
    out.json.push_back(std::move(found->json));
  }
  return out;
}

// A file made anew has an i-node of its own, since it is put in the place of the old one: asking each of tens of
// thousands of files for its time would cost more than all else that a run with one change does.
const AssessmentCache::Listed& AssessmentCache::listed() const {
  const std::scoped_lock lock(mutex_);
  if (listed_) return *listed_;
  auto& found = listed_.emplace();
  std::error_code failure;
  for (fs::directory_iterator at(folder_, failure), end; !failure && at != end; at.increment(failure)) {
    const std::unique_ptr<DIR, int (*)(DIR*)> folder(::opendir(at->path().c_str()), ::closedir);
    while (const auto* const entry = folder ? ::readdir(folder.get()) : nullptr) {  // NOLINT: the stream is ours alone
      const std::string_view name = entry->d_name;
      if (name.size() == sha256_digits + ending.size() && name.ends_with(ending)) found.emplace(name.substr(0, listed_digits), entry->d_ino);
    }
  }
  return found;
}

std::string AssessmentCache::stamp_of(const record::Record& record) const {
  if (assessors_.empty()) return {};
  auto out = text_hash(record);
  const auto found = listed().find(out.substr(0, listed_digits));
  if (found == listed().end()) return out;
  for (const auto* const info : assessors_) out.append(" ").append(info->file_hash);
  return out.append(" ").append(std::to_string(found->second));
}

std::string cache_stamp(const fs::path& index_folder) {
  std::map<std::string, std::int64_t> folders;
  std::error_code failure;
  for (fs::directory_iterator at(cache_folder(index_folder), failure), end; !failure && at != end; at.increment(failure)) {
    folders[at->path().filename().string()] = at->last_write_time(failure).time_since_epoch().count();
  }
  std::string all;
  for (const auto& [name, changed] : folders) all += name + " " + std::to_string(changed) + "\n";
  return sha256(all);
}

AssessReport assess_library(const fs::path& index_folder, const record::Collection& collection,
                            const Catalogue& catalogue, std::size_t workers,
                            const std::function<void(std::size_t done, std::size_t total)>& progress,
                            const Told& told) {
  return Run(index_folder, collection, usable(catalogue), progress, told).all(workers);
}

std::vector<fs::path> unused_assessments(const fs::path& index_folder, const record::Collection& collection) {
  std::set<fs::path> wanted;
  for (const auto& record : collection.records) wanted.insert(cache_folder(index_folder) / cache_file(text_hash(record)));
  std::vector<fs::path> out;
  std::error_code failure;
  for (fs::recursive_directory_iterator at(cache_folder(index_folder), failure), end; !failure && at != end;
       at.increment(failure)) {
    if (at->is_regular_file(failure) && !wanted.contains(at->path())) out.push_back(at->path());
  }
  std::ranges::sort(out);
  return out;
}

}  // namespace fieldbook::assess
