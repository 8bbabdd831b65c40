#include "core/cli/answer_sitting.hpp"

#include <unistd.h>

#include <algorithm>

#include "core/base/error.hpp"
#include "core/base/text.hpp"
#include "core/cli/answer_page.hpp"
#include "core/cli/raw_terminal.hpp"

namespace fieldbook::cli {
namespace {

using review::AnswerKind;

class Sitting {
 public:
  Sitting(const OpenAppraisal& all, review::Answering& answering, const review::Reviewer& reviewer) : all_(all), answering_(answering) { page_.reviewer = reviewer.name; }

  void run() {
    RawTerminal terminal;
    do {
      look();
      terminal.show(answer_page(page_, terminal.size().rows));
    } while (take(terminal.key()));
  }

 private:
  void look() {
    const auto before = asked_ ? asked_->item + " " + asked_->question->id : std::string();
    asked_ = answering_.current();
    page_.asked = asked_ ? &*asked_ : nullptr;
    page_.forms = answering_.forms();
    page_.done = answering_.forms_done();
    if (!asked_ || asked_->item + " " + asked_->question->id == before) return;
    const auto id = review::record_of(asked_->item);
    page_.record = all_.open.records.find(id);
    page_.title = review::title_of(asked_->item, all_.items);
    page_.others = answering_.others();
    page_.chosen.clear();
    page_.full_text.clear();
    if (before.substr(0, before.find(' ')) != asked_->item) page_.scrolled = 0;
    for (const auto* const ending : {".pdf", ".docx", ".odt", ".html", ".txt"}) {
      const auto name = "fulltext/" + std::string(id) + ending;
      if (std::filesystem::exists(all_.open.folder / name)) page_.full_text = name;
    }
  }

  // Whether it goes on.
  bool take(const std::string& key) {
    if (key == "end") return false;
    if (key == "resize") return true;
    if (page_.typing != Typing::nothing) {
      type(key);
      return true;
    }
    return take_command(key);
  }

  bool take_command(const std::string& key) {
    page_.message.clear();
    constexpr std::size_t half_page = 10;
    const auto scroll = [&](std::size_t lines, bool down) { page_.scrolled = down ? page_.scrolled + lines : page_.scrolled - std::min(lines, page_.scrolled); };
    if (key == "q") return false;
    if (key == "u") page_.message = answering_.undo() ? "The last answer is taken back: answer again." : "There is nothing to undo.";
    else if (key == "down" || key == "j") scroll(1, true);
    else if (key == "up" || key == "k") scroll(1, false);
    else if (key == "page-down" || key == " ") scroll(half_page, true);
    else if (key == "page-up") scroll(half_page, false);
    else if (!asked_) page_.message = "Everything is answered.";
    else if (key == "s") answering_.pass_over();
    else if (key == "n") begin(Typing::note);
    else if (key == "enter") enter();
    else choose(key);
    return true;
  }

  void enter() {
    const auto& question = *asked_->question;
    if (question.answers.empty()) return begin(Typing::value);
    if (question.kind == AnswerKind::several && !page_.chosen.empty()) return chosen(page_.chosen);
    page_.message = "Choose an answer first.";
  }

  void choose(const std::string& key) {
    const auto& question = *asked_->question;
    const auto at = key.size() == 1 ? answer_keys.find(key[0]) : std::string_view::npos;
    if (at == std::string_view::npos || at >= question.answers.size()) {
      page_.message = "That key does nothing here.";
      return;
    }
    const auto& id = question.answers[at].id;
    if (question.kind != AnswerKind::several) return chosen({id});
    if (std::erase(page_.chosen, id) == 0) page_.chosen.push_back(id);
  }

  void chosen(std::vector<std::string> values) {
    values_ = std::move(values);
    if (asked_->question->words == review::Words::none) return write();
    begin(Typing::words);
  }

  void begin(Typing what) {
    page_.typing = what;
    page_.typed = what == Typing::note ? page_.note : "";
  }

  void type(const std::string& key) {
    constexpr std::size_t longest = 2000;
    if (key == "enter") return typed();
    if (key == "escape") {
      if (page_.typing == Typing::note) page_.note.clear();
      page_.typing = Typing::nothing;
    } else if (key == "backspace") {
      if (!page_.typed.empty()) page_.typed = truncate(page_.typed, page_.typed.size() - 1);
    } else if ((key.size() == 1 || static_cast<unsigned char>(key[0]) >= 0x80) && page_.typed.size() < longest && !first_invalid_utf8(key)) {
      page_.typed += key;
    }
  }

  void typed() {
    const auto what = page_.typing;
    const auto text = page_.typed;
    page_.typing = Typing::nothing;
    switch (what) {
      case Typing::nothing: break;
      case Typing::note: page_.note = text; break;
      case Typing::value:
        if (!text.empty()) chosen({text});
        break;
      case Typing::words:
        words_ = text;
        if (text.empty() && asked_->question->words == review::Words::needed) {
          page_.message = "This answer needs the words it rests on.";
        } else if (text.empty()) {
          write();
        } else {
          begin(Typing::where);
        }
        break;
      case Typing::where:
        where_ = text;
        write();
        break;
    }
  }

  void write() {
    try {
      answering_.answer(values_, words_, where_, page_.note);
    } catch (const Error& error) {
      if (error.code() != Errc::invalid) throw;
      page_.message = error.message();
    }
    words_.clear();
    where_.clear();
    page_.note.clear();
  }

  const OpenAppraisal& all_;
  review::Answering& answering_;
  std::optional<review::Asked> asked_;
  AnswerPage page_;
  std::vector<std::string> values_;
  std::string words_, where_;
};

}  // namespace

void sit_and_answer(const OpenAppraisal& all, review::Answering& answering, const review::Reviewer& reviewer) {
  if (::isatty(STDIN_FILENO) != 1 || ::isatty(STDOUT_FILENO) != 1) {
    throw Error(Errc::invalid, "answering at the keys needs a terminal", "run it in one, or give the answers in a file: --form prints one to fill in, --answers FILE reads it");
  }
  Sitting(all, answering, reviewer).run();
}

}  // namespace fieldbook::cli
