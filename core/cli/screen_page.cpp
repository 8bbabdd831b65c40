#include "core/cli/screen_page.hpp"

#include <algorithm>
#include <cstdlib>

#include "core/base/text.hpp"
#include "core/cli/terminal.hpp"
#include "core/review/screening/highlights.hpp"

namespace fieldbook::cli {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> out;
  for (const auto line : split(text, '\n')) out.emplace_back(line);
  if (!out.empty() && out.back().empty()) out.pop_back();
  return out;
}

void add(std::vector<std::string>& out, const std::string& text, std::size_t indent = 0) {
  for (auto& line : lines_of(wrapped(text, indent))) out.push_back(std::move(line));
}

// Underlined (green) what speaks for the record, reversed (red) what speaks against it.
std::string marked(const std::string& text, const review::Protocol& protocol) {
  const bool colours = std::getenv("NO_COLOR") == nullptr;
  const std::string speaks_for = colours ? "\x1b[4;32m" : "\x1b[4m", speaks_against = colours ? "\x1b[7;31m" : "\x1b[7m";
  std::string out;
  std::size_t at = 0;
  for (const auto& mark : review::marks(text, protocol.words_in, protocol.words_out)) {
    out += printable(std::string_view(text).substr(at, mark.span.begin - at)) + (mark.speaks_for ? speaks_for : speaks_against) + printable(cut(text, mark.span)) + "\x1b[0m";
    at = mark.span.end;
  }
  return out + printable(std::string_view(text).substr(at));
}

std::vector<std::string> head(const PageState& state) {
  std::vector<std::string> out;
  add(out, styled(state.protocol->title, Style::bold) + "  " + printable(state.stage->label) + ", " + printable(state.reviewer->name));
  const auto& counts = state.counts;
  add(out, std::to_string(counts.read) + " of " + std::to_string(counts.records) + " read: " + std::to_string(counts.included) + " included, " + std::to_string(counts.excluded) + " excluded" + (counts.unsure == 0 ? "" : ", " + std::to_string(counts.unsure) + " unsure"));
  add(out, styled(state.progress.statement, Style::dim));
  out.emplace_back();
  return out;
}

std::vector<std::string> about(const PageState& state) {
  const auto& reference = state.record->reference;
  std::vector<std::string> out;
  add(out, "\x1b[1m" + marked(reference.title.empty() ? "(no title)" : reference.title, *state.protocol) + "\x1b[0m");
  auto from = bibliography::short_form(reference);
  if (!reference.container_title.empty()) from += ". " + reference.container_title;
  if (!reference.publisher.empty()) from += ". " + reference.publisher;
  add(out, printable(from));
  out.emplace_back();
  const auto abstract = state.record->abstract();
  for (const auto paragraph : split(abstract.empty() ? std::string_view("(no abstract)") : std::string_view(abstract), '\n')) add(out, marked(std::string(paragraph), *state.protocol));
  out.emplace_back();
  if (!reference.keywords.empty()) add(out, "Keywords: " + printable(join(reference.keywords, "; ")));
  if (const auto address = bibliography::link(reference); !address.empty()) add(out, printable(address));
  if (!state.full_text.empty()) add(out, "Full text: " + printable(state.full_text));
  add(out, styled(state.record->id, Style::dim));
  return out;
}

void add_reasons(std::vector<std::string>& out, const review::Protocol& protocol, std::size_t with_keys) {
  for (std::size_t i = 0; i < protocol.exclude.size(); ++i) add(out, (i < with_keys ? std::string(1, reason_keys[i]) : std::string(" ")) + "  " + printable(protocol.exclude[i].text), 2);
}

std::vector<std::string> help(const PageState& state) {
  std::vector<std::string> out;
  for (const auto* const line :
       {"i  include", "e  exclude (asks for a reason where the stage needs one)", "E  exclude for a reason from the whole list", "1-9  exclude for this reason",
        "m  unsure (maybe): goes on to the next stage, and is listed to be talked over", "n  write a note, which goes with the decision", "u  undo the last decision, and decide again", "s  skip: show it again at the end",
        "r  read a random sample / the likeliest first (for the stopping rule)", "up, down, page up, page down, j, k  scroll", "?  this page", "q  quit; every decision is saved already"}) {
    out.emplace_back(line);
  }
  out.emplace_back();
  add(out, "Question: " + printable(state.protocol->question));
  out.emplace_back("Include where all of this holds:");
  for (const auto& one : state.protocol->include) add(out, printable(one.text), 4);
  out.emplace_back("Exclude where any of this holds:");
  add_reasons(out, *state.protocol, digit_keys);
  out.emplace_back("Stopping rule:");
  add(out, review::guarantee(review::stopping_in(*state.protocol, state.stage->id)), 4);
  return out;
}

// Where the reasons would leave no room for the record, they take its place.
bool is_long_list(const review::Protocol& protocol) { return protocol.exclude.size() > digit_keys; }

std::vector<std::string> foot(const PageState& state) {
  std::vector<std::string> out{""};
  switch (state.asking) {
    case Asking::decision:
      if (!state.note.empty()) add(out, "Note: " + printable(state.note));
      add(out, styled(state.message, Style::match));
      add(out, "i include  e exclude  1-9 exclude with reason  m unsure  n note  u undo  s skip  r random/ranked  ? help  q quit");
      break;
    case Asking::reason:
      add(out, styled(state.message, Style::match));
      out.emplace_back("Why exclude? The key of a reason; escape goes back.");
      if (!is_long_list(*state.protocol)) add_reasons(out, *state.protocol, reason_keys.size());
      break;
    case Asking::note: add(out, "Note (enter keeps it, escape drops it): " + printable(state.note) + "_"); break;
    case Asking::help: out.emplace_back("Any key goes back."); break;
  }
  return out;
}

}  // namespace

std::string screen_page(PageState& state, std::size_t rows) {
  auto lines = head(state);
  const auto below = foot(state);
  std::vector<std::string> body;
  if (state.asking == Asking::help) {
    body = help(state);
  } else if (state.asking == Asking::reason && is_long_list(*state.protocol)) {
    add_reasons(body, *state.protocol, reason_keys.size());
  } else if (state.record != nullptr) {
    body = about(state);
  } else {
    body = {"Every record here has been decided on. u takes the last decision back, q ends."};
  }
  const auto taken = lines.size() + below.size();
  const auto room = rows > taken + 1 ? rows - taken : 1;
  state.scrolled = std::min(state.scrolled, body.size() > room ? body.size() - room : 0);
  for (std::size_t i = 0; i < room; ++i) lines.push_back(state.scrolled + i < body.size() ? body[state.scrolled + i] : std::string());
  lines.insert(lines.end(), below.begin(), below.end());
  return join(lines, "\n");
}

}  // namespace fieldbook::cli
