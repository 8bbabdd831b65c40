#include "core/cli/answer_page.hpp"

#include <algorithm>

#include "core/base/text.hpp"
#include "core/cli/terminal.hpp"

namespace fieldbook::cli {
namespace {

void add(std::vector<std::string>& out, const std::string& text, std::size_t indent = 0) {
  const auto lines = wrapped(text, indent);
  for (const auto line : split(std::string_view(lines).substr(0, lines.size() - 1), '\n')) out.emplace_back(line);
}

std::vector<std::string> head(const AnswerPage& page) {
  std::vector<std::string> out;
  add(out, styled(page.asked == nullptr ? std::string("All forms") : page.asked->form->title, Style::bold) + "  " + printable(page.reviewer));
  add(out, std::to_string(page.done) + " of " + std::to_string(page.forms) + " forms filled in");
  out.emplace_back();
  return out;
}

std::vector<std::string> body(const AnswerPage& page) {
  std::vector<std::string> out;
  if (page.asked == nullptr) return {"Everything here is answered or passed over. u takes the last answer back, q ends."};
  add(out, styled(page.title, Style::bold));
  if (page.record != nullptr) {
    add(out, printable(bibliography::short_form(page.record->reference)));
    if (!page.full_text.empty()) add(out, "Full text: " + printable(page.full_text));
    out.emplace_back();
    const auto abstract = page.record->abstract();
    for (const auto paragraph : split(abstract.empty() ? std::string_view("(no abstract)") : std::string_view(abstract), '\n')) add(out, printable(paragraph));
  }
  add(out, styled(page.asked->item, Style::dim));
  return out;
}

std::vector<std::string> question(const AnswerPage& page) {
  std::vector<std::string> out{""};
  if (page.asked == nullptr) return out;
  const auto& asked = *page.asked->question;
  add(out, styled(asked.text, Style::bold) + (asked.optional ? " (may be passed over)" : ""));
  if (!asked.help.empty()) add(out, printable(asked.help));
  for (const auto& one : page.others) add(out, printable(one.reviewer + ": " + join(one.values, ", ") + (one.words.empty() ? "" : ", \"" + one.words + "\"")), 2);
  for (std::size_t i = 0; i < std::min(asked.answers.size(), answer_keys.size()); ++i) {
    const bool chosen = std::ranges::count(page.chosen, asked.answers[i].id) != 0;
    add(out, std::string(1, answer_keys[i]) + (chosen ? " [x] " : asked.kind == review::AnswerKind::several ? " [ ] " : "  ") + printable(asked.answers[i].label), 2);
  }
  return out;
}

std::vector<std::string> foot(const AnswerPage& page) {
  std::vector<std::string> out{""};
  const bool needed = page.asked != nullptr && page.asked->question->words == review::Words::needed;
  switch (page.typing) {
    case Typing::nothing:
      if (!page.note.empty()) add(out, "Note: " + printable(page.note));
      add(out, styled(page.message, Style::match));
      out.emplace_back(page.asked != nullptr && page.asked->question->kind == review::AnswerKind::several ? "a key marks an answer, enter keeps what is marked   n note  u undo  s pass over  q quit"
                       : page.asked != nullptr && page.asked->question->answers.empty()                   ? "enter to type   n note  u undo  s pass over  q quit"
                                                                                                         : "a key chooses   n note  u undo  s pass over  j k scroll  q quit");
      break;
    case Typing::value: add(out, "Answer (enter keeps it, escape goes back): " + printable(page.typed) + "_"); break;
    case Typing::words: add(out, std::string("The words it rests on, as they stand in the text (") + (needed ? "needed" : "enter alone leaves them out") + "; escape goes back): " + printable(page.typed) + "_"); break;
    case Typing::where: add(out, "Page or section (enter alone leaves it out): " + printable(page.typed) + "_"); break;
    case Typing::note: add(out, "Note (enter keeps it, escape drops it): " + printable(page.typed) + "_"); break;
  }
  return out;
}

}  // namespace

std::string answer_page(AnswerPage& page, std::size_t rows) {
  auto lines = head(page);
  const auto about = body(page);
  auto below = question(page);
  const auto last = foot(page);
  below.insert(below.end(), last.begin(), last.end());
  const auto taken = lines.size() + below.size();
  const auto room = rows > taken + 1 ? rows - taken : 1;
  page.scrolled = std::min(page.scrolled, about.size() > room ? about.size() - room : 0);
  for (std::size_t i = 0; i < room; ++i) lines.push_back(page.scrolled + i < about.size() ? about[page.scrolled + i] : std::string());
  lines.insert(lines.end(), below.begin(), below.end());
  return join(lines, "\n");
}

}  // namespace fieldbook::cli
