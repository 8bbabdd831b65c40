#include "core/document/readers/package.hpp"

#include <libxml/xmlreader.h>
#include <zip.h>

#include <new>

#include "core/base/error.hpp"

namespace fieldbook::document {
namespace {

constexpr std::size_t longest_part_bytes = 128 << 20;
constexpr const char* save_again = "open it in the program that made it and save it again";

[[noreturn]] void damaged(const std::string& what) {
  throw Error(Errc::invalid, "is damaged: " + what, save_again);
}
[[noreturn]] void bomb() {
  throw Error(Errc::too_large, "unpacks to more than " + std::to_string(longest_part_bytes >> 20) + " MB",
              "give the part of it that matters");
}

std::string_view view(const xmlChar* text) {
  return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

xmlTextReader* reader_of(void* reader) { return static_cast<xmlTextReader*>(reader); }

// "w", "mc", "text", …
std::string_view short_prefix(std::string_view uri) {
  constexpr std::string_view odf = "urn:oasis:names:tc:opendocument:xmlns:";
  if (uri.starts_with(odf)) {
    uri.remove_prefix(odf.size());
    return uri.substr(0, uri.find(':'));
  }
  if (uri.find("wordprocessingml") != std::string_view::npos && uri.ends_with("main")) return "w";
  return uri.find("markup-compatibility") == std::string_view::npos ? "?" : "mc";
}

// A part of the archive, as libxml2 reads from it.
class Part {
 public:
  Part(zip_t* archive, const std::string& name) : file_(open(archive, name)) {}
  ~Part() { zip_fclose(file_); }
  Part(const Part&) = delete;
  Part& operator=(const Part&) = delete;

  bool is_too_large() const noexcept { return read_bytes_ > longest_part_bytes; }

  static int read(void* part, char* to, int size) {
    auto& self = *static_cast<Part*>(part);
    const auto n = zip_fread(self.file_, to, static_cast<zip_uint64_t>(size));
    if (n > 0) self.read_bytes_ += static_cast<std::size_t>(n);
    return n < 0 || self.is_too_large() ? -1 : static_cast<int>(n);
  }

 private:
  static zip_file_t* open(zip_t* archive, const std::string& name) {
    zip_stat_t about{};
    if (zip_stat(archive, name.c_str(), 0, &about) != 0) damaged("its part " + name + " is missing");
    if ((about.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && about.encryption_method != ZIP_EM_NONE)
      throw Error(Errc::invalid, "is protected by a password", "save a copy without a password");
    if ((about.valid & ZIP_STAT_SIZE) != 0 && about.size > longest_part_bytes) bomb();
    auto* const file = zip_fopen(archive, name.c_str(), 0);
    if (file == nullptr) damaged("its part " + name + " cannot be unpacked");
    return file;
  }

  zip_file_t* file_;
  std::size_t read_bytes_ = 0;
};

struct Freed {
  void operator()(xmlTextReader* reader) const { xmlFreeTextReader(reader); }
};

void keep_quiet(void*, xmlError*) {}

// One node of the document.
void hand_on(xmlTextReader* reader, const std::string& part, XmlEvents& events) {
  const auto name = [&] {
    return std::string(short_prefix(view(xmlTextReaderConstNamespaceUri(reader)))) + ":" +
           std::string(view(xmlTextReaderConstLocalName(reader)));
  };
  switch (xmlTextReaderNodeType(reader)) {
    case XML_READER_TYPE_ELEMENT: {
      const auto element = name();
      const bool is_empty = xmlTextReaderIsEmptyElement(reader) == 1;
      events.open(element, XmlAttributes(reader));
      if (is_empty) events.close(element);
      break;
    }
    case XML_READER_TYPE_END_ELEMENT:
      events.close(name());
      break;
    case XML_READER_TYPE_TEXT:
    case XML_READER_TYPE_CDATA:
    case XML_READER_TYPE_WHITESPACE:
    case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
      events.words(view(xmlTextReaderConstValue(reader)));
      break;
    case XML_READER_TYPE_DOCUMENT_TYPE:
    case XML_READER_TYPE_ENTITY_REFERENCE:
      damaged("its part " + part + " declares entities, which no word processor does");
    default:
      break;
  }
}

}  // namespace

std::string XmlAttributes::operator[](std::string_view local_name) const {
  auto* const reader = reader_of(reader_);
  std::string out;
  for (int more = xmlTextReaderMoveToFirstAttribute(reader); more == 1; more = xmlTextReaderMoveToNextAttribute(reader)) {
    if (view(xmlTextReaderConstLocalName(reader)) != local_name) continue;
    out = view(xmlTextReaderConstValue(reader));
    break;
  }
  xmlTextReaderMoveToElement(reader);
  return out;
}

struct Package::Impl {
  zip_t* archive = nullptr;
};

Package::Package(std::string_view bytes) : impl_(std::make_unique<Impl>()) {
  zip_error_t failure;
  zip_error_init(&failure);
  auto* const source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &failure);
  if (source == nullptr) throw std::bad_alloc();
  impl_->archive = zip_open_from_source(source, ZIP_RDONLY, &failure);
  if (impl_->archive == nullptr) {
    zip_source_free(source);
    zip_error_fini(&failure);
    damaged("it is not a whole archive");
  }
  zip_error_fini(&failure);
}

Package::~Package() { zip_discard(impl_->archive); }

bool Package::has(const std::string& part) const { return zip_name_locate(impl_->archive, part.c_str(), 0) >= 0; }

void Package::read(const std::string& part, XmlEvents& events) const {
  Part open(impl_->archive, part);
  constexpr int options = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_COMPACT;
  const std::unique_ptr<xmlTextReader, Freed> reader(
      xmlReaderForIO(&Part::read, nullptr, &open, nullptr, nullptr, options));
  if (!reader) throw std::bad_alloc();
  xmlTextReaderSetStructuredErrorHandler(reader.get(), keep_quiet, nullptr);
  int more = xmlTextReaderRead(reader.get());
  for (; more == 1; more = xmlTextReaderRead(reader.get())) hand_on(reader.get(), part, events);
  if (open.is_too_large()) bomb();
  if (more != 0) damaged("its part " + part + " is not well-formed XML");
}

}  // namespace fieldbook::document
