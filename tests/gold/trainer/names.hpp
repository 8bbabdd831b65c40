// Under which names an approach goes in files, records and criterion ids.
#pragma once

#include <string_view>

namespace fieldbook::gold {

struct Name {
  const char *file, *slug, *id_prefix;
};
inline constexpr Name names[] = {{"strategic", "strategic", "strategic."},
                                 {"place_based", "place-based", "place."},
                                 {"alliance", "alliance", "alliance."},
                                 {"collaborative", "collaborative", "collaborative."},
                                 {"co_production", "co-production", "coproduction."},
                                 {"outcomes_based", "outcomes-based", "outcomes."}};

}  // namespace fieldbook::gold
