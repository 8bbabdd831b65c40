#include "core/review/folder.hpp"

#include <algorithm>
#include <string_view>
#include <system_error>

#include "core/base/durable.hpp"

namespace fieldbook::review {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view attributes = "# Lines of these files stand for themselves: a merge keeps those of both sides.\n*.jsonl merge=union\n"
                                        "# Originals of imports are kept as they came.\nimports/*.original.* -text -diff\n";

}  // namespace

std::optional<fs::path> find_review(const fs::path& start) {
  std::error_code failure;
  for (auto folder = fs::absolute(start, failure);; folder = folder.parent_path()) {
    if (fs::is_regular_file(protocol_file(folder), failure)) return folder;
    if (folder == folder.parent_path()) return std::nullopt;
  }
}

fs::path protocol_file(const fs::path& review) { return review / "protocol.yaml"; }
fs::path imports_folder(const fs::path& review) { return review / "imports"; }
fs::path records_file(const fs::path& review) { return review / "records.jsonl"; }
fs::path duplicates_folder(const fs::path& review) { return review / "duplicates"; }
fs::path decisions_folder(const fs::path& review) { return review / "decisions"; }

void have_lines_merged(const fs::path& review) {
  std::error_code failure;
  if (const auto file = review / ".gitattributes"; !fs::exists(file, failure)) write_durably(file, attributes);
}

std::vector<fs::path> files_in(const fs::path& folder, std::string_view ending) {
  std::vector<fs::path> out;
  std::error_code failure;
  for (const auto& entry : fs::directory_iterator(folder, failure)) {
    if (entry.is_regular_file(failure) && entry.path().filename().string().ends_with(ending)) out.push_back(entry.path());
  }
  std::ranges::sort(out);
  return out;
}

}  // namespace fieldbook::review
