// Entry points as in record_fuzz.hpp, for the line files of `eval search` and for the log of searches.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>

// Where the bytes are put to be read, and the index that a log's questions are asked of again; before the first of them.
void fuzz_lines_in(const std::filesystem::path& folder, const std::filesystem::path& index);

int fuzz_judged_queries(const std::uint8_t* bytes, std::size_t size);
int fuzz_grades(const std::uint8_t* bytes, std::size_t size);
int fuzz_run(const std::uint8_t* bytes, std::size_t size);
int fuzz_search_log(const std::uint8_t* bytes, std::size_t size);
