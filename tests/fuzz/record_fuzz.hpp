// Entry points shaped like libFuzzer's LLVMFuzzerTestOneInput, one a reader. A fuzzing build gives one of them that
// name; replay_test.cpp drives them over tests/fuzz/corpus. Each aborts where a promise of its reader is broken.
#pragma once

#include <cstddef>
#include <cstdint>

int fuzz_yaml(const std::uint8_t* bytes, std::size_t size);
int fuzz_markdown(const std::uint8_t* bytes, std::size_t size);
int fuzz_plain_text(const std::uint8_t* bytes, std::size_t size);
int fuzz_bibtex(const std::uint8_t* bytes, std::size_t size);
int fuzz_record(const std::uint8_t* bytes, std::size_t size);

namespace fieldbook::record {
struct Body;
}
// Aborts where spans of a body do not lie in its text and in order.
void check_body_spans(const fieldbook::record::Body&);
