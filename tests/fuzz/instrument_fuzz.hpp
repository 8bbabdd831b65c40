// Entry points as in record_fuzz.hpp, for what a review reads beside its records.
#pragma once

#include <cstddef>
#include <cstdint>

int fuzz_instrument(const std::uint8_t* bytes, std::size_t size);
