#include <unistd.h>

#include <CLI/CLI.hpp>
#include <iostream>
#include <nlohmann/json.hpp>
#include <set>

#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/base/text.hpp"
#include "core/cli/answer_sitting.hpp"
#include "core/cli/terminal.hpp"
#include "core/review/appraisal/migrating.hpp"
#include "core/review/appraisal/sheets.hpp"
#include "core/review/decisions.hpp"

namespace fieldbook::cli {
namespace {

using Json = nlohmann::ordered_json;
using review::Answer;
using review::AnswerState;
using review::Instrument;
using review::ItemStanding;
using review::Use;

constexpr std::size_t longest_sheets_bytes = 64UL << 20U;

struct Wanted {
  Use use = Use::appraisal;
  std::string reviewer, instrument, item, answers;
  std::vector<std::string> folders;
  bool list = false, form = false, conflicts = false, resolve = false, migrate = false, yes = false, anew = false;
};

// The forms that are meant: the one named, else those of the protocol, else (for extraction) those that come with the program.
std::vector<const Instrument*> forms(const OpenAppraisal& all, const Wanted& wanted) {
  if (!wanted.instrument.empty()) return {&all.form(wanted.instrument, wanted.use)};
  std::vector<const Instrument*> out;
  for (const auto& id : all.open.protocol.instruments) {
    const auto* const one = all.instruments.current(id);
    if (one == nullptr) all.form(id, wanted.use);   // says which there are
    if (one->use == wanted.use) out.push_back(one);
  }
  if (out.empty() && wanted.use == Use::extraction) {
    for (const auto* const id : {"study-facts", "result"}) {
      if (const auto* const one = all.instruments.current(id)) out.push_back(one);
    }
  }
  if (out.empty()) throw Error(Errc::invalid, "the protocol names no instrument for this", "list their ids under 'instruments' in protocol.yaml, or name one with --instrument");
  return out;
}

std::size_t asked(const OpenAppraisal& all, Use use) { return use == Use::appraisal ? all.open.protocol.appraising.appraisers : all.open.protocol.appraising.extractors; }

const review::Reviewer& who(const OpenAppraisal& all, const Wanted& wanted) {
  return all.open.reviewer(wanted.reviewer.empty() && all.open.protocol.reviewers.size() == 1 ? all.open.protocol.reviewers.front().id : wanted.reviewer);
}

const char* word(AnswerState state) {
  switch (state) {
    case AnswerState::waiting: return "waiting";
    case AnswerState::agreed: return "agreed";
    case AnswerState::conflict: return "conflict";
  }
  return "";
}

Json as_json(const std::vector<Answer>& answers) {
  auto out = Json::array();
  for (const auto& one : answers) out.push_back({{"reviewer", one.reviewer}, {"answer", one.values}, {"words", one.words}, {"where", one.where}, {"note", one.note}, {"at", one.at}, {"migrated_from", one.migrated_from}});
  return out;
}

Json as_json(const ItemStanding& one, bool with_answers) {
  Json out{{"instrument", one.instrument}, {"version", one.version}, {"form_is_there", one.form != nullptr}, {"item", one.item}, {"complete", one.complete()}, {"conflicts", one.conflicts()},
           {"waiting", one.waiting()}, {"missing", one.judged.missing}, {"judgement", nullptr}, {"older_answers", one.older.size()}};
  if (one.judged.value) out["judgement"] = *one.judged.value;
  if (!with_answers) return out;
  out["questions"] = Json::array();
  for (const auto& question : one.questions) {
    out["questions"].push_back({{"id", question.question}, {"state", word(question.state)}, {"answer", question.values}, {"answers", as_json(question.opinions)}, {"resolutions", as_json(question.resolutions)}});
  }
  return out;
}

void say(const ItemStanding& one, const std::string& title) {
  std::cout << styled(one.item, Style::bold) << "  " << printable(title) << "\n  " << one.instrument << ", version " << one.version;
  if (one.form == nullptr) std::cout << " (no file of this version is here: the answers can be read and are not judged)";
  if (one.judged.value) std::cout << ": " << printable(one.form->judgement->value(*one.judged.value)->label);
  if (one.conflicts() != 0) std::cout << ", " << one.conflicts() << " in conflict";
  if (one.waiting() + one.judged.missing.size() != 0 && one.conflicts() == 0) std::cout << ", not finished";
  if (!one.older.empty()) std::cout << ", " << one.older.size() << " answers to an older version";
  std::cout << '\n';
}

// What is to be done: every form for every item, begun or not. Of others nothing is shown but whether they are done.
void list(ReviewSession& shared, const OpenAppraisal& all, const Wanted& wanted, const std::vector<Answer>& answers) {
  const auto standings = review::item_standings(answers, all.instruments, all.open.records, asked(all, wanted.use));
  const auto all_forms = forms(all, wanted);
  const auto tasks = review::tasks_for(all_forms, all.items, answers);
  auto out = Json::array();
  std::size_t open = 0;
  const auto show = [&](const ItemStanding& one) {
    if (!one.complete()) ++open;
    if (shared.session.format == Format::json) {
      out.push_back(as_json(one, one.complete()));
    } else {
      say(one, review::title_of(one.item, all.items));
    }
  };
  for (const auto& task : tasks) {
    if (!wanted.item.empty() && task.item != wanted.item) continue;
    const auto at = std::ranges::find_if(standings, [&](const ItemStanding& one) { return one.instrument == task.form->id && one.item == task.item; });
    if (at != standings.end()) {
      show(*at);
    } else {
      ItemStanding none;
      none.item = task.item;
      none.instrument = task.form->id;
      none.version = task.form->version;
      none.form = task.form;
      none.judged = review::judge(*task.form, {});
      show(none);
    }
  }
  if (shared.session.format == Format::json) {
    std::cout << Json{{"items", std::move(out)}, {"open", open}}.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
  } else {
    std::cout << open << (open == 1 ? " form is" : " forms are") << " not finished\n";
  }
  if (open != 0) shared.session.exit = Exit::problems;
}

void conflicts(ReviewSession& shared, const OpenAppraisal& all, const Wanted& wanted, const std::vector<Answer>& answers) {
  auto out = Json::array();
  std::size_t count = 0;
  for (const auto& one : review::item_standings(answers, all.instruments, all.open.records, asked(all, wanted.use))) {
    if (one.conflicts() == 0 || (!wanted.instrument.empty() && one.instrument != wanted.instrument)) continue;
    count += one.conflicts();
    if (shared.session.format == Format::json) {
      out.push_back(as_json(one, true));
      continue;
    }
    say(one, review::title_of(one.item, all.items));
    for (const auto& question : one.questions) {
      if (question.state != AnswerState::conflict) continue;
      for (const auto& said : question.opinions) std::cout << wrapped(question.question + ", " + printable(said.reviewer) + ": " + printable(join(said.values, ", ")) + (said.words.empty() ? "" : ", \"" + printable(said.words) + "\""), 4);
      for (const auto& said : question.resolutions) std::cout << wrapped(question.question + ", settled by " + printable(said.reviewer) + ": " + printable(join(said.values, ", ")), 4);
    }
  }
  if (shared.session.format == Format::json) {
    std::cout << Json{{"items", std::move(out)}, {"conflicts", count}}.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
  } else {
    std::cout << count << (count == 1 ? " answer is" : " answers are") << " in conflict\n";
  }
  if (count != 0) shared.session.exit = Exit::problems;
}

void print_forms(const OpenAppraisal& all, const Wanted& wanted) {
  const auto chosen = forms(all, wanted);
  for (const auto* const form : chosen) {
    if (!wanted.item.empty()) {
      const auto item = review::item_for(*form, wanted.item, all.items);
      std::cout << review::empty_sheet(*form, item, review::title_of(item, all.items));
      return;
    }
  }
  throw Error(Errc::invalid, "a form is printed for one item", "name it with --item, such as --item r0123456789abcdef");
}

void read_sheets(ReviewSession& shared, const OpenAppraisal& all, const Wanted& wanted) {
  const auto& reviewer = who(all, wanted);
  Diagnostics found;
  const auto text = wanted.answers == "-" ? read_standard_input(longest_sheets_bytes) : read_file(wanted.answers, longest_sheets_bytes);
  const auto answers = review::parse_sheets(text, wanted.answers == "-" ? "standard input" : wanted.answers, all.instruments, all.items, {wanted.use, reviewer.id, review::timestamp(), wanted.resolve}, found);
  print(found);
  if (found.errors() != 0) {
    shared.session.exit = Exit::problems;
    std::cerr << "Nothing was written.\n";
    return;
  }
  review::add_answers(all.open.folder, wanted.use, answers);
  std::set<std::string> items;
  for (const auto& one : answers) items.insert(one.instrument + " " + one.item);
  if (shared.session.format == Format::json) {
    std::cout << Json{{"answers", answers.size()}, {"forms", items.size()}, {"reviewer", reviewer.id}}.dump() << '\n';
  } else {
    std::cout << answers.size() << " answers on " << items.size() << (items.size() == 1 ? " form" : " forms") << ", by " << printable(reviewer.name) << '\n';
  }
}

void migrate(ReviewSession& shared, const OpenAppraisal& all, const Wanted& wanted, const std::vector<Answer>& answers) {
  const auto& reviewer = who(all, wanted);
  if (wanted.instrument.empty()) throw Error(Errc::invalid, "one instrument is carried over at a time", "name it with --instrument");
  const auto& form = all.form(wanted.instrument, wanted.use);
  const auto plan = review::plan_migration(answers, all.instruments, all.open.records, reviewer.id, form.id, review::timestamp());
  std::cout << printable(reviewer.name) << ", " << form.id << ": to version " << form.version << ", " << plan.items.size() << (plan.items.size() == 1 ? " item" : " items") << '\n';
  for (const auto& one : plan.carried) std::cout << "  carried over  " << one.item << "  " << one.question << ": " << printable(join(one.values, ", ")) << '\n';
  for (const auto& one : plan.left) std::cout << "  left behind   " << one.answer.item << "  " << one.answer.question << ": " << printable(join(one.answer.values, ", ")) << " (" << printable(one.why) << ")\n";
  std::cout << plan.carried.size() << " answers carried over, " << plan.left.size() << " left behind; the old ones stay as they are\n";
  if (plan.carried.empty()) return;
  bool yes = wanted.yes;
  if (!yes && ::isatty(STDIN_FILENO) == 1) {
    std::cout << "Write them? y or n: " << std::flush;
    std::string line;
    yes = std::getline(std::cin, line) && (line == "y" || line == "yes");
  }
  if (!yes) {
    std::cout << "Nothing was written; say --yes to write them.\n";
    shared.session.exit = Exit::problems;
    return;
  }
  review::add_answers(all.open.folder, wanted.use, plan.carried);
  std::cout << "Written.\n";
}

void answer(const OpenAppraisal& all, const Wanted& wanted, const std::vector<Answer>& answers) {
  const auto& reviewer = who(all, wanted);
  const auto chosen = forms(all, wanted);
  for (const auto* const form : chosen) {
    const auto plan = review::plan_migration(answers, all.instruments, all.open.records, reviewer.id, form->id, "");
    if (plan.items.empty() || wanted.anew || wanted.resolve) continue;
    throw Error(Errc::invalid, reviewer.name + " has answered an older version of " + form->id + " for " + std::to_string(plan.items.size()) + (plan.items.size() == 1 ? " item" : " items"),
                "carry the answers over with --migrate --instrument " + form->id + ", or leave them and go on with --anew");
  }
  auto tasks = review::tasks_for(chosen, all.items, answers);
  if (!wanted.item.empty()) {
    tasks.clear();
    for (const auto* const form : chosen) {
      try {
        tasks.push_back({form, review::item_for(*form, wanted.item, all.items)});
      } catch (const Error&) {
        if (chosen.size() == 1) throw;   // of several forms, those that suit
      }
    }
    if (tasks.empty()) throw Error(Errc::invalid, "none of the forms is for " + in_quotes(wanted.item), "name one with --instrument to see why");
  }
  if (tasks.empty()) throw Error(Errc::invalid, "there is nothing to fill in", "name what with --item: a study's outcome as r0123456789abcdef/health; findings and claims are files of the review");
  review::Answering answering(all.open.folder, all.instruments, all.open.records, answers, std::move(tasks), {wanted.use, reviewer.id, wanted.resolve, asked(all, wanted.use)});
  sit_and_answer(all, answering, reviewer);
  std::cout << answering.forms_done() << " of " << answering.forms() << " forms filled in\n";
}

void run(ReviewSession& shared, const Wanted& wanted) {
  const auto all = open_appraisal(shared, wanted.folders);
  Diagnostics found;
  const auto answers = review::read_answers(all->open.folder, wanted.use, found);
  print(found);
  if (found.errors() != 0) shared.session.exit = Exit::problems;
  if (wanted.list) return list(shared, *all, wanted, answers);
  if (wanted.conflicts) return conflicts(shared, *all, wanted, answers);
  if (wanted.form) return print_forms(*all, wanted);
  if (wanted.migrate) return migrate(shared, *all, wanted, answers);
  if (!wanted.answers.empty()) return read_sheets(shared, *all, wanted);
  answer(*all, wanted, answers);
}

void add(CLI::App& review, const std::shared_ptr<ReviewSession>& session, Use use, const std::string& name, const std::string& description, const std::string& footer) {
  auto* const command = review.add_subcommand(name, description);
  auto wanted = std::make_shared<Wanted>();
  wanted->use = use;
  command->add_option("--reviewer", wanted->reviewer, "Who you are: an id of the protocol (not needed where it names one)")->type_name("ID");
  command->add_option("--instrument", wanted->instrument, "One form (default: those of the protocol)")->type_name("ID");
  command->add_option("--item", wanted->item, "One study, result (RECORD/OUTCOME), finding or claim (default: all there are)")->type_name("ID");
  command->add_option("--instruments", wanted->folders, "Another folder of forms; may be given several times")->type_name("DIR");
  auto* const list = command->add_flag("--list", wanted->list, "Say what is filled in and what is not; exit code 1 where something is open");
  auto* const conflicts = command->add_flag("--conflicts", wanted->conflicts, "Say on which answers reviewers differ; exit code 1 where they do");
  auto* const form = command->add_flag("--form", wanted->form, "Print a sheet to fill in by hand, for --item");
  auto* const answers = command->add_option("--answers", wanted->answers, "Read filled-in sheets; all of them or, with an error, none. - reads standard input")->type_name("FILE");
  command->add_flag("--resolve", wanted->resolve, "The answers settle a conflict: what holds in the end");
  auto* const migrate = command->add_flag("--migrate", wanted->migrate, "Carry your answers over to the newest version of --instrument, after saying what that does");
  command->add_flag("--yes", wanted->yes, "With --migrate: do not ask")->needs(migrate);
  command->add_flag("--anew", wanted->anew, "Leave answers to older versions behind and fill the form in anew");
  list->excludes(conflicts)->excludes(form)->excludes(answers)->excludes(migrate);
  conflicts->excludes(form)->excludes(answers)->excludes(migrate);
  form->excludes(answers)->excludes(migrate);
  answers->excludes(migrate);
  command->footer(footer);
  command->callback([session, wanted] { run(*session, *wanted); });
}

}  // namespace

void add_review_appraise(CLI::App& review, std::shared_ptr<ReviewSession> session) {
  add(review, session, Use::appraisal, "appraise", "Judge studies, findings and claims by forms, each answer with the words it rests on",
      "Every answer is on the disk before the next question is shown, and nobody sees another's. A form says what it is for: confidence is\n"
      "about findings, and is refused for a study.\n\n"
      "  fieldbook review appraise --reviewer ada\n"
      "  fieldbook review appraise --item r0123456789abcdef --instrument weight-of-evidence --form > sheet.yaml\n"
      "  fieldbook review appraise --reviewer ada --answers sheet.yaml");
}

void add_review_extract(CLI::App& review, std::shared_ptr<ReviewSession> session) {
  add(review, session, Use::extraction, "extract", "Take facts and results out of the included studies, each with the words it rests on",
      "A study's results are named by their outcome, and by a number where there are several.\n\n"
      "  fieldbook review extract --reviewer ada\n"
      "  fieldbook review extract --reviewer ada --item r0123456789abcdef/health\n"
      "  fieldbook review extract --reviewer ada --answers sheets.yaml");
}

}  // namespace fieldbook::cli
