// Entry points as in record_fuzz.hpp, for the files that a review's folder is made of.
#pragma once

#include <cstddef>
#include <cstdint>

int fuzz_protocol(const std::uint8_t* bytes, std::size_t size);
int fuzz_import_note(const std::uint8_t* bytes, std::size_t size);
int fuzz_verdicts(const std::uint8_t* bytes, std::size_t size);
int fuzz_pair_table(const std::uint8_t* bytes, std::size_t size);
int fuzz_decisions(const std::uint8_t* bytes, std::size_t size);
int fuzz_editions(const std::uint8_t* bytes, std::size_t size);
int fuzz_given_decisions(const std::uint8_t* bytes, std::size_t size);
