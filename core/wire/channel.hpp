// Frames over the channel, from a helper process's side. The program is trusted; where it is gone the process ends,
// since nobody is left to tell.
#pragma once

#include <string>

#include "core/wire/frame.hpp"

namespace fieldbook::wire {

// Frames go over this descriptor: standard input and output belong to whatever the helper loads.
inline constexpr int channel = 3;

// The next frame's payload replaces `payload`.
Type receive(std::string& payload);

// Sends the frames gathered in `frames` and empties it.
void send(std::string& frames);

}  // namespace fieldbook::wire
