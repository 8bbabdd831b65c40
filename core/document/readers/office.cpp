#include "core/document/readers/office.hpp"

#include "core/base/error.hpp"

namespace fieldbook::document {
namespace {

constexpr std::string_view ole_magic = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

[[noreturn]] void password() {
  throw Error(Errc::invalid, "is protected by a password", "save a copy without a password");
}

// Old Word files and encrypted new ones are in the same wrapping.
[[noreturn]] void refuse_ole(std::string_view bytes) {
  std::string entry;  // the name of a stream, in UTF-16
  for (const char c : std::string_view("EncryptedPackage")) entry += {c, '\0'};
  if (bytes.find(entry) != std::string_view::npos) password();
  throw Error(Errc::invalid, "is in the format of old Office programs (.doc), which is not read", "save it as .docx");
}

// The main part, by the package's relationships.
class Relationships : public XmlEvents {
 public:
  std::string main_part;

  void open(std::string_view name, const XmlAttributes& attributes) override {
    if (name != "?:Relationship" || !attributes["Type"].ends_with("/officeDocument")) return;
    main_part = attributes["Target"];
    if (main_part.starts_with('/')) main_part.erase(0, 1);
  }
  void close(std::string_view) override {}
  void words(std::string_view) override {}
};

// Of an OpenDocument package: whether any part is encrypted.
class Manifest : public XmlEvents {
 public:
  bool is_encrypted = false;

  void open(std::string_view name, const XmlAttributes&) override {
    if (name == "manifest:encryption-data") is_encrypted = true;
  }
  void close(std::string_view) override {}
  void words(std::string_view) override {}
};

}  // namespace

void read_office(std::string_view bytes, const Sink& sink) {
  if (bytes.starts_with(ole_magic)) refuse_ole(bytes);
  const Package package(bytes);
  Writer writer(sink);
  const std::string relationships = "_rels/.rels", manifest = "META-INF/manifest.xml", content = "content.xml";
  std::string main_part;
  if (package.has(relationships)) {
    Relationships found;
    package.read(relationships, found);
    main_part = found.main_part;
  }
  if (main_part.starts_with("word/")) {
    read_docx(package, main_part, writer);
  } else if (main_part.empty() && package.has(content)) {
    Manifest found;
    if (package.has(manifest)) package.read(manifest, found);
    if (found.is_encrypted) password();
    read_odt(package, writer);
  } else {
    throw Error(Errc::invalid, "holds neither a Word (.docx) nor an OpenDocument (.odt) text",
                "save it as .docx, .odt or .pdf");
  }
  writer.finish();
  if (!writer.has_written())
    throw Error(Errc::invalid, "holds no words", "if it is made of pictures of pages, run OCR over them first");
}

}  // namespace fieldbook::document
