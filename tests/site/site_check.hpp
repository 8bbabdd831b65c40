// What every published site must keep: pages that parse, links that lead somewhere, ids that are there once.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/assess/library_assessments.hpp"

namespace fieldbook::test {

// Publishes `library` to `out` without a catalogue of assessors; index is a folder that is not there.
// `arguments` come after. What the program said, in one piece, and its exit code.
struct Published {
  int exit_code = -1;
  std::string said;
};
Published publish(const std::filesystem::path& library, const std::filesystem::path& out,
                  const std::vector<std::string>& arguments = {});

// One line for everything that is wrong: a page that does not parse, an internal link or fragment that leads nowhere,
// an id that is there twice, a page without exactly one h1, an element or attribute that no page may have.
std::vector<std::string> faults(const std::filesystem::path& site);

// The text that a reader sees, and the value of every href.
std::string text_of_page(const std::string& html);
std::vector<std::string> links_of_page(const std::string& html);

}  // namespace fieldbook::test
