#include "core/record/record_files.hpp"

#include <algorithm>

#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/base/parallel.hpp"
#include "core/base/text.hpp"
#include "core/bibliography/bibtex.hpp"

namespace fieldbook::record {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t sources_limit_bytes = 64UL << 20;
constexpr std::size_t most_problems_a_file = 100;

}  // namespace

void warn_of_link(const std::string& file, Diagnostics& found) {
  found.warning({file, 0, 0}, "a symbolic link is not followed", "put the file itself here",
                "collection.symbolic-link");
}

void report_twin(const std::string& file, const std::string& id, const std::string& other, Diagnostics& found) {
  found.error({file, 0, 0}, "the id " + in_quotes(id) + " is also that of " + other,
              "rename one of the files", "collection.duplicate-id");
}

std::optional<std::string> id_of(const Seen& seen, Diagnostics& found) {
  const auto& file = seen.stamp.file;
  auto id = fs::path(file).stem().string();
  if (seen.link) {
    warn_of_link(file, found);
  } else if (!seen.regular) {
    found.error({file, 0, 0}, "not a file", "remove it, or rename it so that it does not end with .md",
                "collection.unreadable");
  } else if (!is_id(id)) {
    const auto better = slug(id);
    found.error({printable(file), 0, 0}, "the name of the file cannot be an id",
                better.empty() ? "use small letters, digits and hyphens" : "rename it to " + better + ".md",
                "collection.file-name");
  } else {
    return id;
  }
  return std::nullopt;
}

std::vector<Seen> look_into(const fs::path& root, const KindRule& kind, Diagnostics& found) {
  std::error_code failure;
  if (fs::is_symlink(fs::symlink_status(root / kind.folder, failure))) warn_of_link(kind.folder, found);
  return look_into(root, kind.folder);
}

ReadRecord read_one(const fs::path& root, const std::string& file, const std::string& id, const Rules& rules) {
  ReadRecord out;
  out.file = {file, id, {}, {}, false};
  Diagnostics all;
  try {
    const auto bytes = read_file(root / file, record_limit_bytes);
    out.record = read_record(bytes, file, rules, all);
    out.file.content_hash = out.record ? out.record->content_hash : sha256(bytes);
    out.file.aliases = out.record ? out.record->list("aliases") : aliases_in(bytes, file);
  } catch (const Error& error) {
    const bool large = error.code() == Errc::too_large;
    all.error({file, 0, 0}, large ? "larger than 1 MiB" : error.what(),
              large ? "shorten it, or make two records of it" : error.advice(),
              large ? "record.too-large" : "collection.unreadable");
  }
  const auto sorted = all.sorted();
  for (std::size_t i = 0; i < sorted.size() && i < most_problems_a_file; ++i) out.found.add(sorted[i]);
  if (sorted.size() > most_problems_a_file) {
    const auto rest = std::to_string(sorted.size() - most_problems_a_file);
    out.found.error({file, 0, 0}, rest + " further problems in this file are not shown",
                    "put the first ones right", "collection.too-many-problems");
    out.record.reset();
  }
  return out;
}

void each_in_threads(std::size_t count, const std::function<void(std::size_t)>& work) {
  constexpr std::size_t records_worth_a_thread = 64, most_threads = 8;
  each_in_parallel(count, work, std::min({processors(), count / records_worth_a_thread, most_threads}));
}

std::vector<bibliography::Reference> read_sources(const fs::path& root, Diagnostics& found) {
  std::vector<bibliography::Reference> out;
  const auto seen = look_at(root, std::string(sources_file));
  if (seen.link) warn_of_link(seen.stamp.file, found);
  if (!seen.regular) return out;
  try {
    const auto text = read_file(root / sources_file, sources_limit_bytes);
    out = bibliography::read_bibtex(text, std::string(sources_file), found);
  } catch (const Error& error) {
    found.error({std::string(sources_file), 0, 0}, error.what(), error.advice(), "collection.unreadable");
  }
  std::ranges::sort(out, {}, &bibliography::Reference::key);
  return out;
}

}  // namespace fieldbook::record
