#include "tests/fuzz/http_fuzz.hpp"

#include <algorithm>
#include <random>
#include <vector>

#include "tests/fuzz/promise.hpp"
#include "tests/site/served_site.hpp"

namespace fieldbook::test {
namespace {

std::string multipart(const std::string& parts) {
  const auto body = "--edge\r\n" + parts + "\r\n--edge--\r\n";
  return "POST /check HTTP/1.1\r\nHost: @\r\nOrigin: http://@\r\nContent-Type: multipart/form-data; boundary=edge\r\nContent-Length: " + std::to_string(body.size()) +
         "\r\n\r\n" + body;
}

std::string get(const std::string& address, const std::string& more = {}) { return "GET " + address + " HTTP/1.1\r\nHost: @\r\n" + more + "\r\n"; }

const std::vector<std::string>& requests() {
  static const std::string text = "Content-Disposition: form-data; name=\"text\"\r\n\r\nSix charities share one contract.\r\n--edge\r\nContent-Disposition: form-data; name=\"approach\"\r\n\r\nalliance";
  static const std::string file = "Content-Disposition: form-data; name=\"file\"; filename=\"plan.docx\"\r\nContent-Type: application/octet-stream\r\n\r\nPK\x03\x04 no document";
  static const std::vector<std::string> all = {
      get("/"),
      get("/record/", "Accept: text/html\r\nAccept-Encoding: gzip, br\r\nCookie: a=b\r\nIf-None-Match: \"x\"\r\n"),
      get("/search/?q=shared+lives&approach=alliance&%71=%22x%22"),
      get("/compare/alliance/health.html?a=one&b=two#there"),
      get("/css/site.css", "Range: bytes=0-3\r\n"),
      get("/data.csv", "Range: bytes=0-1,5-9,-7\r\n"),
      get("/%72ecord/./index%2Ehtml"),
      get("/record/../../secret.txt"),
      get("/%2e%2e/%2e%2e%2fsecret.txt"),
      get("/link.txt"),
      get("/linked/secret.txt"),
      get("/.hidden"),
      get("http://@/record/"),
      get("/-/edition", "Connection: keep-alive\r\n") + get("/check") + get("/nothing"),
      get("/", "X-Long: " + std::string(7000, 'x') + "\r\nX-More: " + std::string(900, ';') + "\r\n"),
      "HEAD /record/index.html HTTP/1.0\r\nHost: @\r\n\r\n",
      "OPTIONS * HTTP/1.1\r\nHost: @\r\nAccess-Control-Request-Method: PUT\r\n\r\n",
      "DELETE /index.html HTTP/1.1\r\nHost: @\r\n\r\n",
      multipart(text),
      multipart(file),
      multipart(text + "\r\n--edge\r\n" + file),
      multipart(text + "\r\n--edge\r\nContent-Disposition: form-data; name=\"approach\"\r\n\r\nnonsense"),
      get("/check?approach=alliance&approach=%61lliance&approach="),
      multipart("Content-Disposition: form-data; name=\"file\"; filename=\"../../secret.pdf\"\r\n\r\nrefuse"),
      "POST /check HTTP/1.1\r\nHost: @\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 49\r\n\r\ntext=One+contract%2C+six%20ways&approach=alliance&",
      "POST /check HTTP/1.1\r\nHost: @\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n9\r\ntext=plan\r\n16;x=y\r\n two&approach=alliance\r\n0\r\n\r\n",
      "POST /check HTTP/1.1\r\nHost: @\r\nExpect: 100-continue\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n\r\nplan",
  };
  return all;
}

const std::vector<std::string>& tokens() {
  static const std::vector<std::string> all = {
      "\r\n", "\n", "\r\n\r\n", std::string(1, '\0'), "%00", "%2e%2e%2f", "../", "//", "\\..\\", "%", "%u0000", "%c0%ae", "/secret.txt", "/etc/passwd", "?", "#", "&", "=",
      "Content-Length: 18446744073709551615\r\n", "Content-Length: -1\r\n", "Content-Length: 0\r\n", "Content-Length: 70000\r\n", "Transfer-Encoding: chunked\r\n",
      "Transfer-Encoding: gzip, chunked\r\n", "Content-Encoding: gzip\r\n", "Content-Encoding: br\r\n", "Range: bytes=0-0,-1,5-,0-999999999999\r\n", "Range: bytes=-\r\n",
      "Expect: 100-continue\r\n", "Connection: close\r\n", "Host: evil.example\r\n", "Origin: null\r\n", "Content-Type: multipart/form-data; boundary=\r\n",
      "Content-Type: multipart/form-data; boundary=\"edge\r\n", "--edge\r\n", "--edge--", "FFFFFFFFFFFFFFFF\r\n", "0\r\n\r\n", "filename*=UTF-8''x", "\xFF\xFE", "HTTP/9.9", "PRI * HTTP/2.0"};
  return all;
}

class Damage {
 public:
  explicit Damage(std::uint32_t number) : random_(number) {}
  std::size_t below(std::size_t bound) { return bound == 0 ? 0 : random_() % bound; }

