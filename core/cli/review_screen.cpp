#include <CLI/CLI.hpp>
#include <iostream>

#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/base/text.hpp"
#include "core/cli/open_review.hpp"
#include "core/cli/raw_terminal.hpp"
#include "core/cli/screen_page.hpp"

namespace fieldbook::cli {
namespace {

using review::Judgement;
using review::Screening;
using review::Verdict;

struct Wanted {
  std::string reviewer, stage, only;
};

// One person at the keys.
class Sitting {
 public:
  Sitting(const OpenReview& open, Screening& screening, const review::Stage& stage, const review::Reviewer& reviewer) : open_(open), screening_(screening) {
    page_.protocol = &open.protocol;
    page_.stage = &stage;
    page_.reviewer = &reviewer;
  }

  void run() {
    RawTerminal terminal;
    terminal.show("Reading the records...");
    do {
      look();
      terminal.show(screen_page(page_, terminal.size().rows));
    } while (take(terminal.key()));
  }

 private:
  void look() {
    const auto* const record = screening_.current();
    if (record != page_.record) {
      page_.scrolled = 0;
      page_.note.clear();
    }
    page_.record = record;
    page_.counts = screening_.counts();
    page_.progress = screening_.state();
    page_.full_text.clear();
    for (const auto* const ending : {".pdf", ".docx", ".odt", ".html", ".txt"}) {
      if (record == nullptr) break;
      const auto name = "fulltext/" + record->id + ending;
      if (std::filesystem::exists(open_.folder / name)) page_.full_text = name;
    }
  }

  // Whether it goes on.
  bool take(const std::string& key) {
    if (key == "end") return false;
    if (key == "resize") return true;
    switch (page_.asking) {
      case Asking::decision: return take_command(key);
      case Asking::help: page_.asking = Asking::decision; return true;
      case Asking::note: take_note(key); return true;
      case Asking::reason: take_reason(key); return true;
    }
    return true;
  }

  bool take_command(const std::string& key) {
    page_.message.clear();
    if (key == "q") return false;
    if (key == "i") decide({Verdict::include, {}, page_.note});
    else if (key == "m") decide({Verdict::unsure, {}, page_.note});
    else if (key == "e" && !screening_.needs_reason()) decide({Verdict::exclude, {}, page_.note});
    else if (key == "e" || key == "E") ask_reason();
    else if (reason_of(key) < digit_keys) exclude_for(key);
    else if (key == "n") page_.asking = Asking::note;
    else if (key == "u") page_.message = screening_.undo() ? "The last decision is taken back: decide again." : "There is nothing to undo.";
    else if (key == "s") screening_.skip();
    else if (key == "r") choose_way();
    else if (key == "?") page_.asking = Asking::help;
    else if (key == "j" || key == " ") scroll(key == "j" ? "down" : "page-down");
    else if (key == "k") scroll("up");
    else if (!scroll(key)) page_.message = "That key does nothing here; ? shows which do.";
    return true;
  }

  // Whether the key is one that scrolls.
  bool scroll(const std::string& key) {
    constexpr std::size_t half_page = 10;
    const std::size_t lines = key == "up" || key == "down" ? 1 : half_page;
    if (key == "down" || key == "page-down") page_.scrolled += lines;
    else if (key == "up" || key == "page-up") page_.scrolled -= std::min(lines, page_.scrolled);
    else return false;
    return true;
  }

  void choose_way() {
    if (!screening_.may_sample()) {
      page_.message = "A random sample serves the hypergeometric stopping rule, and this stage has another.";
      return;
    }
    screening_.choose_sampling(!screening_.sampling());
    page_.message = screening_.sampling() ? "Now a random sample of what is unread." : "Now as the stopping rule says.";
  }

  void take_note(const std::string& key) {
    constexpr std::size_t longest_note = 2000;
    if (key == "enter" || key == "escape") {
      if (key == "escape") page_.note.clear();
      page_.asking = Asking::decision;
    } else if (key == "backspace") {
      if (!page_.note.empty()) page_.note = truncate(page_.note, page_.note.size() - 1);
    } else if ((key.size() == 1 || static_cast<unsigned char>(key[0]) >= 0x80) && page_.note.size() < longest_note && !first_invalid_utf8(key)) {
      page_.note += key;
    }
  }

