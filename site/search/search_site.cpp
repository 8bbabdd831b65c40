#include "site/search/search_site.hpp"

#include <optional>

#include "core/base/error.hpp"
#include "core/base/parallel.hpp"
#include "core/base/text.hpp"
#include "core/library/index.hpp"
#include "core/record/pieces.hpp"
#include "site/destination.hpp"
#include "site/run_mark.hpp"
#include "site/search/publish_search.hpp"
#include "site/search/record_text.hpp"
#include "site/search/shards.hpp"

namespace fieldbook::site {
namespace {

namespace fs = std::filesystem;

class SearchSite {
 public:
  SearchSite(record::Pieces& pieces, const Theme& theme, const fs::path& out, EditionOptions options, const SearchRoom& room,
             const Progress& progress)
      : pieces_(pieces), theme_(theme), options_(std::move(options)), progress_(progress), output_(out),
        frame_(no_records(), {}, {}, options_), postings_(frame_.schema(), frame_.collection().vocabularies, {output_.folder(), room.postings_bytes}),
        ids_(output_) {
    report_.diagnostics = pieces.diagnostics();
    report_.skipped = pieces.twins().size();
  }

  // Reads all records. Whether what is known of them by now is what it was when the first was read.
  bool read() {
    while (auto piece = pieces_.next()) take(std::move(*piece));
    return !pieces_.must_start_again();
  }

  PublishReport finish() {
    for (const auto& [address, bytes] : theme_.files()) output_.write(address, bytes);
    ids_.finish();
    pieces_.forget();
    postings_.close();
    publish_postings(frame_, postings_, output_);
    Press press(frame_, theme_, output_);
    press.stand_alone();
    print_search_page(press);
    output_.finish();
    report_.out = output_.folder();
    report_.written = output_.written();
    report_.unchanged = output_.unchanged();
    report_.removed = output_.removed();
    return std::move(report_);
  }

 private:
  record::Collection no_records() const {
    record::Collection out;
    out.root = pieces_.frame().root;
    out.schema = pieces_.frame().schema;
    out.vocabularies = pieces_.frame().vocabularies;
    return out;
  }

  void take(record::Pieces::Piece piece) {
    const Edition edition(std::move(piece.collection), {}, {}, options_);   // the records stay where they are
    postings_.add(edition.collection(), piece.records);
    for (const auto* const record : piece.records) ids_.add(record->id);
    each_in_parallel(piece.records.size(), [&](std::size_t i) {
      const auto& record = *piece.records[i];
      write_shard(output_, "text/" + record.id, record_text(edition, record));
    });
    report_.records += piece.records.size();
    for (const auto* const file : piece.files) report_.skipped += file->left_out ? 1 : 0;
    report_.diagnostics.add(piece.diagnostics);
    done_ += piece.files.size();
    if (progress_) progress_(done_, pieces_.size());
  }

  record::Pieces& pieces_;
  const Theme& theme_;
  EditionOptions options_;
  const Progress& progress_;
  Output output_;
  Edition frame_;  // schema and vocabularies
  library::Postings postings_;
  IdFiles ids_;
  PublishReport report_;
  std::size_t done_ = 0;
};

}  // namespace

PublishReport publish_search_site(const PublishOptions& options, const Progress& progress, const SearchRoom& room) {
  const auto base_url = checked_base_url(options.base_url);
  const auto theme_folder = options.theme.empty() ? Theme::installed() : options.theme;
  const auto library = fs::absolute(options.library).lexically_normal();
  auto frame = record::read_frame(library);
  const auto out = options.out.empty() ? library::index_folder(frame.schema, library, options.index).parent_path() / "search-site" : options.out;
  check_apart(library, out);
  if (fs::exists(fs::symlink_status(out / "index.html")))
    throw Error(Errc::denied, out.string() + " holds a whole site, whose other pages would be removed", "name another folder with --out");
  const auto stemmer = library::Postings::stemmer(frame.schema.language);
  if (stemmer != "english" && stemmer != "none")
    throw Error(Errc::invalid, "the search page cannot stem the library's language, " + printable(frame.schema.language),
                "publish the whole site, which is browsed without it");
  const Theme theme(theme_folder);
  record::Pieces pieces(std::move(frame), room.records);
  for (;;) {
    const auto date = options.date.value_or(pieces.newest_date());
    SearchSite site(pieces, theme, out, {.base_url = base_url, .date = date}, room, progress);
    if (site.read() && (options.date || pieces.newest_date() == date)) return site.finish();
    pieces.start_again();   // which knows now who is left out
  }
}

}  // namespace fieldbook::site
