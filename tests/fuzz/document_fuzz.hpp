// Fuzz entries of the readers of documents: libFuzzer's signature, so that a fuzzer can be linked to each.
#pragma once

#include <cstddef>
#include <cstdint>

int fuzz_txt(const std::uint8_t* bytes, std::size_t size);
int fuzz_md(const std::uint8_t* bytes, std::size_t size);
int fuzz_html(const std::uint8_t* bytes, std::size_t size);
int fuzz_office(const std::uint8_t* bytes, std::size_t size);
int fuzz_docx_body(const std::uint8_t* bytes, std::size_t size);   // the bytes are what stands in a .docx file's body
int fuzz_odt_body(const std::uint8_t* bytes, std::size_t size);
int fuzz_pdf(const std::uint8_t* bytes, std::size_t size);
int fuzz_pdf_layout(const std::uint8_t* bytes, std::size_t size);  // the bytes are words and where they stand
int fuzz_format(const std::uint8_t* bytes, std::size_t size);
