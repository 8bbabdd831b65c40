#include "core/library/large_build.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <memory>
#include <set>

#include "core/library/builder.hpp"
#include "core/library/differences.hpp"
#include "core/library/file_table.hpp"
#include "core/library/terms.hpp"
#include "core/record/pieces.hpp"

namespace fieldbook::library {
namespace {

constexpr std::size_t progress_every = 64;

// Thrown where what was built cannot stand.
struct FoundLate {};

class LargeBuild {
 public:
  LargeBuild(const RefreshOptions& options, record::Pieces& pieces, const std::vector<record::FileStamp>& seen, std::int64_t seen_ns)
      : options_(options), pieces_(pieces), seen_(seen), seen_ns_(seen_ns), content_(seen.size()), out_{{.rebuilt = true}, pieces.diagnostics()} {
    left_out_.insert(pieces.twins().begin(), pieces.twins().end());
  }

  Refreshed run() {
    record::Collection no_records;
    no_records.schema = pieces_.frame().schema;
    no_records.vocabularies = pieces_.frame().vocabularies;
    build_database(options_.folder, names_of(no_records), [&] { return next(); }, [&](Xapian::WritableDatabase& database) { finish(database); });
    return std::move(out_);
  }

 private:
  // A piece's records are made ready one by one.
  struct Open {
    explicit Open(record::Pieces::Piece&& from) : piece(std::move(from)), prepare(piece.collection) {}
    record::Pieces::Piece piece;
    Preparation prepare;
    std::size_t next = 0;
  };

  std::optional<Indexable> next() {
    if (options_.progress && done_ % progress_every == 0) options_.progress(done_, pieces_.size());
    while (!open_ || open_->next == open_->piece.records.size()) {
      open_.reset();
      auto piece = pieces_.next();
      if (!piece) return std::nullopt;
      take(*piece);
      open_ = std::make_unique<Open>(std::move(*piece));
    }
    ++done_;
    ++out_.report.added;
    return open_->prepare(*open_->piece.records[open_->next++]);
  }

  void take(const record::Pieces::Piece& piece) {
    for (const auto* const file : piece.files) {
      const auto at = std::ranges::lower_bound(seen_, file->file, {}, &record::FileStamp::file);
      if (at != seen_.end() && at->file == file->file) {
        const auto number = static_cast<std::size_t>(at - seen_.begin());
        content_[number] = content_number(file->content_hash);
        if (!file->aliases.empty()) aliases_.emplace(number, file->aliases);
      }
      if (file->left_out) left_out_.insert(file->file);
    }
    out_.diagnostics.add(piece.diagnostics);
  }

  void finish(Xapian::WritableDatabase& database) {
    if (pieces_.must_start_again()) throw FoundLate();
    if (options_.progress) options_.progress(pieces_.size(), pieces_.size());
    std::set<std::string> told;
    for (const auto& one : out_.diagnostics.sorted()) told.insert(one.where.file);
    const auto set = [&](const char* key, auto&& strings) { database.set_metadata(key, encode(std::vector<std::string>(strings.begin(), strings.end()))); };
    std::set<std::string> keys;
    for (const auto& source : pieces_.sources()) keys.insert(source.key);
    set(key::sources, keys);
    set(key::left_out, left_out_);
    set(key::told, told);
    FileTable::write_whole(database, seen_, [&](std::size_t number) {
      const auto& stamp = seen_[number];
      const auto aliases = aliases_.find(number);
      return FileRow{remembered(stamp, seen_ns_), content_[number] != 0 ? content_[number] : content_of(options_.root, stamp.file),
                     aliases == aliases_.end() ? std::vector<std::string>() : aliases->second};
    });
  }

  const RefreshOptions& options_;
  record::Pieces& pieces_;
  const std::vector<record::FileStamp>& seen_;
  std::int64_t seen_ns_;
  std::vector<std::uint64_t> content_;                       // of each of the files; 0: not known
  std::map<std::size_t, std::vector<std::string>> aliases_;  // likewise, where they have some
  std::set<std::string> left_out_;
  std::unique_ptr<Open> open_;
  std::size_t done_ = 0;
  Refreshed out_;
};

}  // namespace

Refreshed build_in_pieces(const RefreshOptions& options, record::Frame frame, const std::vector<record::FileStamp>& seen, std::int64_t seen_ns) {
  constexpr std::size_t pieces_of_what_is_held = 10;
  record::Pieces pieces(std::move(frame), std::max<std::size_t>(1, options.held_at_once / pieces_of_what_is_held));
  while (true) {
    try {
      return LargeBuild(options, pieces, seen, seen_ns).run();
    } catch (const FoundLate&) {
      pieces.start_again();   // which knows now
    }
  }
}

}  // namespace fieldbook::library
