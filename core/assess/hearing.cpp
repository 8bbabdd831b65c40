#include "core/assess/hearing.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "core/base/error.hpp"
#include "fieldbook/assessor.h"

namespace fieldbook::assess {
namespace {

void require(const std::string& problem) {
  if (!problem.empty()) broke_protocol(problem);
}

void end(const wire::Done& said) {
  if (said.status == FB_OK) return;
  if (said.status == FB_CANCELLED)
    throw Trouble{Outcome::timed_out, "the assessor stopped when told that its time was nearly up"};
  throw Trouble{Outcome::failed, said.message.empty() ? "the assessor failed and did not say why"
                                                      : "the assessor failed: " + reason(said.message)};
}

}  // namespace

Hearing::Hearing(Talk& talk, const Self& self, std::string_view text, const Search& search)
    : talk_(talk),
      self_(self),
      text_(text),
      search_(search),
      conduct_(self.criteria, text),
      judgements_(self.criteria.size()) {}

void Hearing::run(const std::string& request, Assessment& out, std::vector<Recommendation>* recommended) {
  talk_.say(request);
  while (!hear(talk_.hear())) {
  }
  require(conduct_.finish());
  out.fit = fit_ ? *fit_ : computed_fit();
  out.criteria = std::move(judgements_);
  if (recommended != nullptr) std::ranges::move(recommendations_, std::back_inserter(*recommended));
}

bool Hearing::hear(wire::Type type) {
  switch (type) {
    case wire::Type::search:
      answer(talk_.as<wire::Search>());
      return false;
    case wire::Type::judge:
      note(talk_.as<wire::Judge>());
      return false;
    case wire::Type::recommend:
      note(talk_.as<wire::Recommend>());
      return false;
    case wire::Type::fit:
      note(talk_.as<wire::Fit>());
      return false;
    case wire::Type::fault:
      broke_protocol(reason(talk_.as<wire::Fault>().what));
    case wire::Type::done:
      end(talk_.as<wire::Done>());
      return true;
    case wire::Type::hello:
    case wire::Type::ready:
    case wire::Type::refused:
    case wire::Type::assess:
    case wire::Type::hits:
    case wire::Type::block:
      break;
  }
  broke_protocol("sent a frame that has no place in an assessment");
}

void Hearing::answer(const wire::Search& question) {
  require(conduct_.search(question));
  searches_.emplace_back(question.query);
  auto found = search(question);
  found.resize(std::min<std::size_t>(found.size(), question.limit));
  wire::Hits hits;
  for (const auto& hit : found) {
    conduct_.found(hit.id);
    hits.hits.push_back({hit.id, hit.title, hit.snippet, hit.score});
  }
  std::string frame;
  wire::append(frame, hits);
  talk_.say(frame);
}

// A query that our own search cannot read finds nothing: assessors make queries out of the text before them.
std::vector<SearchHit> Hearing::search(const wire::Search& question) const {
  try {
    return search_(question.query, question.limit);
  } catch (const Error& failed) {
    if (failed.code() != Errc::invalid) throw;
    return {};
  }
}

void Hearing::note(const wire::Judge& said) {
  require(conduct_.judge(said));
  const auto index =
      static_cast<std::size_t>(std::ranges::find(self_.criteria, said.criterion) - self_.criteria.begin());
  auto& judgement = judgements_[index];
  judgement = {std::string(said.criterion),      self_.names[index],
               static_cast<Rating>(said.rating), said.confidence,
               std::string(said.rationale),      {},
               self_.questions[index]};
  for (const auto& span : said.quotes) judgement.quotes.push_back({span, std::string(cut(text_, span))});
}

void Hearing::note(const wire::Recommend& said) {
  require(conduct_.recommend(said));
  recommendations_.push_back({std::string(said.record), std::string(said.criterion), std::string(said.reason)});
}

void Hearing::note(const wire::Fit& said) {
  require(conduct_.fit(said));
  fit_ = said.fit;
}

int Hearing::computed_fit() const {
  std::vector<Rated> rated;
  for (std::size_t i = 0; i < judgements_.size(); ++i) rated.push_back({judgements_[i].rating, self_.core[i]});
  return overall_fit(rated, self_.core_needed);
}

}  // namespace fieldbook::assess
