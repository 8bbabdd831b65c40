// Whether a plugin keeps to the contract: what `fieldbook plugin check` asks.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/assess/supervisor.hpp"

namespace fieldbook::assess {

struct CheckResult {
  std::string name;  // stable: "manifest", "exports", …
  bool passed = false;
  std::string detail;  // what was looked at, or what is wrong and what to do
};

// `plugin` is a plugin's folder (manifest.json, its library, perhaps examples/*.md and *.txt) or the library in it. It
// is run, so it must be one that the user trusts. In this order; where one of the first four fails nothing can be said
// of the rest, and they are left out:
//   manifest       describes the library, and nothing keeps it from being used
//   exports        one symbol, its entry
//   needs          libraries that every machine has
//   loads          and is ready within a second
//   texts          every criterion is judged on an empty text, one sentence, a long text, one without sections, one in
//                  other scripts, and on the plugin's own examples
//   quotes         are passages, not whole texts
//   repeats        a text again, in the same process, gets the same answer
//   order          the texts in another order, in a new process, get the same answers
//   library        searches that find nothing or something are both fine, and what is recommended was found
//   cancelled      a text too long for the time it has is finished or given up in time
//   memory         what an assessment takes it gives back
//   examples       each file named in examples/expected.json ({"FILE":{"CRITERION":"RATING",…},…}) is rated as it says
std::vector<CheckResult> check_plugin(const std::filesystem::path& plugin, const Limits& = {});

}  // namespace fieldbook::assess
