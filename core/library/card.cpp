#include "core/library/card.hpp"

#include <cstdint>

#include "core/library/bytes.hpp"

namespace fieldbook::library {
namespace {

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
