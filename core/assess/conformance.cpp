#include "core/assess/conformance.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <optional>
#include <system_error>

#include "core/assess/json.hpp"
#include "core/assess/draft.hpp"
#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/base/shared_object.hpp"
#include "core/document/document.hpp"
#include "fieldbook/assessor.h"

namespace fieldbook::assess {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr std::size_t longest_library_bytes = std::size_t{256} << 20;
constexpr std::size_t longest_expected_bytes = 1 << 20;
constexpr std::size_t most_examples = 200;
constexpr std::size_t longest_quote_bytes = 2000;
constexpr auto longest_start = 1s;
constexpr auto short_time = 2s;  // for a text that may not be finished in it
constexpr int runs_before_measuring = 50, runs_measured = 200;
constexpr std::size_t most_growth_bytes = std::size_t{4} << 20;  // over the measured runs

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool is_sanitized = true;
constexpr std::size_t very_long_bytes = std::size_t{2} << 20;  // everything takes several times as long
#else
constexpr bool is_sanitized = false;
constexpr std::size_t very_long_bytes = std::size_t{8} << 20;
#endif

// Made by linkers in a module without a version script.
constexpr std::array<std::string_view, 5> linkers_own{"__bss_start", "_edata", "_end", "_fini", "_init"};
// What the C and C++ run-time consists of, sanitizers included, by the beginning of the name.
constexpr std::array<std::string_view, 12> everywhere{"libc.so",     "libm.so",       "libstdc++.so", "libc++",
                                                      "libgcc_s.so", "libpthread.so", "libdl.so",     "librt.so",
                                                      "ld-linux",    "libasan.so",    "libubsan.so",  "libtsan.so"};

struct Named {
  std::string name;
  Text text;
};

Text made_up(std::string words, bool with_sections = true) {
  Text text;
  text.id = "draft";
  text.title = "A draft";
  text.body = record::structure_plain_text(words);
  if (!with_sections) text.body.sections.clear();
  return text;
}

std::string long_words(std::size_t bytes) {
  constexpr std::string_view paragraph =
      "The council and its partners agreed a shared plan for the place in 2019. People who use services helped to "
      "write it, and the "
      "alliance meets every month to look at what has changed. There is no joint budget yet. Providers share risk and "
      "gain.\n\n";
  std::string out;
  while (out.size() < bytes) out += paragraph;
  return out;
}

std::vector<Named> texts() {
  std::vector<Named> out;
  out.push_back({"an empty text", made_up("")});
  out.push_back({"one sentence", made_up("The partners signed an alliance agreement.")});
  out.push_back({"a text of 1 MiB", made_up(long_words(1 << 20))});
  out.push_back({"a text without sections", made_up(long_words(4 << 10), false)});
  out.push_back({"a text in other scripts", made_up("Zażółć gęślą jaźń. Здравоохранение и местное сообщество. "
                                                  "地域の協働。 👩‍👩‍👧 e\xCC\x81.\n\n")});
  return out;
}

std::vector<Named> examples_in(const fs::path& folder) {
  std::vector<Named> out;
  std::error_code failure;
  for (fs::directory_iterator entry(folder / "examples", failure), end; !failure && entry != end;
       entry.increment(failure)) {
    const auto& file = entry->path();
    if (out.size() == most_examples || (file.extension() != ".md" && file.extension() != ".txt")) continue;
    auto text = draft(document::read_document(file));
    text.id = "draft";
    out.push_back({file.filename().string(), std::move(text)});
  }
  std::ranges::sort(out, {}, &Named::name);
  return out;
}

std::vector<SearchHit> nothing(std::string_view, std::size_t) {
  return {};
}

class Checking {
 public:
  Checking(const fs::path& plugin, const Limits& limits) : limits_(limits) {
    std::error_code failure;
    folder_ = fs::absolute(fs::is_directory(plugin, failure) ? plugin : plugin.parent_path());
  }

  std::vector<CheckResult> run() {
    if (!check("manifest", manifest())) return std::move(results_);
    object_ = read_shared_object(read_file(info_.library, longest_library_bytes));
    check("exports", exports());
    check("needs", needs());
    if (!check("loads", loads())) return std::move(results_);
    texts_ = texts();
    examples_ = examples_in(folder_);
    std::ranges::copy(examples_, std::back_inserter(texts_));
    if (!check("texts", all_texts())) return std::move(results_);
    check("quotes", quotes());
    check("repeats", repeats());
    check("order", order());
    check("library", library());
    check("cancelled", cancelled());
    check("memory", memory());
    check("examples", examples());
    return std::move(results_);
  }

