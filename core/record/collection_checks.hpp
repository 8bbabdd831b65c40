// What can be checked only when all records are read: ids, aliases, links, sources. For this folder only.
#pragma once

#include <map>
#include <string>
#include <unordered_map>

#include "core/base/diagnostics.hpp"
#include "core/record/collection.hpp"

namespace fieldbook::record {

// What the checks are told beside the collection itself.
struct Known {
  const std::unordered_map<std::string, std::string>& kinds;     // of every id there is a file for, also of skipped
                                                                 // ones; empty: not known
  const std::map<std::string, std::string>& aliases_of_skipped;  // that records skipped before now had earlier
  const Surroundings* others;                                    // of the records not read; null: all are read
  bool with_mentions = true;
};

// Takes the records that cannot stand beside the others out of `collection.records` (clashing aliases, unknown targets
// and sources) into `skipped`, fills `aliases` and, if they are wanted, the records' mentions, makes references current (an alias becomes
// the id) and leaves out those to skipped records. Rules of diagnostics: record.alias, record.link, record.link-kind,
// record.citation; warnings: record.skipped-link, record.link-section, record.unlisted-source.
void check_together(Collection&, const Known&);

}  // namespace fieldbook::record
