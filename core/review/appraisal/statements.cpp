#include "core/review/appraisal/statements.hpp"

#include "core/base/file.hpp"
#include "core/base/text.hpp"
#include "core/record/mapping_reader.hpp"
#include "core/record/yaml.hpp"
#include "core/review/folder.hpp"

namespace fieldbook::review {

constexpr std::size_t longest_statement_bytes = 1 << 20;

std::optional<Statement> parse_statement(std::string_view text, const std::string& id, const std::string& file, StatementKind kind, Diagnostics& found) {
  const auto errors = found.errors();
  const auto root = record::parse_yaml(text, file, 1, found);
  if (!root) return std::nullopt;
  const bool claim = kind == StatementKind::claim;
  record::MappingReader reader(*root, claim ? "the claim" : "the finding", "statement", found);
  Statement out;
  out.id = id;
  if (!is_id(id)) reader.error({file, 1, 0}, in_quotes(id) + " cannot be a name here", "name the file with small letters, digits and hyphens", "id");
  out.statement = reader.required_text("statement");
  out.studies = reader.texts("studies");
  out.outcome = reader.text("outcome");
  out.approaches = reader.texts("approaches");
  if (claim) {
    out.words = reader.required_text("words");
    if (reader.find("causal") == nullptr) reader.error(reader.where("causal"), "it is not said whether the claim is one of cause", "write 'causal: true' or 'causal: false'", "missing");
    out.causal = reader.flag("causal");
  }
  if (out.studies.empty() || (claim && out.studies.size() != 1)) {
    reader.error(reader.where("studies"), claim ? "a claim is one study's" : "a finding needs the studies it is drawn from", "write 'studies: [r0123456789abcdef]'", "studies");
  }
  reader.finish();
  if (found.errors() != errors) return std::nullopt;
  return out;
}

std::vector<Statement> read_statements(const std::filesystem::path& review, StatementKind kind, Diagnostics& found) {
  std::vector<Statement> out;
  const std::string folder = kind == StatementKind::claim ? "claims" : "findings";
  for (const auto& file : files_in(review / folder, ".yaml")) {
    if (auto one = parse_statement(read_file(file, longest_statement_bytes), file.stem().string(), folder + "/" + file.filename().string(), kind, found)) out.push_back(std::move(*one));
  }
  return out;
}

}  // namespace fieldbook::review
