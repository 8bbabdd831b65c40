// Descriptors that are wrong, one a plugin: DESCRIPTOR names the function that makes it.
#include <cstdio>

#include "fieldbook/assessor.hpp"
#include "tests/hostile/fixture.hpp"

namespace {

fb_status assess(void*, const fb_document* document, const fb_library* library, const fb_report* report) {
  return fixture::behave({document, library, report});
}

[[maybe_unused]] fb_status fail(fb_text, void**) {
  std::fputs("the model file is missing\n", stderr);
  return FB_FAILED;
}

[[maybe_unused]] fb_assessor says_version_two() {
  auto out = fixture::descriptor(&assess);
  out.abi_major = 2;
  return out;
}

[[maybe_unused]] fb_assessor is_too_small() {
  auto out = fixture::descriptor(&assess);
  out.struct_size = 16;
  return out;
}

[[maybe_unused]] fb_assessor lacks_assess() {
  return fixture::descriptor(nullptr);
}

[[maybe_unused]] fb_assessor has_endless_criteria() {
  auto out = fixture::descriptor(&assess);
  out.criterion_count = std::uint64_t{1} << 60;
  return out;
}

[[maybe_unused]] fb_assessor has_no_id() {
  auto out = fixture::descriptor(&assess);
  out.id = fixture::text("Not An Id!");
  return out;
}

[[maybe_unused]] fb_assessor is_another() {
  auto out = fixture::descriptor(&assess);
  out.id = fixture::text("org.example.another");
  return out;
}

[[maybe_unused]] fb_assessor cannot_be_created() {
  auto out = fixture::descriptor(&assess);
  out.create = &fail;
  return out;
}

// As a plugin of the SDK does whose members' constructors throw: the SDK's own `create`.
struct Throwing final : fieldbook::Assessor {
  Throwing() { throw std::invalid_argument("rules, line 12: ~ needs a number"); }
  void assess(const fieldbook::Document&, fieldbook::Library&, fieldbook::Report&) override {}
};

[[maybe_unused]] fb_assessor throws_when_created() {
  auto out = fixture::descriptor(&assess);
  out.create = &fieldbook::detail::create<Throwing>;
  return out;
}

const fb_assessor self_description = DESCRIPTOR();

}  // namespace

extern "C" FB_EXPORT const fb_assessor* fieldbook_assessor_v1(void) {
  return &self_description;
}
