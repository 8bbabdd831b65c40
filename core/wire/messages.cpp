#include "core/wire/messages.hpp"

#include <concepts>
#include <type_traits>

namespace fieldbook::wire {
namespace {

// Fewest bytes that one item of a list takes in a payload.
template <class Item>
inline constexpr std::size_t least_bytes = 0;
template <>
inline constexpr std::size_t least_bytes<Span> = 16;
template <>
inline constexpr std::size_t least_bytes<Field> = 8;
template <>
inline constexpr std::size_t least_bytes<Section> = 24;
template <>
inline constexpr std::size_t least_bytes<Criterion> = 13;
template <>
inline constexpr std::size_t least_bytes<Hit> = 20;

// Out and In have one interface, so that one list of parts both writes a message and reads it.
class Out {
 public:
  explicit Out(std::string& out) : encoder_(out) {}
  Encoder& encoder() noexcept { return encoder_; }

  void operator()(const auto&... values) { (put(values), ...); }

 private:
  void put(std::string_view value) { encoder_.text(value); }
  void put(bool value) { encoder_.number<std::uint8_t>(value ? 1 : 0); }
  void put(Span value) { encoder_.span(value); }
  template <class Number>
  requires std::is_arithmetic_v<Number>
  void put(Number value) { encoder_.number(value); }
  template <class Item>
  void put(const std::vector<Item>& items) {
    encoder_.count(items.size());
    for (const auto& item : items) parts(*this, item);
  }

  Encoder encoder_;
};

class In {
 public:
  explicit In(std::string_view payload) : decoder_(payload) {}
  bool is_complete() const noexcept { return decoder_.is_complete(); }

  void operator()(auto&... values) { (get(values), ...); }

 private:
  void get(std::string_view& value) { value = decoder_.text(); }
  void get(bool& value) { value = decoder_.number<std::uint8_t>() != 0; }
  void get(Span& value) { value = decoder_.span(); }
  template <class Number>
  requires std::is_arithmetic_v<Number>
  void get(Number& value) { value = decoder_.number<Number>(); }
  template <class Item>
  void get(std::vector<Item>& items) {
    items.resize(decoder_.count(least_bytes<Item>));
    for (auto& item : items) parts(*this, item);
  }

  Decoder decoder_;
};

template <class Message, class Same>
concept is = std::same_as<std::remove_const_t<Message>, Same>;

void parts(auto& list, is<Span> auto& m) {
  list(m);
}
void parts(auto& list, is<Field> auto& m) {
  list(m.name, m.value);
}
void parts(auto& list, is<Section> auto& m) {
  list(m.heading, m.body, m.level);
}
void parts(auto& list, is<Criterion> auto& m) {
  list(m.id, m.name, m.question, m.core);
}
void parts(auto& list, is<Hit> auto& m) {
  list(m.id, m.title, m.snippet, m.score);
}

void parts(auto& list, is<Hello> auto& m) {
  list(m.version, m.file_hash, m.cpu_seconds, m.memory_bytes);
}
void parts(auto& list, is<Ready> auto& m) {
  list(m.id, m.name, m.version, m.summary, m.criteria, m.core_needed);
}
void parts(auto& list, is<Refused> auto& m) {
  list(m.why);
}
void parts(auto& list, is<Assess> auto& m) {
  list(m.is_record, m.wall_ms, m.id, m.title, m.text, m.language, m.fields, m.sections, m.paragraphs, m.sentences);
}
void parts(auto& list, is<Search> auto& m) {
  list(m.query, m.limit);
}
void parts(auto& list, is<Hits> auto& m) {
  list(m.hits);
}
void parts(auto& list, is<Judge> auto& m) {
  list(m.criterion, m.rationale, m.rating, m.confidence, m.quotes);
}
void parts(auto& list, is<Recommend> auto& m) {
  list(m.record, m.criterion, m.reason);
}
void parts(auto& list, is<Fit> auto& m) {
  list(m.fit);
}
void parts(auto& list, is<Fault> auto& m) {
  list(m.what);
}
void parts(auto& list, is<Done> auto& m) {
  list(m.status, m.message);
}

void parts(auto& list, is<Block> auto& m) {
  list(m.kind, m.level, m.page, m.text);
}

template <class Message>
void write_frame(std::string& bytes, const Message& message) {
  Out out(bytes);
  out.encoder().begin(Message::type);
  parts(out, message);
  out.encoder().end();
}

template <class Message>
bool read_payload(std::string_view payload, Message& message) {
  In in(payload);
  parts(in, message);
  return in.is_complete();
}

}  // namespace

void append(std::string& out, const Hello& message) {
  write_frame(out, message);
}
void append(std::string& out, const Ready& message) {
  write_frame(out, message);
}
void append(std::string& out, const Refused& message) {
  write_frame(out, message);
}
void append(std::string& out, const Assess& message) {
  write_frame(out, message);
}
void append(std::string& out, const Search& message) {
  write_frame(out, message);
}
void append(std::string& out, const Hits& message) {
  write_frame(out, message);
}
void append(std::string& out, const Judge& message) {
  write_frame(out, message);
}
void append(std::string& out, const Recommend& message) {
  write_frame(out, message);
}
void append(std::string& out, const Fit& message) {
  write_frame(out, message);
}
void append(std::string& out, const Fault& message) {
  write_frame(out, message);
}
void append(std::string& out, const Done& message) {
  write_frame(out, message);
}

void append(std::string& out, const Block& message) {
  write_frame(out, message);
}

bool read(std::string_view payload, Hello& message) {
  return read_payload(payload, message);
}
bool read(std::string_view payload, Ready& message) {
  return read_payload(payload, message);
}
bool read(std::string_view payload, Refused& message) {
  return read_payload(payload, message);
}
bool read(std::string_view payload, Assess& message) {
  return read_payload(payload, message);
}
bool read(std::string_view payload, Search& message) {
  return read_payload(payload, message);
}
bool read(std::string_view payload, Hits& message) {
  return read_payload(payload, message);
}
bool read(std::string_view payload, Judge& message) {
  return read_payload(payload, message);
}
bool read(std::string_view payload, Recommend& message) {
  return read_payload(payload, message);
}
bool read(std::string_view payload, Fit& message) {
  return read_payload(payload, message);
}
bool read(std::string_view payload, Fault& message) {
  return read_payload(payload, message);
}
bool read(std::string_view payload, Done& message) {
  return read_payload(payload, message);
}
bool read(std::string_view payload, Block& message) {
  return read_payload(payload, message);
}

}  // namespace fieldbook::wire
