// What the hostile plugins do, by name.
#pragma once

#include <string_view>

#include "tests/hostile/fixture.hpp"

namespace fixture {

using Misdeed = fb_status (*)(const Call&);

Misdeed misdeed_named(std::string_view);

}  // namespace fixture
