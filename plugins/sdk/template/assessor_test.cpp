// The assessor on texts of a sentence or two, without the fieldbook program: ctest --test-dir build
#include <fieldbook/assessor_testing.hpp>

#include <cstdio>

#include "assessor.cpp"

namespace {

int failures = 0;

void expect(const char* words, std::string_view criterion, fieldbook::Rating rating) {
  const fieldbook::testing::Text text(words);
  // What a search of the assessor finds; this one makes none.
  const auto seen = fieldbook::testing::assess<Assessor>(text, {{"riverton", "Riverton", "one set of outcomes"}});
  if (seen.at(criterion).rating == rating) return;
  std::printf("%s: another rating than expected of: %s\n", std::string(criterion).c_str(), words);
  ++failures;
}

}  // namespace

int main() {
  expect("The council and the trust answer for the same outcomes.", "shared-outcomes", fieldbook::Rating::established);
  expect("The library opens at nine.", "shared-outcomes", fieldbook::Rating::absent);
  return failures == 0 ? 0 : 1;
}
