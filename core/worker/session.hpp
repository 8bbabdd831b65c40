// The talk of one worker with the program that started it, from hello to the end of the channel.
#pragma once

#include <filesystem>

namespace fieldbook::worker {

// Takes limits, loads the plugin, assesses what it is given. Returns when the program closes the channel; the exit
// code is 0 then, 1 where the plugin was refused, 2 where the program on the other side is not ours.
int serve(const std::filesystem::path& library);

}  // namespace fieldbook::worker