 private:
  struct Finding {
    bool passed;
    std::string detail;
  };
  static Finding good(std::string detail) { return {true, std::move(detail)}; }
  static Finding bad(std::string detail) { return {false, std::move(detail)}; }

  bool check(const char* name, Finding finding) {
    results_.push_back({name, finding.passed, std::move(finding.detail)});
    return results_.back().passed;
  }

  Finding manifest() {
    std::error_code failure;
    if (!fs::exists(folder_ / "manifest.json", failure))
      return bad("there is no " + (folder_ / "manifest.json").string() + "; fieldbook_add_assessor writes it");
    const auto catalogue = read_catalogue({folder_});
    for (const auto& problem : catalogue.diagnostics.sorted()) {
      if (fs::path(problem.where.file.text()).parent_path() == folder_) return bad(to_text(problem));
    }
    const auto here = std::ranges::find_if(catalogue.assessors, [&](const auto& one) {
      return one.library.parent_path() == fs::weakly_canonical(folder_);
    });
    if (here == catalogue.assessors.end())
      return bad("its library is elsewhere, or another plugin of the same id hides it");
    info_ = *here;
    return info_.problem.empty()
               ? good(info_.id + " " + info_.version + ", " + std::to_string(info_.criteria.size()) + " criteria")
               : bad(info_.problem);
  }

  Finding exports() const {
    if (!object_) return bad(info_.library.string() + " is no shared object for this machine");
    std::vector<std::string> others;
    std::ranges::copy_if(object_->exports, std::back_inserter(others), [](const auto& name) {
      return name != FB_ENTRY_SYMBOL && std::ranges::find(linkers_own, name) == linkers_own.end();
    });
    if (others.empty()) return good(FB_ENTRY_SYMBOL);
    return bad(std::to_string(others.size()) + " symbols beside " FB_ENTRY_SYMBOL ", the first is " +
               printable(others.front()) + "; link with the SDK's assessor.map");
  }

  Finding needs() const {
    for (const auto& library : object_ ? object_->needs : std::vector<std::string>()) {
      const bool usual =
          std::ranges::any_of(everywhere, [&](std::string_view name) { return library.starts_with(name); });
      if (!usual)
        return bad("it needs " + printable(library) + ", which a reader's machine may not have; link it statically");
    }
    return good(object_ ? join(object_->needs, ", ") : "");
  }

  Finding loads() const {
    Supervisor supervisor(limits_, nothing);
    const auto start = Clock::now();
    const auto assessment = supervisor.assess(info_, made_up(""));
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start);
    const auto in_words = "ready in " + std::to_string(took.count()) + " ms";
    if (assessment.outcome != Outcome::ok) return bad(assessment.message);
    return took <= longest_start ? good(in_words) : bad(in_words + "; do less in static initialisers and create");
  }

  Finding all_texts() {
    Supervisor supervisor(limits_, nothing);
    for (const auto& [name, text] : texts_) {
      answers_.push_back(supervisor.assess(info_, text));
      if (answers_.back().outcome != Outcome::ok) return bad(name + ": " + answers_.back().message);
    }
    return good(std::to_string(texts_.size()) + " texts, " + std::to_string(examples_.size()) + " of them examples");
  }

  Finding quotes() const {
    std::size_t seen = 0;
    for (std::size_t i = 0; i < answers_.size(); ++i) {
      const auto& body = texts_[i].text.body;
      for (const auto& judgement : answers_[i].criteria) {
        for (const auto& quote : judgement.quotes) {
          ++seen;
          const auto where = texts_[i].name + ", " + judgement.criterion + ": ";
          if (quote.where.size() > longest_quote_bytes)
            return bad(where + "a quote of " + std::to_string(quote.where.size()) +
                       " bytes; quote the sentence that says it");
          if (body.sentences.size() > 1 && trim(quote.text) == trim(body.text))
            return bad(where + "quotes the whole text; quote the sentence that says it");
        }
      }
    }
    return good(std::to_string(seen) + " quotes");
  }

  Finding compare(Supervisor& supervisor, std::size_t i, const char* how) const {
    const auto again = supervisor.assess(info_, texts_[i].text);
    const auto whole = [](const Assessment& one) { return to_json(Result{{}, {}, {one}, {}}); };
    return whole(again) == whole(answers_[i]) ? good("") : bad(texts_[i].name + " gets another answer " + how);
  }

  Finding repeats() const {
    Supervisor supervisor(limits_, nothing);
    for (std::size_t i = 0; i < texts_.size(); ++i) {
      supervisor.assess(info_, texts_[i].text);
      if (auto finding = compare(supervisor, i, "the second time"); !finding.passed) return finding;
    }
    return good("the same answers");
  }

