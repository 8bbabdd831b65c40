#include "core/library/doctor.hpp"

#include <gmock/gmock.h>
#include <xapian.h>

#include <fstream>

#include "core/library/store.hpp"
#include "core/library/terms.hpp"
#include "tests/core/library/invented_library.hpp"
#include "tests/support/golden.hpp"

namespace fieldbook::library {
namespace {

namespace fs = std::filesystem;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<std::string> rules(const Examination& examination) {
  std::vector<std::string> out;
  for (const auto& finding : examination.findings) {
    EXPECT_NE(finding.advice, "") << finding.what;
    out.push_back(finding.rule);
  }
  return out;
}

class Doctors : public testing::Test {
 protected:
  Doctors() { library_.update(); }

  Examination examine() const { return examine_index(library_.root(), library_.index(), {}); }
  fs::path database() const { return library_.index() / current_database(library_.index()); }
  void tamper(const std::function<void(Xapian::WritableDatabase&)>& action) const {
    Xapian::WritableDatabase database(this->database().string(), Xapian::DB_OPEN);
    action(database);
    database.commit();
  }

  InventedLibrary library_;
};

TEST_F(Doctors, FindNothingWhereAllIsWell) {
  const auto found = examine();
  EXPECT_THAT(rules(found), IsEmpty());
  EXPECT_EQ(found.records, 8u);
  EXPECT_EQ(found.terms_compared, 8u);
  EXPECT_EQ(found.made_by, made_by());
}

TEST_F(Doctors, SayThatThereIsNoIndexOrAnotherVersionsOrAnOldOne) {
  library_.write_example("new-one", "New", "New.");
  EXPECT_THAT(rules(examine()), ElementsAre("index.changed"));
  tamper([](auto& database) { database.set_metadata("made-by", "schema 0; fieldbook 0.0.1; xapian 1.4.22"); });
  EXPECT_THAT(rules(examine()), ElementsAre("index.version"));
  fs::remove_all(library_.index());
  EXPECT_THAT(rules(examine()), ElementsAre("index.missing"));
}

TEST_F(Doctors, FindDamage) {
  for (const auto* const table : {"iamglass", "postlist.glass", "termlist.glass"}) {
    const auto file = database() / table;
    const auto good = test::read(file);
    std::ofstream(file, std::ios::binary) << std::string(good.size(), 'Z');
    EXPECT_THAT(rules(examine()), Contains("index.structure")) << table;
    std::ofstream(file, std::ios::binary) << good;
  }
  EXPECT_THAT(rules(examine()), IsEmpty());
}

TEST_F(Doctors, FindWhatIsWholeAndWrong) {
  tamper([](auto& database) {
    auto document = database.get_document(3);
    document.add_value(slot::card, "nonsense");
    database.replace_document(3, document);
  });
  EXPECT_THAT(rules(examine()), ElementsAre("index.card", "index.files"));
  refresh_index({.root = library_.root(), .folder = library_.index(), .rebuild = true});
  EXPECT_THAT(rules(examine()), IsEmpty());

  tamper([](auto& database) {
    auto document = database.get_document(3);
    document.add_term("surplus");
    database.replace_document(3, document);
  });
  EXPECT_THAT(rules(examine()), ElementsAre("index.terms"));
  tamper([](auto& database) {
    auto document = database.get_document(3);
    document.remove_term("surplus");
    document.add_value(slot::places, document.get_value(slot::places) + '\0' + '\1' + '\1');
    database.replace_document(3, document);
  });
  EXPECT_THAT(rules(examine()), ElementsAre("index.terms"));
  tamper([](auto& database) {
    auto document = database.get_document(3);
    document.add_value(slot::fingerprint, "0");
    database.replace_document(3, document);
  });
  EXPECT_THAT(rules(examine()), ElementsAre("index.record"));
  tamper([](auto& database) { database.delete_document(3); });
  EXPECT_THAT(rules(examine()), ElementsAre("index.files", "index.record"));
}

TEST_F(Doctors, NameWhatIsLeftOut) {
  library_.write_example("wrong", "Wrong", "Zebras.", "colour: red\n");
  library_.update();
  const auto found = examine();
  EXPECT_THAT(rules(found), ElementsAre("index.left-out"));
  EXPECT_THAT(found.findings[0].what, HasSubstr("practice-examples/wrong.md"));
}

TEST_F(Doctors, RemoveLeftoversOnly) {
  const auto before = test::tree(library_.index());
  fs::create_directories(library_.index() / "records-77");
  std::ofstream(library_.index() / "records-77" / "postlist.glass") << "half";
  std::ofstream(library_.index() / "XAPIANDB.a1B2c3") << "auto rec";
  const auto found = examine();
  EXPECT_THAT(rules(found), ElementsAre("index.leftover"));
  EXPECT_EQ(found.leftovers.size(), 2u);
  remove_leftovers(library_.index(), found.leftovers);
  EXPECT_EQ(test::tree(library_.index()), before);
  EXPECT_THAT(rules(examine()), IsEmpty());
}

}  // namespace
}  // namespace fieldbook::library
