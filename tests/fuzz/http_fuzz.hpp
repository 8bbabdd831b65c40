// One request to the local app, as bytes that are no request any more. Aborts where an answer breaks a promise.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace fieldbook::test {

struct HttpTarget {
  int port = 0;
  std::string_view secret;  // bytes of files that the app must never give
  std::size_t longest_answer_bytes = 0;
};

// Requests as browsers and programs make them, "@" standing for the host and port in each. Damage starts from these.
std::string good_request(std::size_t number);
std::size_t good_requests();

// The request of this number: always the same, so that a failure can be had again.
std::string damaged_request(std::uint32_t number, std::string_view host);

// Sends it in one of several ways (whole, in pieces, cut off, without waiting) and looks at the answer.
void fuzz_http(const HttpTarget&, std::uint32_t number, std::string_view request);

}  // namespace fieldbook::test
