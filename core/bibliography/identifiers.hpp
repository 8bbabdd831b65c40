// DOIs, serial numbers and dates out of what exporters write. For this folder and for telling duplicates.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/date.hpp"

namespace fieldbook::bibliography {

// The DOI in "doi: 10.1/x", "https://dx.doi.org/10.1/x", "10.1%2Fx [doi]" or "10.1/x."; empty where there is none,
// as in "NONE". Letters keep their case.
std::string clean_doi(std::string_view);

// "2001/09/01/", "20170812", "2016 May-Jun", "4-8 Aug. 2020", "04 2006": as much as is beyond doubt. Nothing without
// a year of four digits between 1000 and 2999.
std::optional<Date> date_from_text(std::string_view);

enum class Serial { isbn, issn, neither };

// What a number's digits say: 8 of them an ISSN, 10 or 13 an ISBN.
Serial kind_of_serial(std::string_view);

}  // namespace fieldbook::bibliography
