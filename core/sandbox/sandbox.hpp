// What a helper process takes from itself before a plugin's first line, or a stranger's document, gets its turn. It
// contains mistakes: loops, leaks, crashes and stray writes. A plugin's hostile author is kept out by not allowing the
// plugin, not by this.
#pragma once

#include <chrono>
#include <cstdint>

namespace fieldbook::sandbox {

struct Resources {
  std::chrono::seconds cpu{60};    // SIGXCPU ends the process then, SIGKILL a second later
  std::uint64_t memory_bytes = 0;  // address space; not limited in sanitizer builds, which reserve terabytes
};

// Also: no core dumps, few open files, no new privileges, and the end of this process with that of its parent thread.
void limit_resources(const Resources&);

// No file can grow. Not for a process that prints its result to standard output, which may be a file.
void forbid_file_growth();

// From here on the network, new processes and programs, opening files for writing, signals to and looks into other
// processes, and raising one's own limits all fail with EPERM. Throws Error denied where the system cannot do it.
void forbid_escapes();

// From here on no file can be opened at all: what is needed has been read before. Throws as above.
void forbid_opening_files();

}  // namespace fieldbook::sandbox
