#include "core/assess/talk.hpp"

#include <csignal>
#include <cstring>
#include <utility>

#include "core/base/text.hpp"

namespace fieldbook::assess {
namespace {


constexpr std::size_t longest_reason_bytes = 1000;

std::string in_words(const wire::Ending& ending, std::string_view doing) {
  std::string out = "the assessor ";
  switch (ending.kind) {
    case wire::Ending::Kind::exited:
      out += "exited with status " + std::to_string(ending.number);
      break;
    case wire::Ending::Kind::signalled:
      if (const char* const signal = ::sigdescr_np(ending.number); ending.out_of_cpu || signal == nullptr) {
        out += ending.out_of_cpu ? "used up its CPU time" : "was ended by signal " + std::to_string(ending.number);
      } else {
        out += "crashed (" + std::string(signal) + ")";
      }
      break;
    case wire::Ending::Kind::still_running:
      out += "closed its channel";
      break;
  }
  return with_last_words(out + " while " + std::string(doing), ending);
}

Outcome outcome_of(const wire::Ending& ending) {
  if (ending.kind == wire::Ending::Kind::still_running) return Outcome::broke_protocol;
  return ending.out_of_cpu ? Outcome::out_of_cpu : Outcome::crashed;
}

}  // namespace

void broke_protocol(const std::string& what) {
  throw Trouble{Outcome::broke_protocol, "the assessor " + what};
}

std::string reason(std::string_view words) {
  return printable(truncate(words, longest_reason_bytes));
}

std::string with_last_words(std::string message, const wire::Ending& ending) {
  return ending.last_words.empty() ? message : std::move(message) + "; it last said: " + ending.last_words;
}

Talk::Talk(wire::HelperProcess& worker, const Limits& limits, std::string_view doing)
    : worker_(worker), limits_(limits), doing_(doing), patience_(limits.wall) {}

void Talk::say(std::string_view frames) {
  check(worker_.send(frames, patience_));
}

wire::Type Talk::hear() {
  wire::Type type{};
  check(worker_.receive(type, payload_, patience_));
  return type;
}

void Talk::check(wire::Channel state) {
  switch (state) {
    case wire::Channel::open:
      return;
    case wire::Channel::closed: {
      const auto ending = worker_.end(limits_.cpu);
      throw Trouble{outcome_of(ending), in_words(ending, doing_)};
    }
    case wire::Channel::late:
      throw Trouble{Outcome::timed_out, "the assessor gave no answer within " + std::to_string(limits_.wall.count()) +
                                            " ms while " + std::string(doing_)};
    case wire::Channel::too_large:
      broke_protocol("sent a frame that is too large");
  }
}

}  // namespace fieldbook::assess
