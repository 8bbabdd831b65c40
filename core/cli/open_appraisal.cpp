#include "core/cli/open_appraisal.hpp"

#include "core/base/error.hpp"
#include "core/base/process.hpp"
#include "core/base/text.hpp"
#include "core/record/collection.hpp"

namespace fieldbook::cli {

record::Vocabularies vocabularies_for(const std::filesystem::path& review) {
  auto library = record::find_library(review);
  if (!library) {
    try {
      // Where the vocabularies really are: while building they are links into our own library, and a library's files may not be links.
      std::error_code failure;
      library = std::filesystem::canonical(shared_folder("library") / "vocabulary", failure).parent_path();
      if (failure) return {};
    } catch (const Error&) {
      return {};
    }
  }
  return record::read_frame(*library).vocabularies;
}

const review::Instrument& OpenAppraisal::form(const std::string& id, review::Use use) const {
  const auto* const found = instruments.current(id);
  std::vector<std::string> known;
  for (const auto* const one : instruments.newest()) {
    if (one->use == use) known.push_back(one->id);
  }
  if (found == nullptr) throw Error(Errc::not_found, "there is no instrument " + in_quotes(id) + did_you_mean(id, known), known.empty() ? "name a folder of them with --instruments" : "use " + join(known, ", "));
  if (found->use != use) {
    throw Error(Errc::invalid, in_quotes(id) + (found->use == review::Use::appraisal ? " is for appraisal" : " is for extraction"),
                found->use == review::Use::appraisal ? "use fieldbook review appraise" : "use fieldbook review extract");
  }
  return *found;
}

std::unique_ptr<OpenAppraisal> open_appraisal(ReviewSession& shared, const std::vector<std::string>& more) {
  auto out = std::make_unique<OpenAppraisal>(open_review(shared));
  out->vocabularies = vocabularies_for(out->open.folder);
  Diagnostics found;
  const auto folders = review::instrument_folders(out->open.folder, out->open.protocol, more);
  out->instruments = review::read_instruments(folders, out->vocabularies, found);
  out->items = review::appraisable(out->open.folder, out->open.protocol, out->open.records, out->open.decisions, out->vocabularies, found);
  print(found);
  if (found.errors() != 0) shared.session.exit = Exit::problems;
  return out;
}

}  // namespace fieldbook::cli
