#include "core/cli/new_plugin.hpp"

#include <algorithm>

#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/base/process.hpp"
#include "core/base/text.hpp"

namespace fieldbook::cli {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t longest_template_bytes = 1 << 20;
constexpr std::size_t longest_name_bytes = 100;

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) text.replace(at, from.size(), to);
}

void check_names(const std::string& id, const std::string& name) {
  const auto parts = split(id, '.');
  if (parts.size() < 2 || !std::ranges::all_of(parts, is_id)) {
    throw Error(Errc::invalid, in_quotes(id) + " cannot be the id of an assessor from outside", "use reverse-domain form, such as org.example.warm-homes");
  }
  // The name stands in a C++ string and in prose.
  const bool plain = std::ranges::none_of(name, [](char c) { return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20; });
  if (name.empty() || name.size() > longest_name_bytes || !plain || first_invalid_utf8(name)) {
    throw Error(Errc::invalid, "the name must be 1 to 100 bytes of text without quotes and backslashes");
  }
}

}  // namespace

fs::path make_plugin(const std::string& id, const std::string& name, const std::string& folder) {
  check_names(id, name);
  const auto last = std::string(split(id, '.').back());
  const fs::path target = folder.empty() ? fs::path(last) : fs::path(folder);
  if (fs::exists(target)) throw Error(Errc::invalid, target.string() + " is there already", "name another folder with --out");
  auto symbol = last;   // a CMake target and project
  std::ranges::replace(symbol, '-', '_');
  const auto source = fs::canonical(shared_folder("plugin-template"));
  for (const auto& entry : fs::recursive_directory_iterator(source)) {
    if (!entry.is_regular_file()) continue;
    auto text = read_file(entry.path(), longest_template_bytes);
    replace_all(text, "@ID@", id);
    replace_all(text, "@NAME@", name);
    replace_all(text, "@SYMBOL@", symbol);
    write_file(target / fs::relative(entry.path(), source), text);
  }
  return target;
}

}  // namespace fieldbook::cli
