#include "core/base/date.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <ctime>

namespace fieldbook {
namespace {

std::optional<unsigned> digits(std::string_view text) {
  unsigned value = 0;
  const auto* const end = text.data() + text.size();
  const auto [at, failure] = std::from_chars(text.data(), end, value);
  if (failure != std::errc{} || at != end) return std::nullopt;
  return value;
}

unsigned days_in(int year, unsigned month) {
  using namespace std::chrono;
  return static_cast<unsigned>(year_month_day_last{std::chrono::year{year}, month_day_last{std::chrono::month{month}}}.day());
}

std::string padded(unsigned value) { return (value < 10 ? "0" : "") + std::to_string(value); }

}  // namespace

Date today() {
  const std::time_t now = std::time(nullptr);
  std::tm parts = {};
  ::localtime_r(&now, &parts);
  return {parts.tm_year + 1900, static_cast<unsigned>(parts.tm_mon) + 1, static_cast<unsigned>(parts.tm_mday)};
}

std::optional<Date> parse_date(std::string_view text) {
  const bool has_month = text.size() == 7 || text.size() == 10;
  const bool has_day = text.size() == 10;
  if (text.size() != 4 && !has_month) return std::nullopt;
  if ((has_month && text[4] != '-') || (has_day && text[7] != '-')) return std::nullopt;
  Date date;
  const auto year = digits(text.substr(0, 4));
  if (!year || *year < 1000) return std::nullopt;
  date.year = static_cast<int>(*year);
  if (has_month) {
    const auto month = digits(text.substr(5, 2));
    if (!month || *month < 1 || *month > 12) return std::nullopt;
    date.month = *month;
  }
  if (has_day) {
    const auto day = digits(text.substr(8, 2));
    if (!day || *day < 1 || *day > days_in(date.year, date.month)) return std::nullopt;
    date.day = *day;
  }
  return date;
}

std::string to_iso(const Date& date) {
  auto out = std::to_string(date.year);
  if (date.month != 0) out += "-" + padded(date.month);
  if (date.month != 0 && date.day != 0) out += "-" + padded(date.day);
  return out;
}

std::string to_words(const Date& date) {
  static constexpr std::array<const char*, 12> names = {"January", "February", "March",     "April",   "May",      "June",
                                                        "July",    "August",   "September", "October", "November", "December"};
  std::string out;
  if (date.month != 0 && date.day != 0) out += std::to_string(date.day) + " ";
  if (date.month != 0) out += std::string(names.at(date.month - 1)) + " ";
  return out + std::to_string(date.year);
}

Date plus_months(Date date, int months) {
  if (date.month == 0) {
    date.year += months / 12;
    return date;
  }
  const int count = date.year * 12 + static_cast<int>(date.month) - 1 + months;
  date.year = count / 12;
  date.month = static_cast<unsigned>(count % 12) + 1;
  if (date.day != 0) date.day = std::min(date.day, days_in(date.year, date.month));
  return date;
}

}  // namespace fieldbook
