// Entry points as those of record_fuzz.hpp, for whatever somebody types into a search; and inputs for them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

// The index that this thread's queries are asked of; before the first of them.
void fuzz_query_in(const std::filesystem::path& index_folder);

// The first byte chooses how is asked (facets, reasons, order, a filter, a whole text), the rest is the query. Aborts
// where a promise of search.hpp is broken or an answer takes more than a second of this thread's time.
int fuzz_query(const std::uint8_t* bytes, std::size_t size);

// Every byte is a piece of syntax that does not close, before and behind the word "villages". Aborts, too, where the
// records that have the word are not found: it needs an index in which some do.
int fuzz_unbalanced_query(const std::uint8_t* bytes, std::size_t size);

// The inputs of tests/fuzz/queries.txt, one a line.
std::vector<std::string> query_seeds();

// One of the seeds, or two of them put together, damaged a little.
std::string mutated(const std::vector<std::string>& seeds, std::mt19937& random);
