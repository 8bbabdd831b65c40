#include "tests/support/documents.hpp"

#include <zip.h>

#include <cstdio>
#include <cstdlib>

namespace fieldbook::test {
namespace {

std::string number(double value) {
  char bytes[32];
  std::snprintf(bytes, sizeof bytes, "%.2f", value);
  return bytes;
}

std::string content(const std::vector<PdfText>& page) {
  std::string out;
  for (const auto& one : page) {
    std::string text;
    for (const char c : one.text) {
      if (c == '(' || c == ')' || c == '\\') text += '\\';
      text += c;
    }
    out += std::string("BT /") + (one.is_bold ? "F2 " : "F1 ") + number(one.size) + " Tf " + number(one.left) + " " +
           number(842 - one.top - one.size) + " Td (" + text + ") Tj ET\n";
  }
  return out;
}

void must(bool holds) {
  if (!holds) std::abort();
}

// Objects from number 1, of which the first is the catalogue.
std::string pdf_of(const std::vector<std::string>& objects) {
  std::string out = "%PDF-1.4\n", table;
  for (std::size_t i = 0; i < objects.size(); ++i) {
    char entry[32];
    std::snprintf(entry, sizeof entry, "%010zu 00000 n \n", out.size());
    table += entry;
    out += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
  }
  const auto start = std::to_string(out.size()), count = std::to_string(objects.size() + 1);
  return out + "xref\n0 " + count + "\n0000000000 65535 f \n" + table + "trailer\n<< /Size " + count +
         " /Root 1 0 R >>\nstartxref\n" + start + "\n%%EOF\n";
}

}  // namespace

std::string pdf(const std::vector<std::vector<PdfText>>& pages) {
  std::vector<std::string> objects{"<< /Type /Catalog /Pages 2 0 R >>", "",
                                   "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
                                   "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>"};
  std::string kids;
  for (const auto& page : pages) {
    const auto words = content(page);
    objects.push_back("<< /Length " + std::to_string(words.size()) + " >>\nstream\n" + words + "endstream");
    objects.push_back("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents " + std::to_string(objects.size()) +
                      " 0 R /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>");
    kids += std::to_string(objects.size()) + " 0 R ";
  }
  objects[1] = "<< /Type /Pages /Kids [" + kids + "] /Count " + std::to_string(pages.size()) + " >>";
  return pdf_of(objects);
}

std::string pdf_bomb(int deep, bool with_words) {
  std::vector<std::string> objects{"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
                                   "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>", "", ""};
  const auto stream = [](const std::string& head, const std::string& bytes) {
    return "<< " + head + " /Length " + std::to_string(bytes.size()) + " >>\nstream\n" + bytes + "\nendstream";
  };
  std::string ten;
  for (int i = 0; i < 10; ++i) ten += "/X Do ";
  objects[3] = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /XObject << /X 6 0 R >> >> >>";
  objects[4] = stream("", ten);
  for (int i = 0; i < deep; ++i) {
    const auto next = std::to_string(objects.size() + 2) + " 0 R";
    objects.push_back(stream("/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X " + next + " >> >>", ten));
  }
  objects.push_back(stream("/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>",
                           with_words ? "BT /F1 11 Tf 72 700 Td (words and words) Tj ET" : "0 0 m 9 9 l S"));
  return pdf_of(objects);
}

std::vector<PdfText> page_of(const std::vector<std::string>& lines) {
  std::vector<PdfText> out;
  for (const auto& line : lines) out.push_back({.top = 100 + 14.0 * static_cast<double>(out.size()), .text = line});
  return out;
}

std::string zip(const std::vector<std::pair<std::string, std::string>>& parts, const std::string& password) {
  zip_error_t failure;
  zip_error_init(&failure);
  auto* const buffer = zip_source_buffer_create(nullptr, 0, 0, &failure);
  must(buffer != nullptr);
  zip_source_keep(buffer);
  auto* const archive = zip_open_from_source(buffer, ZIP_TRUNCATE, &failure);
  must(archive != nullptr);
  for (const auto& [name, bytes] : parts) {
    auto* const source = zip_source_buffer(archive, bytes.data(), bytes.size(), 0);
    const auto index = zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8);
    must(index >= 0);
    if (!password.empty())
      must(zip_file_set_encryption(archive, static_cast<zip_uint64_t>(index), ZIP_EM_AES_256, password.c_str()) == 0);
  }
  must(zip_close(archive) == 0);
  must(zip_source_open(buffer) == 0);
  zip_stat_t about{};
  must(zip_source_stat(buffer, &about) == 0);
  std::string out(about.size, '\0');
  must(zip_source_read(buffer, out.data(), out.size()) == static_cast<zip_int64_t>(out.size()));
  zip_source_close(buffer);
  zip_source_free(buffer);
  return out;
}

std::string docx(const std::string& body, const std::string& styles) {
  const std::string w = R"(xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" )"
                        R"(xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006")";
  return zip({{"[Content_Types].xml", R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>)"},
              {"_rels/.rels",
               R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" )"
               R"(Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" )"
               R"(Target="word/document.xml"/></Relationships>)"},
              {"word/styles.xml", "<w:styles " + w + ">" + styles + "</w:styles>"},
              {"word/document.xml", "<w:document " + w + "><w:body>" + body + "</w:body></w:document>"}});
}

std::string odt(const std::string& body) {
  const std::string spaces = R"(xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" )"
                             R"(xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" )"
                             R"(xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0")";
  return zip({{"mimetype", "application/vnd.oasis.opendocument.text"},
              {"META-INF/manifest.xml",
               R"(<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>)"},
              {"content.xml", "<office:document-content " + spaces + "><office:body><office:text>" + body +
                                  "</office:text></office:body></office:document-content>"}});
}

}  // namespace fieldbook::test
