#include "core/assess/supervisor.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "core/assess/draft.hpp"
#include "core/assess/hearing.hpp"
#include "core/assess/request.hpp"
#include "core/base/process.hpp"
#include "core/wire/contract.hpp"

namespace fieldbook::assess {
namespace {

constexpr int most_failures_in_a_row = 3;

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
    self.questions.emplace_back(criterion.question);
    self.core.push_back(criterion.core);
  }
  return self;
}

void add_places(const Text& text, Assessment& out) {
  for (auto& judgement : out.criteria) {
    for (auto& quote : judgement.quotes) {
      auto place = place_of(text, quote.where);
      quote.page = place.page;
      quote.heading = std::move(place.heading);
      quote.paragraph = place.paragraph;
      quote.sentence = place.sentence;
    }
  }
}

// One assessor's process, kept from text to text.
struct Worker {
  std::unique_ptr<wire::HelperProcess> process;
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
  worker.process = std::make_unique<wire::HelperProcess>(host, std::vector<std::string>{info.library.string()});
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
    case wire::Type::block:
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
      add_places(text, out);
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

std::size_t Supervisor::resident_bytes(const AssessorInfo& info) const {
  const auto found = impl_->workers.find(info.library);
  return found == impl_->workers.end() || !found->second.process ? 0 : found->second.process->resident_bytes();
}

}  // namespace fieldbook::assess
