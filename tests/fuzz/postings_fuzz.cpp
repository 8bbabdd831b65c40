#include "tests/fuzz/postings_fuzz.hpp"

#include "core/base/checksum.hpp"
#include "core/library/kept_postings.hpp"
#include "tests/fuzz/promise.hpp"

using namespace fieldbook;
using namespace fieldbook::library;

std::string kept_file_of(std::string_view records, std::string_view terms) {
  std::string out = "fieldbook postings 1 key\n";
  for (const auto block : {records, terms}) {
    const std::uint64_t mark[] = {block.size(), sum_of(block)};
    out.append(reinterpret_cast<const char*>(mark), sizeof mark).append(block);  // NOLINT: as kept_postings.cpp writes it
  }
  return out;
}

int fuzz_kept_postings(const std::uint8_t* bytes, std::size_t size) {
  if (size < 2) return 0;
  const auto all = text_of(bytes + 2, size - 2);
  const auto of_records = std::min(all.size(), bytes[0] + std::size_t{256} * bytes[1]);
  auto kept = KeptPostings::of(kept_file_of(all.substr(0, of_records), all.substr(of_records)), "key");
  must(kept.records().size() <= size, "records take room in the file");
  std::vector<std::string> prints{"a print that nothing kept has"};
  for (const auto& record : kept.records()) prints.push_back(record.print);
  if (prints.size() > 2) prints.erase(prints.begin() + 1);
  const auto places = kept.settle(prints);
  must(places.size() == prints.size(), "every record has a place or none");
  for (std::size_t i = 0; i < places.size(); ++i) must(places[i] == no_record || kept.records()[places[i]].print == prints[i], "and it is its own");
  std::string before;
  bool first = true;
  Unpacked unpacked;
  kept.each_term({}, [&](const std::string& term, std::span<const PackedPart> parts) {
    must(first || before < term, "terms come in the order of bytes");
    before = term;
    first = false;
    must(count_records(parts) <= size, "a word's records take room in the file");
    std::size_t positions = 0;
    for (const auto& posting : unpacked.read(parts)) {
      must(posting.record < prints.size(), "a posting is of a record that there is");
      positions += posting.positions.size();
    }
    must(positions <= size, "places take room in the file");
    return true;
  });
  return 0;
}
