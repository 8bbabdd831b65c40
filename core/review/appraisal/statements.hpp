// Findings of the review (findings/ID.yaml) and claims of its studies (claims/ID.yaml): one sentence a file.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/base/diagnostics.hpp"

namespace fieldbook::review {

struct Statement {
  std::string id;                        // the file's stem
  std::string statement;
  std::vector<std::string> studies;      // ids of records; of a claim one
  std::string outcome;                   // may be empty
  std::vector<std::string> approaches;
  std::string words;                     // of a claim, as the study has them
  bool causal = false;                   // of a claim
};

enum class StatementKind { finding, claim };

// All statements of a kind, by id. A file that cannot be read is a diagnostic (rules statement.*, yaml.*) and is left out.
std::vector<Statement> read_statements(const std::filesystem::path& review, StatementKind, Diagnostics&);

// The same from the text of one file, whose stem is the id.
std::optional<Statement> parse_statement(std::string_view text, const std::string& id, const std::string& file, StatementKind, Diagnostics&);

}  // namespace fieldbook::review
