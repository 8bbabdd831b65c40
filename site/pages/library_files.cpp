// The whole library for programs: as a table, as a database. (As JSON lines: record_page.cpp.)
#include "core/base/file.hpp"
#include "site/machine/forms.hpp"
#include "site/pages/pages.hpp"

namespace fieldbook::site {
void print_table(Press& press) {
  const std::string address = "data/library.csv";
  const auto print = press.fingerprint_of_all("table", &RecordInputs::row);
  if (!press.output().keep({address}, print)) press.output().write(address, library_csv(press.edition()), print);
}

void print_database(Press& press) {
  const std::string address = "data/library.sqlite";
  const auto print = press.fingerprint_of_all("database", &RecordInputs::page);
  if (press.output().keep({address}, print)) return;
  auto database = press.output().begin(address, print);
  write_library_database(press.edition(), database.beside());
  press.output().put(database);
}

}  // namespace fieldbook::site
