#include "core/worker/plugin.hpp"

#include <dlfcn.h>

#define BOOST_DLL_USE_STD_FS
#include <boost/dll/shared_library.hpp>

#include <algorithm>
#include <system_error>

#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/base/shared_object.hpp"
#include "core/wire/contract.hpp"

namespace fieldbook::worker {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view entry_prefix = "fieldbook_assessor_v";
constexpr std::size_t longest_library_bytes = std::size_t{256} << 20;

[[noreturn]] void refuse(const std::string& why) {
  throw Error(Errc::invalid, why);
}

void look_before_loading(const fs::path& library, const std::string& file_hash) {
  const auto bytes = read_file(library, longest_library_bytes);
  if (!file_hash.empty() && sha256(bytes) != file_hash) refuse("changed while it was being used; try again");
  const auto object = read_shared_object(bytes);
  const auto exports = object ? object->exports : std::vector<std::string>();
  const auto entry = std::ranges::find_if(exports, [](const auto& name) { return name.starts_with(entry_prefix); });
  if (entry == exports.end()) {
    refuse("is no Fieldbook assessor: " + library.filename().string() + " does not export " FB_ENTRY_SYMBOL);
  }
  if (std::ranges::find(exports, FB_ENTRY_SYMBOL) == exports.end()) {
    refuse("speaks version " + entry->substr(entry_prefix.size()) +
           " of the plugin interface and this Fieldbook version " + std::to_string(FB_ABI_MAJOR) +
           "; rebuild it against this Fieldbook's SDK");
  }
}

void check_descriptor(const fb_assessor* descriptor) {
  if (descriptor == nullptr || descriptor->struct_size < offsetof(fb_assessor, destroy) + sizeof descriptor->destroy) {
    refuse("describes itself by too small a struct; rebuild it against this Fieldbook's SDK");
  }
  if (descriptor->abi_major != FB_ABI_MAJOR) {
    refuse("says that it speaks version " + std::to_string(descriptor->abi_major) + "." +
           std::to_string(descriptor->abi_minor) + " of the plugin interface and this Fieldbook speaks " +
           std::to_string(FB_ABI_MAJOR) + "; rebuild it against this Fieldbook's SDK");
  }
  if (descriptor->create == nullptr || descriptor->assess == nullptr || descriptor->destroy == nullptr) {
    refuse("lacks one of its three functions");
  }
  if (descriptor->criterion_count > wire::most_criteria) {
    refuse("has more than " + std::to_string(wire::most_criteria) + " criteria");
  }
}

}  // namespace

struct Plugin::Library {
  boost::dll::shared_library handle;
};

Plugin::Plugin(const fs::path& given, const std::string& file_hash) : library_(std::make_unique<Library>()) {
  const auto library = fs::absolute(given);  // a bare name would be looked for in the system's folders
  look_before_loading(library, file_hash);
  namespace mode = boost::dll::load_mode;
  std::error_code failure;
  library_->handle.load(library, failure, mode::rtld_now | mode::rtld_local);
  if (failure) {
    const char* const why = ::dlerror();  // the error code says no more than "Bad file descriptor"
    refuse("cannot be loaded: " + (why != nullptr ? std::string(why) : failure.message()));
  }
  if (!library_->handle.has(FB_ENTRY_SYMBOL)) refuse("does not export " FB_ENTRY_SYMBOL);
  descriptor_ = library_->handle.get<const fb_assessor*()>(FB_ENTRY_SYMBOL)();
  check_descriptor(descriptor_);
  if (const auto problem = wire::problem_in(self()); !problem.empty()) refuse(problem);
}

Plugin::~Plugin() {
  static_cast<void>(library_.release());
}

wire::Ready Plugin::self() const {
  wire::Ready self{
      view(descriptor_->id),   view(descriptor_->name), view(descriptor_->version), view(descriptor_->summary), {},
      descriptor_->core_needed};
  for (std::uint64_t i = 0; i < descriptor_->criterion_count; ++i) {
    const auto& criterion = descriptor_->criteria[i];
    self.criteria.push_back({view(criterion.id), view(criterion.name), view(criterion.question),
                             (criterion.flags & FB_CRITERION_CORE) != 0});
  }
  return self;
}

}  // namespace fieldbook::worker
