#include "core/review/protocol.hpp"

namespace fieldbook::review {
namespace {

std::string as_yaml_string(std::string_view text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("''") : std::string(1, c);
  return out + "'";
}

constexpr std::string_view rest = R"(
# The question the review answers, in one sentence that ends with a question mark.
question:

# What a reader must know before anything else, such as that no database was searched: it stands on every page.
notice:

# Where the protocol is registered, if it is: an address or a number.
registration:

# The parts of the question. PICO (population, intervention, comparison, outcome) suits questions of effect;
# SPICE (setting, perspective, intervention, comparison, evaluation) suits questions of how a service works.
# Name the frame and its parts as you need them.
framework: SPICE
facets:
  setting:
  perspective:
  intervention:
  comparison:
  evaluation:

# A study is taken in if all of `include` hold and none of `exclude` does. The name before the colon is what a
# decision notes as its reason: small letters, digits and hyphens.
eligibility:
  include:
    # public-service: It is about a service that a public body pays for
  exclude:
    # no-evaluation: Nothing is said of how it went

# Searches that are planned. `fieldbook review import` notes those that were made.
searches: []
# - {database: Scopus, strategy: 'TITLE-ABS-KEY(commission* AND "social care")'}
# - {database: Websites of councils, kind: website}   # or register, organisation, citations: PRISMA counts them apart

# Stages of screening in their order; reviewers: how many people decide on each record, blind to each other.
stages:
  - {id: title-abstract, label: Title and abstract, reviewers: 2}
  - {id: full-text, label: Full text, reviewers: 2}

# Who decides. Decisions of ada are in decisions/ada.jsonl and in no other file.
reviewers: []
# - {id: ada, name: Ada Marsh, about: Commissioner in a council until 2024}

# When screening by priority may stop; settle it before screening begins.
#   screen-all      every record is read
#   hypergeometric  a random sample of what is unread shows, with this confidence, that this recall is reached
#   safe            stop after so many irrelevant records in a row, once the least share has been read
stopping:
  rule: hypergeometric
  recall: 0.95
  confidence: 0.95
  # consecutive: 50
  # least-share: 0.10

# Words that the screen marks in titles and abstracts.
words:
  in: []
  out: []

# Ids of the instruments by which studies are appraised: `fieldbook review instruments` lists them. More of your own may
# lie in the review's folder instruments/, or in other folders that instrument-folders names.
instruments: []
instrument-folders: []

# How many people answer each question of an appraisal, and of an extraction, blind to each other.
appraisal: {reviewers: 1}
extraction: {reviewers: 1}

# What was changed after the work began, when and why.
amendments: []
# - {date: 2026-03-01, what: Reports in Welsh are taken in, why: A partner can read them}
)";

}  // namespace

std::string protocol_skeleton(const std::string& title) {
  return "# The protocol of a review. `fieldbook review check` says what is missing or cannot be read.\ntitle: " + as_yaml_string(title) + "\n" + std::string(rest);
}

}  // namespace fieldbook::review
