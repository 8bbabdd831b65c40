// fieldbook/assessor.hpp -- write an assessor in C++20 against this header alone.
// SPDX-License-Identifier: MIT
//
//   struct Place final : fieldbook::Assessor {
//     static constexpr fieldbook::Info info{.id = "org.example.place", .name = "Place", .version = "1.0.0"};
//     static constexpr fieldbook::Criterion criteria[] = {{"named-place", "A named place", "Is a place named?"}};
//     void assess(const fieldbook::Document&, fieldbook::Library&, fieldbook::Report&) override;
//   };
//   FIELDBOOK_ASSESSOR(Place)
//
// Throw freely: whatever leaves assess() is caught at the edge and reported as a failed assessment; what leaves the
// constructor is printed to standard error, of which the host passes the last line on. An instance is
// made once and assesses many documents, one at a time; what it gives must depend on the document alone.
#ifndef FIELDBOOK_ASSESSOR_HPP
#define FIELDBOOK_ASSESSOR_HPP

#include <fieldbook/assessor.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <iterator>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

namespace fieldbook {
inline namespace v1_0 {

inline constexpr fb_text raw(std::string_view text) noexcept { return {text.data(), text.size()}; }
inline constexpr std::string_view view(fb_text text) noexcept {
  return text.size == 0 ? std::string_view{} : std::string_view{text.data, static_cast<std::size_t>(text.size)};
}

// What the text says of a criterion; the words are explained at FB_ESTABLISHED in assessor.h.
enum class Rating : std::int32_t {
  contradicted = FB_CONTRADICTED,
  absent = FB_ABSENT,
  partial = FB_PARTIAL,
  established = FB_ESTABLISHED
};

struct Info {
  std::string_view id, name, version, summary = {};
  std::uint32_t core_needed = 0;  // core criteria that must be established for a strong fit; 0: all of them
};

struct Criterion {
  std::string_view id, name, question;
  bool core = false;  // the approach does not stand without it
};

// A borrowed view of the text to assess; valid while assess() runs. Spans count bytes of text().
class Document {
 public:
  explicit Document(const fb_document& document) noexcept : document_(document) {}

  bool is_draft() const noexcept { return document_.kind == FB_KIND_DRAFT; }
  std::string_view id() const noexcept { return view(document_.id); }
  std::string_view title() const noexcept { return view(document_.title); }
  std::string_view text() const noexcept { return view(document_.text); }
  std::string_view language() const noexcept { return view(document_.language); }

  std::span<const fb_section> sections() const noexcept { return of(document_.sections, document_.section_count); }
  std::span<const fb_span> paragraphs() const noexcept { return of(document_.paragraphs, document_.paragraph_count); }
  std::span<const fb_span> sentences() const noexcept { return of(document_.sentences, document_.sentence_count); }
  std::span<const fb_field> fields() const noexcept { return of(document_.fields, document_.field_count); }

  // The first value of a record's field, e.g. "places"; empty where there is none.
  std::string_view field(std::string_view name) const noexcept {
    for (const auto& field : fields())
      if (view(field.name) == name) return view(field.value);
    return {};
  }

  // The words of a span; cut short where the span reaches past the text.
  std::string_view at(fb_span span) const noexcept {
    const auto size = static_cast<std::uint64_t>(text().size());
    const auto begin = span.begin < size ? span.begin : size;
    const auto end = span.end < size ? span.end : size;
    return text().substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(end > begin ? end - begin : 0));
  }

 private:
  template <class T>
  static std::span<const T> of(const T* first, std::uint64_t count) noexcept {
    return {first, static_cast<std::size_t>(count)};
  }
  const fb_document& document_;
};

// The indexed library, as far as the host lets an assessor see it. Every search is recorded in the assessment.
class Library {
 public:
  explicit Library(const fb_library& library) noexcept : library_(library) {}

  // The best `limit` (1 to 50) records, best first; valid until the next search. Finds nothing where the host assesses
  // the library itself. Throws std::runtime_error where the host refuses.
  std::span<const fb_hit> search(std::string_view query, std::uint32_t limit = 10) {
    const fb_hit* hits = nullptr;
    std::uint64_t count = 0;
    if (library_.search(library_.host, raw(query), limit, &hits, &count) != FB_OK)
      throw std::runtime_error("the host did not answer the search \"" + std::string(query) + "\"");
    return {hits, static_cast<std::size_t>(count)};
  }

  // True once the deadline is near: finish, or leave by throwing fieldbook::Cancelled.
  bool cancelled() const noexcept { return library_.cancelled(library_.host) == FB_CANCELLED; }

