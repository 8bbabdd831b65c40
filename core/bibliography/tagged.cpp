#include "core/bibliography/tagged.hpp"

#include <algorithm>

#include "core/base/text.hpp"
#include "core/bibliography/lines.hpp"
#include "core/bibliography/reading.hpp"

namespace fieldbook::bibliography {
namespace {

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_tag_part(char c) { return is_upper(c) || (c >= '0' && c <= '9'); }

// Of "PMID- 12" the 4; at most `most` letters and digits, a letter first.
std::size_t tag_size(std::string_view line, std::size_t most) {
  std::size_t size = 0;
  while (size < line.size() && size <= most && is_tag_part(line[size])) ++size;
  return size >= 2 && size <= most && is_upper(line[0]) ? size : 0;
}

TaggedLine ris_line(std::string_view line, bool loose) {
  const auto size = tag_size(line, 4);
  if (size == 0) return {};
  const auto hyphen = line.find_first_not_of(" \t", size);
  if (hyphen == std::string_view::npos || line[hyphen] != '-') return {};
  const auto space = line.substr(size, hyphen - size);
  const auto rest = line.substr(hyphen + 1);
  const bool wide = space.size() >= 2 || space.find('\t') != std::string_view::npos;
  if (!wide && !(loose && space.size() == 1 && (rest.empty() || rest[0] == ' '))) return {};
  return {line.substr(0, size), trim(rest)};
}

TaggedLine medline_line(std::string_view line) {
  const auto size = tag_size(line, 4);
  if (size == 0) return {};
  const auto hyphen = line.find_first_not_of(' ', size);
  if (hyphen == std::string_view::npos || line[hyphen] != '-' || hyphen > 5) return {};
  return {line.substr(0, size), trim(line.substr(hyphen + 1))};
}

TaggedLine refer_line(std::string_view line) {
  if (line.size() < 2 || line[0] != '%' || line[1] <= ' ' || line[1] > '~') return {};
  if (line.size() > 2 && line[2] != ' ' && line[2] != '\t') return {};
  return {line.substr(1, 1), trim(line.substr(2))};
}

TaggedLine isi_line(std::string_view line) {
  if (tag_size(line.substr(0, 2), 2) != 2 || (line.size() > 2 && line[2] != ' ')) return {};
  return {line.substr(0, 2), trim(line.substr(2))};
}

class Splitter {
 public:
  Splitter(const std::string& file, Dialect dialect, bool loose, Diagnostics& found)
      : file_(file), dialect_(dialect), loose_(loose), found_(found) {}

  void take(std::string_view line, std::size_t number) {
    if (line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);   // files put one after the other
    const auto [tag, value] = read_tagged_line(line, dialect_, loose_);
    if (tag.empty()) return go_on(line);
    if (ends(tag)) {
      close();
      return;
    }
    if (begins(tag)) {
      open(number);
    } else if (!open_) {
      const auto meaning = rule_of(dialect_, tag).field;   // a remark or a head between records begins none
      if (meaning == Field::left_out || (meaning == Field::other && dialect_ != Dialect::medline)) return;
      open(number);
    }
    blank_ = false;
    drop_empty();
    current_.fields.push_back({tag, std::string(value)});
  }

  std::vector<TaggedRecord> finish() {
    if (open_ && has_end()) warn_of_no_end();
    close();
    return std::move(out_);
  }

 private:
  bool has_end() const { return dialect_ == Dialect::ris || dialect_ == Dialect::isi; }
  bool ends(std::string_view tag) const { return has_end() && (tag == "ER" || (dialect_ == Dialect::isi && tag == "EF")); }
  bool holds(std::string_view tag) const { return std::ranges::find(current_.fields, tag, &TaggedField::tag) != current_.fields.end(); }

  bool begins(std::string_view tag) {
    switch (dialect_) {
      case Dialect::ris: return tag == "TY";
      case Dialect::isi: return tag == "PT";
      case Dialect::refer: return open_ && (blank_ || (tag == "0" && current_.fields.size() > 1 && current_.fields.front().tag == "0"));
      case Dialect::medline: break;
    }
    if (first_tag_.empty()) first_tag_ = tag;
    const bool heads = tag == "PMID" || tag == "PMC" || tag == "PMCR" || tag == "OWN" || tag == first_tag_;
    return open_ && heads && (blank_ || (tag == "PMID" && current_.fields.front().tag == tag));
  }

