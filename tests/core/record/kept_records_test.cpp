// What is kept of records from run to run must never show: a collection is the same with it and without.
#include "core/record/kept_records.hpp"

#include <gmock/gmock.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "core/base/error.hpp"
#include "core/record/html.hpp"
#include "core/record/prose.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook::record {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

std::string in_words(const Place& where) { return std::to_string(where.line) + ":" + std::to_string(where.column); }
std::string in_words(const Span& span) { return std::to_string(span.begin) + "-" + std::to_string(span.end); }

// All that a reader of a collection can see, but for mentions, of which kept records have none.
std::string in_words(const Collection& collection) {
  std::ostringstream out;
  for (const auto& record : collection.records) {
    out << record.id << ' ' << record.kind << ' ' << record.file << ' ' << record.content_hash << ' ' << record.body_line << '\n';
    for (const auto& [name, field] : record.fields) {
      out << name << in_words(field.where);
      for (std::size_t i = 0; i < field.values.size(); ++i) out << " =" << field.values[i] << in_words(field.value_where[i]);
      for (const auto& row : field.rows) {
        for (const auto& [column, cell] : row) out << ' ' << column << ':' << cell;
      }
      out << '\n';
    }
    const auto& body = record.body;
    Prose prose(record);
    for (const auto& one : body.sections) out << one.heading << '#' << one.slug << one.level << in_words(one.body) << in_words(one.where);
    for (const auto& one : prose.paragraphs()) out << " p" << in_words(one);
    for (const auto& one : prose.sentences()) out << " s" << in_words(one);
    for (const auto& one : body.citations) out << " c" << one.key << one.locator << one.at << in_words(one.where);
    for (const auto& one : body.links) out << " a" << one.target << in_words(one.text) << in_words(one.where);
    out << '\n' << prose.text() << '\n' << body_html(record, [](auto id) { return std::optional("/" + std::string(id)); }) << '\n';
  }
  for (const auto& file : collection.files) out << file.file << ' ' << file.id << ' ' << file.content_hash << ' ' << file.aliases.size() << file.left_out << '\n';
  for (const auto& [alias, id] : collection.aliases) out << alias << ">" << id << '\n';
  for (const auto& diagnostic : collection.diagnostics.sorted()) out << to_text(diagnostic) << '\n';
  return out.str();
}

class KeptRecordsTest : public testing::Test {
 protected:
  KeptRecordsTest() {
    fs::copy(test::source("tests/fixtures/good"), root_, fs::copy_options::recursive);
    for (const auto& file : records()) age(file);
  }

  std::vector<fs::path> records() const {
    std::vector<fs::path> found;
    for (const auto& entry : fs::recursive_directory_iterator(root_)) {
      if (entry.path().extension() == ".md") found.push_back(entry.path());
    }
    return found;
  }
  // Files of this very moment are not kept.
  static void age(const fs::path& file) { fs::last_write_time(file, fs::last_write_time(file) - 1h); }
  void write(const fs::path& file, const std::string& text) {
    folder_.write(fs::relative(file, folder_.path()), text);
    age(file);
  }
  std::string kept() const { return in_words(read_collection(root_, file_, "program 1")); }
  std::string fresh() const { return in_words(read_collection(root_)); }

  test::TempDir folder_;
  fs::path root_ = folder_.path() / "library", file_ = folder_.path() / "read-records";
};

TEST_F(KeptRecordsTest, AreTheSameAsThoseReadAnew) {
  const auto expected = fresh();
  EXPECT_EQ(kept(), expected);
  const auto size = fs::file_size(file_);
  EXPECT_EQ(kept(), expected);
  EXPECT_EQ(fs::file_size(file_), size) << "nothing changed, nothing is added";
}

