#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <string>

#include "core/assess/catalogue.hpp"
#include "core/base/error.hpp"
#include "core/base/file.hpp"

namespace fieldbook::assess {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t longest_settings_bytes = 1 << 20;

// Empty where the user has no place for settings.
fs::path allowed_file() {
  const auto folder = [](const char* variable) {
    const char* const value = std::getenv(variable);
    return value == nullptr ? fs::path() : fs::path(value);
  };
  const fs::path name = fs::path("fieldbook") / "allowed-plugins";
  if (const auto config = folder("XDG_CONFIG_HOME"); config.is_absolute()) return config / name;
  if (const auto home = folder("HOME"); home.is_absolute()) return home / ".config" / name;
  return {};
}

std::string allowed_lines() {
  const auto file = allowed_file();
  std::error_code failure;
  return file.empty() || !fs::exists(file, failure) ? std::string() : read_file(file, longest_settings_bytes);
}

}  // namespace

void allow(const std::string& id, const std::string& file_hash) {
  const auto file = allowed_file();
  if (file.empty()) throw Error(Errc::not_found, "there is no place for your settings", "set HOME or XDG_CONFIG_HOME");
  std::istringstream lines(allowed_lines());
  std::string kept;
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with(id + " ")) kept += line + "\n";
  }
  write_file(file, kept + id + " " + file_hash + "\n");
}

bool is_allowed(std::string_view id, std::string_view file_hash) {
  const auto wanted = std::string(id) + " " + std::string(file_hash);
  std::istringstream lines(allowed_lines());
  for (std::string line; std::getline(lines, line);) {
    if (line == wanted) return true;
  }
  return false;
}

}  // namespace fieldbook::assess
