// Calendar dates as people write them in records: 2019, 2019-04 or 2019-04-01 (ISO 8601, proleptic Gregorian).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace fieldbook {

struct Date {
  int year = 0;
  unsigned month = 0;  // 0: not known
  unsigned day = 0;    // 0: not known

  friend auto operator<=>(const Date&, const Date&) = default;
};

// The day it is here, by the system's clock and time zone.
Date today();

// Nothing where the text is not one of the three forms or not a day of the calendar; years 1000 to 9999.
std::optional<Date> parse_date(std::string_view);

// The ISO form at the precision that is known.
std::string to_iso(const Date&);

// As a reader sees it: "1 April 2019", "April 2019", "2019".
std::string to_words(const Date&);

// The same day `months` later; a day that the month does not have becomes its last. Unknown parts stay unknown.
Date plus_months(Date, int months);

}  // namespace fieldbook