 private:
  const fb_library& library_;
};

// Leaves assess() because Library::cancelled() said so.
struct Cancelled : std::exception {
  const char* what() const noexcept override { return "cancelled"; }
};

// Where an assessor puts its results. The host copies what it is given, and refuses what breaks the contract (an
// unknown criterion, a second judgement, a quote that is no passage of the text): then these throw
// std::invalid_argument.
class Report {
 public:
  explicit Report(const fb_report& report) noexcept : report_(report) {}

  void judge(std::string_view criterion, Rating rating, double confidence, std::string_view rationale,
             std::span<const fb_span> quotes = {}) {
    fb_judgement judgement{};
    judgement.struct_size = sizeof judgement;
    judgement.rating = static_cast<std::int32_t>(rating);
    judgement.criterion = raw(criterion);
    judgement.rationale = raw(rationale);
    judgement.confidence = confidence;
    judgement.quotes = quotes.data();
    judgement.quote_count = quotes.size();
    check(report_.judge(report_.host, &judgement), "a judgement", criterion);
  }

  // Only a record that a search of this assessment gave.
  void recommend(std::string_view record, std::string_view criterion, std::string_view reason) {
    fb_recommendation recommendation{};
    recommendation.struct_size = sizeof recommendation;
    recommendation.record = raw(record);
    recommendation.criterion = raw(criterion);
    recommendation.reason = raw(reason);
    check(report_.recommend(report_.host, &recommendation), "a recommendation", record);
  }

  // 0 to 3. Where an assessor does not say, the host computes it from the ratings.
  void fit(int fit) { check(report_.fit(report_.host, fit), "the overall fit", "0 to 3"); }

 private:
  static void check(fb_status status, std::string_view what, std::string_view which) {
    if (status == FB_CANCELLED) throw Cancelled{};
    if (status != FB_OK)
      throw std::invalid_argument("the host refused " + std::string(what) + " (" + std::string(which) + ")");
  }
  const fb_report& report_;
};

class Assessor {
 public:
  virtual ~Assessor() = default;
  virtual void assess(const Document&, Library&, Report&) = 0;
};

namespace detail {

template <class A>
fb_status create(fb_text, void** self) noexcept {
  try {
    *self = static_cast<Assessor*>(new A);
    return FB_OK;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());  // the host passes on what a plugin last said
  } catch (...) {
    std::fputs("an exception that is no std::exception\n", stderr);
  }
  return FB_FAILED;
}

inline fb_status assess(void* self, const fb_document* document, const fb_library* library,
                        const fb_report* report) noexcept {
  const auto fail = [report](std::string_view why) {
    report->error(report->host, raw(why));
    return fb_status{FB_FAILED};
  };
  try {
    Library view_of_library{*library};
    Report view_of_report{*report};
    static_cast<Assessor*>(self)->assess(Document{*document}, view_of_library, view_of_report);
    return FB_OK;
  } catch (const Cancelled&) {
    return FB_CANCELLED;
  } catch (const std::exception& error) {
    return fail(error.what());
  } catch (...) {
    return fail("an exception that is no std::exception");
  }
}

inline void destroy(void* self) noexcept { delete static_cast<Assessor*>(self); }

template <class A>
constexpr auto criteria() {
  std::array<fb_criterion, std::size(A::criteria)> out{};
  for (std::size_t i = 0; i < out.size(); ++i) {
    const Criterion& from = A::criteria[i];
    out[i] = {raw(from.id), raw(from.name), raw(from.question), from.core ? std::uint32_t{FB_CRITERION_CORE} : 0U, 0};
  }
  return out;
}

}  // namespace detail
}  // inline namespace v1_0
}  // namespace fieldbook

// Once, in one source file: makes `Class` the assessor of this plugin. No semicolon after it.
#define FIELDBOOK_ASSESSOR(Class)                                                                                  \
  extern "C" FB_EXPORT const fb_assessor* fieldbook_assessor_v1(void);                                             \
  extern "C" const fb_assessor* fieldbook_assessor_v1(void) {                                                      \
    static constexpr auto criteria = ::fieldbook::detail::criteria<Class>();                                       \
    static constexpr fb_assessor assessor{sizeof assessor,                                                         \
                                          FB_ABI_MAJOR,                                                            \
                                          FB_ABI_MINOR,                                                            \
                                          ::fieldbook::raw(Class::info.id),                                        \
                                          ::fieldbook::raw(Class::info.name),                                      \
                                          ::fieldbook::raw(Class::info.version),                                   \
                                          ::fieldbook::raw(Class::info.summary),                                   \
                                          criteria.data(),                                                         \
                                          criteria.size(),                                                         \
                                          Class::info.core_needed,                                                 \
                                          0,                                                                       \
                                          &::fieldbook::detail::create<Class>,                                     \
                                          &::fieldbook::detail::assess,                                            \
                                          &::fieldbook::detail::destroy};                                          \
    return &assessor;                                                                                              \
  }
#endif
