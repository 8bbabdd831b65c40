#include "core/worker/session.hpp"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <exception>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.hpp"
#include "core/base/process.hpp"
#include "core/sandbox/sandbox.hpp"
#include "core/wire/channel.hpp"
#include "core/wire/contract.hpp"
#include "core/wire/messages.hpp"
#include "core/wire/patience.hpp"
#include "core/worker/plugin.hpp"

namespace fieldbook::worker {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t buffered_bytes = 64 << 10;
constexpr std::chrono::milliseconds looks_apart{2};  // between looks at the deadline: the clock of CPU time is a system call

std::chrono::nanoseconds cpu_used() {
  timespec used{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  return std::chrono::seconds(used.tv_sec) + std::chrono::nanoseconds(used.tv_nsec);
}

// One text in the plugin's hands. Judgements gather in `out` and go with the next search or at the end: one write for
// most assessments.
struct Hearing {
  Hearing(const std::vector<std::string>& criteria, const wire::Assess& request, std::chrono::seconds cpu)
      : conduct(criteria, request.text),
        wall_end(Clock::now() + std::chrono::milliseconds(request.wall_ms) * 3 / 4),
        cpu_end(std::chrono::nanoseconds(cpu) * 3 / 4) {}

  wire::Conduct conduct;
  Clock::time_point wall_end;  // when `cancelled` begins to say so: well before the program ends the process
  std::chrono::nanoseconds cpu_end;
  Clock::time_point next_look = Clock::now() + looks_apart;
  std::string out, in, error;
  wire::Hits found;
  std::vector<fb_hit> hits;

  template <class Message>
  fb_status say(const Message& message, const std::string& problem) {
    if (problem.empty()) {
      wire::append(out, message);
      if (out.size() >= buffered_bytes) wire::send(out);
      return FB_OK;
    }
    wire::append(out, wire::Fault{problem});
    wire::send(out);
    return FB_INVALID;
  }
};

Hearing& hearing(void* host) {
  return *static_cast<Hearing*>(host);
}

fb_status search(void* host, fb_text query, std::uint32_t limit, const fb_hit** hits, std::uint64_t* count) {
  auto& now = hearing(host);
  if (hits == nullptr || count == nullptr) return FB_INVALID;
  *hits = nullptr;
  *count = 0;
  const wire::Search question{view(query), limit};
  if (const auto status = now.say(question, now.conduct.search(question)); status != FB_OK) return status;
  wire::send(now.out);
  const auto asked = Clock::now();
  if (wire::receive(now.in) != wire::Type::hits || !wire::read(now.in, now.found)) return FB_FAILED;
  // A program that was stopped meanwhile does not count it either.
  now.wall_end += std::max<Clock::duration>(Clock::now() - asked - wire::Patience::most_a_look, Clock::duration::zero());
  now.hits.clear();
  for (const auto& hit : now.found.hits) {
    now.conduct.found(hit.id);
    now.hits.push_back({text_of(hit.id), text_of(hit.title), text_of(hit.snippet), hit.score});
  }
  *hits = now.hits.data();
  *count = now.hits.size();
  return FB_OK;
}

fb_status cancelled(void* host) {
  auto& now = hearing(host);
  const auto at = Clock::now();
  if (at < now.next_look) return FB_OK;
  if (at >= now.wall_end || cpu_used() >= now.cpu_end) return FB_CANCELLED;
  now.next_look = at + looks_apart;
  return FB_OK;
}

fb_status judge(void* host, const fb_judgement* given) {
  auto& now = hearing(host);
  if (given == nullptr || !FB_HAS(given, fb_judgement, quote_count)) {
    return now.say(wire::Fault{}, "passed a judgement that is missing or too small");
  }
  if (given->quotes == nullptr && given->quote_count != 0) {
    return now.say(wire::Fault{}, "passed a judgement whose quotes are missing");
  }
  wire::Judge judgement{view(given->criterion), view(given->rationale), given->rating, given->confidence, {}};
  if (given->quote_count > wire::most_quotes) {
    judgement.quotes.resize(wire::most_quotes + 1);  // enough to be told so; a senseless count is not read to its end
  } else {
    for (std::uint64_t i = 0; i < given->quote_count; ++i) {
      judgement.quotes.push_back({given->quotes[i].begin, given->quotes[i].end});
    }
  }
  return now.say(judgement, now.conduct.judge(judgement));
}

fb_status recommend(void* host, const fb_recommendation* given) {
  auto& now = hearing(host);
  if (given == nullptr || !FB_HAS(given, fb_recommendation, reason)) {
    return now.say(wire::Fault{}, "passed a recommendation that is missing or too small");
  }
  const wire::Recommend recommendation{view(given->record), view(given->criterion), view(given->reason)};
  return now.say(recommendation, now.conduct.recommend(recommendation));
}

fb_status fit(void* host, std::int32_t value) {
  auto& now = hearing(host);
  return now.say(wire::Fit{value}, now.conduct.fit({value}));
}

void error(void* host, fb_text message) {
  hearing(host).error = view(message).substr(0, wire::longest_line_bytes);
}

// A text as the plugin sees it. Borrows from the request.
class Document {
 public:
  explicit Document(const wire::Assess& request) {
    for (const auto& field : request.fields) fields_.push_back({text_of(field.name), text_of(field.value)});
    for (const auto& section : request.sections) {
      sections_.push_back({text_of(section.heading), {section.body.begin, section.body.end}, section.level, 0});
    }
    for (const auto& span : request.paragraphs) paragraphs_.push_back({span.begin, span.end});
    for (const auto& span : request.sentences) sentences_.push_back({span.begin, span.end});
    document_.struct_size = sizeof document_;
    document_.kind = request.is_record ? FB_KIND_RECORD : FB_KIND_DRAFT;
    document_.id = text_of(request.id);
    document_.title = text_of(request.title);
    document_.text = text_of(request.text);
    document_.language = text_of(request.language);
    document_.fields = fields_.data(), document_.field_count = fields_.size();
    document_.sections = sections_.data(), document_.section_count = sections_.size();
    document_.paragraphs = paragraphs_.data(), document_.paragraph_count = paragraphs_.size();
    document_.sentences = sentences_.data(), document_.sentence_count = sentences_.size();
  }
  const fb_document& get() const noexcept { return document_; }

 private:
  std::vector<fb_field> fields_;
  std::vector<fb_section> sections_;
  std::vector<fb_span> paragraphs_, sentences_;
  fb_document document_{};
};

// The plugin's answer; what it throws is caught here, at the edge of the C interface.
fb_status guarded(const fb_assessor& plugin, void* self, const Document& document, Hearing& now) {
  const fb_library library{sizeof library, 0, &now, &search, &cancelled};
  const fb_report report{sizeof report, 0, &now, &judge, &recommend, &fit, &error};
  try {
    return plugin.assess(self, &document.get(), &library, &report);
  } catch (const std::exception& thrown) {
    now.error = std::string("an exception crossed the C interface: ") + thrown.what();
  } catch (...) {
    now.error = "an exception crossed the C interface";
  }
  return FB_FAILED;
}

void assess_all(const Plugin& plugin, void* self, std::chrono::seconds cpu) {
  std::vector<std::string> criteria;
  for (const auto& criterion : plugin.self().criteria) criteria.emplace_back(criterion.id);
  std::string payload;
  wire::Assess request;
  while (wire::receive(payload) == wire::Type::assess && wire::read(payload, request)) {
    Hearing now(criteria, request, cpu);
    const auto status = guarded(plugin.descriptor(), self, Document(request), now);
    wire::append(now.out, wire::Done{status, now.error});
    wire::send(now.out);
  }
}

void* create(const Plugin& plugin) {
  void* self = nullptr;
  std::string why;
  try {
    if (plugin.descriptor().create(text_of(""), &self) == FB_OK) return self;
  } catch (const std::exception& thrown) {
    why = std::string(": ") + thrown.what();
  } catch (...) {
    why = ": an exception crossed the C interface";
  }
  throw Error(Errc::invalid, "could not be created" + why);
}

void refuse(const std::string& why) {
  std::string out;
  wire::append(out, wire::Refused{why});
  wire::send(out);
}

}  // namespace

int serve(const std::filesystem::path& library) {
  std::string payload;
  wire::Hello hello;
  if (wire::receive(payload) != wire::Type::hello || !wire::read(payload, hello)) return 2;
  if (hello.version != version()) {
    refuse("cannot be run: fieldbook is version " + std::string(hello.version) + " and its assessor host " + version() +
           "; install them together");
    return 2;
  }
  const std::chrono::seconds cpu(hello.cpu_seconds);
  try {
    sandbox::limit_resources({cpu, hello.memory_bytes});
    sandbox::forbid_file_growth();
    sandbox::forbid_escapes();
    const Plugin plugin(library, std::string(hello.file_hash));
    void* const self = create(plugin);
    sandbox::forbid_opening_files();
    std::string out;
    wire::append(out, plugin.self());
    wire::send(out);
    assess_all(plugin, self, cpu);
  } catch (const Error& refused) {
    refuse(refused.what());
    return 1;
  } catch (const std::exception& refused) {
    refuse(std::string("could not be started: ") + refused.what());
    return 1;
  }
  return 0;
}

}  // namespace fieldbook::worker
