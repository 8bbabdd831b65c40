// Frames over the channel, from the worker's side. The program is trusted; where it is gone the process ends, since
// nobody is left to tell.
#pragma once

#include <string>

#include "core/wire/frame.hpp"

namespace fieldbook::worker {

// The next frame's payload replaces `payload`.
wire::Type receive(std::string& payload);

// Sends the frames gathered in `frames` and empties it.
void send(std::string& frames);

}  // namespace fieldbook::worker
