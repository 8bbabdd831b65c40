// Fuzz entries of what this program packs for itself and reads again (core/record/packing.hpp): damage that its checksum does not tell.
// libFuzzer's form: 0, or an abort where a promise is broken. Another packed form gets an entry here and a line in packed_replay_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>

int fuzz_packed_record(const std::uint8_t* bytes, std::size_t size);
