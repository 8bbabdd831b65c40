#include "tests/hostile/fixture.hpp"

int from_nowhere();

extern "C" FB_EXPORT const fb_assessor* fieldbook_assessor_v1(void) {
  return from_nowhere() == 0 ? nullptr : nullptr;
}
