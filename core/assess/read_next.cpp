#include "core/assess/read_next.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "core/base/error.hpp"
#include "core/base/text.hpp"

namespace fieldbook::assess {
namespace {

constexpr std::size_t most_alike = 15;  // records like the text, which tell its sector where it does not name one
constexpr std::size_t shortest_label = 4;

// A sector, a place or a country that the text is about.
struct Topic {
  std::string facet, value, label;
  bool named = false;  // by the text; else told by the records like it
};

bool is_topic(std::string_view facet) {
  return facet == "sector" || facet == "place" || facet == "country";
}

bool holds_word(std::string_view folded_text, std::string_view word) {
  const auto ends_word = [&](std::size_t at) {
    return at >= folded_text.size() || std::string_view("abcdefghijklmnopqrstuvwxyz0123456789").find(folded_text[at]) == std::string_view::npos;
  };
  for (auto at = folded_text.find(word); at != std::string_view::npos; at = folded_text.find(word, at + 1)) {
    if ((at == 0 || ends_word(at - 1)) && ends_word(at + word.size())) return true;
  }
  return false;
}

bool has(const library::Hit& hit, const Topic& topic) {
  const auto field = hit.fields.find(topic.facet);
  if (field == hit.fields.end()) return false;
  const auto values = split(field->second, ' ');
  return std::ranges::find(values, std::string_view(topic.value)) != values.end();
}

// Those that the text names, and the sectors of half of those records like it that have a sector.
std::vector<Topic> topics_of(const Text& text, library::Reader& reader) {
  library::Query query;
  query.facets = true;
  query.limit = 0;
  const auto all = reader.search(query).facets;
  query = {.like = text.body.text, .limit = most_alike};
  auto alike = reader.search(query).hits;
  std::erase_if(alike, [](const auto& hit) { return !hit.fields.contains("sector") || hit.fields.at("sector").empty(); });
  const auto folded = fold(text.title + " " + text.body.text);
  std::vector<Topic> out;
  for (const auto& [facet, counts] : all) {
    if (!is_topic(facet)) continue;
    for (const auto& count : counts) {
      Topic topic{facet, count.value, count.label};
      const auto label = fold(count.label);
      topic.named = label.size() >= shortest_label && holds_word(folded, label);
      const auto of_alike = std::ranges::count_if(alike, [&](const auto& hit) { return has(hit, topic); });
      const bool most = facet == "sector" && of_alike > 1 && 2 * static_cast<std::size_t>(of_alike) >= alike.size();
      if (topic.named || most) out.push_back(std::move(topic));
    }
  }
  return out;
}

std::string reason(const library::Hit& hit, const std::vector<const Topic*>& shared) {
  std::vector<std::string> named, told;
  for (const auto* const topic : shared) (topic->named ? named : told).push_back(topic->label);
  std::string out = hit.kind == "practice-example" ? "practice elsewhere" : "a design principle";
  if (!named.empty()) out += "; like this text it is about " + join(named, ", ");
  if (!told.empty()) out += "; it is about " + join(told, ", ") + ", as are most records like this text";
  return out;
}

// A kind, and how many of the best hits to look at for one that is new and near to the text: a principle is good for any
// place, so that nothing but its subject counts.
struct Shelf {
  std::string kind;
  std::size_t looked_at;
};
const Shelf shelves[] = {{"design-principle", 3}, {"practice-example", 8}};

class Adding {
 public:
  Adding(Result& result, const Text& text, library::Reader& reader)
      : result_(result), reader_(reader), topics_(topics_of(text, reader)), named_{result.id} {
    for (const auto& one : result.read_next) named_.insert(one.record);
  }

  void all() {
    for (auto& one : result_.read_next) {   // what the assessors themselves recommended
      if (const auto entry = reader_.find(one.record)) one.title = entry->title, one.url = entry->url;
    }
    for (const auto& assessment : result_.assessments) {
      if (assessment.outcome != Outcome::ok || assessment.fit == 0) continue;
      for (const auto rating : {Rating::contradicted, Rating::absent, Rating::partial}) {
        for (const auto& judgement : assessment.criteria) {
          if (judgement.rating != rating) continue;
          for (const auto& shelf : shelves) one(assessment, judgement, shelf);
        }
      }
    }
  }

 private:
  std::vector<library::Hit> about(const Assessment& assessment, const Judgement& judgement, const Shelf& shelf) {
    library::Query query;
    query.like = judgement.name + ". " + judgement.question;   // of which not every word need be there
    query.filters = {{"approach", assessment.assessor}, {"kind", shelf.kind}};
    query.limit = shelf.looked_at;
    try {
      return reader_.search(query).hits;
    } catch (const Error& error) {
      if (error.code() != Errc::invalid) throw;   // an assessor from outside, about an approach this library does not have
      return {};
    }
  }

  std::vector<const Topic*> shared(const library::Hit& hit) const {
    std::vector<const Topic*> out;
    for (const auto& topic : topics_) {
      if (has(hit, topic)) out.push_back(&topic);
    }
    return out;
  }

  void one(const Assessment& assessment, const Judgement& judgement, const Shelf& shelf) {
    const auto hits = about(assessment, judgement, shelf);
    const auto worth = [&](const library::Hit& hit) { return std::pair(!named_.contains(hit.id), shared(hit).size()); };
    const library::Hit* best = nullptr;
    for (const auto& hit : hits) {
      if (hit.id != result_.id && (best == nullptr || worth(hit) > worth(*best))) best = &hit;
    }
    if (best == nullptr) return;
    named_.insert(best->id);
    result_.read_next.push_back({best->id, judgement.criterion, reason(*best, shared(*best)), best->title, best->url});
  }

  Result& result_;
  library::Reader& reader_;
  std::vector<Topic> topics_;
  std::set<std::string> named_;
};

}  // namespace

Search search_in(library::Reader& reader) {
  return [&reader](std::string_view words, std::size_t limit) {
    library::Query query;
    query.words = words;
    query.limit = limit;
    std::vector<SearchHit> out;
    for (auto& hit : reader.search(query).hits) out.push_back({std::move(hit.id), std::move(hit.title), std::move(hit.snippet), hit.score});
    if (!out.empty() && out.front().score > 0) {
      const double best = out.front().score;
      for (auto& hit : out) hit.score /= best;
    }
    return out;
  };
}

void add_read_next(Result& result, const Text& text, library::Reader& reader) {
  Adding(result, text, reader).all();
}

}  // namespace fieldbook::assess
