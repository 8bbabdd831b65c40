// What an answer is about, and whether an instrument may be turned on it.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/record/vocabulary.hpp"
#include "core/review/appraisal/instrument.hpp"
#include "core/review/appraisal/statements.hpp"
#include "core/review/standing.hpp"

namespace fieldbook::review {

// Everything in a review that can be appraised.
struct Appraisable {
  const Records* records = nullptr;
  std::set<std::string, std::less<>> included;     // ids of the records that the last stage includes
  std::vector<Statement> findings, claims;         // by id
  const record::Vocabulary* outcomes = nullptr;    // null: any name of an outcome will do
};

Appraisable appraisable(const std::filesystem::path& review, const Protocol&, const Records&, std::span<const Decision>, const record::Vocabularies&, Diagnostics&);

// The item as answers name it: `written` with the id of the record that others were merged into. Throws Error not_found where there is no such
// item, invalid where the instrument is not for it; the message gives the reason that the instrument names.
std::string item_for(const Instrument&, const std::string& written, const Appraisable&);

// The record's part of an item of a study, a practice example or an outcome; the whole of any other.
std::string_view record_of(std::string_view item) noexcept;
// "health" of "r0123/health/2"; empty where there is none.
std::string_view outcome_of(std::string_view item) noexcept;

// The same item with the id of the record that others were merged into.
std::string canonical_item(const std::string& item, const Records&);

// For people: a title, or the sentence.
std::string title_of(const std::string& item, const Appraisable&);

// Items of a unit, in the order of records and statements; outcomes are those that were answered already, so none here.
std::vector<std::string> items_of(Unit, const Appraisable&);

}  // namespace fieldbook::review
