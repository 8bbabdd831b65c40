// A plugin whose assess is the function of misdeeds.cpp that MISDEED names.
#include "tests/hostile/misdeeds.hpp"

namespace {

fb_status assess(void*, const fb_document* document, const fb_library* library, const fb_report* report) {
  return fixture::misdeed_named(MISDEED)({document, library, report});
}

const fb_assessor self_description = fixture::descriptor(&assess);

}  // namespace

extern "C" FB_EXPORT const fb_assessor* fieldbook_assessor_v1(void) {
  return &self_description;
}
