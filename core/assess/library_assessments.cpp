#include "core/assess/library_assessments.hpp"

#include <dirent.h>

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
#include "core/assess/request.hpp"
#include "core/assess/supervisor.hpp"
#include "core/base/error.hpp"
#include "core/base/file.hpp"

namespace fieldbook::assess {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t sha256_digits = 64, listed_digits = 20;
constexpr std::size_t longest_cached_bytes = std::size_t{64} << 20;

bool is_usable(const AssessorInfo& info) {
  return info.problem.empty() && info.allowed;
}

// A record's text with the hash of all that an assessor sees of it.
struct Hashed {
  Text text;
  std::string hash;
};

Hashed hashed(const record::Record& record) {
  Hashed out{text_of(record), {}};
  out.hash = sha256(request_frame(out.text, std::chrono::milliseconds(0)));
  return out;
}

fs::path cache_file(const fs::path& index_folder, const std::string& text_hash, const AssessorInfo& info) {
  return index_folder / "assessments" / text_hash.substr(0, 2) / (text_hash + "-" + info.file_hash + ".json");
}

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

// What is damaged is as if it were not there, and is made again.
std::optional<Kept> cached(const fs::path& index_folder, const Hashed& record, const AssessorInfo& info) {
  try {
    auto json = read_file(cache_file(index_folder, record.hash, info), longest_cached_bytes);
    auto found = json.find('\n') == std::string::npos ? assessment_from_json(json) : std::nullopt;
    const bool fits = found && found->assessor == info.id && found->file_hash == info.file_hash &&
                      found->outcome == Outcome::ok && found->criteria.size() == info.criteria.size() &&
                      quotes_are_there(*found, record.text.body.text);
    return fits ? std::optional(Kept{std::move(*found), std::move(json)}) : std::nullopt;
  } catch (const Error&) {
    return std::nullopt;
  }
}

class Run {
 public:
  Run(const fs::path& index_folder, const record::Collection& collection, std::vector<const AssessorInfo*> assessors,
      const std::function<void(std::size_t, std::size_t)>& progress, const Told& told)
      : index_folder_(index_folder),
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
    const auto text = hashed(record);
    for (const auto* const assessor : assessors_) {
      auto kept = cached(index_folder_, text, *assessor);
      const auto assessment = kept ? std::move(kept->assessment) : supervisor.assess(*assessor, text.text);
      if (!kept && assessment.outcome == Outcome::ok)
        write_file(cache_file(index_folder_, text.hash, *assessor), to_json(assessment));
      const std::scoped_lock lock(mutex_);
      ++(kept ? report_.from_cache : report_.made);
      if (assessment.outcome != Outcome::ok) ++report_.not_ok;
      if (told_) told_(record, assessment);
      ++done_;
      if (progress_) progress_(done_, records_.size() * assessors_.size());
    }
  }

  bool has_failed() {
    const std::scoped_lock lock(mutex_);
    return failure_ != nullptr;
  }

  const fs::path& index_folder_;
  const std::vector<record::Record>& records_;
  std::vector<const AssessorInfo*> assessors_;
  const std::function<void(std::size_t, std::size_t)>& progress_;
  const Told& told_;
  std::mutex mutex_;
  std::exception_ptr failure_;
  std::size_t done_ = 0;
  AssessReport report_;
};

std::vector<const AssessorInfo*> usable(const Catalogue& catalogue) {
  std::vector<const AssessorInfo*> out;
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

AssessmentCache::AssessmentCache(fs::path index_folder, const Catalogue& catalogue)
    : index_folder_(std::move(index_folder)), assessors_(usable(catalogue)) {}

KeptAssessments AssessmentCache::of(const record::Record& record) const {
  KeptAssessments out;
  if (assessors_.empty()) return out;
  const auto text = hashed(record);
  for (const auto* info : assessors_) {
    auto found = cached(index_folder_, text, *info);
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
  std::unordered_map<std::string, std::size_t> numbers;  // of assessors, by what follows the text's hash in a name
  for (std::size_t i = 0; i < assessors_.size(); ++i) numbers.emplace("-" + assessors_[i]->file_hash + ".json", i);
  std::error_code failure;
  for (fs::directory_iterator at(index_folder_ / "assessments", failure), end; !failure && at != end; at.increment(failure)) {
    const std::unique_ptr<DIR, int (*)(DIR*)> folder(::opendir(at->path().c_str()), ::closedir);
    while (const auto* const entry = folder ? ::readdir(folder.get()) : nullptr) {  // NOLINT: the stream is ours alone
      const std::string name = entry->d_name;
      if (name.size() <= sha256_digits) continue;
      const auto assessor = numbers.find(name.substr(sha256_digits));
      if (assessor == numbers.end()) continue;
      auto& nodes = found[name.substr(0, listed_digits)];
      nodes.resize(assessors_.size());
      nodes[assessor->second] = entry->d_ino;
    }
  }
  return found;
}

std::string AssessmentCache::stamp_of(const record::Record& record) const {
  if (assessors_.empty()) return {};
  auto out = hashed(record).hash;
  const auto found = listed().find(out.substr(0, listed_digits));
  for (std::size_t i = 0; found != listed().end() && i < assessors_.size(); ++i) {
    if (found->second[i] != 0) out += " " + assessors_[i]->file_hash + " " + std::to_string(found->second[i]);
  }
  return out;
}

std::string cache_stamp(const fs::path& index_folder) {
  std::map<std::string, std::int64_t> folders;
  std::error_code failure;
  for (fs::directory_iterator at(index_folder / "assessments", failure), end; !failure && at != end; at.increment(failure)) {
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

std::vector<fs::path> unused_assessments(const fs::path& index_folder, const record::Collection& collection,
                                         const Catalogue& catalogue) {
  std::set<fs::path> wanted;
  for (const auto& record : collection.records) {
    const auto hash = hashed(record).hash;
    for (const auto& info : catalogue.assessors) wanted.insert(cache_file(index_folder, hash, info));
  }
  std::vector<fs::path> out;
  std::error_code failure;
  for (fs::recursive_directory_iterator at(index_folder / "assessments", failure), end; !failure && at != end;
       at.increment(failure)) {
    if (at->is_regular_file(failure) && !wanted.contains(at->path())) out.push_back(at->path());
  }
  std::ranges::sort(out);
  return out;
}

}  // namespace fieldbook::assess
