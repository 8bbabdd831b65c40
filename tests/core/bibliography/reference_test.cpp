#include "core/bibliography/reference.hpp"

#include <gtest/gtest.h>

namespace fieldbook::bibliography {
namespace {

Reference article() {
  Reference r;
  r.key = "k";
  r.type = "article-journal";
  r.title = "Does it work?";
  r.authors = {{"Thorlby", "Ruth Anne", ""}, {"Müller", "Jean-Paul", ""}};
  r.container_title = "Journal of Things";
  r.volume = "12";
  r.issue = "3";
  r.page = "45–61";
  r.issued = Date{2015, 3, 0};
  r.doi = "10.1234/ab";
  return r;
}

TEST(Reference, InAListOfSources) {
  EXPECT_EQ(to_text(article()),
            "Thorlby RA, Müller JP (2015). Does it work? Journal of Things 12(3): 45–61. doi:10.1234/ab");
  Reference web;
  web.title = "Extension of the contract";
  web.authors = {{"", "", "Plymouth City Council"}};
  web.publisher = "Plymouth City Council";
  web.url = "https://example.org/x";
  web.accessed = Date{2024, 5, 1};
  EXPECT_EQ(to_text(web),
            "Plymouth City Council (n.d.). Extension of the contract. https://example.org/x (read 1 May 2024)");
  auto many = article();
  many.authors.assign(9, {"Fell", "Rosa", ""});
  EXPECT_EQ(to_text(many).substr(0, 57), "Fell R, Fell R, Fell R, Fell R, Fell R, Fell R and others");
  EXPECT_EQ(to_text(Reference{}), "[untitled] (n.d.).");
}

TEST(Reference, ShortForm) {
  auto r = article();
  EXPECT_EQ(short_form(r), "Thorlby and Müller (2015)");
  r.authors.push_back({"", "", "A body"});
  EXPECT_EQ(short_form(r), "Thorlby and others (2015)");
  r.authors = {{"", "", "Plymouth City Council"}};
  r.issued.reset();
  EXPECT_EQ(short_form(r), "Plymouth City Council (n.d.)");
  r.authors.clear();
  EXPECT_EQ(short_form(r), "Does it work? (n.d.)");
}

TEST(Reference, LinkIsAlwaysHttp) {
  auto r = article();
  EXPECT_EQ(link(r), "https://doi.org/10.1234/ab");
  r.doi = "10.1002/(sici)1 <a>\"";
  EXPECT_EQ(link(r), "https://doi.org/10.1002/(sici)1%20%3Ca%3E%22");
  r.doi.clear();
  r.url = "javascript:alert(1)";
  EXPECT_EQ(link(r), "");
  r.url = "http://example.org";
  EXPECT_EQ(link(r), "http://example.org");
}

}  // namespace
}  // namespace fieldbook::bibliography
