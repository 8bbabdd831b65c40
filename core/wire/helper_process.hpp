// One helper process of ours: started, talked to with patience that has an end, and ended. Knows nothing of what is said.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/wire/frame.hpp"
#include "core/wire/patience.hpp"

namespace fieldbook::wire {

enum class Channel { open, closed, late, too_large };

// How a process came to its end.
struct Ending {
  enum class Kind { exited, signalled, still_running };
  Kind kind = Kind::exited;
  int number = 0;           // exit status or signal
  bool out_of_cpu = false;  // its limit of CPU time ended it
  std::string last_words;   // the last line it printed on standard error, made safe for a terminal; may be empty
};

class HelperProcess {
 public:
  // Standard input is the descriptor `input` (borrowed; none: /dev/null), standard output /dev/null, standard error is
  // kept (its tail), frames go over descriptor 3, nothing else is inherited. The helper may end with the thread that
  // starts it. Throws Error io.
  HelperProcess(const std::filesystem::path& program, const std::vector<std::string>& arguments, int input = -1);
  ~HelperProcess();  // ends it and whatever it started
  HelperProcess(const HelperProcess&) = delete;
  HelperProcess& operator=(const HelperProcess&) = delete;

  Channel send(std::string_view frames, Patience&);
  // The next frame's payload replaces `payload`. The type is as sent: it may be none of the enumerators.
  Channel receive(Type&, std::string& payload, Patience&);

  std::chrono::nanoseconds cpu_used() const noexcept;
  std::size_t resident_bytes() const;  // 0 where the system does not tell
  // After the channel closed: waits up to a second for the process to end by itself, then ends it.
  Ending end(std::chrono::seconds cpu_limit);

 private:
  Channel wait(short events, Patience&);
  void drain();
  void kill() noexcept;
  std::string last_words();

  pid_t process_ = -1;
  int channel_ = -1, errors_ = -1;
  std::string received_;  // read but not yet asked for, from `taken_` on
  std::size_t taken_ = 0;
  std::string said_;
};

}  // namespace fieldbook::wire
