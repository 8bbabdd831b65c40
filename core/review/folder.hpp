// Where the parts of a review lie. A review is a folder with a protocol.yaml; the README says what else is in it.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fieldbook::review {

// The nearest folder from `start` upwards that holds a protocol.yaml; nothing if there is none.
std::optional<std::filesystem::path> find_review(const std::filesystem::path& start);

std::filesystem::path protocol_file(const std::filesystem::path& review);
std::filesystem::path imports_folder(const std::filesystem::path& review);
std::filesystem::path records_file(const std::filesystem::path& review);
std::filesystem::path duplicates_folder(const std::filesystem::path& review);
std::filesystem::path decisions_folder(const std::filesystem::path& review);

// Writes a .gitattributes that has git keep both sides' lines, where the review has none; without it, branches that add to one file conflict.
void have_lines_merged(const std::filesystem::path& review);

// The files of `folder` whose names end in `ending` (".jsonl"), by name; none where there is no such folder.
std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder, std::string_view ending);

constexpr std::size_t longest_file_bytes = std::size_t{1} << 30;

}  // namespace fieldbook::review
