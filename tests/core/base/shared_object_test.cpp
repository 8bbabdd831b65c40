#include "core/base/shared_object.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "core/base/process.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook {
namespace {

using testing::Contains;
using testing::Not;
using testing::StartsWith;

std::string plugin(const char* name) {
  return test::read(std::string(FIELDBOOK_HOSTILE) + "/" + name + ".so");
}

TEST(SharedObject, TellsWhatItExportsAndNeeds) {
  const auto object = read_shared_object(plugin("plain_c"));
  ASSERT_TRUE(object);
  EXPECT_THAT(object->exports, Contains("fieldbook_assessor_v1"));
  EXPECT_THAT(object->exports, Not(Contains("assess")));  // static
  // A plugin in C may need nothing once it is optimized; a program is laid out as a library is, and always does.
  const auto program = read_shared_object(test::read(this_program()));
  ASSERT_TRUE(program);
  EXPECT_THAT(program->needs, Contains("libc.so.6"));
  EXPECT_THAT(read_shared_object(plugin("speaks_version_two"))->exports, Contains("fieldbook_assessor_v2"));
  EXPECT_THAT(read_shared_object(plugin("undefined_symbol"))->exports, Not(Contains(StartsWith("_Z12from_nowhere"))));
}

TEST(SharedObject, IsNothingElse) {
  EXPECT_FALSE(read_shared_object(""));
  EXPECT_FALSE(
      read_shared_object("\x7F"
                         "ELF"));
  EXPECT_FALSE(read_shared_object(std::string(100'000, 'x')));
  auto of_32_bits = plugin("plain_c");
  of_32_bits[4] = 1;
  EXPECT_FALSE(read_shared_object(of_32_bits));
}

TEST(SharedObject, MayBeDamagedAnywhere) {
  const auto good = plugin("plain_c");
  for (std::size_t size = 0; size < good.size(); size += 97)
    static_cast<void>(read_shared_object(good.substr(0, size)));
  std::minstd_rand random(3);
  for (int round = 0; round < 3000; ++round) {
    auto bytes = good;
    // The head, the section table at the end, or anywhere.
    for (int i = 0; i < 8; ++i) {
      const auto where = random() % 3;
      const auto at = where == 0   ? random() % 64
                      : where == 1 ? bytes.size() - 1 - random() % 2048
                                   : random() % bytes.size();
      bytes[at] = static_cast<char>(random());
    }
    const auto object = read_shared_object(bytes);
    if (object) {
      ASSERT_LT(object->exports.size(), 100'001U);
    }
  }
}

}  // namespace
}  // namespace fieldbook
