// All instruments that a review can be appraised with, in all their versions.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/review/appraisal/instrument.hpp"
#include "core/review/protocol.hpp"

namespace fieldbook::review {

class Instruments {
 public:
  Instruments() = default;
  explicit Instruments(std::vector<Instrument>);

  // By id, then by version.
  std::span<const Instrument> all() const noexcept { return all_; }
  // The newest version; null where there is none. Pointers live as long as this.
  const Instrument* current(std::string_view id) const noexcept;
  const Instrument* version(std::string_view id, std::size_t version) const noexcept;
  // Of each id the newest version.
  std::vector<const Instrument*> newest() const;

 private:
  std::vector<Instrument> all_;
};

// Reads every *.yaml of the folders; one that is not there is passed over. The same file in two folders counts once; two different ones
// of the same id and version are an error (rule instrument.twice), and the first holds.
Instruments read_instruments(std::span<const std::filesystem::path> folders, const record::Vocabularies&, Diagnostics&);

// Where a review's instruments are: those of the program, of the library above the review (where there is one), of the review itself, of the
// protocol's `instrument-folders` (relative to the review), then `more`. Throws Error not_found where one of the last two is no folder.
std::vector<std::filesystem::path> instrument_folders(const std::filesystem::path& review, const Protocol&, std::span<const std::string> more);

}  // namespace fieldbook::review
