#include "core/cli/batch.hpp"

#include <algorithm>
#include <atomic>
#include <barrier>
#include <exception>
#include <fstream>
#include <iostream>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <thread>

#include "core/assess/json.hpp"
#include "core/assess/supervisor.hpp"
#include "core/base/error.hpp"
#include "core/base/parallel.hpp"
#include "core/cli/assessing.hpp"
#include "core/document/document.hpp"

namespace fieldbook::cli {
namespace {

constexpr std::size_t texts_at_a_time = 256;   // read, assess, write: memory stays bounded
constexpr std::size_t most_texts_in_a_row = 16;  // of those, by one thread

struct Line {
  std::size_t number = 0;
  std::string bytes;
  std::string answer;    // JSON; empty where the line cannot be read
  std::string problem;
  bool all_ok = true;
};

assess::Text text_of_line(const std::string& bytes) {
  const auto json = nlohmann::json::parse(bytes);
  assess::Text text;
  text.id = json.at("id").get<std::string>();
  text.title = json.value("title", "");
  text.body = record::structure_plain_text(document::plain_document(json.at("text").get<std::string>(), "text").text);
  return text;
}

std::optional<assess::Text> read_line(Line& line) {
  try {
    return text_of_line(line.bytes);
  } catch (const nlohmann::json::exception&) {
    line.problem = R"(is not {"id": "…", "text": "…"})";
  } catch (const Error& error) {
    if (error.code() != Errc::invalid && error.code() != Errc::too_large) throw;
    line.problem = error.message();
  }
  return std::nullopt;
}

// One assessor after another, each for all of these lines: what it keeps in the processor's cache serves the next text.
void answer(std::span<Line> lines, const std::vector<assess::AssessorInfo>& assessors, assess::Supervisor& supervisor, bool with_text) {
  std::vector<std::optional<assess::Text>> texts;
  std::vector<assess::Result> results(lines.size());
  for (auto& line : lines) texts.push_back(read_line(line));
  for (const auto& assessor : assessors) {
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (!texts[i]) continue;
      results[i].assessments.push_back(supervisor.assess(assessor, *texts[i]));
      lines[i].all_ok = lines[i].all_ok && results[i].assessments.back().outcome == assess::Outcome::ok;
    }
  }
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!texts[i]) continue;
    results[i].id = texts[i]->id;
    results[i].title = texts[i]->title;
    lines[i].answer = to_json(results[i], {.text = with_text ? std::optional<std::string_view>(texts[i]->body.text) : std::nullopt});
  }
}

// One supervisor a thread. Threads and supervisors are kept for the whole batch: an assessor's process ends with the
// thread that started it.
class Pool {
 public:
  Pool(const std::vector<assess::AssessorInfo>& assessors, bool with_text)
      : assessors_(assessors), with_text_(with_text), begin_(size() + 1), end_(size() + 1) {
    for (std::ptrdiff_t i = 0; i < size(); ++i) threads_.emplace_back([this] { work(); });
  }
  ~Pool() {
    lines_ = nullptr;
    begin_.arrive_and_wait();
    for (auto& thread : threads_) thread.join();
  }
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;

  void answer_all(std::vector<Line>& lines) {
    lines_ = &lines;
    row_ = std::clamp<std::size_t>(lines.size() / static_cast<std::size_t>(size()), 1, most_texts_in_a_row);
    next_ = 0;
    begin_.arrive_and_wait();
    end_.arrive_and_wait();
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  static std::ptrdiff_t size() { return static_cast<std::ptrdiff_t>(processors()); }

  void work() {
    assess::Supervisor supervisor(assess::Limits{}, assess::Search());
    for (;;) {
      begin_.arrive_and_wait();
      if (lines_ == nullptr) return;
      try {
        for (auto i = next_.fetch_add(row_); i < lines_->size(); i = next_.fetch_add(row_)) {
          answer(std::span(*lines_).subspan(i, std::min(row_, lines_->size() - i)), assessors_, supervisor, with_text_);
        }
      } catch (...) {
        const std::scoped_lock lock(guard_);
        failure_ = std::current_exception();
      }
      end_.arrive_and_wait();
    }
  }

  const std::vector<assess::AssessorInfo>& assessors_;
  bool with_text_;
  std::barrier<> begin_, end_;            // of one answer_all()
  std::vector<Line>* lines_ = nullptr;    // null: the batch is over
  std::size_t row_ = 1;                   // lines that a thread takes at a time
  std::atomic<std::size_t> next_ = 0;
  std::mutex guard_;
  std::exception_ptr failure_;
  std::vector<std::thread> threads_;
};

bool read_some(std::istream& in, std::vector<Line>& lines, std::size_t& number) {
  lines.clear();
  std::string bytes;
  while (lines.size() < texts_at_a_time && std::getline(in, bytes)) {
    ++number;
    if (bytes.find_first_not_of(" \t\r") != std::string::npos) lines.push_back({number, std::move(bytes), {}, {}, true});
  }
  return !lines.empty();
}

}  // namespace

void assess_batch(Session& session, const std::string& file, const std::vector<std::string>& ids, bool with_text) {
  std::ifstream opened;
  if (file != "-") {
    opened.open(file, std::ios::binary);
    if (!opened) throw Error(Errc::not_found, "cannot read " + file);
  }
  auto& in = file == "-" ? std::cin : static_cast<std::istream&>(opened);
  const auto assessors = chosen_assessors(ids);
  Pool pool(assessors, with_text);
  std::vector<Line> lines;
  for (std::size_t number = 0; read_some(in, lines, number);) {
    pool.answer_all(lines);
    for (const auto& line : lines) {
      if (!line.problem.empty()) std::cerr << file << ':' << line.number << ": error: this line " << printable(line.problem) << " [batch.line]\n";
      if (!line.problem.empty() || !line.all_ok) session.exit = Exit::problems;
      if (!line.answer.empty()) std::cout << line.answer << '\n';
    }
    std::cout.flush();
  }
  if (in.bad()) throw Error(Errc::io, "cannot read " + file);
}

}  // namespace fieldbook::cli
