#include "core/assess/library_assessments.hpp"

#include <algorithm>
#include <exception>
#include <mutex>
#include <optional>
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

// What is damaged is as if it were not there, and is made again.
std::optional<Assessment> cached(const fs::path& index_folder, const Hashed& record, const AssessorInfo& info) {
  const auto file = cache_file(index_folder, record.hash, info);
  std::error_code failure;
  if (!fs::exists(file, failure)) return std::nullopt;
  try {
    auto found = assessment_from_json(read_file(file, longest_cached_bytes));
    const bool fits = found && found->assessor == info.id && found->file_hash == info.file_hash &&
                      found->outcome == Outcome::ok && found->criteria.size() == info.criteria.size() &&
                      quotes_are_there(*found, record.text.body.text);
    return fits ? std::move(found) : std::nullopt;
  } catch (const Error&) {
    return std::nullopt;
  }
}

// One record's part of the work: an assessment for each usable assessor, in the catalogue's order.
struct Job {
  Hashed record;
  std::vector<std::optional<Assessment>> assessments;
};

class Run {
 public:
  Run(const fs::path& index_folder, std::vector<const AssessorInfo*> assessors,
      const std::function<void(std::size_t, std::size_t)>& progress)
      : index_folder_(index_folder), assessors_(std::move(assessors)), progress_(progress) {}

  // Which worker gets which record does not depend on who is quicker, so that a failing plugin fails alike each time.
  void all(std::vector<Job>& jobs, std::size_t workers) {
    total_ = jobs.size() * assessors_.size();
    const auto count = std::clamp<std::size_t>(workers, 1, std::max<std::size_t>(jobs.size(), 1));
    {
      std::vector<std::jthread> threads;
      for (std::size_t first = 0; first < count; ++first) {
        threads.emplace_back([this, &jobs, first, count] { some(jobs, first, count); });
      }
    }
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  void some(std::vector<Job>& jobs, std::size_t first, std::size_t step) {
    try {
      Supervisor supervisor(Limits{}, [](std::string_view, std::size_t) { return std::vector<SearchHit>{}; });
      for (std::size_t i = first; i < jobs.size() && !has_failed(); i += step) one(jobs[i], supervisor);
    } catch (...) {
      const std::scoped_lock lock(mutex_);
      if (!failure_) failure_ = std::current_exception();
    }
  }

  void one(Job& job, Supervisor& supervisor) {
    for (std::size_t i = 0; i < assessors_.size(); ++i) {
      auto& slot = job.assessments[i];
      if (!slot) {
        slot = supervisor.assess(*assessors_[i], job.record.text);
        if (slot->outcome == Outcome::ok)
          write_file(cache_file(index_folder_, job.record.hash, *assessors_[i]), to_json(*slot));
      }
      const std::scoped_lock lock(mutex_);
      ++done_;
      if (progress_) progress_(done_, total_);
    }
  }

  bool has_failed() {
    const std::scoped_lock lock(mutex_);
    return failure_ != nullptr;
  }

  const fs::path& index_folder_;
  std::vector<const AssessorInfo*> assessors_;
  const std::function<void(std::size_t, std::size_t)>& progress_;
  std::mutex mutex_;
  std::exception_ptr failure_;
  std::size_t done_ = 0, total_ = 0;
};

std::vector<const AssessorInfo*> usable(const Catalogue& catalogue) {
  std::vector<const AssessorInfo*> out;
  for (const auto& info : catalogue.assessors) {
    if (is_usable(info)) out.push_back(&info);
  }
  return out;
}

std::vector<Job> look_up(const fs::path& index_folder, const record::Collection& collection,
                         const std::vector<const AssessorInfo*>& assessors) {
  std::vector<Job> jobs;
  for (const auto& record : collection.records) {
    Job job{hashed(record), {}};
    for (const auto* info : assessors) job.assessments.push_back(cached(index_folder, job.record, *info));
    jobs.push_back(std::move(job));
  }
  return jobs;
}

LibraryAssessments collect(std::vector<Job> jobs) {
  LibraryAssessments out;
  for (auto& job : jobs) {
    auto& assessments = out[job.record.text.id];
    for (auto& assessment : job.assessments) {
      if (assessment) assessments.push_back(std::move(*assessment));
    }
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

LibraryAssessments cached_assessments(const fs::path& index_folder, const record::Collection& collection,
                                      const Catalogue& catalogue) {
  return collect(look_up(index_folder, collection, usable(catalogue)));
}

LibraryAssessments assess_library(const fs::path& index_folder, const record::Collection& collection,
                                  const Catalogue& catalogue, std::size_t workers,
                                  const std::function<void(std::size_t done, std::size_t total)>& progress,
                                  AssessReport& report) {
  const auto assessors = usable(catalogue);
  auto jobs = look_up(index_folder, collection, assessors);
  report = {};
  for (const auto& job : jobs) {
    report.from_cache += static_cast<std::size_t>(
        std::ranges::count_if(job.assessments, [](const auto& one) { return one.has_value(); }));
  }
  report.made = jobs.size() * assessors.size() - report.from_cache;
  Run(index_folder, assessors, progress).all(jobs, workers);
  auto out = collect(std::move(jobs));
  for (const auto& [id, assessments] : out) {
    report.not_ok += static_cast<std::size_t>(
        std::ranges::count_if(assessments, [](const auto& one) { return one.outcome != Outcome::ok; }));
  }
  return out;
}

}  // namespace fieldbook::assess
