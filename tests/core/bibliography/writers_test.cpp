// CSL-JSON and RIS as other programs read them.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "core/bibliography/csl_json.hpp"
#include "core/bibliography/ris.hpp"

namespace fieldbook::bibliography {
namespace {

using testing::HasSubstr;
using testing::Not;

Reference sample() {
  Reference r;
  r.key = "marsh2022";
  r.type = "article-journal";
  r.title = "A matched\r\nER  - comparison";
  r.authors = {{"Marsh", "Ada", ""}, {"", "", "Saltby Town Council"}};
  r.container_title = "Journal of Invented Services";
  r.volume = "12";
  r.issue = "3";
  r.page = "45–61";
  r.issued = Date{2022, 4, 0};
  r.doi = "10.5555/invented.2022.45";
  r.keywords = {"homelessness", "alliance"};
  return r;
}

TEST(Ris, IsOneRecordFromTypeToEnd) {
  EXPECT_EQ(to_ris(sample()),
            "TY  - JOUR\r\nID  - marsh2022\r\nAU  - Marsh, Ada\r\nAU  - Saltby Town Council\r\nTI  - A matched ER - "
            "comparison\r\n"
            "T2  - Journal of Invented Services\r\nVL  - 12\r\nIS  - 3\r\nSP  - 45\r\nEP  - 61\r\nPY  - 2022\r\nDA  - "
            "2022/04//\r\n"
            "DO  - 10.5555/invented.2022.45\r\nKW  - homelessness\r\nKW  - alliance\r\nER  - \r\n");
}

TEST(Ris, TakesASinglePageAndATypeItDoesNotKnow) {
  auto r = sample();
  r.page = "e12";
  r.type = "treaty";
  EXPECT_THAT(to_ris(r), HasSubstr("TY  - GEN\r\n"));
  EXPECT_THAT(to_ris(r), HasSubstr("SP  - e12\r\n"));
  EXPECT_THAT(to_ris(r), Not(HasSubstr("EP  - ")));
}

TEST(CslJson, HasNamesDatesAndOnlyWhatIsKnown) {
  const std::vector<Reference> all{sample(), {}};
  const auto json = nlohmann::json::parse(to_csl_json(all));
  ASSERT_EQ(json.size(), 2U);
  EXPECT_EQ(json[0]["id"], "marsh2022");
  EXPECT_EQ(json[0]["author"][0], (nlohmann::json{{"family", "Marsh"}, {"given", "Ada"}}));
  EXPECT_EQ(json[0]["author"][1]["literal"], "Saltby Town Council");
  EXPECT_EQ(json[0]["issued"]["date-parts"], nlohmann::json::parse("[[2022,4]]"));
  EXPECT_EQ(json[0]["DOI"], "10.5555/invented.2022.45");
  EXPECT_FALSE(json[0].contains("URL"));
  EXPECT_EQ(nlohmann::json::parse(to_csl_json({})), nlohmann::json::array());
}

TEST(CslJson, SurvivesWhatIsNotUtf8) {
  auto r = sample();
  r.title = "broken \xFF byte";
  EXPECT_TRUE(nlohmann::json::accept(to_csl_json(std::vector{r})));
}

}  // namespace
}  // namespace fieldbook::bibliography
