#include "core/library/split.hpp"

#include <xapian.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <exception>
#include <map>
#include <mutex>
#include <optional>
#include <thread>

#include "core/base/error.hpp"
#include "core/base/parallel.hpp"
#include "core/base/text.hpp"
#include "core/library/merge.hpp"
#include "core/library/names.hpp"
#include "core/library/origin.hpp"
#include "core/library/packed_card.hpp"
#include "core/library/places.hpp"
#include "core/library/store.hpp"
#include "core/library/terms.hpp"

namespace fieldbook::library {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t part_bytes = 4u << 20;  // of what is shown of its records
constexpr std::size_t records_at_once = 2'000;
constexpr std::size_t most_threads = 8;
constexpr auto told_every = std::chrono::milliseconds(100);

fs::path shard_folder(const fs::path& into, std::size_t number) { return into / ("shard-" + std::to_string(number)); }

// FNV-1a: the same shard for an id, however the index came about.
std::size_t shard_of(std::string_view id, std::size_t count) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char c : id) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  return static_cast<std::size_t>((hash ^ (hash >> 32)) % count);
}

// A database that is being made: the front, or a shard.
struct Target {
  fs::path folder;
  Origin origin;
  std::vector<Xapian::docid> records;  // of the whole index
  std::string parts = {}, whole = {};  // names in the folder
  std::vector<fs::path> written = {};  // parts; each has its place before it is written
};

// What search needs of metadata, and the spellings, which are those of the whole library everywhere.
void write_shared(const Xapian::Database& from, const fs::path& to, const Origin& origin) {
  auto part = open_part(to);
  for (const std::string_view prefix : {std::string_view(key::language), std::string_view(key::facets), std::string_view(key::facet_values),
                                        std::string_view(key::fields), std::string_view(key::groups), std::string_view(key::names),
                                        key::value, key::label, key::also, std::string_view(key::card_dictionary)}) {
    if (prefix == key::card_dictionary && origin.shard != 0) continue;
    for (auto it = from.metadata_keys_begin(std::string(prefix)); it != from.metadata_keys_end(std::string(prefix)); ++it)
      part.set_metadata(*it, from.get_metadata(*it));
  }
  for (auto it = from.spellings_begin(); it != from.spellings_end(); ++it) part.add_spelling(*it, it.get_termfreq());
  part.set_metadata(key::made_by, made_by(origin));
  part.commit();
}

// What is shown and filtered by, without the words.
Xapian::Document without_words(const Xapian::Document& record) {
  Xapian::Document out;
  for (auto it = record.values_begin(); it != record.values_end(); ++it) {
    if (it.get_valueno() != slot::places) out.add_value(it.get_valueno(), *it);
  }
  auto term = record.termlist_begin();
  for (term.skip_to("Q"); term != record.termlist_end(); ++term) {
    if ((*term).starts_with("Q") || (*term).starts_with("XA") || (*term).starts_with("XF")) out.add_boolean_term(*term);
  }
  return out;
}

// What a shard needs to say of the whole index, to change a record into one of its own.
struct Numbered {
  std::vector<std::string> words;
  std::vector<std::string> values;  // their terms
};

std::vector<std::string> value_terms(const Xapian::Database& index) {
  const auto directory = read_directory(index);
  std::vector<std::string> out;
  for (const auto& [facet, value] : directory.codes.values()) out.push_back(facet_term(facet < directory.facets.size() ? directory.facets[facet].name : "", value));
  return out;
}

