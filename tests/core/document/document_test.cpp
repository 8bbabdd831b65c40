#include "core/document/document.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/error.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook::document {
namespace {

using fieldbook::test::TempDir;
using testing::HasSubstr;

template <class Call>
std::pair<Errc, std::string> failure(Call call) {
  try {
    call();
  } catch (const Error& error) {
    return {error.code(), error.message()};
  }
  return {Errc::io, "nothing was thrown"};
}

TEST(Document, IsReadByItsEnding) {
  const TempDir folder;
  for (const auto& [name, format] : {std::pair{"plan.md", Format::markdown},
                                     {"plan.MD", Format::markdown},
                                     {"plan.markdown", Format::markdown},
                                     {"plan.txt", Format::plain},
                                     {"plan", Format::plain}}) {
    const auto document = read_document(folder.write(name, "# A plan\n\nfor the café\n"));
    EXPECT_EQ(document.format, format) << name;
    EXPECT_EQ(document.title, "plan");
    EXPECT_EQ(document.text, "# A plan\n\nfor the café\n");
  }
}

TEST(Document, LosesNothingButItsByteOrderMark) {
  EXPECT_EQ(plain_document("\xEF\xBB\xBF a\r\nb \n", "standard input").text, " a\r\nb \n");
  EXPECT_EQ(plain_document("a", "draft 7").title, "draft 7");
}

TEST(Document, SaysWhatIsWrongAndWhatToDo) {
  const TempDir folder;
  const auto read = [&](const char* name, std::string_view bytes) {
    return failure([&] { read_document(folder.write(name, bytes)); });
  };
  EXPECT_THAT(read("plan.pages", "x").second,
              HasSubstr("plan.pages is in a format that is not read; give a .md, .markdown or .txt file"));
  EXPECT_EQ(read("plan.pages", "x").first, Errc::invalid);
  EXPECT_THAT(read("latin1.txt", "a caf\xE9").second, HasSubstr("is not UTF-8 text (byte 5); save it as UTF-8"));
  EXPECT_THAT(read("binary.txt", std::string_view("a\0b", 3)).second, HasSubstr("byte 1 is zero"));
  EXPECT_THAT(read("empty.txt", " \n\t\n").second, HasSubstr("holds no words"));
  EXPECT_EQ(read("long.txt", std::string(longest_document_bytes + 1, 'x')).first, Errc::too_large);
  EXPECT_EQ(failure([&] { read_document(folder.path() / "none.txt"); }).first, Errc::not_found);
  EXPECT_EQ(failure([&] { plain_document(std::string(longest_document_bytes + 1, 'x'), "standard input"); }).first,
            Errc::too_large);
}

}  // namespace
}  // namespace fieldbook::document
