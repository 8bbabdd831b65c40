#include "core/assess/catalogue.hpp"

#include <algorithm>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <system_error>

#include "core/assess/known_hashes.hpp"
#include "core/assess/trust.hpp"
#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/base/process.hpp"
#include "core/base/text.hpp"
#include "core/wire/contract.hpp"
#include "fieldbook/assessor.h"

namespace fieldbook::assess {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr std::size_t longest_manifest_bytes = 4 << 20;
constexpr std::size_t longest_library_bytes = std::size_t{256} << 20;
constexpr std::size_t most_plugins_a_folder = 1000;

// Where plugins came from says whether they may run.
enum class Source { named_by_the_user, other, built_in };

struct Place {
  fs::path folder;
  Source source;
};

fs::path folder_named_by(const char* variable) {
  const char* const value = std::getenv(variable);
  return value == nullptr ? fs::path() : fs::path(value);
}

// <prefix>/bin/fieldbook or <prefix>/libexec/fieldbook/fieldbook-site, installed or in the build tree.
fs::path built_in_folder() {
  auto prefix = this_program().parent_path().parent_path();
  if (prefix.filename() == "libexec") prefix = prefix.parent_path();
  return prefix / "lib" / "fieldbook" / "plugins";
}

std::vector<Place> places(const std::vector<fs::path>& extra) {
  std::vector<Place> out;
  for (const auto& folder : extra) out.push_back({folder, Source::named_by_the_user});
  if (const auto path = folder_named_by("FIELDBOOK_PLUGIN_PATH").string(); !path.empty()) {
    for (const auto folder : split(path, ':')) {
      if (!folder.empty()) out.push_back({folder, Source::other});  // an empty part would mean the working folder
    }
  }
  if (const auto home = folder_named_by("XDG_DATA_HOME"); home.is_absolute()) {
    out.push_back({home / "fieldbook" / "plugins", Source::other});
  } else if (const auto user = folder_named_by("HOME"); user.is_absolute()) {
    out.push_back({user / ".local" / "share" / "fieldbook" / "plugins", Source::other});
  }
  out.push_back({built_in_folder(), Source::built_in});
  return out;
}

// The folders with a manifest: `folder` itself or those in it, sorted by name.
std::vector<fs::path> plugin_folders(const fs::path& folder) {
  std::error_code failure;
  if (fs::exists(folder / "manifest.json", failure)) return {folder};
  std::vector<fs::path> out;
  for (fs::directory_iterator entry(folder, failure), end; !failure && entry != end; entry.increment(failure)) {
    if (out.size() == most_plugins_a_folder) break;
    if (fs::exists(entry->path() / "manifest.json", failure)) out.push_back(entry->path());
    failure.clear();
  }
  std::ranges::sort(out);
  return out;
}

std::string text(const Json& manifest, const char* key, bool required = true) {
  const auto found = manifest.find(key);
  if (found == manifest.end() && !required) return {};
  if (found == manifest.end() || !found->is_string())
    throw Error(Errc::invalid, "has no text \"" + std::string(key) + "\"");
  return found->get<std::string>();
}

CriterionInfo criterion_from(const Json& json) {
  if (!json.is_object()) throw Error(Errc::invalid, "has a criterion that is not an object");
  return {text(json, "id"), text(json, "name"), text(json, "question", false),
          json.contains("core") && json["core"] == true};
}

// The same that the supervisor asks of the library itself.
void check(const AssessorInfo& info) {
  wire::Ready self{info.id, info.name, info.version, info.summary, {}, 0};
  for (const auto& criterion : info.criteria)
    self.criteria.push_back({criterion.id, criterion.name, criterion.question, criterion.core});
  if (const auto problem = wire::problem_in(self); !problem.empty())
    throw Error(Errc::invalid, "is wrong: the assessor " + problem);
}

std::string problem_with_abi(const std::string& abi) {
  const auto major = std::to_string(FB_ABI_MAJOR);
  if (abi == major || abi.starts_with(major + ".")) return {};
  return "it speaks version " + printable(truncate(abi, 20)) + " of the plugin interface and this Fieldbook " + major +
         "; rebuild it against this Fieldbook's SDK";
}

// Throws Error where the manifest cannot be used; what is wrong with the library is the assessor's `problem`.
AssessorInfo read_manifest(const fs::path& folder, Source source, KnownHashes& known) {
  const auto manifest = Json::parse(read_file(folder / "manifest.json", longest_manifest_bytes), nullptr, false);
  if (!manifest.is_object()) throw Error(Errc::invalid, "is not a JSON object");
  AssessorInfo info;
  info.id = text(manifest, "id");
  info.name = text(manifest, "name");
  info.version = text(manifest, "version");
  info.summary = text(manifest, "summary", false);
  info.licence = text(manifest, "licence", false);
  info.author = text(manifest, "author", false);
  const auto criteria = manifest.find("criteria");
  if (criteria == manifest.end() || !criteria->is_array()) throw Error(Errc::invalid, "has no list \"criteria\"");
  std::ranges::transform(*criteria, std::back_inserter(info.criteria), criterion_from);
  check(info);

  const auto library = text(manifest, "library");
  if (library.empty() || library != fs::path(library).filename())
    throw Error(Errc::invalid, "names a library that is not a file beside it");
  std::error_code failure;
  info.library = fs::canonical(folder / library, failure);
  info.built_in = source == Source::built_in;
  if (failure) {
    info.library = fs::absolute(folder / library);
    info.problem = "its library " + info.library.string() + " cannot be read: " + failure.message();
    return info;
  }
  info.problem = problem_with_abi(text(manifest, "abi"));
  if (info.problem.empty() && !info.built_in) info.problem = why_not_trusted(info.library);
  info.file_hash = info.built_in ? known.of(info.library, longest_library_bytes) : sha256_of_file(info.library, longest_library_bytes);
  info.allowed = info.built_in || source == Source::named_by_the_user || is_allowed(info.id, info.file_hash);
  return info;
}

}  // namespace

const AssessorInfo* Catalogue::find(std::string_view id) const noexcept {
  const auto found = std::ranges::lower_bound(assessors, id, {}, &AssessorInfo::id);
  return found != assessors.end() && found->id == id ? &*found : nullptr;
}

Catalogue read_catalogue(const std::vector<fs::path>& extra) {
  Catalogue out;
  KnownHashes hashes(KnownHashes::usual_file());
  const auto usable = [](const AssessorInfo& info) { return info.problem.empty() && info.allowed; };
  for (const auto& place : places(extra)) {
    for (const auto& folder : plugin_folders(place.folder)) {
      try {
        auto info = read_manifest(folder, place.source, hashes);
        const auto known = std::ranges::find(out.assessors, info.id, &AssessorInfo::id);
        if (known == out.assessors.end()) {
          out.assessors.push_back(std::move(info));
        } else if (!usable(*known) && usable(info)) {
          *known = std::move(info);
        }
      } catch (const Error& failed) {
        out.diagnostics.error({(folder / "manifest.json").string()}, failed.what(),
                              "build the plugin again, or take its folder away", "plugin.manifest");
      }
    }
  }
  hashes.save();
  std::ranges::sort(out.assessors, {}, &AssessorInfo::id);
  return out;
}

}  // namespace fieldbook::assess
