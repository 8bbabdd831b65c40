#include "core/base/process.hpp"

#include <spawn.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <system_error>
#include <thread>

#include "core/base/error.hpp"
#include "core/base/text.hpp"

namespace fieldbook {
namespace {

namespace fs = std::filesystem;

bool is_executable(const fs::path& file) {
  std::error_code failure;
  return fs::is_regular_file(file, failure) && ::access(file.c_str(), X_OK) == 0;
}

// The pointers point into `program` and `arguments`.
std::vector<char*> argument_vector(const fs::path& program, const std::vector<std::string>& arguments) {
  std::vector<char*> out{const_cast<char*>(program.c_str())};
  for (const auto& argument : arguments) out.push_back(const_cast<char*>(argument.c_str()));
  out.push_back(nullptr);
  return out;
}

[[noreturn]] void fail(const fs::path& program, int number) {
  throw Error(number == ENOENT ? Errc::not_found : Errc::io, "cannot run " + program.string() + ": " + std::strerror(number));
}

struct File {
  explicit File(int given) : descriptor(given) {}
  ~File() { if (descriptor >= 0) ::close(descriptor); }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  int descriptor;
};

File memory_file(const fs::path& program, const char* name) {
  const int descriptor = ::memfd_create(name, MFD_CLOEXEC);   // a pipe would fill where nobody reads at once
  if (descriptor < 0) fail(program, errno);
  return File(descriptor);
}

void fill(const File& file, const fs::path& program, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = ::write(file.descriptor, bytes.data(), bytes.size());
    if (written < 0) fail(program, errno);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  if (::lseek(file.descriptor, 0, SEEK_SET) != 0) fail(program, errno);
}

int exit_status(int status) { return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status); }

pid_t start(const fs::path& program, const std::vector<std::string>& arguments, int input, int output) {
  auto argv = argument_vector(program, arguments);
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  if (input != STDIN_FILENO) ::posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
  if (output != STDOUT_FILENO) ::posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
  pid_t child = -1;
  const int number = ::posix_spawn(&child, program.c_str(), &actions, nullptr, argv.data(), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  if (number != 0) fail(program, number);
  return child;
}

int run(const fs::path& program, const std::vector<std::string>& arguments, int input) {
  const auto child = start(program, arguments, input, STDOUT_FILENO);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) fail(program, errno);
  }
  return exit_status(status);
}

}  // namespace

std::string version() { return FIELDBOOK_VERSION; }

fs::path this_program() {
  std::error_code failure;
  auto file = fs::read_symlink("/proc/self/exe", failure);
  if (failure) throw Error(Errc::io, "cannot tell which program this is: " + failure.message());
  return file;
}

std::string stamp_of(const fs::path& program) {
  struct stat seen = {};
  if (::stat(program.c_str(), &seen) != 0) throw Error(Errc::not_found, "there is no program " + program.string());
  return version() + " " + std::to_string(seen.st_size) + " " + std::to_string(seen.st_ctim.tv_sec) + "." + std::to_string(seen.st_ctim.tv_nsec);
}

fs::path sibling_program(const std::string& name) {
  const auto here = this_program().parent_path();
  for (const auto& file : {here.parent_path() / "libexec" / "fieldbook" / name, here / name}) {
    if (is_executable(file)) return file;
  }
  throw Error(Errc::not_found, "the program " + name + " is not beside " + this_program().string(),
              "install or build Fieldbook as a whole");
}

fs::path shared_folder(const std::string& name) {
  const auto folder = this_program().parent_path().parent_path() / "share" / "fieldbook" / name;
  std::error_code failure;
  if (fs::is_directory(folder, failure)) return folder;
  // A program in libexec/fieldbook/ lies one folder deeper.
  const auto from_libexec = this_program().parent_path().parent_path().parent_path() / "share" / "fieldbook" / name;
  if (fs::is_directory(from_libexec, failure)) return from_libexec;
  throw Error(Errc::not_found, "there is no folder " + folder.string(), "install or build Fieldbook as a whole");
}

fs::path program_in_path(const std::string& name) {
  const char* const path = std::getenv("PATH");
  if (path == nullptr || name.find('/') != std::string::npos) return {};
  for (const auto folder : split(path, ':')) {
    if (folder.empty()) continue;  // an empty part means the working folder: not a place to find programs
    if (auto file = fs::path(folder) / name; is_executable(file)) return file;
  }
  return {};
}

int run(const fs::path& program, const std::vector<std::string>& arguments) {
  return run(program, arguments, STDIN_FILENO);
}

int run_with_input(const fs::path& program, const std::vector<std::string>& arguments, std::string_view input) {
  const auto file = memory_file(program, "input");
  fill(file, program, input);
  return run(program, arguments, file.descriptor);
}

Ended output_of(const fs::path& program, const std::vector<std::string>& arguments, std::string_view input, std::size_t limit_bytes, unsigned seconds) {
  const auto in = memory_file(program, "input"), out = memory_file(program, "output");
  fill(in, program, input);
  const auto child = start(program, arguments, in.descriptor, out.descriptor);
  int status = 0;
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
  for (pid_t ended = 0; ended == 0;) {
    ended = ::waitpid(child, &status, WNOHANG);
    if (ended < 0 && errno == EINTR) ended = 0;
    if (ended < 0) fail(program, errno);
    if (ended != 0) break;
    if (std::chrono::steady_clock::now() > end) ::kill(child, SIGKILL);
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  Ended result{.status = exit_status(status), .output = {}};
  const auto size = ::lseek(out.descriptor, 0, SEEK_END);
  if (size < 0 || ::lseek(out.descriptor, 0, SEEK_SET) != 0) fail(program, errno);
  result.output.resize(std::min(static_cast<std::size_t>(size), limit_bytes));
  for (std::size_t at = 0; at < result.output.size();) {
    const auto got = ::read(out.descriptor, result.output.data() + at, result.output.size() - at);
    if (got <= 0) fail(program, got < 0 ? errno : EIO);
    at += static_cast<std::size_t>(got);
  }
  return result;
}

void replace_with(const fs::path& program, const std::vector<std::string>& arguments) {
  auto argv = argument_vector(program, arguments);
  ::execv(program.c_str(), argv.data());
  fail(program, errno);
}

}  // namespace fieldbook
