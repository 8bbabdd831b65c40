#include "core/library/card.hpp"

#include <cstdint>

#include "core/base/error.hpp"

namespace fieldbook::library {
namespace {

void put(std::string& out, std::uint64_t number) {
  for (; number >= 0x80; number >>= 7) out.push_back(static_cast<char>(number | 0x80));
  out.push_back(static_cast<char>(number));
}

void put(std::string& out, std::string_view text) {
  put(out, std::uint64_t{text.size()});
  out += text;
}

class Source {
 public:
  explicit Source(std::string_view bytes) : bytes_(bytes) {}

  bool empty() const { return bytes_.empty(); }
  std::size_t number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 63 && !bytes_.empty(); shift += 7) {
      const auto byte = static_cast<unsigned char>(bytes_.front());
      bytes_.remove_prefix(1);
      value |= std::uint64_t{byte & 0x7fU} << shift;
      if (byte < 0x80) return value;
    }
    fail();
  }
  std::string text() {
    const auto size = number();
    if (size > bytes_.size()) fail();
    std::string out(bytes_.substr(0, size));
    bytes_.remove_prefix(size);
    return out;
  }
  [[noreturn]] static void fail() {
    throw Error(Errc::damaged, "an entry of the index cannot be read",
                "remove the index folder and run fieldbook index");
  }

 private:
  std::string_view bytes_;
};

std::vector<Span> sentences(Source& source, std::size_t body_size) {
  std::vector<Span> out;
  std::size_t at = 0;
  for (auto left = source.number(); left > 0; --left) {
    const auto gap = source.number();
    const auto size = source.number();
    if (gap > body_size - at || size > body_size - at - gap) Source::fail();
    out.push_back({at + gap, at + gap + size});
    at += gap + size;
  }
  return out;
}

}  // namespace

std::string encode(const Card& card) {
  std::string out;
  for (const auto* const text : {&card.id, &card.kind, &card.title, &card.url, &card.file}) put(out, *text);
  put(out, std::uint64_t{card.fields.size()});
  for (const auto& [name, value] : card.fields) {
    put(out, name);
    put(out, value);
  }
  put(out, card.body);
  put(out, std::uint64_t{card.sentences.size()});
  std::size_t at = 0;
  for (const auto& sentence : card.sentences) {
    put(out, std::uint64_t{sentence.begin - at});
    put(out, std::uint64_t{sentence.size()});
    at = sentence.end;
  }
  return out;
}

Card decode_card(std::string_view bytes) {
  Source source(bytes);
  Card card;
  for (auto* const text : {&card.id, &card.kind, &card.title, &card.url, &card.file}) *text = source.text();
  for (auto left = source.number(); left > 0; --left) {
    auto name = source.text();
    card.fields.insert_or_assign(std::move(name), source.text());
  }
  card.body = source.text();
  card.sentences = sentences(source, card.body.size());
  return card;
}

std::string encode(const std::vector<std::string>& strings) {
  std::string out;
  for (const auto& text : strings) put(out, text);
  return out;
}

std::vector<std::string> decode_strings(std::string_view bytes) {
  std::vector<std::string> out;
  for (Source source(bytes); !source.empty();) out.push_back(source.text());
  return out;
}

}  // namespace fieldbook::library
