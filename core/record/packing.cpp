#include "core/record/packing.hpp"

#include "core/base/file.hpp"
#include "core/base/text.hpp"
#include "core/record/html.hpp"

namespace fieldbook::record {
namespace {

// One way or the other, through all that a record holds.
template <class Way>
class Passing {
 public:
  Passing(Way& way, const FileName& file, Texts texts) : way_(way), file_(file), texts_(texts) {}

  void prose(Body& body) {
    one(body.text);
    all(body.paragraphs);
    all(body.paragraph_lines);
    all(body.sentences);
    if constexpr (!Way::packs) check_prose(body);
  }

  void one(ReadRecord& read) {
    if constexpr (!Way::packs) {
      read.record.emplace();
      read.file.file = file_.text();
      read.record->file = file_.text();
    }
    auto& record = *read.record;
    one(record.id);
    one(record.kind);
    one(record.content_hash);
    all(record.fields);
    if constexpr (Way::packs) {
      auto html = prepared_html(record);
      one(html);
      auto hash = record.hash.empty() ? hash_of(record) : record.hash;
      one(hash);
    } else {
      way_.leave(record.left_html);
      one(record.hash);
      expect(is_sha256(record.hash));
    }
    way_.number(record.body_line);
    prose(record);
    one(record.body);
    all(read.file.aliases);
    if constexpr (!Way::packs) {
      read.file.id = record.id;
      read.file.content_hash = record.content_hash;
    }
    one(read.found);
  }

 private:
  void one(std::string& text) { way_(text); }
  void one(std::size_t& number) { way_.number(number); }
  void one(Location& where) {
    way_.file(file_, where.file);
    way_.number(where.line);
    way_.number(where.column);
  }
  void one(Place& place) {
    way_.number(place.line);
    way_.number(place.column);
  }
  void one(Span& span) {
    way_.number(span.begin);
    way_.number(span.end);
  }
  void one(Field& field) {
    all(field.values);
    all(field.value_where);
    all(field.rows);
    one(field.where);
    expect(field.values.size() == field.value_where.size());
  }
  void one(Row& row) { all(row); }
  void one(Section& section) {
    one(section.heading);
    one(section.slug);
    way_.number(section.level);
    one(section.body);
    one(section.where);
  }
  void one(Citation& citation) {
    one(citation.key);
    one(citation.locator);
    way_.number(citation.at);
    one(citation.where);
  }
  void one(Link& link) {
    one(link.target);
    one(link.text);
    one(link.where);
  }
  // Its size, and its parts.
  void prose(Record& record) {
    if constexpr (Way::packs) {
      std::string bytes;
      Packing inside(bytes);
      pass_prose(inside, record.body);
      one(bytes);
    } else {
      static thread_local Body unread;   // so that one after the other needs no memory
      auto& body = texts_ == Texts::taken ? record.body : unread;
      Unpacking inside(way_.leave(record.left_prose));
      pass_prose(inside, body);
      expect(inside.whole());
      text_size_ = body.text.size();
    }
  }
  void one(Body& body) {
    all(body.sections);
    all(body.citations);
    all(body.links);
    if constexpr (!Way::packs) check(body);
  }
  void one(Diagnostic& diagnostic) {
    way_.number(diagnostic.severity);
    expect(diagnostic.severity == Severity::error || diagnostic.severity == Severity::warning);
    one(diagnostic.where);
    one(diagnostic.what);
    one(diagnostic.advice);
    one(diagnostic.rule);
  }
  void one(Diagnostics& found) {
    auto list = found.sorted();
    all(list);
    if constexpr (!Way::packs) {
      for (auto& diagnostic : list) found.add(std::move(diagnostic));
    }
  }

  template <class Value>
  void all(std::vector<Value>& list) {
    way_.all(list, [this](Value& value) { one(value); });
  }
  // Names are in order, else it is damaged: they are looked for by halves.
  template <class Value>
  void all(ByName<Value>& map) {
    std::uint64_t size = map.size();
    way_.number(size);
    if constexpr (Way::packs) {
      for (auto& [name, value] : map) {
        one(name);
        one(value);
      }
    } else {
      map.reserve(std::min<std::uint64_t>(size, 64));
      for (; size > 0 && !way_.damaged(); --size) {
        std::string name;
        one(name);
        expect(map.empty() || (map.end() - 1)->first < name);
        one(map[name]);
      }
    }
  }

  void expect(bool holds) {
    if constexpr (!Way::packs) {
      if (!holds) way_.fail();
    }
  }

  void check(const Body& body) {
    const auto lies_in = [this](const Span& span) { return span.begin <= span.end && span.end <= text_size_; };
    for (const auto& section : body.sections) expect(lies_in(section.body));
    for (const auto& link : body.links) expect(lies_in(link.text));
    for (const auto& citation : body.citations) expect(citation.at <= text_size_);
  }

  void check_prose(const Body& body) {
    const auto size = body.text.size();
    const auto in_order = [size](const std::vector<Span>& spans) {
      std::size_t at = 0;
      for (const auto& span : spans) {
        if (span.begin < at || span.begin >= span.end || span.end > size) return false;
        at = span.end;
      }
      return true;
    };
    expect(body.paragraph_lines.size() == body.paragraphs.size() && in_order(body.paragraphs) && in_order(body.sentences));
    auto paragraph = body.paragraphs.begin();
    for (const auto& sentence : body.sentences) {
      while (paragraph != body.paragraphs.end() && paragraph->end < sentence.end) ++paragraph;
      expect(paragraph != body.paragraphs.end() && paragraph->begin <= sentence.begin && is_character_boundary(body.text, sentence.begin));
    }
  }

  Way& way_;
  const FileName file_;
  const Texts texts_;
  std::size_t text_size_ = 0;
};

template <class Way>
void pass_stamp(Way& way, FileStamp& stamp) {
  way(stamp.file);
  way.number(stamp.size);
  way.number(stamp.modified_ns);
  way.number(stamp.inode);
}

}  // namespace

void pass(Packing& way, FileStamp& stamp) { pass_stamp(way, stamp); }
void pass(Unpacking& way, FileStamp& stamp) { pass_stamp(way, stamp); }

void pass(Packing& way, const FileName& file, ReadRecord& read) { Passing<Packing>(way, file, Texts::taken).one(read); }
void pass(Unpacking& way, const FileName& file, Texts texts, ReadRecord& read) { Passing<Unpacking>(way, file, texts).one(read); }

void pass_prose(Packing& way, Body& body) { Passing<Packing>(way, {}, Texts::taken).prose(body); }
void pass_prose(Unpacking& way, Body& body) { Passing<Unpacking>(way, {}, Texts::taken).prose(body); }

}  // namespace fieldbook::record
