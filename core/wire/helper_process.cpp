#include "core/wire/helper_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <ctime>
#include <fstream>
#include <thread>
#include <utility>

#include "core/base/descriptor.hpp"
#include "core/base/error.hpp"
#include "core/base/text.hpp"

namespace fieldbook::wire {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr std::size_t kept_of_errors_bytes = 4096;
constexpr std::size_t longest_last_words_bytes = 200;
constexpr std::size_t read_at_once_bytes = 64 << 10;

[[noreturn]] void fail(const std::string& doing, int number) {
  throw Error(Errc::io, "cannot " + doing + ": " + std::strerror(number));
}

// Above the descriptors that the child's standard streams and channel get, so that putting one in place cannot
// overwrite another.
Descriptor high(int low) {
  const Descriptor given(low);
  Descriptor out(::fcntl(low, F_DUPFD_CLOEXEC, 10));
  if (out.get() < 0) fail("start a helper process", errno);
  return out;
}

struct Ends {
  Descriptor ours, theirs;
};

Ends new_channel() {
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
    fail("make a channel to a helper process", errno);
  return {high(ends[0]), high(ends[1])};
}

Ends new_pipe() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) fail("make a pipe to a helper process", errno);
  return {high(ends[0]), high(ends[1])};
}

class SpawnSettings {
 public:
  SpawnSettings(int input, int channel, int errors) {
    posix_spawn_file_actions_init(&actions_);
    posix_spawnattr_init(&attributes_);
    if (input >= 0) {
      posix_spawn_file_actions_adddup2(&actions_, input, 0);
    } else {
      posix_spawn_file_actions_addopen(&actions_, 0, "/dev/null", O_RDONLY, 0);
    }
    posix_spawn_file_actions_addopen(&actions_, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&actions_, errors, 2);
    posix_spawn_file_actions_adddup2(&actions_, channel, 3);
    posix_spawn_file_actions_addclosefrom_np(&actions_, 4);
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    posix_spawnattr_setpgroup(&attributes_, 0);
    posix_spawnattr_setsigmask(&attributes_, &none);
    posix_spawnattr_setsigdefault(&attributes_, &all);
  }
  ~SpawnSettings() {
    posix_spawn_file_actions_destroy(&actions_);
    posix_spawnattr_destroy(&attributes_);
  }
  SpawnSettings(const SpawnSettings&) = delete;
  SpawnSettings& operator=(const SpawnSettings&) = delete;

  pid_t spawn(const fs::path& program, std::vector<std::string> arguments) const {
    std::string name = program.string(), locale = "LC_ALL=C.UTF-8";
    std::vector<char*> pointers{name.data()};
    for (auto& argument : arguments) pointers.push_back(argument.data());
    pointers.push_back(nullptr);
    const std::array<char*, 2> environment{locale.data(), nullptr};
    pid_t process = -1;
    const int number =
        ::posix_spawn(&process, name.c_str(), &actions_, &attributes_, pointers.data(), environment.data());
    if (number != 0) fail("run " + name, number);
    return process;
  }

 private:
  posix_spawn_file_actions_t actions_;
  posix_spawnattr_t attributes_;
};

}  // namespace

HelperProcess::HelperProcess(const fs::path& program, const std::vector<std::string>& arguments, int input) {
  auto ends = new_channel();
  auto errors = new_pipe();
  process_ = SpawnSettings(input, ends.theirs.get(), errors.theirs.get()).spawn(program, arguments);
  channel_ = ends.ours.release();
  errors_ = errors.ours.release();
  ::fcntl(channel_, F_SETFL, O_NONBLOCK);
  ::fcntl(errors_, F_SETFL, O_NONBLOCK);
}

HelperProcess::~HelperProcess() {
  kill();
  ::close(channel_);
  if (errors_ >= 0) ::close(errors_);
}

void HelperProcess::kill() noexcept {
  if (process_ <= 0) return;
  ::kill(-process_, SIGKILL);  // its group: it may have started others where the sandbox could not be had
  ::kill(process_, SIGKILL);
  while (::waitpid(process_, nullptr, 0) < 0 && errno == EINTR) {
  }
  process_ = -1;
}

// Until the channel is ready. Meanwhile standard error is drained, or a helper that prints much would stand still.
Channel HelperProcess::wait(short events, Patience& patience) {
  for (;;) {
    const auto left = patience.left();
    if (left <= 0ms) return Channel::late;
    std::array<pollfd, 2> watched{pollfd{channel_, events, 0}, pollfd{errors_, POLLIN, 0}};
    if (::poll(watched.data(), watched.size(), static_cast<int>(std::min(left, Patience::slice).count())) < 0 &&
        errno != EINTR) {
      fail("wait for a helper process", errno);
    }
    if (watched[1].revents != 0) drain();
    if (watched[0].revents != 0) return Channel::open;
  }
}

