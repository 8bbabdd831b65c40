// What `fieldbook eval` measures: one function a subcommand, in a file of its name.
#pragma once

#include "core/cli/session.hpp"

namespace CLI {
class App;
}

namespace fieldbook::cli {

void add_eval_search(CLI::App& eval, Session&);
void add_eval_assess(CLI::App& eval, Session&);

}  // namespace fieldbook::cli
