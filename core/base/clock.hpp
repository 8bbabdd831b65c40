// Times as file systems tell them.
#pragma once

#include <chrono>
#include <cstdint>
#include <ctime>

namespace fieldbook {

// Nanoseconds since 1970, as a file's times count them.
inline std::int64_t now_ns() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}
inline std::int64_t ns_of(const std::timespec& time) noexcept { return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec; }

// For so long after a change a second one may leave a file with the same time: several times the grain of the file systems that
// libraries lie on.
inline constexpr std::int64_t unsettled_ns = 50'000'000;

}  // namespace fieldbook
