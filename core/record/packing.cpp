#include "core/record/packing.hpp"

namespace fieldbook::record {
namespace {

using Row = std::map<std::string, std::string, std::less<>>;

// One way or the other, through all that a record holds.
template <class Way>
class Passing {
 public:
  Passing(Way& way, const std::string& file) : way_(way), file_(file) {}

  void one(ReadRecord& read) {
    if constexpr (!Way::packs) {
      read.record.emplace();
      read.file.file = file_;
      read.record->file = file_;
    }
    auto& record = *read.record;
    one(record.id);
    one(record.kind);
    one(record.content_hash);
    all(record.fields);
    one(record.markdown);
    way_.number(record.body_line);
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
  void one(Span& span) {
    way_.number(span.begin);
    way_.number(span.end);
  }
  void one(Field& field) {
    all(field.values);
    all(field.value_where);
    all(field.rows);
    one(field.where);
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
  void one(Body& body) {
    one(body.text);
    all(body.sections);
    all(body.paragraphs);
    all(body.paragraph_lines);
    all(body.sentences);
    all(body.citations);
    all(body.links);
    if constexpr (!Way::packs) check(body);
  }
  void one(Diagnostic& diagnostic) {
    way_.number(diagnostic.severity);
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
    way_.size(list);
    for (auto& value : list) one(value);
  }
  template <class Value>
  void all(std::map<std::string, Value, std::less<>>& map) {
    std::vector<std::pair<std::string, Value>> list;
    if constexpr (Way::packs) {
      std::uint64_t size = map.size();
      way_.number(size);
      for (auto& [key, value] : map) {
        auto name = key;
        one(name);
        one(value);
      }
    } else {
      way_.size(list);
      for (auto& [key, value] : list) {
        one(key);
        one(value);
        map.emplace_hint(map.end(), std::move(key), std::move(value));
      }
    }
  }

  void check(const Body& body) {
    const auto size = body.text.size();
    bool lies_in = body.paragraph_lines.size() == body.paragraphs.size();
    const auto see = [&](const Span& span) { lies_in = lies_in && span.begin <= span.end && span.end <= size; };
    for (const auto& span : body.paragraphs) see(span);
    for (const auto& span : body.sentences) see(span);
    for (const auto& section : body.sections) see(section.body);
    for (const auto& link : body.links) see(link.text);
    for (const auto& citation : body.citations) lies_in = lies_in && citation.at <= size;
    if (!lies_in) {
      if constexpr (!Way::packs) way_.fail();
    }
  }

  Way& way_;
  const std::string& file_;
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

void pass(Packing& way, const std::string& file, ReadRecord& read) { Passing<Packing>(way, file).one(read); }
void pass(Unpacking& way, const std::string& file, ReadRecord& read) { Passing<Unpacking>(way, file).one(read); }

}  // namespace fieldbook::record
