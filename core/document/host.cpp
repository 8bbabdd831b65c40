// fieldbook-document-host: the only program that runs the readers of documents. It can read its standard input, tell the
// program what that says, and nothing else: no file can be opened but to be read, and those for PDF alone.
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <exception>
#include <new>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/error.hpp"
#include "core/base/process.hpp"
#include "core/document/format.hpp"
#include "core/document/readers/readers.hpp"
#include "core/sandbox/sandbox.hpp"
#include "core/wire/channel.hpp"
#include "core/wire/messages.hpp"

#if defined(__SANITIZE_ADDRESS__)
// A reader that crashes ends by its signal here too, and the leak check needs what the sandbox forbids.
extern "C" __attribute__((visibility("default"))) const char* __asan_default_options() {
  return "handle_segv=0:handle_sigbus=0:handle_sigfpe=0:handle_sigill=0:handle_abort=0:detect_leaks=0:allocator_may_"
         "return_null=0";
}
#endif

namespace {

using namespace fieldbook;

constexpr const char* usage =
    "usage: fieldbook-document-host html|office|pdf   read the document on standard input; fieldbook does this, over\n"
    "                                                 descriptor 3\n"
    "       fieldbook-document-host --version\n";

constexpr std::size_t buffered_bytes = 64 << 10;

std::optional<document::Format> format_named(std::string_view name) {
  for (const auto format : {document::Format::html, document::Format::office, document::Format::pdf}) {
    if (document::name(format) == name) return format;
  }
  return std::nullopt;
}

// The document where the system keeps it: no copy is made.
std::string_view standard_input() {
  struct stat status = {};
  if (::fstat(STDIN_FILENO, &status) != 0 || !S_ISREG(status.st_mode) || status.st_size == 0) return {};
  const auto size = static_cast<std::size_t>(status.st_size);
  void* const bytes = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, STDIN_FILENO, 0);
  if (bytes == MAP_FAILED) throw Error(Errc::io, "cannot be read");
  return {static_cast<const char*>(bytes), size};
}

std::string read(document::Format format, std::string& out) {
  try {
    document::read(format, standard_input(), [&](const document::Found& found) {
      wire::append(out, wire::Block{static_cast<std::uint32_t>(found.kind), static_cast<std::uint32_t>(found.level),
                                    found.page, found.text});
      if (out.size() >= buffered_bytes) wire::send(out);
    });
    return {};
  } catch (const std::bad_alloc&) {
    return "needs more memory to be read than it may have; give the part of it that matters";
  } catch (const Error& error) {
    return error.message();
  }
}

int serve(document::Format format) {
  std::string payload, out;
  wire::Hello hello;
  if (wire::receive(payload) != wire::Type::hello || !wire::read(payload, hello) || hello.version != version()) return 2;
  sandbox::limit_resources({.cpu = std::chrono::seconds(hello.cpu_seconds), .memory_bytes = hello.memory_bytes});
  sandbox::forbid_file_growth();
  sandbox::forbid_escapes();
  // Poppler looks for the fonts and the character maps that a document does not bring along.
  if (format != document::Format::pdf) sandbox::forbid_opening_files();
  const auto problem = read(format, out);
  if (problem.empty()) {
    wire::append(out, wire::Done{});
  } else {
    wire::append(out, wire::Refused{problem});
  }
  wire::send(out);
  return 0;
}

int run(int argc, char** argv) {
  const std::string_view first = argc > 1 ? argv[1] : "";
  if (argc == 2 && first == "--version") return std::printf("fieldbook-document-host %s\n", version().c_str()) < 0;
  if (argc == 2 && first == "--help") return std::fputs(usage, stdout) < 0;
  if (const auto format = format_named(first); argc == 2 && format && ::fcntl(wire::channel, F_GETFD) != -1) {
    return serve(*format);
  }
  std::fputs(usage, stderr);
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const fieldbook::Error& failed) {
    std::fprintf(stderr, "%s\n", failed.message().c_str());
  } catch (const std::exception& failed) {
    std::fprintf(stderr, "%s\n", failed.what());
  }
  return 2;
}
