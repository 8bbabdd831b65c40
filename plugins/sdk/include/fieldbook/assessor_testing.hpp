// fieldbook/assessor_testing.hpp -- try an assessor in its author's own unit test, without the fieldbook program.
// SPDX-License-Identifier: MIT
//
//   fieldbook::testing::Text text("The council and the trust signed one plan. It runs to 2030.");
//   auto judged = fieldbook::testing::assess<Place>(text, {{"riverton", "Riverton", "one plan"}});
//   assert(judged.at("place.named-place").rating == fieldbook::Rating::established);
#ifndef FIELDBOOK_ASSESSOR_TESTING_HPP
#define FIELDBOOK_ASSESSOR_TESTING_HPP

#include <fieldbook/assessor.hpp>

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace fieldbook::testing {

// A text with its paragraphs (blank lines part them) and sentences marked. The marking is simpler than the program's:
// a sentence ends at ". ", "! " or "? " before a capital letter.
class Text {
 public:
  explicit Text(std::string text) : text_(std::move(text)) {
    for (std::size_t at = 0; at < text_.size();) {
      const auto end = std::min(text_.find("\n\n", at), text_.size());
      if (end > at) mark(at, end);
      at = end + 2;
    }
    document_.struct_size = sizeof document_;
    document_.kind = FB_KIND_DRAFT;
    document_.text = raw(text_);
    document_.language = raw("en");
    document_.paragraphs = paragraphs_.data();
    document_.paragraph_count = paragraphs_.size();
    document_.sentences = sentences_.data();
    document_.sentence_count = sentences_.size();
  }
  Text(const Text&) = delete;
  Text& operator=(const Text&) = delete;

  const fb_document& document() const noexcept { return document_; }
  std::string_view at(fb_span span) const noexcept { return Document{document_}.at(span); }

 private:
  void mark(std::size_t begin, std::size_t end) {
    paragraphs_.push_back({begin, end});
    for (auto i = begin; i + 2 < end; ++i) {
      const bool stop = text_[i] == '.' || text_[i] == '!' || text_[i] == '?';
      if (!stop || text_[i + 1] != ' ' || text_[i + 2] < 'A' || text_[i + 2] > 'Z') continue;
      sentences_.push_back({begin, i + 1});
      begin = i + 2;
    }
    sentences_.push_back({begin, end});
  }
  std::string text_;
  std::vector<fb_span> paragraphs_, sentences_;
  fb_document document_{};
};

struct Record {
  std::string id, title, snippet;
};

struct Judgement {
  Rating rating = Rating::absent;
  double confidence = 0;
  std::string rationale;
  std::vector<fb_span> quotes;
};

struct Outcome {
  std::map<std::string, Judgement, std::less<>> judgements;
  std::vector<std::string> searches, recommended;
  int fit = -1;  // -1: left to the host
  const Judgement& at(std::string_view criterion) const {
    const auto found = judgements.find(criterion);
    if (found == judgements.end()) throw std::out_of_range("no judgement on " + std::string(criterion));
    return found->second;
  }
};

// Runs the assessor on the text; every search finds all of `library`. What assess() throws comes through.
template <class A>
Outcome assess(const Text& text, std::vector<Record> library = {}) {
  struct Host {
    Outcome outcome;
    std::vector<Record> records;
    std::vector<fb_hit> hits;
  } host;
  host.records = std::move(library);
  for (const auto& record : host.records) host.hits.push_back({raw(record.id), raw(record.title), raw(record.snippet), 1.0});
  fb_library shelf{};
  shelf.struct_size = sizeof shelf;
  shelf.host = &host;
  shelf.search = [](void* self, fb_text query, std::uint32_t limit, const fb_hit** hits, std::uint64_t* count) -> fb_status {
    auto& h = *static_cast<Host*>(self);
    h.outcome.searches.emplace_back(view(query));
    *hits = h.hits.data();
    *count = h.hits.size() < limit ? h.hits.size() : limit;
    return FB_OK;
  };
  shelf.cancelled = [](void*) -> fb_status { return FB_OK; };
  fb_report report{};
  report.struct_size = sizeof report;
  report.host = &host;
  report.judge = [](void* self, const fb_judgement* j) -> fb_status {
    Judgement out{static_cast<Rating>(j->rating), j->confidence, std::string(view(j->rationale)), {j->quotes, j->quotes + j->quote_count}};
    auto& all = static_cast<Host*>(self)->outcome.judgements;
    return all.emplace(std::string(view(j->criterion)), std::move(out)).second ? FB_OK : FB_INVALID;
  };
  report.recommend = [](void* self, const fb_recommendation* r) -> fb_status {
    static_cast<Host*>(self)->outcome.recommended.emplace_back(view(r->record));
    return FB_OK;
  };
  report.fit = [](void* self, std::int32_t fit) -> fb_status {
    static_cast<Host*>(self)->outcome.fit = fit;
    return FB_OK;
  };
  report.error = [](void*, fb_text) {};
  A assessor;
  Library library_view{shelf};
  Report report_view{report};
  static_cast<Assessor&>(assessor).assess(Document{text.document()}, library_view, report_view);
  return std::move(host.outcome);
}

}  // namespace fieldbook::testing
#endif
