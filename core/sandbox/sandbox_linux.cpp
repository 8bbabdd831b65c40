#include <fcntl.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <string>

#include "core/base/error.hpp"
#include "core/sandbox/sandbox.hpp"

namespace fieldbook::sandbox {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool is_sanitized = true;
#else
constexpr bool is_sanitized = false;
#endif

constexpr rlim_t most_open_files = 64;

[[noreturn]] void fail(const std::string& doing, int number) {
  throw Error(Errc::denied, "cannot " + doing + ": " + std::strerror(number),
              "run Fieldbook where seccomp filters may be set");
}

void limit(__rlimit_resource what, rlim_t soft, rlim_t hard) {
  const rlimit limits{soft, hard};
  if (::setrlimit(what, &limits) != 0) fail("limit this process's resources", errno);
}

class Filter {
 public:
  Filter() : context_(::seccomp_init(SCMP_ACT_ALLOW)) {
    if (context_ == nullptr) fail("make a seccomp filter", ENOMEM);
  }
  ~Filter() { ::seccomp_release(context_); }
  Filter(const Filter&) = delete;
  Filter& operator=(const Filter&) = delete;

  void deny(int system_call, int number = EPERM) { add(system_call, number, 0, nullptr); }
  void deny_if(int system_call, scmp_arg_cmp condition) { add(system_call, EPERM, 1, &condition); }
  void load() {
    if (const int failed = ::seccomp_load(context_); failed != 0) fail("set a seccomp filter", -failed);
  }

 private:
  void add(int system_call, int number, unsigned count, const scmp_arg_cmp* conditions) {
    const auto action = SCMP_ACT_ERRNO(static_cast<unsigned>(number));
    const int failed = ::seccomp_rule_add_array(context_, action, system_call, count, conditions);
    if (failed != 0) fail("make a seccomp filter", -failed);
  }

  scmp_filter_ctx context_;
};

constexpr std::array never_needed{SCMP_SYS(socket),
                                  SCMP_SYS(socketpair),
                                  SCMP_SYS(connect),
                                  SCMP_SYS(bind),
                                  SCMP_SYS(listen),
                                  SCMP_SYS(accept),
                                  SCMP_SYS(accept4),
                                  SCMP_SYS(execve),
                                  SCMP_SYS(execveat),
                                  SCMP_SYS(fork),
                                  SCMP_SYS(vfork),
                                  SCMP_SYS(ptrace),
                                  SCMP_SYS(process_vm_readv),
                                  SCMP_SYS(process_vm_writev),
                                  SCMP_SYS(pidfd_open),
                                  SCMP_SYS(pidfd_getfd),
                                  SCMP_SYS(pidfd_send_signal),
                                  SCMP_SYS(tkill),
                                  SCMP_SYS(rt_sigqueueinfo),
                                  SCMP_SYS(rt_tgsigqueueinfo),
                                  SCMP_SYS(creat),
                                  SCMP_SYS(truncate),
                                  SCMP_SYS(unlink),
                                  SCMP_SYS(unlinkat),
                                  SCMP_SYS(rename),
                                  SCMP_SYS(renameat),
                                  SCMP_SYS(renameat2),
                                  SCMP_SYS(mkdir),
                                  SCMP_SYS(mkdirat),
                                  SCMP_SYS(rmdir),
                                  SCMP_SYS(mknod),
                                  SCMP_SYS(mknodat),
                                  SCMP_SYS(link),
                                  SCMP_SYS(linkat),
                                  SCMP_SYS(symlink),
                                  SCMP_SYS(symlinkat),
                                  SCMP_SYS(chmod),
                                  SCMP_SYS(fchmod),
                                  SCMP_SYS(fchmodat),
                                  SCMP_SYS(chown),
                                  SCMP_SYS(fchown),
                                  SCMP_SYS(lchown),
                                  SCMP_SYS(fchownat),
                                  SCMP_SYS(utimensat),
                                  SCMP_SYS(setxattr),
                                  SCMP_SYS(mount),
                                  SCMP_SYS(umount2),
                                  SCMP_SYS(chroot),
                                  SCMP_SYS(unshare),
                                  SCMP_SYS(setns),
                                  SCMP_SYS(bpf),
                                  SCMP_SYS(keyctl),
                                  SCMP_SYS(perf_event_open),
                                  SCMP_SYS(userfaultfd),
                                  SCMP_SYS(memfd_create),
                                  SCMP_SYS(shmget),
                                  SCMP_SYS(msgget),
                                  SCMP_SYS(semget),
                                  SCMP_SYS(mq_open),
                                  SCMP_SYS(open_by_handle_at),
                                  SCMP_SYS(setrlimit),
                                  SCMP_SYS(setpriority),
                                  SCMP_SYS(setsid),
                                  SCMP_SYS(setpgid)};

// Every way to open a file for more than reading. O_RDWR and O_WRONLY are one field of the flags.
void deny_writing(Filter& filter, int system_call, unsigned flags_argument) {
  const auto masked = [&](int mask, int value) {
    filter.deny_if(system_call, SCMP_CMP(flags_argument, SCMP_CMP_MASKED_EQ, static_cast<scmp_datum_t>(mask),
                                         static_cast<scmp_datum_t>(value)));
  };
  masked(O_ACCMODE, O_WRONLY);
  masked(O_ACCMODE, O_RDWR);
  masked(O_CREAT, O_CREAT);
  masked(O_TRUNC, O_TRUNC);
}

}  // namespace

void limit_resources(const Resources& resources) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) fail("give up new privileges", errno);
  limit(RLIMIT_CORE, 0, 0);
  limit(RLIMIT_NOFILE, most_open_files, most_open_files);
  // Soft below hard: SIGXCPU tells the program why the process ended, SIGKILL would not.
  const auto cpu_seconds = static_cast<rlim_t>(resources.cpu.count());
  limit(RLIMIT_CPU, cpu_seconds, cpu_seconds + 1);
  if (!is_sanitized) limit(RLIMIT_AS, resources.memory_bytes, resources.memory_bytes);
}

void forbid_file_growth() {
  limit(RLIMIT_FSIZE, 0, 0);
}

void forbid_escapes() {
  Filter filter;
  for (const int system_call : never_needed) filter.deny(system_call);
  // "Not there" rather than "not allowed": the C library then goes on with the older calls, which are looked at below.
  for (const int system_call : {SCMP_SYS(clone3), SCMP_SYS(openat2), SCMP_SYS(io_uring_setup)}) {
    filter.deny(system_call, ENOSYS);
  }
  deny_writing(filter, SCMP_SYS(open), 1);
  deny_writing(filter, SCMP_SYS(openat), 2);
  filter.deny_if(SCMP_SYS(clone), SCMP_CMP(0, SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0));  // threads only
  filter.deny_if(SCMP_SYS(prlimit64), SCMP_CMP(2, SCMP_CMP_NE, 0));                   // asking only
  filter.deny_if(SCMP_SYS(prctl), SCMP_CMP(0, SCMP_CMP_EQ, PR_SET_PDEATHSIG));
  const auto self = static_cast<scmp_datum_t>(::getpid());  // abort() and raise() work
  filter.deny_if(SCMP_SYS(kill), SCMP_CMP(0, SCMP_CMP_NE, self));
  filter.deny_if(SCMP_SYS(tgkill), SCMP_CMP(0, SCMP_CMP_NE, self));
  filter.load();
}

void forbid_opening_files() {
  Filter filter;
  filter.deny(SCMP_SYS(open));
  filter.deny(SCMP_SYS(openat));
  filter.load();
}

}  // namespace fieldbook::sandbox
