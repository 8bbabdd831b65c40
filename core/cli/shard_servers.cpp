#include "core/cli/shard_servers.hpp"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <iostream>
#include <map>

#include "core/base/error.hpp"
#include "core/base/process.hpp"
#include "core/base/text.hpp"

namespace fieldbook::cli {
namespace {

namespace fs = std::filesystem;

constexpr auto idle_limit_ms = "600000";  // of a connection that asks nothing

sigset_t ending_signals() {
  sigset_t out;
  ::sigemptyset(&out);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGCHLD}) ::sigaddset(&out, signal);
  return out;
}

// In a group of its own: a server that is told to end ends its whole group.
pid_t start(const fs::path& program, const ShardServer& server, const std::string& interface, const sigset_t& signals) {
  const std::vector<std::string> arguments{program.string(), "--quiet", "--interface", interface, "--port", std::to_string(server.port),
                                           "--idle-timeout", idle_limit_ms, server.folder.string()};
  std::vector<char*> pointers;
  for (const auto& argument : arguments) pointers.push_back(const_cast<char*>(argument.c_str()));
  pointers.push_back(nullptr);
  const auto parent = ::getpid();
  const auto child = ::fork();
  if (child < 0) throw Error(Errc::io, "cannot start " + program.string() + ": " + std::strerror(errno));
  if (child > 0) {
    ::setpgid(child, child);
    return child;
  }
  ::setpgid(0, 0);
  ::prctl(PR_SET_PDEATHSIG, SIGTERM);
  ::sigprocmask(SIG_SETMASK, &signals, nullptr);
  if (::getppid() == parent) ::execv(program.c_str(), pointers.data());
  ::_exit(127);
}

class Servers {
 public:
  Servers() : ending_(ending_signals()) { ::sigprocmask(SIG_BLOCK, &ending_, &before_); }
  Servers(const Servers&) = delete;
  Servers& operator=(const Servers&) = delete;
  ~Servers() {
    for (const auto& [child, server] : running_) ::kill(-child, SIGTERM);
    for (const auto& [child, server] : running_) ::waitpid(child, nullptr, 0);
    ::sigprocmask(SIG_SETMASK, &before_, nullptr);
  }

  void start(const fs::path& program, const ShardServer& server, const std::string& interface) {
    running_.emplace(cli::start(program, server, interface, before_), server);
  }

  bool wait() {
    while (!running_.empty()) {
      int signal = 0;
      if (::sigwait(&ending_, &signal) == 0 && signal != SIGCHLD) return true;
      reap();
    }
    return false;
  }

 private:
  void reap() {
    int status = 0;
    for (pid_t child = 0; (child = ::waitpid(-1, &status, WNOHANG)) > 0;) {
      const auto at = running_.find(child);
      if (at == running_.end()) continue;
      std::cerr << "fieldbook: the server of " << printable(at->second.folder.string()) << " at port " << at->second.port << " has ended"
                << (WIFSIGNALED(status) ? ": killed by signal " + std::to_string(WTERMSIG(status)) : "") << '\n';
      running_.erase(at);
    }
  }

  sigset_t ending_{}, before_{};
  std::map<pid_t, ShardServer> running_;
};

}  // namespace

bool run_shard_servers(const std::vector<ShardServer>& servers, const std::string& interface) {
  const auto program = program_in_path("xapian-tcpsrv");
  if (program.empty()) throw Error(Errc::not_found, "xapian-tcpsrv is not there, which serves shards", "install the package xapian-tools");
  std::cout.flush();
  Servers running;
  for (const auto& server : servers) running.start(program, server, interface);
  return running.wait();
}

}  // namespace fieldbook::cli
