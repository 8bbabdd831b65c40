// Reads the members of one YAML mapping by name, and says what is missing, misshapen or not known.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/diagnostics.hpp"
#include "core/record/yaml.hpp"

namespace fieldbook::record {

// Every name asked for is a known one; finish() reports the others. Rules of diagnostics: PREFIX.missing,
// PREFIX.shape, PREFIX.unknown.
class MappingReader {
 public:
  // `subject` names the mapping in messages: "the field 'title'". A node that is not a mapping is reported at once and
  // reads as empty.
  MappingReader(const Node&, std::string subject, std::string prefix, Diagnostics&);

  bool is_mapping() const noexcept { return node_.kind == Node::Kind::mapping; }
  const std::string& subject() const noexcept { return subject_; }
  // Where the value of a member stands; where the mapping stands when it is not there.
  Location where(std::string_view name) const;
  const Node* find(std::string_view name);

  std::string text(std::string_view name);
  std::string required_text(std::string_view name);
  bool flag(std::string_view name);
  // A whole number from 0 to 1,000,000.
  std::size_t number(std::string_view name, std::size_t otherwise);
  std::vector<const Node*> list(std::string_view name);   // items, whatever their shape
  std::vector<std::string> texts(std::string_view name);  // items that are scalars
  const Node* mapping(std::string_view name);

  void error(const Location&, std::string what, std::string advice, std::string_view rule);
  void finish();

 private:
  const Node& node_;
  std::string subject_, prefix_;
  Diagnostics& found_;
  std::vector<std::string> asked_;
};

}  // namespace fieldbook::record
