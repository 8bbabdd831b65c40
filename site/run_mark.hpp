// The mark of a run that found nothing to complain of: by it the next run knows, without reading a record, that there
// is nothing to do.
#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <string>

#include "core/assess/catalogue.hpp"
#include "core/record/schema.hpp"

namespace fieldbook::site {

// All that a site is made from, as sizes and times tell it.
struct Inputs {
  std::string digest;         // of everything; equal digests, equal sites
  bool settled = false;       // nothing changed in the last moment, in which a second change could not be told by the time
  static Inputs of(const std::filesystem::path& library, const record::Schema&, const std::filesystem::path& index,
                   const std::filesystem::path& theme, const assess::Catalogue&, const std::string& options);
};

// Kept in the index folder, one for each folder that a site is written to.
class RunMark {
 public:
  RunMark(const std::filesystem::path& index, const std::filesystem::path& out);

  struct Seen {
    std::size_t records = 0, files = 0;
  };
  // What the last run left, where it made the site from the same inputs and every file is as it left it.
  std::optional<Seen> current(const Inputs&) const;
  // Forgets the last run: before anything is written.
  void remove() const;
  // After everything is written; does nothing where the inputs are not settled.
  void leave(const Inputs&, std::size_t records, const std::set<std::string>& addresses) const;

 private:
  std::filesystem::path out_, file_;
};

}  // namespace fieldbook::site
