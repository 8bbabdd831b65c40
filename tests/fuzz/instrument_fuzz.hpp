// Entry points as in record_fuzz.hpp, for what a review reads beside its records.
#pragma once

#include <cstddef>
#include <cstdint>

int fuzz_instrument(const std::uint8_t* bytes, std::size_t size);
int fuzz_answers(const std::uint8_t* bytes, std::size_t size);
int fuzz_statement(const std::uint8_t* bytes, std::size_t size);
int fuzz_sheets(const std::uint8_t* bytes, std::size_t size);
