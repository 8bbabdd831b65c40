/* The C header alone, as a plugin in C includes it. */
#include <fieldbook/assessor.h>

static fb_status create(fb_text config, void **self) {
  (void)config;
  *self = 0;
  return FB_OK;
}

extern const fb_assessor example;
const fb_assessor example = {sizeof(fb_assessor), FB_ABI_MAJOR, FB_ABI_MINOR, {"x", 1}, {"X", 1}, {"1", 1}, {"", 0}, 0, 0, 0, 0, create, 0, 0};
