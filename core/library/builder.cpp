#include "core/library/builder.hpp"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "core/base/parallel.hpp"
#include "core/library/document_maker.hpp"
#include "core/library/merge.hpp"
#include "core/library/store.hpp"
#include "core/library/terms.hpp"

namespace fieldbook::library {
namespace {

namespace fs = std::filesystem;

// Of text: so few that the trees in which Xapian gathers postings stay in the processor's cache. Measured: tests/bench/README.md.
constexpr std::size_t part_bytes = 2u << 20;
constexpr std::size_t most_threads = 8;

struct Piece {
  Indexable record;
  std::string facet_codes;
};
using Part = std::vector<Piece>;

void write_part(const fs::path& folder, const Part& part, DocumentMaker& make) {
  // Words first, then postings: what each looks up stays in the processor's cache.
  std::vector<Xapian::Document> documents;
  documents.reserve(part.size());
  for (const auto& [record, facet_codes] : part) documents.push_back(make(record, facet_codes));
  auto database = open_part(folder);
  for (const auto& document : documents) database.add_document(document);
  database.commit();
  database.close();
}

void learn(CardDictionary& dictionary, const Part& part) {
  std::vector<std::string> cards;
  for (const auto& piece : part) cards.push_back(unpacked(piece.record));
  dictionary.learn(cards);
}

// A few threads that write parts. Records wait in memory for as many parts as there are threads, and no more.
class Writers {
 public:
  Writers(fs::path folder, std::string language, WordNumbers& numbers, const CardDictionary& dictionary)
      : folder_(std::move(folder)), language_(std::move(language)), numbers_(numbers), dictionary_(dictionary) {
    const auto count = std::min(processors(), most_threads);
    for (std::size_t i = 0; i < count; ++i) threads_.emplace_back([this] { work(); });
  }
  Writers(const Writers&) = delete;
  Writers& operator=(const Writers&) = delete;
  ~Writers() { end(); }

  fs::path part(std::size_t number) const { return folder_ / std::to_string(number); }
  std::size_t parts() const noexcept { return given_; }

  void give(Part part) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return waiting_.size() < threads_.size() || failure_; });
    waiting_.emplace_back(given_++, std::move(part));
    changed_.notify_all();
    if (failure_) std::rethrow_exception(failure_);
  }

  // Waits for the last part; in how many records each word is. Throws what a thread has met.
  const DocumentMaker::Counts& finish() {
    end();
    if (failure_) std::rethrow_exception(failure_);
    return counts_;
  }

 private:
  void end() {
    {
      const std::lock_guard lock(mutex_);
      ended_ = true;
    }
    changed_.notify_all();
    for (auto& thread : threads_) {
      if (thread.joinable()) thread.join();
    }
  }

  void work() noexcept {
    try {
      DocumentMaker make(language_, numbers_, dictionary_);
      while (auto next = take()) write_part(part(next->first), next->second, make);
      const auto counts = make.take_counts();
      const std::lock_guard lock(mutex_);
      for (const auto& [word, count] : counts) counts_[word] += count;
    } catch (...) {
      const std::lock_guard lock(mutex_);
      if (!failure_) failure_ = std::current_exception();
      changed_.notify_all();
    }
  }

  std::optional<std::pair<std::size_t, Part>> take() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return !waiting_.empty() || ended_ || failure_; });
    if (waiting_.empty() || failure_) return std::nullopt;
    auto out = std::move(waiting_.front());
    waiting_.pop_front();
    changed_.notify_all();
    return out;
  }

  fs::path folder_;
  std::string language_;
  WordNumbers& numbers_;
  const CardDictionary& dictionary_;  // not read before the first part is given
  DocumentMaker::Counts counts_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::pair<std::size_t, Part>> waiting_;
  std::size_t given_ = 0;
  bool ended_ = false;
  std::exception_ptr failure_;
  std::vector<std::thread> threads_;
};

}  // namespace

void build_database(const fs::path& folder, const Names& names, const std::function<std::optional<Indexable>()>& next,
                    const std::function<void(Xapian::WritableDatabase&)>& finish) {
  const auto parts = fresh_name(folder), whole = name_after(parts);
  fs::create_directory(folder / parts);
  std::vector<fs::path> written;
  {
    const auto shared = folder / parts / "shared";
    auto database = open_part(shared);
    FacetCodes codes(database);
    WordNumbers numbers(database);
    CardDictionary dictionary;
    Writers writers(folder / parts, names.language, numbers, dictionary);
    const auto give = [&](Part&& part) {
      if (writers.parts() == 0) learn(dictionary, part);
      writers.give(std::move(part));
    };
    Part part;
    std::size_t bytes = 0;
    while (auto record = next()) {
      bytes += record->size();
      auto facet_codes = packed(codes, *record);
      part.push_back({std::move(*record), std::move(facet_codes)});
      if (bytes < part_bytes) continue;
      give(std::exchange(part, {}));
      bytes = 0;
    }
    if (!part.empty()) give(std::move(part));
    codes.write(database);
    dictionary.write(database);
    write_names(database, names);
    if (finish) finish(database);
    const auto& counts = writers.finish();
    std::vector<std::pair<std::string, unsigned>> words(counts.begin(), counts.end());
    std::ranges::sort(words);  // neighbours share what they change
    for (const auto& [word, count] : words) database.add_spelling(word, count);
    numbers.write(database);
    database.set_metadata(key::made_by, made_by());
    database.commit();
    database.close();
    for (std::size_t i = 0; i < writers.parts(); ++i) written.push_back(writers.part(i));
    written.push_back(shared);
  }
  merge_databases(std::move(written), folder / parts, folder / whole);
  make_current(folder, whole);
}

}  // namespace fieldbook::library
