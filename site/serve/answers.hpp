// What `serve` answers with, apart from the network.
#pragma once

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>

namespace fieldbook::site {

struct ServedFile {
  std::ifstream bytes;  // at its beginning
  std::size_t size = 0;
  std::string type;     // as Content-Type says it
  bool html = false;
};

// The file of the site that a decoded request path names; a folder means its index.html. Nothing where there is none,
// where the path leaves the site ("..", a link out of it), or is longer than 1,000 bytes.
std::optional<ServedFile> file_of(const std::filesystem::path& site, std::string_view path);

// A page as it is served: with_reload() of all of it. Empty where it is larger than 64 MB.
std::string page_of(ServedFile);

// Whether a Host header ("localhost:8080") means this computer at that port.
bool is_this_computer(std::string_view host, int port);

// The page with a script that loads it again when a new edition is published, and leave to run that script.
std::string with_reload(std::string_view html);
extern const std::string_view reload_script;

// An assessment's page with these lines at the beginning of its text.
std::string with_note(std::string_view page, std::string_view note);

// What was typed into a text area, as the inside of another one: the escaping of templates would make one line of it.
std::string inside_text_area(std::string_view typed);

// ".docx" of "plan.docx", if it is one that documents are read by; ".txt" otherwise.
std::string extension_of(std::string_view filename);

// A file in a folder of its own that only its owner can read; gone with the object.
class ScratchFile {
 public:
  ScratchFile(std::string_view bytes, const std::string& extension);
  ~ScratchFile();
  ScratchFile(const ScratchFile&) = delete;
  ScratchFile& operator=(const ScratchFile&) = delete;
  const std::filesystem::path& path() const noexcept { return path_; }

 private:
  void remove() const noexcept;
  std::filesystem::path path_;
};

}  // namespace fieldbook::site
