// The hostile plugins as a catalogue would give them, and a text for them.
#pragma once

#include <filesystem>
#include <string>

#include "core/assess/supervisor.hpp"

namespace fieldbook::assess::test {

inline std::filesystem::path hostile_library(const std::string& name) {
  return std::filesystem::path(FIELDBOOK_HOSTILE) / (name + ".so");
}

inline AssessorInfo hostile(const std::string& name) {
  AssessorInfo info;
  info.id = "org.example.hostile";
  info.name = "Hostile";
  info.version = "1";
  info.library = hostile_library(name);
  info.allowed = true;
  info.criteria = {{"one", "The first", "Is it there?", true}, {"two", "The second", "Is it there?", false}};
  return info;
}

// "é" is two bytes.
inline Text a_text(const std::string& id = "draft") {
  Text text;
  text.id = id;
  text.title = "A plan";
  text.body.text = "An alliance was signed in the café. It runs until 2027.";
  text.body.paragraphs = {{0, text.body.text.size()}};
  text.body.sentences = {{0, 36}, {37, text.body.text.size()}};
  return text;
}

inline std::vector<SearchHit> nothing(std::string_view, std::size_t) {
  return {};
}

}  // namespace fieldbook::assess::test