// With words in place of numbers, since whoever asks may have another index; with Xapian's positions in place of ours and orders as values, as the servers
// of shards know no others; and its card as it is.
Xapian::Document for_shard(Xapian::Document record, const Numbered& numbered, CardReader& read_card) {
  record.set_data(whole(read_card(record)));
  record.remove_value(slot::card);
  const auto& words = numbered.words;
  const auto id = record.get_value(slot::id);
  record.add_value(slot::newest, newest_key(record.get_value(slot::newest), id));
  record.add_value(slot::title, title_key(record.get_value(slot::title), id));
  for_each_facet_code(record.get_value(slot::facets), [&](std::uint64_t code) {
    if (code >= numbered.values.size()) Source::fail();
    auto term = record.termlist_begin();
    term.skip_to(facet_term(code));
    if (term == record.termlist_end() || *term != facet_term(code)) Source::fail();
    record.add_term(numbered.values[code], term.get_wdf());
    record.remove_term(facet_term(code));
  });
  each_place(record.get_value(slot::places), [&](std::uint32_t field, std::uint32_t word, unsigned position) {
    if (word >= words.size() || field >= words.size()) Source::fail();
    record.add_posting(words[word], position, 0);
    if (field != WordNumbers::none) record.add_posting(words[field] + words[word], position, 0);
  });
  record.add_value(slot::places, {});
  return record;
}

class Splitting {
 public:
  Splitting(const fs::path& folder, std::vector<Target>& targets, const Progress& progress)
      : source_(folder / current_database(folder)), numbered_{WordNumbers::all(Xapian::Database(source_.string())), value_terms(Xapian::Database(source_.string()))}, targets_(targets), progress_(progress) {
    for (auto& target : targets_) {
      for (std::size_t first = 0; first < target.records.size(); first += records_at_once)
        jobs_.push_back({&target, first, std::min(target.records.size(), first + records_at_once)});
      total_ += target.records.size();
    }
  }

  void run() {
    std::vector<std::thread> threads;
    const auto count = std::min(processors(), most_threads);
    running_ = count;
    for (std::size_t i = 0; i < count; ++i) threads.emplace_back([this] { work(); });
    {
      std::unique_lock lock(mutex_);
      while (!ended_.wait_for(lock, told_every, [&] { return running_ == 0; })) {
        if (progress_) progress_(done_, total_);
      }
    }
    for (auto& thread : threads) thread.join();
    if (failure_) std::rethrow_exception(failure_);
    if (progress_) progress_(total_, total_);
  }

 private:
  struct Job {
    Target* target;
    std::size_t begin, end;
  };

  void work() noexcept {
    try {
      const Xapian::Database source(source_.string());
      CardReader read_card(source);
      for (auto job = next_++; job < jobs_.size() && !stop_; job = next_++) copy(source, read_card, jobs_[job]);
    } catch (...) {
      const std::lock_guard lock(mutex_);
      if (!failure_) failure_ = std::current_exception();
      stop_ = true;
    }
    const std::lock_guard lock(mutex_);
    --running_;
    ended_.notify_all();
  }

  // A few parts of one target, none so large that it needs much memory.
  void copy(const Xapian::Database& source, CardReader& read_card, const Job& job) {
    std::optional<Xapian::WritableDatabase> part;
    std::size_t bytes = 0;
    for (auto at = job.begin; at < job.end && !stop_; ++at, ++done_) {
      if (!part) part = open_part(new_part(*job.target, at));
      const auto record = source.get_document(job.target->records[at]);
      const auto made = job.target->origin.shard == 0 ? without_words(record) : for_shard(record, numbered_, read_card);
      bytes += made.get_data().size() + made.get_value(slot::card).size();
      part->add_document(made);
      if (bytes < part_bytes) continue;
      part->close();
      part.reset();
      bytes = 0;
    }
    if (part) part->close();
  }

  // Parts are put together in the order of their first records.
  fs::path new_part(Target& target, std::size_t first) {
    const std::lock_guard lock(mutex_);
    auto number = std::to_string(first);
    number.insert(0, 10 - std::min<std::size_t>(10, number.size()), '0');
    return target.written.emplace_back(target.folder / target.parts / number);
  }

  fs::path source_;
  Numbered numbered_;
  std::vector<Target>& targets_;
  const Progress& progress_;
  std::vector<Job> jobs_;
  std::size_t total_ = 0;
  std::atomic<std::size_t> next_ = 0, done_ = 0;
  std::atomic<bool> stop_ = false;
  std::mutex mutex_;
  std::condition_variable ended_;
  std::size_t running_ = 0;
  std::exception_ptr failure_;
};

