// The C header as C++11 and later include it.
#include <fieldbook/assessor.h>

static_assert(FB_ABI_MAJOR == 1, "the ABI this test was written for");
static_assert(sizeof(fb_span) == 16, "leaf structs never change within a major version");
int holds(const fb_library* library) { return FB_HAS(library, fb_library, cancelled) ? 1 : 0; }
