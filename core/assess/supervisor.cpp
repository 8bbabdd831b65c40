#include "core/assess/supervisor.hpp"

#include <algorithm>
#include <csignal>
#include <cstring>
#include <map>
#include <optional>
#include <utility>

#include "core/assess/request.hpp"
#include "core/assess/worker_process.hpp"
#include "core/base/error.hpp"
#include "core/base/process.hpp"
#include "core/wire/contract.hpp"
#include "core/wire/messages.hpp"
#include "fieldbook/assessor.h"

namespace fieldbook::assess {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int most_failures_in_a_row = 3;
constexpr std::size_t longest_reason_bytes = 1000;

// How an assessment ended, where it did not end well. Thrown from wherever it shows to Supervisor::assess.
struct Trouble {
  Outcome outcome;
  std::string message;
};

[[noreturn]] void broke_protocol(const std::string& what) {
  throw Trouble{Outcome::broke_protocol, "the assessor " + what};
}

// Words from the other side, for a message.
std::string reason(std::string_view words) {
  return printable(truncate(words, longest_reason_bytes));
}

std::string with_last_words(std::string message, const Ending& ending) {
  return ending.last_words.empty() ? message : std::move(message) + "; it last said: " + ending.last_words;
}

std::string in_words(const Ending& ending, std::string_view doing) {
  std::string out = "the assessor ";
  switch (ending.kind) {
    case Ending::Kind::exited:
      out += "exited with status " + std::to_string(ending.number);
      break;
    case Ending::Kind::signalled:
      if (const char* const signal = ::sigdescr_np(ending.number); ending.out_of_cpu || signal == nullptr) {
        out += ending.out_of_cpu ? "used up its CPU time" : "was ended by signal " + std::to_string(ending.number);
      } else {
        out += "crashed (" + std::string(signal) + ")";
      }
      break;
    case Ending::Kind::still_running:
      out += "closed its channel";
      break;
  }
  return with_last_words(out + " while " + std::string(doing), ending);
}

Outcome outcome_of(const Ending& ending) {
  if (ending.kind == Ending::Kind::still_running) return Outcome::broke_protocol;
  return ending.out_of_cpu ? Outcome::out_of_cpu : Outcome::crashed;
}

// What an assessor said of itself when it was loaded.
struct Self {
  std::vector<std::string> criteria, names;
  std::vector<bool> core;
  std::size_t core_needed = 0;
};

// A worker with its deadline: every way in which talk can fail becomes a Trouble.
class Talk {
 public:
  Talk(WorkerProcess& worker, const Limits& limits, std::string_view doing)
      : worker_(worker), limits_(limits), doing_(doing), deadline_(Clock::now() + limits.wall) {}

  void say(std::string_view frames) { check(worker_.send(frames, deadline_)); }
  wire::Type hear() {
    wire::Type type{};
    check(worker_.receive(type, payload_, deadline_));
    return type;
  }
  // What was heard last.
  template <class Message>
  Message as() const {
    Message message;
    if (!wire::read(payload_, message)) broke_protocol("sent a frame that cannot be read");
    return message;
  }

 private:
  void check(Channel state) {
    switch (state) {
      case Channel::open:
        return;
      case Channel::closed: {
        const auto ending = worker_.end(limits_.cpu);
        throw Trouble{outcome_of(ending), in_words(ending, doing_)};
      }
      case Channel::late:
        throw Trouble{Outcome::timed_out, "the assessor gave no answer within " + std::to_string(limits_.wall.count()) +
                                              " ms while " + std::string(doing_)};
      case Channel::too_large:
        broke_protocol("sent a frame that is too large");
    }
  }

  WorkerProcess& worker_;
  const Limits& limits_;
  std::string_view doing_;
  WorkerProcess::Deadline deadline_;
  std::string payload_;
};

Self check_self(const wire::Ready& ready, const AssessorInfo& info) {
  if (const auto problem = wire::problem_in(ready); !problem.empty()) broke_protocol(problem);
  const bool same_criteria =
      std::ranges::equal(ready.criteria, info.criteria, {}, &wire::Criterion::id, &CriterionInfo::id);
  if (ready.id != info.id || ready.version != info.version || !same_criteria) {
    throw Trouble{Outcome::refused,
                  "the assessor's manifest.json does not describe its library; build the plugin again"};
  }
  Self self;
  self.core_needed = ready.core_needed;
  for (const auto& criterion : ready.criteria) {
    self.criteria.emplace_back(criterion.id);
    self.names.emplace_back(criterion.name);
    self.core.push_back(criterion.core);
  }
  return self;
}

// One text in the hands of one assessor: what it said, held against what it may say.
class Hearing {
 public:
  Hearing(Talk& talk, const Self& self, std::string_view text, const Search& search)
      : talk_(talk),
        self_(self),
        text_(text),
        search_(search),
        conduct_(self.criteria, text),
        judgements_(self.criteria.size()) {}

