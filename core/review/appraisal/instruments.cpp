#include "core/review/appraisal/instruments.hpp"

#include <algorithm>
#include <map>

#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/base/process.hpp"
#include "core/base/text.hpp"
#include "core/record/schema.hpp"
#include "core/review/folder.hpp"

namespace fieldbook::review {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t longest_instrument_bytes = 1 << 20;

}  // namespace

Instruments::Instruments(std::vector<Instrument> all) : all_(std::move(all)) {
  std::ranges::sort(all_, [](const Instrument& a, const Instrument& b) { return std::tie(a.id, a.version) < std::tie(b.id, b.version); });
}

const Instrument* Instruments::current(std::string_view id) const noexcept {
  const Instrument* out = nullptr;
  for (const auto& one : all_) {
    if (one.id == id) out = &one;
  }
  return out;
}

const Instrument* Instruments::version(std::string_view id, std::size_t version) const noexcept {
  const auto at = std::ranges::find_if(all_, [&](const Instrument& one) { return one.id == id && one.version == version; });
  return at == all_.end() ? nullptr : &*at;
}

std::vector<const Instrument*> Instruments::newest() const {
  std::vector<const Instrument*> out;
  for (const auto& one : all_) {
    if (!out.empty() && out.back()->id == one.id) out.pop_back();
    out.push_back(&one);
  }
  return out;
}

Instruments read_instruments(std::span<const fs::path> folders, const record::Vocabularies& vocabularies, Diagnostics& found) {
  std::vector<Instrument> all;
  std::map<std::pair<std::string, std::size_t>, std::pair<std::string, std::string>> seen;   // file and text
  for (const auto& folder : folders) {
    for (const auto& file : files_in(folder, ".yaml")) {
      const auto name = folder.filename().string() + "/" + file.filename().string();
      const auto text = read_file(file, longest_instrument_bytes);
      if (std::ranges::any_of(seen, [&](const auto& one) { return one.second.second == text; })) continue;
      auto instrument = parse_instrument(text, name, vocabularies, found);
      if (!instrument) continue;
      const auto [at, fresh] = seen.emplace(std::pair{instrument->id, instrument->version}, std::pair{file.string(), text});
      if (fresh) {
        all.push_back(std::move(*instrument));
      } else {
        found.error({name, 1, 0}, "version " + std::to_string(instrument->version) + " of " + in_quotes(instrument->id) + " is already in " + at->second.first + ", and not the same",
                    "give the changed one a higher version", "instrument.twice");
      }
    }
  }
  return Instruments(std::move(all));
}

std::vector<fs::path> instrument_folders(const fs::path& review, const Protocol& protocol, std::span<const std::string> more) {
  std::vector<fs::path> out;
  try {
    out.push_back(shared_folder("library") / "instruments");
  } catch (const Error&) {
    // A program without its shared files still reads those of the library and the review.
  }
  if (const auto library = record::find_library(review)) out.push_back(*library / "instruments");
  out.push_back(review / "instruments");
  const auto named = [&](const fs::path& folder, const std::string& by) {
    if (!fs::is_directory(folder)) throw Error(Errc::not_found, "there is no folder " + folder.string() + ", which " + by + " names for instruments", "make it, or name another");
    out.push_back(folder);
  };
  for (const auto& folder : protocol.instrument_folders) named(review / folder, "the protocol");
  for (const auto& folder : more) named(folder, "--instruments");
  return out;
}

}  // namespace fieldbook::review
