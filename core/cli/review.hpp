// `review` and the commands below it: one function a command, as commands.hpp has them for the program.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "core/cli/session.hpp"

namespace CLI {
class App;
}

namespace fieldbook::cli {

void add_review(CLI::App& program, Session&);

// What the commands below `review` share.
struct ReviewSession {
  Session& session;
  std::string folder;   // --review; empty: the nearest folder upwards

  // The review's folder, absolute. Throws Error not_found where there is none.
  std::filesystem::path root() const;
};

// "1 import", "2 imports".
inline std::string counted(std::size_t count, std::string_view what) { return std::to_string(count) + " " + std::string(what) + (count == 1 ? "" : "s"); }

void add_review_init(CLI::App& review);
void add_review_check(CLI::App& review, std::shared_ptr<ReviewSession>);
void add_review_import(CLI::App& review, std::shared_ptr<ReviewSession>);
void add_review_dedupe(CLI::App& review, std::shared_ptr<ReviewSession>);
void add_review_screen(CLI::App& review, std::shared_ptr<ReviewSession>);
void add_review_decide(CLI::App& review, std::shared_ptr<ReviewSession>);
void add_review_conflicts(CLI::App& review, std::shared_ptr<ReviewSession>);   // and `resolve`
void add_review_status(CLI::App& review, std::shared_ptr<ReviewSession>);      // and `edition`
void add_review_agreement(CLI::App& review, std::shared_ptr<ReviewSession>);
void add_review_instruments(CLI::App& review, std::shared_ptr<ReviewSession>);
void add_review_appraise(CLI::App& review, std::shared_ptr<ReviewSession>);
void add_review_extract(CLI::App& review, std::shared_ptr<ReviewSession>);
void add_review_prisma(CLI::App& review, std::shared_ptr<ReviewSession>);
void add_review_report(CLI::App& review, std::shared_ptr<ReviewSession>);
void add_review_simulate(CLI::App& review, std::shared_ptr<ReviewSession>);

}  // namespace fieldbook::cli
