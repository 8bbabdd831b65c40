// Documents that cannot be read: each gets one clear error, and costs no more than its limits.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "core/base/error.hpp"
#include "core/document/document.hpp"
#include "tests/support/documents.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook::document {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

std::string failure(const fs::path& file) {
  try {
    return "read as: " + read_document(file).text;
  } catch (const Error& error) {
    return error.message();
  }
}

// Encrypted as the tools of each format do it; texts as GnuPG does.
std::string encrypted(const std::string& ending) {
  if (ending == ".pdf") return test::read(test::source("tests/data/documents/encrypted.pdf"));
  if (ending == ".odt") return test::zip({{"content.xml", "<a/>"}}, "secret");
  if (ending != ".docx") return "-----BEGIN PGP MESSAGE-----\n\nhQEMA0zvTnMOSA\n=Xw4R\n-----END PGP MESSAGE-----\n";
  std::string ole = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(600, '\0');
  for (const char c : std::string("EncryptedPackage")) ole += {c, '\0'};
  return ole;
}

std::string damaged(const std::string& ending) {
  const std::string plan(4000, 'x');
  const auto begun = [](const std::string& bytes) { return bytes.substr(0, bytes.size() / 3); };
  if (ending == ".docx") return begun(test::docx("<w:p><w:r><w:t>" + plan + "</w:t></w:r></w:p>"));
  if (ending == ".odt") return begun(test::odt("<text:p>" + plan + "</text:p>"));
  if (ending == ".pdf") return begun(test::pdf({test::page_of({"A plan."})}));
  return "Our pl\x01\x02\xFF\xFE";
}

// Every format and every way in which it cannot be read: one clear error, with what to do.
class BadDocument : public testing::TestWithParam<const char*> {
 protected:
  std::string seen(const std::string& bytes) { return failure(folder_.write(file_.filename(), bytes)); }
  bool is_text() const { return ending_ == ".txt" || ending_ == ".md"; }

  test::TempDir folder_;
  std::string ending_ = GetParam();
  fs::path file_ = folder_.path() / ("plan" + ending_);
};

TEST_P(BadDocument, OfAGigabyteIsTooLarge) {
  folder_.write(file_.filename(), ending_ == ".pdf" ? "%PDF-1.4" : ending_ == ".html" ? "<html>" : is_text() ? "A plan" : "PK\x03\x04");
  fs::resize_file(file_, std::uintmax_t{1} << 30);   // sparse: it takes no room
  EXPECT_THAT(failure(file_), AllOf(StartsWith(file_.string() + " is larger than "), HasSubstr("; give the part of it that matters")));
}

TEST_P(BadDocument, ThatIsEmptySaysSo) { EXPECT_THAT(seen(""), StartsWith(file_.string() + " is empty; give a document with words in it")); }

TEST_P(BadDocument, ThatIsEncryptedSaysSo) {
  const bool by_its_program = ending_ == ".docx" || ending_ == ".odt" || ending_ == ".pdf";
  EXPECT_THAT(seen(encrypted(ending_)), StartsWith(file_.string() + (by_its_program ? " is protected by a password; save a copy without a password"
                                                                                    : " is encrypted; decrypt it and give the document itself")));
}

TEST_P(BadDocument, ThatIsDamagedSaysSo) {
  EXPECT_THAT(seen(damaged(ending_)), StartsWith(file_.string() + (is_text() ? " is not UTF-8 text" : " is damaged: ")));
}

TEST_P(BadDocument, OfOtherBytesIsDamaged) {
  EXPECT_THAT(seen("\x01\x02\xFF\xFE nothing of the kind"),
              StartsWith(file_.string() + (is_text() ? " is not UTF-8 text" : " is damaged: its first bytes are not those of a " + ending_ + " file; open it")));
}

INSTANTIATE_TEST_SUITE_P(Formats, BadDocument, testing::Values(".txt", ".md", ".html", ".docx", ".odt", ".pdf"),
                         [](const auto& one) { return std::string(one.param).substr(1); });

TEST(BadDocuments, AreCutShort) {
  const test::TempDir folder;
  const std::string plan(4000, 'x');
  for (const auto& [name, bytes] : {std::pair{"plan.docx", test::docx("<w:p><w:r><w:t>" + plan + "</w:t></w:r></w:p>")},
                                    {"plan.odt", test::odt("<text:p>" + plan + "</text:p>")},
                                    {"plan.pdf", test::pdf({test::page_of({"A plan."})})}}) {
    EXPECT_THAT(failure(folder.write(name, bytes)), StartsWith("read as:"));
    const auto seen = failure(folder.write(name, bytes.substr(0, bytes.size() / 3)));
    EXPECT_THAT(seen, AllOf(HasSubstr(std::string(name) + " is damaged: "), HasSubstr("; open it in the program that made it")));
  }
}

TEST(BadDocuments, OfOldProgramsSaySo) {
  const test::TempDir folder;
  const auto ole = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(600, '\0');
  EXPECT_THAT(failure(folder.write("old.doc", ole)), HasSubstr("the format of old Office programs (.doc), which is not read; save it as .docx"));
}

// A few hundred kilobytes that unpack to a gigabyte: what they say they unpack to is believed where it is too much.
TEST(BadDocuments, AreBombs) {
  const test::TempDir folder;
  const std::string blank(std::size_t{130} << 20, ' ');
  EXPECT_THAT(failure(folder.write("bomb.docx", test::docx(blank))), HasSubstr("unpacks to more than 128 MB; give the part"));
  EXPECT_THAT(failure(folder.write("bomb.odt", test::odt(blank))), HasSubstr("unpacks to more than 128 MB; give the part"));
}

// A page that draws a form ten times, which draws another ten times, and so on: some kilobytes that say a hundred
// million words. It ends at a limit, not at once: tests/long.sh documents asks for it.
TEST(BadDocuments, ArePdfBombs) {
  if (std::getenv("FIELDBOOK_LONG") == nullptr) GTEST_SKIP() << "takes up to a minute; tests/long.sh documents runs it";
  const test::TempDir folder;
  for (const bool with_words : {true, false}) {
    const auto seen = failure(folder.write("bomb.pdf", test::pdf_bomb(8, with_words)));
    EXPECT_THAT(seen, AllOf(HasSubstr("bomb.pdf "), testing::AnyOf(HasSubstr("seconds of computing"), HasSubstr("more memory"),
                                                                  HasSubstr("holds more than"), HasSubstr("took longer"))));
  }
}

TEST(BadDocuments, HoldMoreTextThanAnyDocument) {
  const test::TempDir folder;
  std::string body;
  while (body.size() < (std::size_t{20} << 20)) body += "<text:p>" + std::string(4000, 'x') + "</text:p>";
  EXPECT_THAT(failure(folder.write("long.odt", test::odt(body))), HasSubstr("holds more than 16 MB of text; give the part"));
}

}  // namespace
}  // namespace fieldbook::document