  Finding order() const {
    Supervisor supervisor(limits_, nothing);
    for (auto i = texts_.size(); i-- > 0;) {
      if (auto finding = compare(supervisor, i, "after other texts: it remembers them"); !finding.passed)
        return finding;
    }
    return good("the same answers");
  }

  Finding library() const {
    std::size_t searches = 0;
    Supervisor supervisor(limits_, [&](std::string_view, std::size_t limit) {
      ++searches;
      return std::vector<SearchHit>(std::min<std::size_t>(limit, 3), {"a-record", "A record", "what it says", 1.0});
    });
    std::vector<Recommendation> recommended;
    for (const auto& [name, text] : texts_) {
      const auto assessment = supervisor.assess(info_, text, &recommended);
      if (assessment.outcome != Outcome::ok) return bad(name + ": " + assessment.message);
    }
    return good(std::to_string(searches) + " searches, " + std::to_string(recommended.size()) + " recommendations");
  }

  Finding cancelled() const {
    const auto text = made_up(long_words(very_long_bytes));
    const auto size = std::to_string(very_long_bytes >> 20) + " MiB of text ";
    Supervisor supervisor({.wall = short_time, .cpu = limits_.cpu, .memory_bytes = limits_.memory_bytes}, nothing);
    const auto start = Clock::now();
    const auto assessment = supervisor.assess(info_, text);
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start);
    if (assessment.outcome == Outcome::ok) return good(size + "in " + std::to_string(took.count()) + " ms");
    if (assessment.outcome == Outcome::timed_out && took < short_time) return good(size + "were given up in time");
    return bad(size + "were too much: " + assessment.message +
               "; ask `cancelled` in long loops and return FB_CANCELLED");
  }

  Finding memory() const {
    if (is_sanitized) return good("not measured in a sanitizer build");
    const auto text = made_up(long_words(64 << 10));
    Supervisor supervisor(limits_, nothing);
    std::size_t before = 0;
    for (int run = 0; run < runs_before_measuring + runs_measured; ++run) {
      if (run == runs_before_measuring) before = supervisor.resident_bytes(info_);
      supervisor.assess(info_, text);
    }
    const auto after = supervisor.resident_bytes(info_);
    const auto in_words = std::to_string(after >> 10) + " KiB, " + std::to_string(before >> 10) + " KiB " +
                          std::to_string(runs_measured) + " texts before";
    return after <= before + most_growth_bytes ? good(in_words)
                                               : bad(in_words + "; it keeps what it allocates for a text");
  }

  Finding examples() const {
    std::error_code failure;
    const auto file = folder_ / "examples" / "expected.json";
    if (!fs::exists(file, failure)) return good("there is no examples/expected.json");
    const auto expected = nlohmann::json::parse(read_file(file, longest_expected_bytes), nullptr, false);
    if (!expected.is_object()) return bad(file.string() + " is not a JSON object");
    for (const auto& [name, ratings] : expected.items()) {
      const auto found = std::ranges::find(texts_, name, &Named::name);
      if (found == texts_.end()) return bad(file.string() + " names " + printable(name) + ", which is not there");
      const auto& answer = answers_[static_cast<std::size_t>(found - texts_.begin())];
      for (const auto& [criterion, rating] : ratings.items()) {
        if (auto finding = compare(answer, printable(name), criterion, rating); !finding.passed) return finding;
      }
    }
    return good(std::to_string(expected.size()) + " examples are rated as expected");
  }

  static Finding compare(const Assessment& answer, const std::string& example, const std::string& criterion,
                         const nlohmann::json& rating) {
    const auto judged = std::ranges::find(answer.criteria, criterion, &Judgement::criterion);
    if (judged == answer.criteria.end())
      return bad("expected.json names " + printable(criterion) + ", which is none of its criteria");
    if (!rating.is_string() || rating != std::string(name(judged->rating))) {
      return bad(example + ": " + criterion + " is rated " + std::string(name(judged->rating)) +
                 ", expected.json says " + printable(rating.dump()));
    }
    return good("");
  }

  Limits limits_;
  fs::path folder_;
  AssessorInfo info_;
  std::optional<SharedObject> object_;
  std::vector<Named> texts_, examples_;  // the examples are the last of the texts
  std::vector<Assessment> answers_;      // beside the texts
  std::vector<CheckResult> results_;
};

}  // namespace

std::vector<CheckResult> check_plugin(const fs::path& plugin, const Limits& limits) {
  return Checking(plugin, limits).run();
}

}  // namespace fieldbook::assess
