// fieldbook-assessor-host: the only program that loads a plugin.
#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <exception>
#include <string>
#include <string_view>

#include "core/base/error.hpp"
#include "core/base/process.hpp"
#include "core/sandbox/sandbox.hpp"
#include "core/wire/channel.hpp"
#include "core/worker/describe.hpp"
#include "core/worker/session.hpp"

#if defined(__SANITIZE_ADDRESS__)
// A plugin that crashes ends by its signal here too, and the leak check needs what the sandbox forbids.
extern "C" __attribute__((visibility("default"))) const char* __asan_default_options() {
  return "handle_segv=0:handle_sigbus=0:handle_sigfpe=0:handle_sigill=0:handle_abort=0:detect_leaks=0:allocator_may_"
         "return_null=0";
}
#endif

namespace {

constexpr const char* usage =
    "usage: fieldbook-assessor-host PLUGIN.so              run an assessor; fieldbook does this, over descriptor 3\n"
    "       fieldbook-assessor-host --describe PLUGIN.so   print the plugin's manifest (JSON)\n"
    "       fieldbook-assessor-host --version\n";

// What the plugin prints on standard output while it loads goes nowhere, so that the manifest is all there is.
int describe(const char* library) {
  using namespace fieldbook;
  const int out = ::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 10);
  const int nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
  if (out < 0 || nowhere < 0 || ::dup2(nowhere, STDOUT_FILENO) < 0)
    throw Error(Errc::io, "cannot put standard output aside");
  sandbox::limit_resources({.cpu = std::chrono::seconds(60), .memory_bytes = std::uint64_t{1} << 30});
  sandbox::forbid_escapes();
  const auto manifest = worker::describe(library);
  for (std::string_view rest = manifest; !rest.empty();) {
    const auto n = ::write(out, rest.data(), rest.size());
    if (n <= 0) throw Error(Errc::io, "cannot write the manifest");
    rest.remove_prefix(static_cast<std::size_t>(n));
  }
  return 0;
}

int run(int argc, char** argv) {
  const std::string_view first = argc > 1 ? argv[1] : "";
  if (argc == 2 && first == "--version")
    return std::printf("fieldbook-assessor-host %s\n", fieldbook::version().c_str()) < 0;
  if (argc == 2 && first == "--help") return std::fputs(usage, stdout) < 0;
  if (argc == 3 && first == "--describe") return describe(argv[2]);
  if (argc == 2 && !first.starts_with('-') && ::fcntl(fieldbook::wire::channel, F_GETFD) != -1) {
    return fieldbook::worker::serve(argv[1]);
  }
  std::fputs(usage, stderr);
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const fieldbook::Error& failed) {
    std::fprintf(stderr, "fieldbook-assessor-host: the assessor %s\n", failed.message().c_str());
  } catch (const std::exception& failed) {
    std::fprintf(stderr, "fieldbook-assessor-host: %s\n", failed.what());
  }
  return 2;
}
