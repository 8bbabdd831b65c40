#include "core/record/pieces.hpp"

#include <algorithm>
#include <functional>
#include <mutex>
#include <set>

#include "core/base/error.hpp"
#include "core/record/record_files.hpp"

namespace fieldbook::record {
namespace {

std::uint64_t hash_of(std::string_view name) { return std::hash<std::string_view>()(name); }

}  // namespace

// What is known of the records that are not in a piece.
class Pieces::Others : public Surroundings {
 public:
  Others(const Pieces& all, const std::set<Number>& here) : all_(all), here_(here) {}

  std::optional<std::string> kind(const std::string& id) const override {
    const auto at = all_.find(id);
    if (!at || here_.contains(*at)) return std::nullopt;
    const auto* const kind = all_.entries_[*at].kind;
    return kind == nullptr ? std::string() : kind->id;
  }
  std::optional<std::string> alias(const std::string& name) const override {
    const auto owner = all_.alias_owners_.find(name);
    if (owner == all_.alias_owners_.end() || here_.contains(owner->second)) return std::nullopt;
    return all_.entries_[owner->second].id;
  }
  bool is_left_out(const std::string& id) const override {
    const auto at = all_.find(id);
    return at && all_.entries_[*at].left_out;
  }
  std::vector<std::string> names() const override {
    std::vector<std::string> out;
    for (const auto& entry : all_.entries_) out.push_back(entry.id);
    for (const auto& [alias, owner] : all_.alias_owners_) out.push_back(alias);
    return out;
  }
  const std::vector<std::string>& source_keys() const override { return all_.source_keys_; }

 private:
  const Pieces& all_;
  const std::set<Number>& here_;
};

Pieces::Pieces(Frame frame, std::size_t records_at_once) : frame_(std::move(frame)), records_at_once_(records_at_once) {
  std::swap(found_, frame_.diagnostics);
  sources_ = read_sources(frame_.root, found_);
  for (const auto& source : sources_) source_keys_.push_back(source.key);
  list();
  survey();
}

void Pieces::list() {
  for (const auto& kind : frame_.schema.kinds) {
    for (const auto& seen : look_into(frame_.root, kind, found_)) {
      if (auto id = id_of(seen, found_)) entries_.push_back({*std::move(id), &kind});
      if (entries_.size() > most_records_in_pieces)
        throw Error(Errc::too_large, "the library holds more than " + std::to_string(most_records_in_pieces) + " records", "split it");
    }
  }
  std::ranges::stable_sort(entries_, {}, &Entry::id);
  std::size_t kept = 0;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    if (kept == 0 || entries_[i].id != entries_[kept - 1].id) {
      if (kept != i) entries_[kept] = std::move(entries_[i]);
      ++kept;
      continue;
    }
    auto& first = entries_[kept - 1];
    if (first.kind != nullptr) {
      report_twin(file_of(first), first.id, file_of(entries_[i]), found_);
      twin_files_.push_back(file_of(first));
    }
    report_twin(file_of(entries_[i]), first.id, twin_files_.back(), found_);
    twin_files_.push_back(file_of(entries_[i]));
    first.kind = nullptr;
    first.left_out = true;
  }
  entries_.erase(entries_.begin() + static_cast<std::ptrdiff_t>(kept), entries_.end());
  entries_.shrink_to_fit();
}

void Pieces::survey() {
  std::map<Number, std::vector<std::string>> aliases;
  std::set<std::string> evaluating;
  for (const auto& kind : frame_.schema.kinds) {
    for (auto& field : evaluating_fields(frame_.schema, kind.id)) evaluating.insert(std::move(field));
  }
  std::mutex mutex;
  each_in_threads(entries_.size(), [&](std::size_t i) {
    auto& entry = entries_[i];
    if (entry.kind == nullptr) return;
    const auto read = read_one(frame_.root, file_of(entry), entry.id, {frame_.schema, *entry.kind, frame_.vocabularies});
    entry.left_out = !read.record;
    if (read.record) entry.newest = record::newest_date(*read.record);
    const std::lock_guard lock(mutex);
    if (!read.file.aliases.empty()) aliases.emplace(i, read.file.aliases);
    if (!read.record) return;
    for (const auto& field : evaluating) {
      for (const auto& name : read.record->list(field)) evaluations_.emplace_back(hash_of(name), i);
    }
  });
  std::ranges::sort(evaluations_);
  // Of two that claim a name the first has it; those that can be read come before those that cannot.
  for (const bool left_out : {false, true}) {
    for (const auto& [number, names] : aliases) {
      if (entries_[number].left_out != left_out) continue;
      for (const auto& name : names) {
        if (!find(name) && alias_owners_.emplace(name, number).second) aliases_.emplace(number, name);
      }
    }
  }
}

