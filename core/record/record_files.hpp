// Reading records' files one by one, for whoever reads many. For this folder only.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/record/front_matter.hpp"
#include "core/record/kept_records.hpp"

namespace fieldbook::record {

// The id of what looks like a record's file; nothing, and a diagnostic, where it cannot be one.
std::optional<std::string> id_of(const Seen&, Diagnostics&);

void warn_of_link(const std::string& file, Diagnostics&);
// Of a file whose id is that of `other` too.
void report_twin(const std::string& file, const std::string& id, const std::string& other, Diagnostics&);

// What is to be found in the folder of a kind, in the order of names; a folder that is a link is warned of.
std::vector<Seen> look_into(const std::filesystem::path& root, const KindRule&, Diagnostics&);

ReadRecord read_one(const std::filesystem::path& root, const std::string& file, const std::string& id, const Rules&);

// Calls `work` for each number below `count`, in a few threads where they are many. Throws what one of them has thrown.
void each_in_threads(std::size_t count, const std::function<void(std::size_t)>& work);

// Those of sources.bib, sorted by key; what is wrong with it is in the diagnostics.
std::vector<bibliography::Reference> read_sources(const std::filesystem::path& root, Diagnostics&);

}  // namespace fieldbook::record
