// What the frames say, as values. Every text in a message that was read is a view of the payload it was read from.
// append() adds the whole frame to a string; read() fills a message from a payload and says whether it was well-formed.
// Being well-formed says nothing about being true: see contract.hpp for what a judgement must keep to.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/text.hpp"
#include "core/wire/frame.hpp"

namespace fieldbook::wire {

struct Hello {
  static constexpr Type type = Type::hello;
  std::string_view version;       // of the program: both ends must be of one build
  std::string_view file_hash;     // sha256 that the plugin's file must have; empty: any
  std::uint32_t cpu_seconds = 0;  // for the life of the process
  std::uint64_t memory_bytes = 0;
};

struct Criterion {
  std::string_view id, name, question;
  bool core = false;
};

struct Ready {
  static constexpr Type type = Type::ready;
  std::string_view id, name, version, summary;
  std::vector<Criterion> criteria;
  std::uint32_t core_needed = 0;  // core criteria that a strong fit needs; 0: all
};

struct Refused {
  static constexpr Type type = Type::refused;
  std::string_view why;
};

struct Field {
  std::string_view name, value;
};

struct Section {
  std::string_view heading;
  Span body;
  std::uint32_t level = 0;
};

struct Assess {
  static constexpr Type type = Type::assess;
  bool is_record = false;
  std::uint32_t wall_ms = 0;  // until the program ends the process
  std::string_view id, title, text, language;
  std::vector<Field> fields;
  std::vector<Section> sections;
  std::vector<Span> paragraphs, sentences;
};

struct Search {
  static constexpr Type type = Type::search;
  std::string_view query;
  std::uint32_t limit = 0;
};

struct Hit {
  std::string_view id, title, snippet;
  double score = 0;
};

struct Hits {
  static constexpr Type type = Type::hits;
  std::vector<Hit> hits;
};

struct Judge {
  static constexpr Type type = Type::judge;
  std::string_view criterion, rationale;
  std::int32_t rating = 0;
  double confidence = 0;
  std::vector<Span> quotes;
};

struct Recommend {
  static constexpr Type type = Type::recommend;
  std::string_view record, criterion, reason;
};

struct Fit {
  static constexpr Type type = Type::fit;
  std::int32_t fit = 0;
};

struct Fault {
  static constexpr Type type = Type::fault;
  std::string_view what;
};

struct Done {
  static constexpr Type type = Type::done;
  std::int32_t status = 0;   // fb_status
  std::string_view message;  // why, where it is not FB_OK
};

struct Block {
  static constexpr Type type = Type::block;
  std::uint32_t kind = 0;   // document::Block::Kind
  std::uint32_t level = 0;  // of a heading, 1 to 6
  std::uint32_t page = 0;   // from 1; 0: the format has none
  std::string_view text;
};

void append(std::string& out, const Hello&);
void append(std::string& out, const Ready&);
void append(std::string& out, const Refused&);
void append(std::string& out, const Assess&);
void append(std::string& out, const Search&);
void append(std::string& out, const Hits&);
void append(std::string& out, const Judge&);
void append(std::string& out, const Recommend&);
void append(std::string& out, const Fit&);
void append(std::string& out, const Fault&);
void append(std::string& out, const Done&);
void append(std::string& out, const Block&);

[[nodiscard]] bool read(std::string_view payload, Hello&);
[[nodiscard]] bool read(std::string_view payload, Ready&);
[[nodiscard]] bool read(std::string_view payload, Refused&);
[[nodiscard]] bool read(std::string_view payload, Assess&);
[[nodiscard]] bool read(std::string_view payload, Search&);
[[nodiscard]] bool read(std::string_view payload, Hits&);
[[nodiscard]] bool read(std::string_view payload, Judge&);
[[nodiscard]] bool read(std::string_view payload, Recommend&);
[[nodiscard]] bool read(std::string_view payload, Fit&);
[[nodiscard]] bool read(std::string_view payload, Fault&);
[[nodiscard]] bool read(std::string_view payload, Done&);
[[nodiscard]] bool read(std::string_view payload, Block&);

}  // namespace fieldbook::wire
