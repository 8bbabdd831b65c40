#include "core/cli/session.hpp"

#include <iostream>

#include "core/base/error.hpp"
#include "core/base/text.hpp"
#include "core/library/index.hpp"

namespace fieldbook::cli {

namespace fs = std::filesystem;

fs::path Session::root() const {
  if (!library.empty()) {
    if (!fs::is_regular_file(fs::path(library) / "library.yaml")) {
      throw Error(Errc::not_found, library + " holds no library.yaml", "name a library's folder with --library");
    }
    return fs::canonical(library);
  }
  if (auto found = record::find_library(fs::current_path())) return fs::canonical(*found);
  throw Error(Errc::not_found, "there is no library.yaml here or in any folder above",
              "go to a library's folder or name it with --library DIR");
}

fs::path Session::index_folder(const record::Schema& schema) const { return library::index_folder(schema, root(), index); }

record::Schema Session::schema() const {
  Diagnostics ignored;
  return record::read_schema(root(), ignored);
}

void print(const Diagnostics& diagnostics) {
  for (const auto& diagnostic : diagnostics.sorted()) std::cerr << printable(to_text(diagnostic)) << '\n';
}

}  // namespace fieldbook::cli