// A bounded part of it at a time: what never stops printing must not keep us from looking at the clock.
void HelperProcess::drain() {
  std::array<char, 16384> bytes;
  for (int reads = 0; reads < 16; ++reads) {
    const auto n = ::read(errors_, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n == 0) {  // it closed its standard error: nothing more to watch
      ::close(std::exchange(errors_, -1));
    }
    if (n <= 0) return;
    said_.append(bytes.data(), static_cast<std::size_t>(n));
    if (said_.size() > kept_of_errors_bytes) said_.erase(0, said_.size() - kept_of_errors_bytes);
  }
}

Channel HelperProcess::send(std::string_view frames, Patience& patience) {
  while (!frames.empty()) {
    const auto n = ::send(channel_, frames.data(), frames.size(), MSG_NOSIGNAL);
    if (n >= 0) {
      frames.remove_prefix(static_cast<std::size_t>(n));
    } else if (errno == EAGAIN) {
      if (const auto state = wait(POLLOUT, patience); state != Channel::open) return state;
    } else if (errno != EINTR) {
      return Channel::closed;
    }
  }
  return Channel::open;
}

Channel HelperProcess::receive(Type& type, std::string& payload, Patience& patience) {
  for (;;) {
    const auto available = received_.size() - taken_;
    if (available >= head_bytes) {
      std::array<char, head_bytes> bytes;
      std::memcpy(bytes.data(), received_.data() + taken_, bytes.size());
      const auto head = read_head(bytes);
      if (head.size > longest_from_worker_bytes) return Channel::too_large;
      if (available - head_bytes >= head.size) {
        type = head.type;
        payload.assign(received_, taken_ + head_bytes, head.size);
        taken_ += head_bytes + head.size;
        return Channel::open;
      }
    }
    received_.erase(0, std::exchange(taken_, 0));
    const auto had = received_.size();
    received_.resize(had + read_at_once_bytes);
    const auto n = ::recv(channel_, received_.data() + had, read_at_once_bytes, 0);
    const int number = errno;
    received_.resize(had + static_cast<std::size_t>(std::max<ssize_t>(n, 0)));
    if (n == 0 || (n < 0 && number != EAGAIN && number != EINTR)) return Channel::closed;
    if (n < 0 && number == EAGAIN) {
      if (const auto state = wait(POLLIN, patience); state != Channel::open) return state;
    } else if (patience.left() <= 0ms) {  // one that never stops talking is late too
      return Channel::late;
    }
  }
}

std::chrono::nanoseconds HelperProcess::cpu_used() const noexcept {
  clockid_t clock{};
  timespec used{};
  if (::clock_getcpuclockid(process_, &clock) != 0 || ::clock_gettime(clock, &used) != 0) return 0ns;
  return std::chrono::seconds(used.tv_sec) + std::chrono::nanoseconds(used.tv_nsec);
}

std::size_t HelperProcess::resident_bytes() const {
  std::ifstream pages("/proc/" + std::to_string(process_) + "/statm");
  std::size_t mapped = 0, resident = 0;
  return pages >> mapped >> resident ? resident * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE)) : 0;
}

Ending HelperProcess::end(std::chrono::seconds cpu_limit) {
  int status = 0;
  rusage used{};
  pid_t reaped = 0;
  for (int tries = 0; reaped == 0 && tries < 1000; ++tries) {
    reaped = ::wait4(process_, &status, WNOHANG, &used);
    if (reaped == 0) std::this_thread::sleep_for(1ms);
  }
  Ending ending;
  if (reaped == 0) {
    kill();
    ending.kind = Ending::Kind::still_running;
  } else {
    ::kill(-process_, SIGKILL);
    process_ = -1;
    const bool signalled = WIFSIGNALED(status);
    ending.kind = signalled ? Ending::Kind::signalled : Ending::Kind::exited;
    ending.number = signalled ? WTERMSIG(status) : WEXITSTATUS(status);
    // SIGKILL comes a second of CPU time after a SIGXCPU that the plugin did not heed.
    const auto cpu = std::chrono::seconds(used.ru_utime.tv_sec + used.ru_stime.tv_sec) + 1s;
    ending.out_of_cpu = signalled && (ending.number == SIGXCPU || (ending.number == SIGKILL && cpu >= cpu_limit));
  }
  ending.last_words = last_words();
  return ending;
}

std::string HelperProcess::last_words() {
  if (errors_ >= 0) drain();
  std::string_view said = trim(said_);
  if (const auto line = said.rfind('\n'); line != std::string_view::npos) said.remove_prefix(line + 1);
  return printable(truncate(trim(said), longest_last_words_bytes));
}

}  // namespace fieldbook::wire
