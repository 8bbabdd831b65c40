#include "core/library/doctor.hpp"

#include <xapian.h>

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

#include "core/base/clock.hpp"
#include "core/base/error.hpp"
#include "core/base/text.hpp"
#include "core/library/card.hpp"
#include "core/library/differences.hpp"
#include "core/library/document_maker.hpp"
#include "core/library/store.hpp"
#include "core/library/terms.hpp"

namespace fieldbook::library {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_named = 5;
constexpr std::size_t most_terms_compared = 1'000;  // records: each costs a millisecond
constexpr std::size_t progress_every = 256;
constexpr auto rebuild = "run fieldbook doctor --rebuild", refresh = "run fieldbook index";

std::string some_of(const std::vector<std::string>& names) {
  std::vector<std::string> shown(names.begin(),
                                 names.begin() + static_cast<std::ptrdiff_t>(std::min(names.size(), most_named)));
  for (auto& name : shown) name = printable(name);
  return join(shown, ", ") +
         (names.size() > most_named ? " and " + std::to_string(names.size() - most_named) + " more" : "");
}

std::string counted(std::size_t count, const std::string& one, const std::string& many) {
  return std::to_string(count) + " " + (count == 1 ? one : many);
}

std::map<std::string, Xapian::termcount> terms_of(Xapian::TermIterator at, const Xapian::TermIterator& end) {
  std::map<std::string, Xapian::termcount> out;
  for (; at != end; ++at) out.emplace(*at, at.get_wdf());
  return out;
}

class Doctor {
 public:
  Doctor(const fs::path& root, const fs::path& folder, const Progress& progress)
      : root_(root), folder_(folder), progress_(progress), frame_(record::read_frame(root)) {}

  Examination examine() {
    seen_ = record::list_files(root_, frame_.schema);
    out_.files = seen_.size();
    find_leftovers();
    const auto current = current_database(folder_);
    if (current.empty()) {
      find(Finding::Weight::behind, "index.missing", "there is no index in " + folder_.string(), refresh);
      return std::move(out_);
    }
    try {
      if (is_structure_whole(folder_ / current)) look_inside(folder_ / current);
    } catch (const Xapian::DatabaseModifiedError&) {
      find(Finding::Weight::behind, "index.busy", "another process is changing the index", "try again when it is done");
    } catch (const Xapian::Error& error) {
      find(Finding::Weight::damage, "index.structure", "the index cannot be read: " + error.get_description(), rebuild);
    } catch (const Error& error) {
      if (error.code() != Errc::damaged) throw;
      find(Finding::Weight::damage, "index.structure", "the index cannot be read: " + std::string(error.what()), rebuild);
    }
    return std::move(out_);
  }

 private:
  void find(Finding::Weight weight, std::string rule, std::string what, std::string advice) {
    out_.findings.push_back({weight, std::move(rule), std::move(what), std::move(advice)});
  }
  void find_some(Finding::Weight weight, const std::string& rule, const std::string& what,
                 const std::vector<std::string>& names, const std::string& advice) {
    if (!names.empty()) find(weight, rule, what + ": " + some_of(names), advice);
  }

  // Databases the stub does not name, and the halves of files that were being written.
  void find_leftovers() {
    const auto current = current_database(folder_);
    std::error_code failure;
    for (fs::directory_iterator at(folder_, failure), end; !failure && at != end; at.increment(failure)) {
      const auto name = at->path().filename().string();
      const bool database = name.starts_with("records-") && name != current;
      if (database || name.starts_with("XAPIANDB.") || name == "has-problems") out_.leftovers.push_back(at->path());
    }
    std::ranges::sort(out_.leftovers);
    std::vector<std::string> names;
    for (const auto& path : out_.leftovers) names.push_back(path.filename().string());
    find_some(Finding::Weight::leftover, "index.leftover",
              counted(names.size(), "leftover of a run that was killed", "leftovers of runs that were killed"), names,
              "run fieldbook doctor --prune");
  }

  bool is_structure_whole(const fs::path& database) {
    std::ostringstream said;
    const auto errors = Xapian::Database::check(database.string(), 0, &said);
    if (errors == 0) return true;
    find(Finding::Weight::damage, "index.structure",
         "Xapian's check finds " + counted(errors, "error", "errors") + " in " + database.string(), rebuild);
    return false;
  }

  void look_inside(const fs::path& path) {
    const Xapian::Database database(path.string());
    out_.made_by = database.get_metadata(key::made_by);
    out_.records = database.get_doccount();
    if (out_.made_by != made_by()) {
      find(Finding::Weight::behind, "index.version",
           "the index was made by another version (" + printable(out_.made_by) + "; this is " + made_by() + ")", refresh);
      return;
    }
    check_cards(database);
    FileTable table(database);
    check_files(database, table);
    const auto differences = compare(root_, seen_, now_ns(), table, true);
    std::vector<std::string> names = differences.gone;
    for (const auto& row : differences.changed) names.push_back(row.stamp.file);
    find_some(Finding::Weight::behind, "index.changed",
              counted(names.size(), "file has", "files have") + (differences.many ? " and more have" : "") +
                  " changed since the index was made",
              names, refresh);
    if (names.empty()) check_records(database);
  }

