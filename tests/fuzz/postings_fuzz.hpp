// Fuzz entry of the postings that are kept from run to run (core/library/kept_postings.hpp): damage that no checksum tells.
// libFuzzer's form: 0, or an abort where a promise is broken.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

// The first two bytes: how long the records are, least part first. The rest: the records, then the terms.
int fuzz_kept_postings(const std::uint8_t* bytes, std::size_t size);

// What a file of these blocks would be, kept under the key "key".
std::string kept_file_of(std::string_view records, std::string_view terms);