  void once(std::string& bytes) {
    const auto at = below(bytes.size() + 1), some = below(40);
    switch (below(9)) {
      case 0: case 1: bytes.insert(at, tokens()[below(tokens().size())]); break;
      case 2: if (at < bytes.size()) bytes[at] = static_cast<char>(below(256)); break;
      case 3: bytes.erase(std::min(at, bytes.size()), some); break;
      case 4: bytes.insert(below(bytes.size() + 1), bytes.substr(at, some)); break;
      case 5: repeat(bytes, at); break;
      case 6: {
        const auto other = good_request(below(good_requests()));
        bytes = bytes.substr(0, at) + other.substr(below(other.size()));
        break;
      }
      case 7: number(bytes); break;
      default: if (below(3) == 0) bytes.resize(at);
    }
  }

 private:
  // A short piece many times: long headers, many headers, many parts.
  void repeat(std::string& bytes, std::size_t at) {
    const auto piece = bytes.substr(at, 1 + below(30));
    if (piece.empty()) return;
    std::string many;
    for (const auto size = below(4) == 0 ? below(100'000) : below(3000); many.size() < size;) many += piece;
    bytes.insert(at, many);
  }
  void number(std::string& bytes) {
    const auto at = bytes.find_first_of("0123456789", below(bytes.size()));
    if (at == bytes.npos) return;
    const char* const others[] = {"0", "-1", "9", "65536", "4294967296", "9223372036854775808", "1e9", "0x10"};
    bytes.replace(at, 1, others[below(8)]);
  }

  std::mt19937 random_;
};

void look_at(const HttpTarget& target, std::string_view answer) {
  must(answer.find(target.secret) == answer.npos, "nothing outside the site is given");
  must(answer.size() <= target.longest_answer_bytes, "an answer is no longer than what is asked for");
  if (answer.empty()) return;  // it was no request
  must(answer.starts_with("HTTP/1.1 "), "an answer is HTTP");
  const auto end = answer.find("\r\n\r\n");
  must(end != answer.npos, "an answer has a head");
}

}  // namespace

std::size_t good_requests() { return requests().size(); }
std::string good_request(std::size_t number) { return requests()[number % requests().size()]; }

std::string damaged_request(std::uint32_t number, std::string_view host) {
  Damage damage(number);
  auto bytes = good_request(damage.below(good_requests()));
  for (auto changes = damage.below(6); changes > 0; --changes) damage.once(bytes);
  for (std::size_t at = 0; (at = bytes.find('@', at)) != bytes.npos; at += host.size()) bytes.replace(at, 1, host);
  return bytes;
}

void fuzz_http(const HttpTarget& target, std::uint32_t number, std::string_view request) {
  LocalConnection connection(target.port);
  must(connection.connected(), "the app takes connections");
  Damage way(~number);
  switch (way.below(16)) {
    case 0: {  // in pieces
      for (std::size_t at = 0, size = 0; at < request.size(); at += size) connection.send(request.substr(at, size = 1 + way.below(request.size() / 4 + 1)));
      break;
    }
    case 1: connection.send(request); return connection.reset();
    case 2: connection.send(request); return;  // never waits for the answer
    default: connection.send(request);
  }
  connection.end();
  look_at(target, connection.receive());
}

}  // namespace fieldbook::test
