// Fuzz entries of the readers of references, shaped as record_fuzz.hpp says; one a format, and one that tells it itself.
#pragma once

#include <cstddef>
#include <cstdint>

int fuzz_ris(const std::uint8_t* bytes, std::size_t size);
int fuzz_nbib(const std::uint8_t* bytes, std::size_t size);
int fuzz_enw(const std::uint8_t* bytes, std::size_t size);
int fuzz_isi(const std::uint8_t* bytes, std::size_t size);
int fuzz_pubmed_xml(const std::uint8_t* bytes, std::size_t size);
int fuzz_endnote_xml(const std::uint8_t* bytes, std::size_t size);
int fuzz_csv(const std::uint8_t* bytes, std::size_t size);
int fuzz_csl_json(const std::uint8_t* bytes, std::size_t size);
int fuzz_foreign_bibtex(const std::uint8_t* bytes, std::size_t size);
int fuzz_any_format(const std::uint8_t* bytes, std::size_t size);
