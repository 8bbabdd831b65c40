// The mark of a run: by it the next run knows, without reading a record, that there is nothing to do, and else which
// files it need not make again.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "core/assess/catalogue.hpp"
#include "core/record/schema.hpp"
#include "site/left_files.hpp"

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

  // What the last run left; nothing where it was killed.
  struct Left {
    std::string inputs;  // digest; empty where the site must be made again whatever the inputs
    std::size_t records = 0;
    LeftFiles files;
  };
  Left read() const;
  // Whether that run made the site from the same inputs and every file is as it left it.
  bool current(const Left&, const Inputs&) const;
  // Forgets the last run: before anything is written.
  void remove() const;
  // After everything is written.
  void leave(const std::string& inputs, std::size_t records, const ListedFiles&) const;

 private:
  std::filesystem::path out_, file_;
};

}  // namespace fieldbook::site
