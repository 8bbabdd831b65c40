#include "site/theme.hpp"

#include <ctemplate/template.h>
#include <ctemplate/template_dictionary_interface.h>

#include <algorithm>
#include <cctype>
#include <deque>
#include <optional>

#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/base/process.hpp"
#include "core/base/text.hpp"
#include "site/left_files.hpp"
#include "site/slots.hpp"
#include "site/style_sheet.hpp"
#include "site/template_check.hpp"

namespace fieldbook::site {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t file_limit_bytes = std::size_t{1} << 20;
constexpr auto strip = ctemplate::STRIP_BLANK_LINES;

// A record's row is on many pages. Where a template includes the row's, the engine is told to ask for this slot, which no template may name.
constexpr std::string_view row_template = "row", row_slot = "ROW_AS_MADE_HTML";
constexpr std::size_t most_made_rows = 8;   // of one record: of a theme whose rows differ from page to page, not all are kept

// What one expansion needs and found out.
struct Expansion {
  ctemplate::TemplateCache& cache;
  const char* content = "";                                                   // template that {{>CONTENT}} stands for
  const std::map<std::string, std::string, std::less<>>* includes = nullptr;  // NAME -> template
  std::string unset = {};                                                     // first name asked for that nobody set
  bool failed = false;
  std::deque<std::string> texts = {};   // of rows that are on this page alone
};

// Values as ctemplate asks for them. Texts are seen through from outside in, sections only where they were set.
class Scope final : public ctemplate::TemplateDictionaryInterface {
 public:
  // `made`: told of what is asked of the outer scopes from here on.
  Scope(const Values& values, const Scope* outer, Expansion& run, MadeText* made = nullptr) : values_(values), outer_(outer), run_(run), made_(made) {}

 private:
  class Repeat;

  class Once final : public Iterator {
   public:
    explicit Once(const Scope& same) : same_(same) {}
    bool HasNext() const override { return !done_; }
    const TemplateDictionaryInterface& Next() override {
      done_ = true;
      return same_;
    }

   private:
    const Scope& same_;
    bool done_ = false;
  };

  static std::string_view view(const ctemplate::TemplateString& text) { return {text.data(), text.size()}; }

  ctemplate::TemplateString GetValue(const ctemplate::TemplateString& name) const override {
    const auto found = view(name) == row_slot ? row() : look(view(name));
    if (!found && run_.unset.empty()) run_.unset = view(name);
    return found ? ctemplate::TemplateString(found->data(), found->size()) : ctemplate::TemplateString("", 0);
  }

  std::optional<std::string_view> look(const SlotName& name) const {
    MadeText* made = nullptr;
    for (const auto* scope = this; scope != nullptr; scope = scope->outer_) {
      if (const auto found = scope->values_.text(name)) {
        if (made != nullptr) note(*made, name.text, *found);
        return found;
      }
      if (scope->made_ != nullptr) made = scope->made_;
    }
    return std::nullopt;
  }

  static void note(MadeText& made, std::string_view name, std::string_view text) {
    if (std::ranges::find(made.around, name, &std::pair<std::string, std::string>::first) == made.around.end()) made.around.emplace_back(name, text);
  }

  // These values by the template of a row: the same on every page that has the same texts around it, as far as the template asks for them.
  std::string_view row() const {
    auto* const kept = values_.made();
    std::size_t known = 0;
    for (const auto* made = kept != nullptr ? kept->first() : nullptr; made != nullptr; made = made->next, ++known) {
      const auto is_here = [this](const auto& one) { return outer_ != nullptr && outer_->look(std::string_view(one.first)) == one.second; };
      if (std::ranges::all_of(made->around, is_here)) return made->text;
    }
    MadeText made;
    const Scope inside(values_, outer_, run_, &made);
    if (!run_.cache.ExpandNoLoad(std::string(row_template), strip, &inside, nullptr, &made.text)) run_.failed = true;
    if (made.text.ends_with('\n')) made.text.pop_back();   // the slot's own line has one
    return kept != nullptr && known < most_made_rows && run_.unset.empty() ? kept->add(std::move(made)).text : run_.texts.emplace_back(std::move(made.text));
  }

  bool IsHiddenSection(const ctemplate::TemplateString& name) const override {
    if (view(name).starts_with(any_prefix)) return values_.section(view(name).substr(any_prefix.size())) == nullptr;
    if (view(name).starts_with(no_prefix)) return values_.section(view(name).substr(no_prefix.size())) != nullptr;
    return values_.section(view(name)) == nullptr;
  }
  bool IsUnhiddenSection(const ctemplate::TemplateString& name) const override { return !IsHiddenSection(name); }

  Iterator* CreateSectionIterator(const ctemplate::TemplateString& name) const override;

  bool IsHiddenTemplate(const ctemplate::TemplateString&) const override { return false; }
  Iterator* CreateTemplateIterator(const ctemplate::TemplateString&) const override { return new Once(*this); }
  const char* GetIncludeTemplateName(const ctemplate::TemplateString& name, int) const override {
    if (view(name) == "CONTENT") return run_.content;
    const auto found = run_.includes->find(view(name));
    return found == run_.includes->end() ? "" : found->second.c_str();
  }

