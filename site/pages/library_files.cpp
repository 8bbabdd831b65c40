// The whole library for programs: as JSON lines, as a table, as a database.
#include "core/base/file.hpp"
#include "site/machine/forms.hpp"
#include "site/pages/pages.hpp"

namespace fieldbook::site {
namespace {

constexpr std::size_t json_limit_bytes = std::size_t{1} << 30;

template <class Of>
std::string print_of_all(Press& press, std::string_view what, Of of) {
  return press.fingerprint(what, [&](Fingerprint& whole, const RecordInputs& inputs) {
    for (const auto& record : press.edition().collection().records) whole.add((inputs.*of)(record));
  });
}

}  // namespace

// From the records' own JSON files: print_records() has made or kept them.
void print_lines(Press& press) {
  const auto& edition = press.edition();
  const std::string address = "data/library.jsonl";
  const auto print = print_of_all(press, "lines", &RecordInputs::page);
  if (press.output().keep({address}, print)) return;
  auto all = press.output().begin(address, print);
  for (const auto& record : edition.collection().records) {
    const auto stem = edition.kind(record).folder + "/" + record.id;
    all.add(read_file(press.output().made_in() / (stem + std::string(json_extension)), json_limit_bytes));
  }
  press.output().put(all);
}

void print_table(Press& press) {
  const std::string address = "data/library.csv";
  const auto print = print_of_all(press, "table", &RecordInputs::row);
  if (!press.output().keep({address}, print)) press.output().write(address, library_csv(press.edition()), print);
}

void print_database(Press& press) {
  const std::string address = "data/library.sqlite";
  const auto print = print_of_all(press, "database", &RecordInputs::page);
  if (press.output().keep({address}, print)) return;
  auto database = press.output().begin(address, print);
  write_library_database(press.edition(), database.beside());
  press.output().put(database);
}

}  // namespace fieldbook::site