std::optional<Pieces::Number> Pieces::find(std::string_view id) const {
  const auto at = std::ranges::lower_bound(entries_, id, {}, [](const Entry& entry) { return std::string_view(entry.id); });
  return at != entries_.end() && at->id == id ? std::optional(static_cast<Number>(at - entries_.begin())) : std::nullopt;
}

// Those that evaluate one of these.
std::vector<Pieces::Number> Pieces::needed_for(Number begin, Number end) const {
  std::vector<Number> out;
  const auto add = [&](std::string_view name) {
    for (const auto& [hash, by] : std::ranges::equal_range(evaluations_, hash_of(name), {}, [](const auto& pair) { return pair.first; })) out.push_back(by);
  };
  if (evaluations_.empty()) return out;
  for (auto i = begin; i < end; ++i) {
    add(entries_[i].id);
    for (auto [alias, last] = aliases_.equal_range(i); alias != last; ++alias) add(alias->second);
  }
  return out;
}

std::optional<Pieces::Piece> Pieces::next() {
  if (next_ == entries_.size()) return std::nullopt;
  const auto begin = next_;
  next_ = static_cast<Number>(std::min(entries_.size(), begin + records_at_once_));
  std::set<Number> here;
  for (auto i = begin; i < next_; ++i) here.insert(here.end(), i);
  for (const auto other : needed_for(begin, next_)) here.insert(other);
  std::vector<std::string> files;
  for (const auto number : here) {
    if (entries_[number].kind != nullptr) files.push_back(file_of(entries_[number]));
  }
  std::erase_if(here, [&](Number number) { return entries_[number].kind == nullptr; });
  Piece out;
  out.collection = read_some(frame_, files, Others(*this, here), false);
  std::set<std::string_view> own_files;
  const auto is_own = [&](const std::string& id) { return id >= entries_[begin].id && id <= entries_[next_ - 1].id; };
  for (const auto& record : out.collection.records) {
    if (is_own(record.id)) out.records.push_back(&record);
  }
  for (const auto& file : out.collection.files) {
    if (!is_own(file.id)) continue;
    out.files.push_back(&file);
    own_files.insert(file.file);
  }
  for (const auto& one : out.collection.diagnostics.sorted()) {
    if (own_files.contains(one.where.file.text())) out.diagnostics.add(one);
  }
  note(out);
  return out;
}

// Who is named here, and who turned out to be left out.
void Pieces::note(const Piece& piece) {
  const auto before = mentioned_.size();
  for (const auto* const record : piece.records) {
    for (const auto& mention : record->mentions) mentioned_.push_back(hash_of(mention.id));
  }
  for (const auto* const file : piece.files) {
    const auto number = find(file->id);
    if (!file->left_out || !number || entries_[*number].left_out) continue;
    entries_[*number].left_out = true;
    found_late_.emplace(hash_of(file->id), before);
    for (auto [alias, last] = aliases_.equal_range(*number); alias != last; ++alias) found_late_.emplace(hash_of(alias->second), before);
  }
}

Date Pieces::newest_date() const {
  Date newest;
  for (const auto& entry : entries_) {
    if (!entry.left_out) newest = std::max(newest, entry.newest);
  }
  return newest;
}

bool Pieces::must_start_again() const {
  if (found_late_.empty()) return false;
  for (std::size_t i = 0; i < mentioned_.size(); ++i) {
    if (const auto late = found_late_.find(mentioned_[i]); late != found_late_.end() && i < late->second) return true;
  }
  return false;
}

void Pieces::forget() {
  entries_ = {};
  alias_owners_.clear();
  aliases_.clear();
  evaluations_ = {};
  mentioned_ = {};
}

void Pieces::start_again() {
  next_ = 0;
  mentioned_.clear();
  found_late_.clear();
}

}  // namespace fieldbook::record
