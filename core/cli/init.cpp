#include <CLI/CLI.hpp>
#include <filesystem>
#include <iostream>
#include <memory>
#include <system_error>

#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/base/process.hpp"
#include "core/base/text.hpp"
#include "core/cli/commands.hpp"

namespace fieldbook::cli {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t longest_file_bytes = 1 << 20;

std::string as_yaml_string(std::string_view text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("''") : std::string(1, c);
  return out + "'";
}

// library.yaml as we ship it, under the new library's own name and with its index in the user's cache folder.
std::string library_yaml(const std::string& shipped, const std::string& title) {
  std::string out = "# What this library holds and how its records look. Change it freely: no program needs to be built again.\n";
  bool skipping = true;   // the head: title, description, publisher, index
  for (const auto line : split(shipped, '\n')) {
    if (skipping && !line.starts_with("language:")) continue;
    if (skipping) out += "title: " + as_yaml_string(title) + "\ndescription: >-\n  Say here in a sentence or two what this library is about.\npublisher: " + as_yaml_string(title) + "\n";
    skipping = false;
    if (line.starts_with("index:")) continue;
    out += std::string(line) + "\n";
  }
  while (out.ends_with("\n\n")) out.pop_back();
  return out;
}

void make_library(const fs::path& folder, const std::string& title) {
  std::error_code failure;
  if (fs::exists(folder / "library.yaml", failure)) {
    throw Error(Errc::invalid, (folder / "library.yaml").string() + " is there already", "name a folder that holds no library");
  }
  const auto shipped = shared_folder("library");
  for (const auto& entry : fs::directory_iterator(shipped / "vocabulary")) {
    write_file(folder / "vocabulary" / entry.path().filename(), read_file(entry.path(), longest_file_bytes));
  }
  write_file(folder / "sources.bib", "% The sources that records cite as [@key]; opens in Zotero and JabRef.\n");
  // Last: a folder with a library.yaml is a library, so a kill before this line leaves none that is half there.
  write_file(folder / "library.yaml", library_yaml(read_file(shipped / "library.yaml", longest_file_bytes), title));
}

}  // namespace

void add_init(CLI::App& program, Session&) {
  auto* const command = program.add_subcommand("init", "Start a library: a folder with its declaration, vocabularies and bibliography");
  auto folder = std::make_shared<std::string>();
  auto title = std::make_shared<std::string>();
  command->add_option("DIR", *folder, "The new library's folder")->required();
  command->add_option("--title", *title, "What the library is called (default: the folder's name)");
  command->callback([folder, title] {
    const auto path = fs::weakly_canonical(*folder);
    make_library(path, title->empty() ? path.filename().string() : *title);
    std::cout << "A library is in " << path.string() << "\nNext: cd " << *folder << " && fieldbook new practice-example 'What and where'\n";
  });
}

}  // namespace fieldbook::cli