TEST_F(KeptRecordsTest, LeaveTheirTextsInTheFileWhereTheyAreNotWanted) {
  const auto expected = fresh();
  kept();
  const auto all = records();
  write(all[0], test::read(all[0]) + "\nAnother sentence.\n");   // its text is in the record
  const auto left = read_collection(root_, file_, "program 1", Texts::left);
  EXPECT_EQ(in_words(left), fresh());
  EXPECT_NE(in_words(left), expected);
  std::size_t with_text = 0;
  for (const auto& record : left.records) {
    with_text += record.body.text.empty() ? 0 : 1;
    EXPECT_EQ(hash_of(record), record.hash);
  }
  EXPECT_EQ(with_text, 1U);
  // The file they were left in is held open; what becomes of it under our hands is an error, not nonsense.
  fs::remove(file_);
  EXPECT_EQ(in_words(left), fresh());
  kept();
  const auto again = read_collection(root_, file_, "program 1", Texts::left);
  fs::resize_file(file_, fs::file_size(file_) / 2);
  EXPECT_THROW(in_words(again), Error);
}

TEST_F(KeptRecordsTest, StandForFilesWithTheirStamp) {
  kept();
  for (const auto& record : records()) {  // a title changed behind our back: size, time and i-node are as they were
    auto text = test::read(record);
    const auto at = text.find("title: ");
    ASSERT_NE(at, std::string::npos);
    text[text.find_first_of("abcdefghijklmnopqrstuvwxyz", at + 8)] = 'z';
    const auto time = fs::last_write_time(record);
    { std::ofstream(record, std::ios::binary) << text; }
    fs::last_write_time(record, time);
  }
  EXPECT_NE(kept(), fresh()) << "files were read that did not seem to have changed";
}

TEST_F(KeptRecordsTest, GiveWayToWhatChanged) {
  kept();
  const auto all = records();
  write(all[0], test::read(all[0]) + "\nAnother sentence.\n");
  fs::remove(all[1]);
  fs::rename(all[2], all[2].parent_path() / "renamed.md");
  EXPECT_EQ(kept(), fresh());
  EXPECT_EQ(kept(), fresh());
  const auto terms = root_ / "vocabulary/sectors.yaml";
  auto text = test::read(terms);
  write(terms, text.replace(text.find("health"), 6, "wealth"));
  EXPECT_EQ(kept(), fresh()) << "by another vocabulary the same record reads otherwise";
}

TEST_F(KeptRecordsTest, BelongToOneProgram) {
  kept();
  const auto before = test::read(file_);
  EXPECT_EQ(in_words(read_collection(root_, file_, "program 2")), fresh());
  EXPECT_NE(test::read(file_), before);
}

TEST_F(KeptRecordsTest, SurviveDamage) {
  const auto expected = fresh();
  kept();
  const auto whole = test::read(file_);
  const auto step = std::max<std::size_t>(1, whole.size() / 60);
  for (std::size_t at = 0; at < whole.size(); at += step) {
    auto damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x41);
    folder_.write("read-records", damaged);
    EXPECT_EQ(kept(), expected) << "byte " << at;
    folder_.write("read-records", whole.substr(0, at));
    EXPECT_EQ(kept(), expected) << "cut at " << at;
    EXPECT_EQ(kept(), expected) << "and after that";
  }
}

TEST_F(KeptRecordsTest, DoNotGrowForEver) {
  kept();
  const auto size = fs::file_size(file_);
  const auto file = records().front();
  const auto text = test::read(file);
  std::uintmax_t largest = 0, all = 0;
  for (int i = 0; i < 300; ++i) {
    const auto before = fs::exists(file_) ? fs::file_size(file_) : 0;
    write(file, text + "\nMore " + std::to_string(i) + ".\n");
    read_collection(root_, file_, "program 1");
    const auto now = fs::exists(file_) ? fs::file_size(file_) : 0;
    largest = std::max(largest, now);
    all += now > before ? now - before : 0;
  }
  EXPECT_GT(all, 30 * size);
  EXPECT_LT(largest, 15 * size);
  EXPECT_EQ(kept(), fresh());
}

}  // namespace
}  // namespace fieldbook::record
