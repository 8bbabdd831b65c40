#include "site/serve/answers.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <system_error>

#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "site/values.hpp"

namespace fieldbook::site {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t longest_path = 1000;
constexpr std::size_t largest_page_bytes = std::size_t{64} << 20;

struct Type {
  std::string_view extension, type;
};
constexpr Type types[] = {{".html", "text/html; charset=utf-8"},   {".css", "text/css; charset=utf-8"},  {".js", "text/javascript; charset=utf-8"},
                          {".json", "application/json"},           {".jsonl", "application/jsonl"},      {".xml", "application/xml"},
                          {".svg", "image/svg+xml"},               {".csv", "text/csv; charset=utf-8"},  {".bib", "application/x-bibtex; charset=utf-8"},
                          {".ris", "application/x-research-info-systems; charset=utf-8"}, {".txt", "text/plain; charset=utf-8"}, {".png", "image/png"}};
constexpr std::array<std::string_view, 7> readable = {".docx", ".odt", ".pdf", ".html", ".htm", ".md", ".txt"};

bool is_inside(const fs::path& file, const fs::path& folder) {
  const auto [end, ignored] = std::mismatch(folder.begin(), folder.end(), file.begin(), file.end());
  return end == folder.end();
}

std::string replaced(std::string_view text, std::string_view what, std::string_view by) {
  const auto at = text.find(what);
  if (at == text.npos) return std::string(text);
  return std::string(text.substr(0, at)) + std::string(by) + std::string(text.substr(at + what.size()));
}

}  // namespace

const std::string_view reload_script = R"(let seen;
async function look() {
  try {
    const now = await (await fetch('/-/edition')).text();
    if (seen !== undefined && now !== seen) location.reload();
    seen = now;
  } catch { /* the server is away: ask again */ }
  setTimeout(look, 2000);
}
look();
)";

std::optional<ServedFile> file_of(const fs::path& site, std::string_view path) {
  if (path.empty() || path.front() != '/' || path.size() > longest_path || path.find('\0') != path.npos) return std::nullopt;
  std::error_code failure;
  const auto root = fs::canonical(site, failure);
  if (failure) return std::nullopt;
  auto file = fs::weakly_canonical(root / fs::path(path.substr(1)), failure);
  if (!failure && is_inside(file, root) && fs::is_directory(file)) file = fs::weakly_canonical(file / "index.html", failure);
  if (failure || !is_inside(file, root) || !fs::is_regular_file(file, failure)) return std::nullopt;
  const auto extension = file.extension().string();
  if (std::ranges::any_of(file.lexically_relative(root), [](const fs::path& part) { return part.string().starts_with('.'); })) return std::nullopt;
  const auto type = std::ranges::find(types, extension, &Type::extension);
  ServedFile found{.bytes = std::ifstream(file, std::ios::binary | std::ios::ate),
                   .type = std::string(type == std::end(types) ? "application/octet-stream" : type->type),
                   .html = extension == ".html"};
  if (!found.bytes) return std::nullopt;  // it went between the two looks, or nobody may read it
  found.size = static_cast<std::size_t>(found.bytes.tellg());
  found.bytes.seekg(0);
  return found;
}

std::string page_of(ServedFile file) {
  if (file.size > largest_page_bytes) return {};
  std::string html(file.size, '\0');
  file.bytes.read(html.data(), static_cast<std::streamsize>(html.size()));
  return with_reload(html);
}

bool is_this_computer(std::string_view host, int port) {
  const auto number = ":" + std::to_string(port);
  if (host.ends_with(number)) host.remove_suffix(number.size());
  else if (port != 80) return false;
  return host == "localhost" || host == "127.0.0.1";
}

std::string with_reload(std::string_view html) {
  const bool scripted = html.find("script-src 'self';") != html.npos;
  auto page = scripted ? replaced(html, "script-src 'self';", "script-src 'self'; connect-src 'self';")
                       : replaced(html, "default-src 'none';", "default-src 'none'; script-src 'self'; connect-src 'self';");
  page = replaced(page, "</header>", "<p><a href=\"/check\">Check your plan</a></p>\n</header>");
  return replaced(page, "</body>", "<script src=\"/-/reload.js\"></script>\n</body>");
}

std::string with_note(std::string_view page, std::string_view note) {
  constexpr std::string_view begin = "<main id=\"content\">\n";
  return replaced(page, begin, std::string(begin) + std::string(note));
}

std::string inside_text_area(std::string_view typed) {
  std::string lines(typed), out = "\n";  // browsers pass over the first line feed
  std::erase(lines, '\r');                // forms end lines with CR LF
  for (const char c : harmless(lines)) {
    if (c == '&') out += "&amp;";
    else if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else out += c;
  }
  return out;
}

std::string extension_of(std::string_view filename) {
  const auto dot = filename.rfind('.');
  std::string extension(dot == filename.npos ? "" : filename.substr(dot));
  std::ranges::transform(extension, extension.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; });
  return std::ranges::find(readable, extension) == readable.end() ? ".txt" : extension;
}

ScratchFile::ScratchFile(std::string_view bytes, const std::string& extension) {
  auto pattern = (fs::temp_directory_path() / "fieldbook-check-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) throw Error(Errc::io, "cannot make a folder in " + fs::temp_directory_path().string());
  path_ = fs::path(pattern) / ("your-text" + extension);
  try {
    write_file(path_, bytes);
  } catch (...) {
    remove();
    throw;
  }
}

ScratchFile::~ScratchFile() { remove(); }

void ScratchFile::remove() const noexcept {
  std::error_code ignored;
  fs::remove_all(path_.parent_path(), ignored);
}

}  // namespace fieldbook::site
