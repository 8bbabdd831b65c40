// A theme: templates and styles as plain files, checked as a whole before the first page is made.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "site/values.hpp"

namespace fieldbook::site {

// ctemplate with its traps closed. Every template must begin with an AUTOESCAPE marker; every name in it must be one
// that the program sets there (slots.hpp); ":none" is for raw slots only. Safe for several threads at a time.
class Theme {
 public:
  // Reads FOLDER/templates/*.tpl, FOLDER/css/*.css and FOLDER/js/*.js. Throws Error: not_found, or invalid naming the file, line and
  // name.
  explicit Theme(const std::filesystem::path& folder);
  ~Theme();
  Theme(Theme&&) noexcept;
  Theme& operator=(Theme&&) noexcept;

  // `page` is a template's name without ".tpl". Throws Error invalid where the template names what was not set.
  std::string render(std::string_view page, const Values&) const;

  // Files that go into the site as they are: address -> bytes.
  const std::map<std::string, std::string>& files() const noexcept { return files_; }

  // Changes with any of the theme's files.
  const std::string& digest() const noexcept { return digest_; }

  // <prefix>/share/fieldbook/theme of this program. Throws Error not_found.
  static std::filesystem::path installed();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
  std::map<std::string, std::string> files_;
  std::string digest_;
};

}  // namespace fieldbook::site