  void run(const std::string& request, Assessment& out, std::vector<Recommendation>* recommended) {
    talk_.say(request);
    while (!hear(talk_.hear())) {
    }
    require(conduct_.finish());
    out.fit = fit_ ? *fit_ : computed_fit();
    out.criteria = std::move(judgements_);
    if (recommended != nullptr) std::ranges::move(recommendations_, std::back_inserter(*recommended));
  }
  // Also of an assessment that did not end well: the trail of what was asked.
  std::vector<std::string>& searches() noexcept { return searches_; }

 private:
  static void require(const std::string& problem) {
    if (!problem.empty()) broke_protocol(problem);
  }

  // Whether that was the last frame.
  bool hear(wire::Type type) {
    switch (type) {
      case wire::Type::search:
        answer(talk_.as<wire::Search>());
        return false;
      case wire::Type::judge:
        note(talk_.as<wire::Judge>());
        return false;
      case wire::Type::recommend:
        note(talk_.as<wire::Recommend>());
        return false;
      case wire::Type::fit:
        note(talk_.as<wire::Fit>());
        return false;
      case wire::Type::fault:
        broke_protocol(reason(talk_.as<wire::Fault>().what));
      case wire::Type::done:
        end(talk_.as<wire::Done>());
        return true;
      case wire::Type::hello:
      case wire::Type::ready:
      case wire::Type::refused:
      case wire::Type::assess:
      case wire::Type::hits:
        break;
    }
    broke_protocol("sent a frame that has no place in an assessment");
  }

  void answer(const wire::Search& question) {
    require(conduct_.search(question));
    searches_.emplace_back(question.query);
    auto found = search(question);
    found.resize(std::min<std::size_t>(found.size(), question.limit));
    wire::Hits hits;
    for (const auto& hit : found) {
      conduct_.found(hit.id);
      hits.hits.push_back({hit.id, hit.title, hit.snippet, hit.score});
    }
    std::string frame;
    wire::append(frame, hits);
    talk_.say(frame);
  }

  // A query that our own search cannot read finds nothing: assessors make queries out of the text before them.
  std::vector<SearchHit> search(const wire::Search& question) const {
    try {
      return search_(question.query, question.limit);
    } catch (const Error& failed) {
      if (failed.code() != Errc::invalid) throw;
      return {};
    }
  }

  void note(const wire::Judge& said) {
    require(conduct_.judge(said));
    const auto index =
        static_cast<std::size_t>(std::ranges::find(self_.criteria, said.criterion) - self_.criteria.begin());
    auto& judgement = judgements_[index];
    judgement = {std::string(said.criterion),      self_.names[index],
                 static_cast<Rating>(said.rating), said.confidence,
                 std::string(said.rationale),      {}};
    for (const auto& span : said.quotes) judgement.quotes.push_back({span, std::string(cut(text_, span))});
  }

  void note(const wire::Recommend& said) {
    require(conduct_.recommend(said));
    recommendations_.push_back({std::string(said.record), std::string(said.criterion), std::string(said.reason)});
  }

  void note(const wire::Fit& said) {
    require(conduct_.fit(said));
    fit_ = said.fit;
  }

  static void end(const wire::Done& said) {
    if (said.status == FB_OK) return;
    if (said.status == FB_CANCELLED)
      throw Trouble{Outcome::timed_out, "the assessor stopped when told that its time was nearly up"};
    throw Trouble{Outcome::failed, said.message.empty() ? "the assessor failed and did not say why"
                                                        : "the assessor failed: " + reason(said.message)};
  }

  int computed_fit() const {
    std::vector<Rated> rated;
    for (std::size_t i = 0; i < judgements_.size(); ++i) rated.push_back({judgements_[i].rating, self_.core[i]});
    return overall_fit(rated, self_.core_needed);
  }

  Talk& talk_;
  const Self& self_;
  std::string_view text_;
  const Search& search_;
  wire::Conduct conduct_;
  std::vector<Judgement> judgements_;
  std::vector<Recommendation> recommendations_;
  std::vector<std::string> searches_;
  std::optional<int> fit_;
};

// One assessor's process, kept from text to text.
struct Worker {
  std::unique_ptr<WorkerProcess> process;
  Self self;
  int failures_in_a_row = 0;
  std::optional<Trouble> given_up;
};

}  // namespace

