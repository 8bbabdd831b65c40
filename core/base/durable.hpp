// Writing that a kill or a power failure cannot undo: what a call has written is on the disk when it returns.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace fieldbook {

// As write_file (file.hpp), and the disk has it.
void write_durably(const std::filesystem::path&, std::string_view bytes);

// Adds lines (without line ends in them) in one write; no line of before is ever touched. Makes the file and its folders.
// Where a kill left the last line unfinished, that line is ended first, so that it spoils no other: whoever reads finds it
// broken. Processes that add to one file at once take turns. Throws Error denied or io.
void append_lines(const std::filesystem::path&, std::span<const std::string> lines);
void append_line(const std::filesystem::path&, const std::string& line);

}  // namespace fieldbook
