// One function a command: it adds the command, its options and help to the program, and what is to run.
#pragma once

#include "core/cli/session.hpp"

namespace CLI {
class App;
}

namespace fieldbook::cli {

void add_init(CLI::App&, Session&);
void add_new(CLI::App&, Session&);
void add_check(CLI::App&, Session&);
void add_index(CLI::App&, Session&);
void add_doctor(CLI::App&, Session&);
void add_search(CLI::App&, Session&);
void add_similar(CLI::App&, Session&);
void add_gaps(CLI::App&, Session&);
void add_show(CLI::App&, Session&);
void add_export(CLI::App&, Session&);
void add_convert(CLI::App&, Session&);
void add_assess(CLI::App&, Session&);
void add_plugin(CLI::App&, Session&);
void add_eval(CLI::App&, Session&);
void add_publish(CLI::App&, Session&);
void add_serve(CLI::App&, Session&);
// These two describe all commands there are, also those added after them.
void add_man(CLI::App&, Session&);
void add_completion(CLI::App&, Session&);

}  // namespace fieldbook::cli