struct Supervisor::Impl {
  Limits limits;
  Search search;
  std::filesystem::path host = {};
  std::map<std::filesystem::path, Worker> workers = {};  // by library

  void start(Worker& worker, const AssessorInfo& info);
  void assess(Worker&, const AssessorInfo&, const Text&, Assessment& out, std::vector<Recommendation>* recommended);
  void note(Worker&, const Trouble&) const;
};

void Supervisor::Impl::start(Worker& worker, const AssessorInfo& info) {
  if (host.empty()) host = sibling_program("fieldbook-assessor-host");
  worker.process = std::make_unique<WorkerProcess>(host, info.library);
  const auto ours = version();
  std::string frame;
  wire::append(frame,
               wire::Hello{ours, info.file_hash, static_cast<std::uint32_t>(limits.cpu.count()), limits.memory_bytes});
  Talk talk(*worker.process, limits, "loading");
  talk.say(frame);
  switch (talk.hear()) {
    case wire::Type::ready:
      worker.self = check_self(talk.as<wire::Ready>(), info);
      return;
    case wire::Type::refused: {
      const auto why = "the assessor " + reason(talk.as<wire::Refused>().why);
      throw Trouble{Outcome::refused, with_last_words(why, worker.process->end(limits.cpu))};
    }
    case wire::Type::hello:
    case wire::Type::assess:
    case wire::Type::search:
    case wire::Type::hits:
    case wire::Type::judge:
    case wire::Type::recommend:
    case wire::Type::fit:
    case wire::Type::fault:
    case wire::Type::done:
      break;
  }
  broke_protocol("sent a frame before it was ready");
}

void Supervisor::Impl::assess(Worker& worker, const AssessorInfo& info, const Text& text, Assessment& out,
                              std::vector<Recommendation>* recommended) {
  const auto request = request_frame(text, limits.wall);
  if (request.size() > wire::longest_from_program_bytes)
    throw Trouble{Outcome::failed, "the text is too large to be given to an assessor"};
  // Half its CPU time is kept for the text at hand, so that a process never runs out by having lived long.
  if (worker.process && worker.process->cpu_used() > limits.cpu / 2) worker.process.reset();
  if (!worker.process) start(worker, info);
  Talk talk(*worker.process, limits, "assessing");
  Hearing hearing(talk, worker.self, text.body.text, search);
  try {
    hearing.run(request, out, recommended);
  } catch (const Trouble&) {
    out.searches = std::move(hearing.searches());
    throw;
  }
  out.searches = std::move(hearing.searches());
  worker.failures_in_a_row = 0;
}

void Supervisor::Impl::note(Worker& worker, const Trouble& trouble) const {
  // It said itself that it could not do this text, and can be asked about the next.
  if (trouble.outcome == Outcome::failed) return;
  worker.process.reset();
  if (trouble.outcome == Outcome::refused) worker.given_up = trouble;
  if (++worker.failures_in_a_row == most_failures_in_a_row) {
    worker.given_up = Trouble{trouble.outcome, "not run again after " + std::to_string(most_failures_in_a_row) +
                                                   " failures in a row: " + trouble.message};
  }
}

Supervisor::Supervisor(Limits limits, Search search) : impl_(std::make_unique<Impl>(limits, std::move(search))) {}
Supervisor::~Supervisor() = default;
Supervisor::Supervisor(Supervisor&&) noexcept = default;
Supervisor& Supervisor::operator=(Supervisor&&) noexcept = default;

Assessment Supervisor::assess(const AssessorInfo& info, const Text& text, std::vector<Recommendation>* recommended) {
  Assessment out;
  out.assessor = info.id;
  out.name = info.name;
  out.version = info.version;
  out.file_hash = info.file_hash;
  auto& worker = impl_->workers[info.library];
  try {
    if (!info.problem.empty()) throw Trouble{Outcome::refused, "the assessor cannot be used: " + info.problem};
    if (!info.allowed)
      throw Trouble{Outcome::refused, "the assessor is not allowed; run fieldbook plugin allow " + info.id};
    if (!worker.given_up) {
      impl_->assess(worker, info, text, out, recommended);
      return out;
    }
    out.outcome = worker.given_up->outcome;
    out.message = worker.given_up->message;
  } catch (const Trouble& trouble) {
    impl_->note(worker, trouble);
    out.outcome = trouble.outcome;
    out.message = trouble.message;
  } catch (...) {
    worker.process.reset();  // left in the middle of a talk
    throw;
  }
  return out;
}

}  // namespace fieldbook::assess