  void DumpToString(std::string*, int) const override {}

  const Values& values_;
  const Scope* outer_;
  Expansion& run_;
  MadeText* made_;
};

class Scope::Repeat final : public Iterator {
 public:
  Repeat(const Values::Repetitions& repetitions, const Scope& around) : repetitions_(repetitions), around_(around) {}
  bool HasNext() const override { return next_ < repetitions_.size(); }
  const TemplateDictionaryInterface& Next() override {
    return now_.emplace(*repetitions_[next_++], &around_, around_.run_);
  }

 private:
  const Values::Repetitions& repetitions_;
  const Scope& around_;
  std::size_t next_ = 0;
  std::optional<Scope> now_;
};

ctemplate::TemplateDictionaryInterface::Iterator* Scope::CreateSectionIterator(
    const ctemplate::TemplateString& name) const {
  const auto* const repetitions = values_.section(view(name));
  if (repetitions == nullptr || repetitions->empty()) return new Once(*this);
  return new Repeat(*repetitions, *this);
}

std::string upper(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return text;
}

std::string with_rows_as_made(std::string source) {
  constexpr std::string_view include = "{{>ROW}}";
  const auto slot = "{{" + std::string(row_slot) + ":none}}";
  for (auto at = source.find(include); at != std::string::npos; at = source.find(include, at)) source.replace(at, include.size(), slot);
  return source;
}

Sources read_folder(const fs::path& folder, const std::string& extension) {
  if (!fs::is_directory(folder)) {
    throw Error(Errc::not_found, "the theme has no folder " + folder.string(),
                "name a theme's folder, or leave --theme out");
  }
  Sources files;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() != extension) continue;
    auto bytes = read_file(entry.path(), file_limit_bytes);
    if (const auto bad = first_invalid_utf8(bytes)) {
      throw Error(Errc::invalid, entry.path().string() + " is not UTF-8 (byte " + std::to_string(*bad) + ")",
                  "save it as UTF-8");
    }
    files.emplace(entry.path().stem().string(), std::move(bytes));
  }
  return files;
}

}  // namespace

struct Theme::Impl {
  ctemplate::TemplateCache cache;
  std::map<std::string, std::string, std::less<>> includes;
};

Theme::Theme(const fs::path& folder) : impl_(std::make_unique<Impl>()) {
  const auto sources = read_folder(folder / "templates", ".tpl");
  check_templates(sources);
  for (const auto& [name, source] : sources) {
    if (!impl_->cache.StringToTemplateCache(name, name == row_template ? source : with_rows_as_made(source), strip)) {
      throw Error(Errc::invalid, (folder / "templates" / name).string() + ".tpl is refused by the template engine",
                  "look at the line above: a tag or an attribute is most likely not closed");
    }
    impl_->includes.emplace(upper(name), name);
  }
  impl_->cache.Freeze();
  for (auto& [name, bytes] : read_folder(folder / "css", ".css"))
    files_.emplace("css/" + name + ".css", style_sheet_to_publish(bytes));
  for (auto& [name, bytes] : read_folder(folder / "js", ".js")) files_.emplace("js/" + name + ".js", std::move(bytes));
  Fingerprint print;
  for (const auto& [name, source] : sources) print.add(name).add(source);
  for (const auto& [address, bytes] : files_) print.add(address).add(bytes);
  digest_ = print.digest();
}

Theme::~Theme() = default;
Theme::Theme(Theme&&) noexcept = default;
Theme& Theme::operator=(Theme&&) noexcept = default;

std::string Theme::render(std::string_view page, const Values& values) const {
  const std::string name(page);
  Expansion run{.cache = impl_->cache, .content = name.c_str(), .includes = &impl_->includes};
  const Scope root(values, nullptr, run);
  static thread_local std::size_t likely_bytes = 0;  // as large as the page before, so that it need not grow
  std::string out;
  out.reserve(likely_bytes);
  const bool expanded = impl_->cache.ExpandNoLoad(has_layout(page) ? "layout" : name, strip, &root, nullptr, &out);
  if (!run.unset.empty()) {
    throw Error(Errc::invalid, "templates/" + name + ".tpl uses " + run.unset + ", which this page did not set",
                "take it out of the template; this is a mistake of Fieldbook's, please report it");
  }
  if (!expanded || run.failed)
    throw Error(Errc::invalid, "templates/" + name + ".tpl could not be expanded",
                "compare it with the theme that comes with Fieldbook");
  likely_bytes = out.size() + out.size() / 8;
  return out;
}

fs::path Theme::installed() {
  const auto folder = this_program().parent_path().parent_path() / "share" / "fieldbook" / "theme";
  const auto from_libexec = this_program().parent_path().parent_path().parent_path() / "share" / "fieldbook" / "theme";
  for (const auto& candidate : {folder, from_libexec}) {
    if (fs::is_directory(candidate)) return candidate;
  }
  throw Error(Errc::not_found, "there is no theme in " + folder.string(),
              "install Fieldbook again, or name a theme with --theme DIR");
}

}  // namespace fieldbook::site
