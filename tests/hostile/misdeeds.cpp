// What the hostile plugins do, and what a few good ones do, one function each; plugin.cpp makes a plugin of one.
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cmath>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <iterator>
#include <memory>
#include <random>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "tests/hostile/misdeeds.hpp"

namespace fixture {
namespace {

// --- good manners

fb_status good(const Call& call) {
  return behave(call);
}

// Recommends what it found, and says the fit itself.
fb_status searches(const Call& call) {
  const fb_hit* hits = nullptr;
  std::uint64_t count = 0;
  if (const auto status = call.library->search(call.library->host, text("alliance"), 5, &hits, &count); status != FB_OK)
    return status;
  for (std::uint64_t i = 0; i < count; ++i) {
    const fb_recommendation recommendation{sizeof recommendation, 0, hits[i].id, text("two"), hits[i].title};
    call.report->recommend(call.report->host, &recommendation);
  }
  call.report->fit(call.report->host, 2);
  return behave(call);
}

fb_status fails(const Call& call) {
  call.report->error(call.report->host, text("the text is in a language that it does not read"));
  return FB_FAILED;
}

// Tells what it was given, so that a test can look at it.
fb_status echoes(const Call& call) {
  std::string seen = std::string(view(call.document->id)) + "|" + std::string(view(call.document->title)) + "|" +
                     std::string(view(call.document->language)) + "|" + std::to_string(call.document->kind);
  for (std::uint64_t i = 0; i < call.document->field_count; ++i) {
    seen += "|" + std::string(view(call.document->fields[i].name)) + "=" +
            std::string(view(call.document->fields[i].value));
  }
  for (std::uint64_t i = 0; i < call.document->section_count; ++i) {
    const auto& section = call.document->sections[i];
    seen += "|" + std::string(view(section.heading)) + ":" + std::to_string(section.level) + ":" +
            std::to_string(section.body.begin) + "-" + std::to_string(section.body.end);
  }
  seen += "|" + std::to_string(call.document->paragraph_count) + "|" + std::to_string(call.document->sentence_count);
  Judgement{.criterion = "one", .rationale = seen}.to(call);
  return Judgement{.criterion = "two"}.to(call);
}

// Which process it is, and how often it was asked there; uses CPU time when the document's id says so.
fb_status counts(const Call& call) {
  static int asked = 0;
  if (view(call.document->id) == "work") {
    for (std::clock_t end = std::clock() + CLOCKS_PER_SEC * 6 / 10; std::clock() < end;) {
    }
  }
  if (view(call.document->id) == "crash") std::abort();
  Judgement{.criterion = "one", .rationale = std::to_string(::getpid()) + " " + std::to_string(++asked)}.to(call);
  return Judgement{.criterion = "two"}.to(call);
}

// --- ends

fb_status throws(const Call&) {
  throw std::runtime_error("the model file is missing");
}
fb_status throws_int(const Call&) {
  throw 42;
}

fb_status segv(const Call&) {
  int* volatile nowhere = nullptr;
  return *nowhere;
}

int deeper(volatile char* above) {
  volatile char here[4096];
  here[0] = static_cast<char>(*above + 1);
  return above == nullptr ? 0 : deeper(here) + here[0];
}
fb_status overflows_stack(const Call&) {
  volatile char start = 1;
  return deeper(&start);
}

fb_status aborts_on_thread(const Call&) {
  std::thread([] { std::abort(); }).join();
  return FB_OK;
}

fb_status aborts_after_much_talk(const Call&) {
  for (int i = 0; i < 20'000; ++i) std::fprintf(stderr, "looking at sentence %d\n", i);
  std::fprintf(stderr, "assertion failed: !sentences.empty()\n");
  std::abort();
}

fb_status exits(const Call&) {
  std::exit(0);
}

fb_status kills_itself(const Call&) {
  ::kill(::getpid(), SIGKILL);
  return FB_OK;
}

// --- never ends

fb_status loops(const Call&) {
  volatile bool for_ever = true;
  while (for_ever) {
  }
  return FB_OK;
}

fb_status loops_on_after_warning(const Call& call) {
  ::signal(SIGXCPU, SIG_IGN);
  return loops(call);
}

fb_status sleeps(const Call&) {
  for (;;) ::pause();
}

fb_status ignores_cancelled(const Call& call) {
  for (;;) {
    if (call.library->cancelled(call.library->host) == FB_CANCELLED)
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
}

fb_status honours_cancelled(const Call& call) {
  while (call.library->cancelled(call.library->host) == FB_OK)
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  return FB_CANCELLED;
}

// Searches, and gives up where it is told then that its time is nearly up.
fb_status minds_the_time(const Call& call) {
  const fb_hit* hits = nullptr;
  std::uint64_t count = 0;
  call.library->search(call.library->host, text("alliance"), 5, &hits, &count);
  std::this_thread::sleep_for(std::chrono::milliseconds(10));
  return call.library->cancelled(call.library->host) == FB_OK ? behave(call) : FB_CANCELLED;
}

fb_status floods_errors(const Call&) {
  for (;;) std::fputs("there is nothing to say, at length\n", stderr);
}

fb_status searches_for_ever(const Call& call) {
  const fb_hit* hits = nullptr;
  std::uint64_t count = 0;
  for (;;) {
    if (call.library->search(call.library->host, text("more"), 1, &hits, &count) == FB_INVALID) return FB_OK;
  }
}

fb_status hogs_memory(const Call&) {
  std::vector<std::unique_ptr<char[]>> kept;
  for (;;) {
    kept.emplace_back(new char[16 << 20]);
    std::memset(kept.back().get(), 1, 16 << 20);
  }
}

// --- lies

fb_status with_quote(const Call& call, std::uint64_t begin, std::uint64_t end, std::uint64_t count = 1) {
  const fb_span quote{begin, end};
  Judgement{.criterion = "one", .rating = FB_ESTABLISHED, .quotes = &quote, .quote_count = count}.to(call);
  return Judgement{.criterion = "two"}.to(call);
}

fb_status misquotes(const Call& call) {
  return with_quote(call, 4, call.document->text.size + 42);
}
fb_status quotes_backwards(const Call& call) {
  return with_quote(call, 8, 4);
}
fb_status quotes_without_end(const Call& call) {
  return with_quote(call, 0, 4, std::uint64_t{1} << 60);
}

fb_status cuts_character(const Call& call) {
  const auto wide = view(call.document->text).find("\xC3\xA9");  // é
  return with_quote(call, 0, wide + 1);
}

fb_status gives_no_quote(const Call& call) {
  Judgement{.criterion = "one", .rating = FB_PARTIAL}.to(call);
  return Judgement{.criterion = "two"}.to(call);
}

fb_status quotes_the_absent(const Call& call) {
  const fb_span quote{0, 4};
  Judgement{.criterion = "one", .quotes = &quote, .quote_count = 1}.to(call);
  return Judgement{.criterion = "two"}.to(call);
}

fb_status is_nan_sure(const Call& call) {
  Judgement{.criterion = "one", .confidence = std::nan("")}.to(call);
  return Judgement{.criterion = "two"}.to(call);
}

fb_status rates_seven(const Call& call) {
  Judgement{.criterion = "one", .rating = 7}.to(call);
  return Judgement{.criterion = "two"}.to(call);
}

fb_status judges_twice(const Call& call) {
  Judgement{.criterion = "one"}.to(call);
  return behave(call);
}

fb_status skips_one(const Call& call) {
  return Judgement{.criterion = "one"}.to(call);
}

fb_status invents_criterion(const Call& call) {
  Judgement{.criterion = "three"}.to(call);
  return behave(call);
}

fb_status speaks_no_utf8(const Call& call) {
  Judgement{.criterion = "one", .rationale = "caf\xE9"}.to(call);
  return Judgement{.criterion = "two"}.to(call);
}

fb_status passes_null(const Call& call) {
  call.report->judge(call.report->host, nullptr);
  return behave(call);
}

fb_status passes_no_quotes(const Call& call) {
  Judgement{.criterion = "one", .rating = FB_ESTABLISHED, .quotes = nullptr, .quote_count = 1}.to(call);
  return Judgement{.criterion = "two"}.to(call);
}

fb_status fits_nine(const Call& call) {
  call.report->fit(call.report->host, 9);
  return behave(call);
}

fb_status recommends_the_unfound(const Call& call) {
  const fb_recommendation recommendation{sizeof recommendation, 0, text("no-such-record"), text("one"),
                                         text("read it")};
  call.report->recommend(call.report->host, &recommendation);
  return behave(call);
}

// --- passes every check of an answer, but not those of conduct over many ---

// Its answer depends on the texts before.
fb_status remembers(const Call& call) {
  static std::uint64_t longest = 0;
  const bool is_longest = call.document->text.size >= longest;
  longest = std::max(longest, call.document->text.size);
  Judgement{.criterion = "one", .rationale = is_longest ? "the longest so far" : "a shorter one"}.to(call);
  return Judgement{.criterion = "two"}.to(call);
}

fb_status quotes_everything(const Call& call) {
  if (call.document->text.size == 0) return behave(call);
  return with_quote(call, 0, call.document->text.size);
}

fb_status ignores_cancelled_when_long(const Call& call) {
  return call.document->text.size > (1 << 20) + 1024 ? ignores_cancelled(call) : behave(call);
}

fb_status leaks(const Call& call) {
  static std::vector<std::string> kept;
  kept.emplace_back(view(call.document->text));
  return behave(call);
}

// --- goes behind the host's back

constexpr int channel = 3;

void put(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto n = ::write(channel, bytes.data(), bytes.size());
    if (n <= 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
}

fb_status forges_frame(const Call& call) {
  put(std::string_view("\xFF\xFF\xFF\x7F\x07 and so on", 16));
  return behave(call);
}

fb_status closes_channel(const Call&) {
  ::close(channel);
  for (;;) ::pause();
}

fb_status floods_output(const Call& call) {
  for (int i = 0; i < 100'000; ++i) std::puts("{\"outcome\":\"ok\"}");
  return behave(call);
}

// Frames of any type with parts of any kind, from a seed: some well-formed by luck, some damaged on purpose.
std::string random_frame(std::minstd_rand& random) {
  std::string payload;
  const auto number = [&](auto value) { payload.append(reinterpret_cast<const char*>(&value), sizeof value); };
  const auto words = [&](std::string_view value) {
    number(static_cast<std::uint32_t>(value.size()));
    payload += value;
  };
  for (auto parts = random() % 7; parts > 0; --parts) {
    switch (random() % 8) {
      case 0:
        number(static_cast<std::uint32_t>(random()));
        break;
      case 1:
        number(static_cast<std::uint32_t>(random() % 3));
        break;
      case 2:
        words("one");
        break;
      case 3:
        words("two");
        break;
      case 4:
        number(std::uint64_t{random() % 100});
        break;
      case 5:
        number(0.5);
        break;
      case 6:
        words(std::string(random() % 300, static_cast<char>(random())));
        break;
      default:
        number(std::uint64_t{random()} << 32);
        break;
    }
  }
  if (!payload.empty() && random() % 4 == 0) payload[random() % payload.size()] = static_cast<char>(random());
  auto size = static_cast<std::uint32_t>(payload.size());
  if (random() % 10 == 0) size = static_cast<std::uint32_t>(random() % (2 * payload.size() + 2));
  std::string frame(reinterpret_cast<const char*>(&size), sizeof size);
  frame += static_cast<char>(random() % 13);
  return frame + payload;
}

// The document's id is the seed.
fb_status lies_at_random(const Call& call) {
  std::minstd_rand random(static_cast<unsigned>(std::stoul(std::string(view(call.document->id)))) + 1);
  // A good beginning takes the lie further in.
  if (random() % 2 == 0) Judgement{.criterion = "one"}.to(call);
  for (int i = 0; i < 20; ++i) put(random_frame(random));
  if (random() % 2 == 0) return FB_OK;
  for (;;) ::pause();
}

// --- does what no assessor needs, and goes on as if nothing were; whether it was let is what it says

fb_status says(const Call& call, bool was_let) {
  Judgement{.criterion = "one", .rationale = was_let ? "it was let" : "it was denied"}.to(call);
  return Judgement{.criterion = "two"}.to(call);
}

fb_status forks_for_ever(const Call& call) {
  bool was_let = false;
  for (int i = 0; i < 1000; ++i) {
    const pid_t child = ::fork();
    if (child == 0) ::pause();
    was_let = was_let || child > 0;
  }
  return says(call, was_let);
}

fb_status writes_files(const Call& call) {
  bool was_let = false;
  for (const auto* const name : {"written-by-a-plugin", "/tmp/written-by-a-plugin", "/dev/shm/written-by-a-plugin"}) {
    const int file = ::open(name, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    was_let = was_let || (file >= 0 && ::write(file, "x", 1) == 1);
  }
  return says(call, was_let);
}

fb_status opens_sockets(const Call& call) {
  bool was_let = false;
  for (const int family : {AF_INET, AF_INET6, AF_UNIX, AF_NETLINK}) was_let = was_let || ::socket(family, SOCK_DGRAM, 0) >= 0;
  int pair[2];
  return says(call, was_let || ::socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0);
}

// Says a great deal, and ends well.
fb_status talks_much(const Call& call) {
  const std::string line(1000, 'x');
  for (int i = 0; i < 50'000; ++i) std::fprintf(stderr, "%s\n", line.c_str());
  return behave(call);
}

// A record that there may be, but that its own searches did not give: one of them found something else.
fb_status recommends_by_heart(const Call& call) {
  const fb_hit* hits = nullptr;
  std::uint64_t count = 0;
  call.library->search(call.library->host, text("alliance"), 5, &hits, &count);
  const fb_recommendation recommendation{sizeof recommendation, 0, text("known-by-heart"), text("one"), text("read it")};
  call.report->recommend(call.report->host, &recommendation);
  return behave(call);
}

// Names of what was not denied.
fb_status escapes(const Call& call) {
  std::string possible;
  const auto attempt = [&](const char* what, long result) {
    if (result >= 0 || errno != EPERM) possible += std::string(what) + " ";
  };
  attempt("socket", ::socket(AF_INET, SOCK_STREAM, 0));
  attempt("write-file", ::open("escaped", O_WRONLY | O_CREAT, 0600));
  attempt("append-file", ::open("/dev/null", O_RDWR | O_APPEND));
  attempt("read-file", ::open("/etc/passwd", O_RDONLY));
  attempt("unlink", ::unlink("/tmp/fieldbook-no-such-file"));
  const pid_t child = ::fork();
  if (child == 0) ::_exit(0);
  attempt("fork", child);
  char* const arguments[] = {const_cast<char*>("/bin/true"), nullptr};
  attempt("exec", ::execve("/bin/true", arguments, nullptr));
  attempt("signal-parent", ::kill(::getppid(), 0));
  const rlimit unlimited{RLIM_INFINITY, RLIM_INFINITY};
  attempt("raise-limit", ::setrlimit(RLIMIT_CPU, &unlimited));
  int threads_work = 0;
  std::thread([&] { threads_work = 1; }).join();
  if (threads_work == 0) possible += "no-threads ";
  Judgement{.criterion = "one", .rationale = possible.empty() ? "nothing" : possible}.to(call);
  return Judgement{.criterion = "two"}.to(call);
}

struct Named {
  std::string_view name;
  Misdeed misdeed;
};

constexpr Named all[] = {
    {"good", good},
    {"searches", searches},
    {"fails", fails},
    {"echoes", echoes},
    {"counts", counts},
    {"throws", throws},
    {"throws_int", throws_int},
    {"segv", segv},
    {"overflows_stack", overflows_stack},
    {"aborts_on_thread", aborts_on_thread},
    {"aborts_after_much_talk", aborts_after_much_talk},
    {"exits", exits},
    {"kills_itself", kills_itself},
    {"loops", loops},
    {"loops_on_after_warning", loops_on_after_warning},
    {"sleeps", sleeps},
    {"ignores_cancelled", ignores_cancelled},
    {"honours_cancelled", honours_cancelled},
    {"minds_the_time", minds_the_time},
    {"floods_errors", floods_errors},
    {"searches_for_ever", searches_for_ever},
    {"hogs_memory", hogs_memory},
    {"misquotes", misquotes},
    {"quotes_backwards", quotes_backwards},
    {"quotes_without_end", quotes_without_end},
    {"cuts_character", cuts_character},
    {"gives_no_quote", gives_no_quote},
    {"quotes_the_absent", quotes_the_absent},
    {"is_nan_sure", is_nan_sure},
    {"rates_seven", rates_seven},
    {"judges_twice", judges_twice},
    {"skips_one", skips_one},
    {"invents_criterion", invents_criterion},
    {"speaks_no_utf8", speaks_no_utf8},
    {"passes_null", passes_null},
    {"passes_no_quotes", passes_no_quotes},
    {"fits_nine", fits_nine},
    {"recommends_the_unfound", recommends_the_unfound},
    {"remembers", remembers},
    {"quotes_everything", quotes_everything},
    {"ignores_cancelled_when_long", ignores_cancelled_when_long},
    {"leaks", leaks},
    {"forges_frame", forges_frame},
    {"closes_channel", closes_channel},
    {"floods_output", floods_output},
    {"forks_for_ever", forks_for_ever},
    {"writes_files", writes_files},
    {"opens_sockets", opens_sockets},
    {"talks_much", talks_much},
    {"recommends_by_heart", recommends_by_heart},
    {"lies_at_random", lies_at_random},
    {"escapes", escapes},
};

}  // namespace

Misdeed misdeed_named(std::string_view name) {
  const auto* const found =
      std::find_if(std::begin(all), std::end(all), [&](const Named& one) { return one.name == name; });
  return found == std::end(all) ? nullptr : found->misdeed;
}

}  // namespace fixture