  void open(std::size_t number) {
    const bool unended = open_ && has_end();
    if (unended) unended_at_ = current_.line;
    close();
    open_ = true;
    follows_unended_ = unended;
    current_ = {number, {}};
  }

  // A line without a tag: more of the field before, or a remark between records.
  void go_on(std::string_view line) {
    if (trim(line).empty()) {
      blank_ = true;
      return;
    }
    const bool remark = blank_ && dialect_ == Dialect::medline;
    if (!open_ || current_.fields.empty() || remark) return;
    blank_ = false;
    auto& value = current_.fields.back().value;
    value += dialect_ == Dialect::medline ? ' ' : '\n';
    value += trim(line);
  }

  void drop_empty() {
    const bool empty = !current_.fields.empty() && current_.fields.back().value.empty();
    if (empty && current_.fields.back().tag != "TY") current_.fields.pop_back();
  }

  bool only_types(const TaggedRecord& record) const {
    return std::ranges::all_of(record.fields, [](const TaggedField& field) { return field.tag == "TY"; });
  }
  bool has_title_or_author(const TaggedRecord& record) const {
    return std::ranges::any_of(record.fields, [this](const TaggedField& field) {
      const auto meaning = rule_of(dialect_, field.tag).field;
      return meaning == Field::title || meaning == Field::book || meaning == Field::author || meaning == Field::authors;
    });
  }

  // A second "TY" without an "ER" before it begins a record only where a title or an author follows.
  bool goes_with_the_last() const {
    return dialect_ == Dialect::ris && follows_unended_ && !out_.empty() && (only_types(out_.back()) || !has_title_or_author(current_));
  }

  void close() {
    if (!open_) return;
    open_ = false;
    drop_empty();
    if (goes_with_the_last()) {
      auto& last = out_.back().fields;
      if (only_types(out_.back())) last.clear();
      std::ranges::move(current_.fields, std::back_inserter(last));
      return;
    }
    if (follows_unended_) {
      found_.warning({file_, unended_at_, 1}, "a record does not end before the next one begins", "end it with ER", "tagged.no-end");
    }
    out_.push_back(std::move(current_));
    check_count(out_.size(), file_);
  }

  void warn_of_no_end() {
    found_.warning({file_, current_.line, 1}, "the last record does not end: the file may have been cut off", "export it again, or end it with ER", "tagged.no-end");
  }

  const std::string& file_;
  Dialect dialect_;
  bool loose_;
  Diagnostics& found_;
  std::vector<TaggedRecord> out_;
  TaggedRecord current_;
  std::string first_tag_;
  std::size_t unended_at_ = 0;
  bool open_ = false, blank_ = false, follows_unended_ = false;
};

}  // namespace

TaggedLine read_tagged_line(std::string_view line, Dialect dialect, bool loose) {
  switch (dialect) {
    case Dialect::ris: return ris_line(line, loose);
    case Dialect::medline: return medline_line(line);
    case Dialect::refer: return refer_line(line);
    case Dialect::isi: return isi_line(line);
  }
  return {};
}

std::vector<TaggedRecord> split_tagged(std::string_view text, const std::string& file, Dialect dialect, Diagnostics& found) {
  const bool loose = dialect == Dialect::ris && text.find("TY  -") == std::string_view::npos;
  Splitter splitter(file, dialect, loose, found);
  for (Lines lines(text); lines.next();) splitter.take(lines.line(), lines.number());
  return splitter.finish();
}

std::vector<Reference> read_tagged(std::string_view text, const std::string& file, Dialect dialect, Diagnostics& found) {
  std::vector<Reference> out;
  auto records = split_tagged(text, file, dialect, found);
  out.reserve(records.size());
  for (auto& record : records) {
    ReferenceBuilder builder({file, record.line, 1});
    bool typed = dialect != Dialect::ris;
    for (const auto& [tag, value] : record.fields) {
      const auto& rule = rule_of(dialect, tag);
      typed = typed || rule.field == Field::type;
      builder.add(rule.field, rule.name.empty() ? tag : rule.name, value);
    }
    if (!typed) found.warning({file, record.line, 1}, "a record has no type", "begin it with TY", "tagged.no-type");
    out.push_back(builder.finish());
    record = {};
  }
  return out;
}

}  // namespace fieldbook::bibliography
