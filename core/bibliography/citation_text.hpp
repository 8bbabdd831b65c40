// A journal's name, volume and pages in one string, as Embase and PubMed put them into a table. For this folder only.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace fieldbook::bibliography {

struct CitationText {
  std::string journal, date, volume, issue, pages;
};

// "Endoscopic Ultrasound (2014) 3:3 (152-160). Date of …" and "Nature. 2021 Dec 21;1(2):10-11. doi: …"; nothing for
// anything else.
std::optional<CitationText> citation_in(std::string_view);

}  // namespace fieldbook::bibliography
