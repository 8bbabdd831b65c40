// Talk with a worker: every way in which it can fail becomes a Trouble.
#pragma once

#include <string>
#include <string_view>

#include "core/assess/supervisor.hpp"
#include "core/wire/helper_process.hpp"
#include "core/wire/messages.hpp"

namespace fieldbook::assess {

// How an assessment ended, where it did not end well. Thrown from wherever it shows to Supervisor::assess, and no
// further.
struct Trouble {
  Outcome outcome;
  std::string message;
};

[[noreturn]] void broke_protocol(const std::string& what);  // "misquoted: …": what the assessor did

// Words from the other side, made fit for a message.
std::string reason(std::string_view words);
std::string with_last_words(std::string message, const wire::Ending&);

// With one patience for all of it: limits.wall from now.
class Talk {
 public:
  // `doing` is what messages call it ("loading"). All is borrowed.
  Talk(wire::HelperProcess&, const Limits&, std::string_view doing);

  void say(std::string_view frames);
  wire::Type hear();  // as sent: it may be none of the enumerators
  // What was heard last, as views of what this object holds.
  template <class Message>
  Message as() const {
    Message message;
    if (!wire::read(payload_, message)) broke_protocol("sent a frame that cannot be read");
    return message;
  }

 private:
  void check(wire::Channel);

  wire::HelperProcess& worker_;
  const Limits& limits_;
  std::string_view doing_;
  wire::Patience patience_;
  std::string payload_;
};

}  // namespace fieldbook::assess