  void ask_reason() {
    page_.scrolled = 0;
    if (page_.record == nullptr) return;
    if (open_.protocol.exclude.empty()) page_.message = "The protocol lists no reasons; e excludes without one.";
    else page_.asking = Asking::reason;
  }

  void take_reason(const std::string& key) {
    page_.message.clear();
    if (scroll(key)) return;
    if (key == "escape") {
      page_.asking = Asking::decision;
      page_.scrolled = 0;
    } else {
      exclude_for(key);
    }
  }

  // The number of a reason; too large where the key is that of none.
  static std::size_t reason_of(const std::string& key) { return key.size() == 1 ? reason_keys.find(key[0]) : std::string::npos; }

  void exclude_for(const std::string& key) {
    const auto at = reason_of(key);
    if (at >= open_.protocol.exclude.size()) {
      page_.message = "The protocol has no reason of that key; " + std::string(page_.asking == Asking::reason ? "choose one of the list." : "? shows them.");
      return;
    }
    page_.asking = Asking::decision;
    decide({Verdict::exclude, {open_.protocol.exclude[at].id}, page_.note});
  }

  void decide(const Judgement& judgement) {
    if (page_.record == nullptr) return;
    const auto title = page_.record->reference.title;
    screening_.decide(judgement);
    const auto said = judgement.verdict == Verdict::include ? "Included: " : judgement.verdict == Verdict::unsure ? "Unsure: " : "Excluded: ";
    page_.message = said + std::string(truncate(title, 70));
    page_.note.clear();
  }

  const OpenReview& open_;
  Screening& screening_;
  PageState page_;
};

std::vector<std::string> ids_in(const std::string& file) {
  constexpr std::size_t longest_list_bytes = 64UL << 20U;
  const auto bytes = read_file(file, longest_list_bytes);
  std::vector<std::string> out;
  for (const auto line : split(bytes, '\n')) {
    if (!trim(line).empty()) out.emplace_back(trim(line));
  }
  if (out.empty()) throw Error(Errc::invalid, file + " names no record", "write one id a line, as fieldbook review agreement --sample prints them");
  return out;
}

void screen(ReviewSession& shared, const Wanted& wanted) {
  const auto open = open_review(shared);
  const auto& stage = open.stage(wanted.stage);
  const auto& reviewer = open.reviewer(wanted.reviewer.empty() && open.protocol.reviewers.size() == 1 ? open.protocol.reviewers.front().id : wanted.reviewer);
  Screening screening(open.folder, open.protocol, open.records, open.decisions, {reviewer.id, stage.id, wanted.only.empty() ? std::vector<std::string>{} : ids_in(wanted.only)});
  Sitting(open, screening, stage, reviewer).run();
  const auto counts = screening.counts();
  std::cout << counts.read << " of " << counts.records << " read: " << counts.included << " included, " << counts.excluded << " excluded" << (counts.unsure == 0 ? std::string() : ", " + std::to_string(counts.unsure) + " unsure") << ". " << screening.state().statement << '\n';
}

}  // namespace

void add_review_screen(CLI::App& review, std::shared_ptr<ReviewSession> session) {
  auto* const command = review.add_subcommand("screen", "Decide on records one by one, the likeliest first");
  auto wanted = std::make_shared<Wanted>();
  command->add_option("--reviewer", wanted->reviewer, "Who you are: an id of the protocol (not needed where it names one)")->type_name("ID");
  command->add_option("--stage", wanted->stage, "A stage of the protocol (default: the first)")->type_name("STAGE");
  command->add_option("--only", wanted->only, "Only the records whose ids are in this file, one a line: a sample for a second reviewer")->type_name("FILE");
  command->footer(
      "The ranking learns from your decisions alone, and you see nobody else's. Each decision is on the disk before the next record\n"
      "is shown. When you may stop is what the protocol's stopping rule says; no work is promised to be saved.\n"
      "Full texts are looked for as fulltext/ID.pdf (or .docx, .odt, .html, .txt) in the review's folder.\n\n"
      "  i include   e exclude   1-9 exclude with reason   E exclude, choose the reason from a list   m unsure (maybe)\n"
      "  n note   u undo   s skip   r random sample   ? help   q quit\n\n"
      "A record that somebody is unsure of goes on to the next stage, and fieldbook review conflicts lists it to be talked over.");
  command->callback([session, wanted] { screen(*session, *wanted); });
}

}  // namespace fieldbook::cli
