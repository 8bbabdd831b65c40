// How a file of references is to be read: the options that `convert` and the review's commands share.
#pragma once

#include <memory>

#include "core/bibliography/reading.hpp"

namespace CLI {
class App;
}

namespace fieldbook::cli {

// Adds --from and --column.
void add_reading_options(CLI::App& command, std::shared_ptr<bibliography::ReadOptions>);

}  // namespace fieldbook::cli
