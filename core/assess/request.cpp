#include "core/assess/request.hpp"

#include "core/wire/messages.hpp"

namespace fieldbook::assess {

std::string request_frame(const Text& text, std::chrono::milliseconds wall) {
  wire::Assess request;
  request.is_record = text.is_record;
  request.wall_ms = static_cast<std::uint32_t>(wall.count());
  request.id = text.id;
  request.title = text.title;
  request.text = text.body.text;
  request.language = "en";
  for (const auto& [name, value] : text.fields) request.fields.push_back({name, value});
  for (const auto& section : text.body.sections) {
    request.sections.push_back({section.heading, section.body, static_cast<std::uint32_t>(section.level)});
  }
  request.paragraphs = text.body.paragraphs;
  request.sentences = text.body.sentences;
  std::string frame;
  wire::append(frame, request);
  return frame;
}

}  // namespace fieldbook::assess