  // Every document has a card that can be read, of the record its terms and values are of.
  void check_cards(const Xapian::Database& database) {
    CardReader read_card(database);
    std::vector<std::string> broken;
    std::size_t done = 0;
    for (auto at = database.postlist_begin(""); at != database.postlist_end(""); ++at) {
      if (progress_ && done++ % progress_every == 0) progress_(done, out_.records);
      const auto document = database.get_document(*at);
      auto id = document.get_value(slot::id);
      try {
        const auto card = read_card(document);
        const auto term = id_term(id);
        const auto first = database.postlist_begin(term);
        const bool once = first != database.postlist_end(term) && *first == *at && database.get_termfreq(term) == 1;
        if (card.id == id && once && !document.get_value(slot::fingerprint).empty()) {
          files_indexed_.insert(card.file);
          continue;
        }
      } catch (const Error&) {
      }
      broken.push_back(id.empty() ? "document " + std::to_string(*at) : std::move(id));
    }
    find_some(Finding::Weight::damage, "index.card",
              counted(broken.size(), "entry cannot be read", "entries cannot be read"), broken, rebuild);
  }

  // What the index says of files is what it has of records.
  void check_files(const Xapian::Database& database, FileTable& table) {
    const auto left_out = decode_strings(database.get_metadata(key::left_out));
    std::vector<std::string> expected, waiting, missing, surplus;
    for (const auto& file : table.files()) {
      if (record::kind_of_file(frame_.schema, file) == nullptr || !is_id(fs::path(file).stem().string())) continue;
      (std::ranges::binary_search(left_out, file) ? waiting : expected).push_back(file);
    }
    std::ranges::set_difference(expected, files_indexed_, std::back_inserter(missing));
    std::ranges::set_difference(files_indexed_, expected, std::back_inserter(surplus));
    find_some(Finding::Weight::damage, "index.files", counted(missing.size(), "record is", "records are") + " not in the index",
              missing, rebuild);
    find_some(Finding::Weight::damage, "index.files",
              counted(surplus.size(), "entry belongs", "entries belong") + " to no file", surplus, rebuild);
    find_some(Finding::Weight::behind, "index.left-out",
              counted(waiting.size(), "record is", "records are") + " left out because of errors", waiting,
              "run fieldbook check and put them right");
  }

  // What is indexed of each record is what would be indexed of its file now.
  void check_records(const Xapian::Database& database) {
    const auto collection = record::read_collection(root_);
    const Preparation prepare(collection);
    FacetCodes codes(database);
    WordNumbers numbers(database);
    const CardDictionary no_dictionary;   // what is compared is not packed
    DocumentMaker make(stemmer_for(collection.schema.language), numbers, no_dictionary);
    const auto step = std::max<std::size_t>(1, collection.records.size() / most_terms_compared);
    std::vector<std::string> missing, other_record, other_terms;
    for (std::size_t i = 0; i < collection.records.size(); ++i) {
      const auto& record = collection.records[i];
      if (progress_ && i % progress_every == 0) progress_(i, collection.records.size());
      const auto term = id_term(record.id);
      const auto at = database.postlist_begin(term);
      if (at == database.postlist_end(term)) {
        missing.push_back(record.id);
        continue;
      }
      const auto ready = prepare(record);
      const auto document = database.get_document(*at);
      if (document.get_value(slot::fingerprint) != ready.fingerprint()) {
        other_record.push_back(record.id);
      } else if (i % step == 0) {
        ++out_.terms_compared;
        const auto wanted = make(ready, packed(codes, ready));
        if (wanted.get_value(slot::places) != document.get_value(slot::places) ||
            terms_of(wanted.termlist_begin(), wanted.termlist_end()) !=
            terms_of(database.termlist_begin(*at), database.termlist_end(*at)))
          other_terms.push_back(record.id);
      }
    }
    find_some(Finding::Weight::damage, "index.record", counted(missing.size(), "record is", "records are") + " not in the index",
              missing, rebuild);
    find_some(Finding::Weight::damage, "index.record",
              counted(other_record.size(), "record is", "records are") + " otherwise in the index than in its file",
              other_record, rebuild);
    find_some(Finding::Weight::damage, "index.terms",
              counted(other_terms.size(), "record has", "records have") + " other words in the index than in its file",
              other_terms, rebuild);
  }

  const fs::path& root_;
  const fs::path& folder_;
  const Progress& progress_;
  record::Frame frame_;
  std::vector<record::FileStamp> seen_;
  std::set<std::string> files_indexed_;
  Examination out_;
};

}  // namespace

Examination examine_index(const fs::path& root, const fs::path& folder, const Progress& progress) {
  return Doctor(root, folder, progress).examine();
}

void remove_leftovers(const fs::path& folder, const std::vector<fs::path>& paths) {
  if (paths.empty()) return;
  const WriteLock lock(folder);
  for (const auto& path : paths) {
    std::error_code failure;
    fs::remove_all(path, failure);
    if (failure)
      throw Error(failure == std::errc::permission_denied ? Errc::denied : Errc::io,
                  "cannot remove " + path.string() + ": " + failure.message());
  }
}

}  // namespace fieldbook::library