void check(const Xapian::Database& index, const fs::path& folder, std::size_t count, const fs::path& into) {
  const auto maker = index.get_metadata(key::made_by);
  if (!is_readable(maker))
    throw Error(Errc::damaged, "the index in " + folder.string() + " was made by another version of this program", "run fieldbook index");
  if (origin_of(maker)) throw Error(Errc::invalid, folder.string() + " is itself a part of an index", "split the whole index, which fieldbook index makes");
  std::error_code failure;
  if (fs::exists(shard_folder(into, count + 1), failure))
    throw Error(Errc::invalid, into.string() + " holds more than " + std::to_string(count) + " shards", "remove them, or name another folder with --into");
}

std::vector<Target> targets_of(const Xapian::Database& index, std::size_t count, const fs::path& into) {
  std::vector<Target> out;
  const auto state = state_of(index);
  for (std::size_t i = 0; i <= count; ++i) out.push_back({i == 0 ? into / "front" : shard_folder(into, i), {i, count, state}, {}});
  for (auto id = index.valuestream_begin(slot::id); id != index.valuestream_end(slot::id); ++id) {
    out[0].records.push_back(id.get_docid());
    out[1 + shard_of(*id, count)].records.push_back(id.get_docid());
  }
  return out;
}

}  // namespace

SplitReport split_index(const fs::path& folder, std::size_t count, const fs::path& into, const Progress& progress) {
  if (count == 0 || count > most_shards) throw Error(Errc::invalid, "an index is split into 1 to " + std::to_string(most_shards) + " shards");
  if (current_database(folder).empty()) throw Error(Errc::not_found, "there is no index in " + folder.string(), "run fieldbook index");
  try {
    const WriteLock lock(folder);
    const Xapian::Database index((folder / current_database(folder)).string());
    check(index, folder, count, into);
    auto targets = targets_of(index, count, into);
    std::map<fs::path, WriteLock> locks;
    for (auto& target : targets) {
      locks.try_emplace(target.folder, target.folder);
      target.parts = fresh_name(target.folder);
      target.whole = name_after(target.parts);
      fs::create_directory(target.folder / target.parts);
    }
    Splitting(folder, targets, progress).run();
    SplitReport report;
    for (auto& target : targets) {
      std::ranges::sort(target.written);
      target.written.push_back(target.folder / target.parts / "shared");
      write_shared(index, target.written.back(), target.origin);
      merge_databases(std::move(target.written), target.folder / target.parts, target.folder / target.whole);
    }
    for (const auto& target : targets) {   // all of them at once, as nearly as can be
      make_current(target.folder, target.whole);
      if (target.origin.shard == 0) {
        report.front = target.folder;
      } else {
        report.shards.push_back(target.folder);
        report.records.push_back(target.records.size());
      }
    }
    return report;
  } catch (const Xapian::Error& error) {
    rethrow(error, folder);
  } catch (const fs::filesystem_error& error) {
    throw Error(Errc::io, std::string("cannot write the shards: ") + error.what(), "name another folder with --into");
  }
}

std::vector<fs::path> shards_below(const fs::path& folder) {
  std::vector<fs::path> out;
  std::error_code failure;
  while (fs::exists(stub_file(shard_folder(folder, out.size() + 1)), failure)) out.push_back(shard_folder(folder, out.size() + 1));
  if (out.empty()) throw Error(Errc::not_found, "there are no shards in " + folder.string(), "make them with fieldbook shard split");
  try {
    for (std::size_t i = 0; i < out.size(); ++i) {
      const auto origin = origin_of(Xapian::Database(stub_file(out[i]).string()).get_metadata(key::made_by));
      if (!origin || origin->shard != i + 1 || origin->shards != out.size())
        throw Error(Errc::invalid, out[i].string() + " is not one of " + std::to_string(out.size()) + " shards of one index", "split the index anew");
    }
  } catch (const Xapian::Error& error) {
    rethrow(error, folder);
  }
  return out;
}

}  // namespace fieldbook::library
