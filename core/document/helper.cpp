#include "core/document/helper.hpp"

#include <chrono>
#include <utility>

#include "core/base/error.hpp"
#include "core/base/process.hpp"
#include "core/base/text.hpp"
#include "core/document/format.hpp"
#include "core/wire/helper_process.hpp"
#include "core/wire/messages.hpp"

namespace fieldbook::document {
namespace {

using namespace std::chrono_literals;
using Kind = Block::Kind;

constexpr auto wall = 180s;
constexpr auto cpu = 60s;
constexpr std::uint64_t memory_bytes = std::uint64_t{1} << 30;
constexpr std::size_t most_blocks = 1'000'000;
constexpr std::uint32_t most_pages = 1'000'000;

class Reading {
 public:
  Reading(Format format, const OpenFile& file, const std::string& name)
      : name_(name),
        process_(sibling_program("fieldbook-document-host"), {std::string(document::name(format))},
                 file.descriptor.get()),
        patience_(wall) {
    out_.format = format;
  }

  Document run() {
    const auto ours = version();
    std::string frame;
    wire::append(frame, wire::Hello{ours, {}, static_cast<std::uint32_t>(cpu.count()), memory_bytes});
    check(process_.send(frame, patience_));
    while (hear()) {
    }
    if (out_.blocks.empty()) broke();
    return std::move(out_);
  }

 private:
  // Whether there is more to come.
  bool hear() {
    wire::Type type{};
    check(process_.receive(type, payload_, patience_));
    if (type == wire::Type::block) {
      add(as<wire::Block>());
      return true;
    }
    if (type == wire::Type::refused) {
      const auto end = as<wire::Refused>();
      throw Error(Errc::invalid, name_ + " " + printable(truncate(end.why, 1000)));
    }
    if (type != wire::Type::done) broke();
    return false;
  }

  void add(const wire::Block& block) {
    if (block.kind > static_cast<std::uint32_t>(Kind::continued) || block.level > 6 || block.page > most_pages) broke();
    auto kind = static_cast<Kind>(block.kind);
    if (trim(block.text).empty() || block.text.find('\0') != std::string_view::npos) broke();
    if (first_invalid_utf8(block.text) || block.text.find('\n') != std::string_view::npos) broke();
    if (out_.text.size() + block.text.size() + 3 > longest_document_bytes || out_.blocks.size() == most_blocks) {
      throw Error(Errc::too_large, name_ + " holds more than " + std::to_string(longest_document_bytes >> 20) +
                                       " MB of text", "give the part of it that matters");
    }
    auto& text = out_.text;
    const bool goes_on = kind == Kind::continued && !out_.blocks.empty();
    if (goes_on) {
      text.back() = ' ';  // the end of the line that the block before has
    } else if (!text.empty() && !(is_line(kind) && is_line(out_.blocks.back().kind))) {
      text += '\n';
    }
    const Span where{text.size(), text.size() + block.text.size()};
    if (block.page != 0 && (out_.pages.empty() || out_.pages.back().page != block.page))
      out_.pages.push_back({where.begin, block.page});
    text += block.text;
    text += '\n';
    if (goes_on) {
      out_.blocks.back().where.end = where.end;
    } else {
      const auto level = kind == Kind::heading ? std::max(1, static_cast<int>(block.level)) : 0;
      out_.blocks.push_back({kind == Kind::continued ? Kind::paragraph : kind, level, where});
    }
  }

  static bool is_line(Kind kind) { return kind == Kind::item || kind == Kind::row; }

  template <class Message>
  Message as() const {
    Message message;
    if (!wire::read(payload_, message)) broke();
    return message;
  }

  void check(wire::Channel state) {
    switch (state) {
      case wire::Channel::open: return;
      case wire::Channel::too_large: broke();
      case wire::Channel::late: ran_out("took longer than " + std::to_string(wall.count()) + " seconds");
      case wire::Channel::closed: break;
    }
    const auto ending = process_.end(cpu);
    if (ending.out_of_cpu) ran_out("needs more than " + std::to_string(cpu.count()) + " seconds of computing");
    if (ending.kind == wire::Ending::Kind::exited && ending.number != 0) {
      throw Error(Errc::unavailable, name_ + " could not be read" +
                                         (ending.last_words.empty() ? "" : ": " + ending.last_words), advice_);
    }
    throw Error(Errc::unavailable, name_ + " made its reader crash: it may be damaged", advice_);
  }

  [[noreturn]] void ran_out(const std::string& what) const {
    throw Error(Errc::unavailable, name_ + " " + what + " to be read", advice_);
  }

  [[noreturn]] void broke() const {
    throw Error(Errc::unavailable, name_ + " could not be read: its reader gave an answer that makes no sense", advice_);
  }

  static constexpr const char* advice_ = "save it again, or copy the text that matters into a .txt file";

  const std::string& name_;
  wire::HelperProcess process_;
  wire::Patience patience_;
  std::string payload_;
  Document out_;
};

}  // namespace

Document read_in_helper(Format format, const OpenFile& file, const std::string& name) {
  return Reading(format, file, name).run();
}

}  // namespace fieldbook::document
