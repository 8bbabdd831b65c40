// Well-behaved, but a symbol of its own can be seen from outside, where another plugin's of that name would clash.
#include "tests/hostile/fixture.hpp"

namespace {
fb_status assess(void*, const fb_document* document, const fb_library* library, const fb_report* report) {
  return fixture::behave({document, library, report});
}
const fb_assessor self_description = fixture::descriptor(&assess);
}  // namespace

extern "C" FB_EXPORT int also_here() {
  return 1;
}
extern "C" FB_EXPORT const fb_assessor* fieldbook_assessor_v1(void) {
  return &self_description;
}
