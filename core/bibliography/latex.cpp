#include "core/bibliography/latex.hpp"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>

#include "core/base/text.hpp"

namespace fieldbook::bibliography {
namespace {

struct Sign {
  std::string_view name;
  std::string_view text;
};

// Accents, as the combining character that follows the letter.
constexpr std::array<Sign, 14> accents = {{{"`", "\u0300"},
                                           {"'", "\u0301"},
                                           {"^", "\u0302"},
                                           {"~", "\u0303"},
                                           {"=", "\u0304"},
                                           {"u", "\u0306"},
                                           {".", "\u0307"},
                                           {"\"", "\u0308"},
                                           {"r", "\u030A"},
                                           {"H", "\u030B"},
                                           {"v", "\u030C"},
                                           {"d", "\u0323"},
                                           {"c", "\u0327"},
                                           {"k", "\u0328"}}};

constexpr std::array<Sign, 52> signs = {{{"ss", "ß"},
                                         {"o", "ø"},
                                         {"O", "Ø"},
                                         {"l", "ł"},
                                         {"L", "Ł"},
                                         {"ae", "æ"},
                                         {"AE", "Æ"},
                                         {"oe", "œ"},
                                         {"OE", "Œ"},
                                         {"aa", "å"},
                                         {"AA", "Å"},
                                         {"i", "i"},
                                         {"j", "j"},
                                         {"dh", "ð"},
                                         {"DH", "Ð"},
                                         {"dj", "đ"},
                                         {"DJ", "Đ"},
                                         {"th", "þ"},
                                         {"TH", "Þ"},
                                         {"ng", "ŋ"},
                                         {"NG", "Ŋ"},
                                         {"S", "§"},
                                         {"P", "¶"},
                                         {"pounds", "£"},
                                         {"textsterling", "£"},
                                         {"texteuro", "€"},
                                         {"euro", "€"},
                                         {"copyright", "©"},
                                         {"textregistered", "®"},
                                         {"texttrademark", "™"},
                                         {"dots", "…"},
                                         {"ldots", "…"},
                                         {"textellipsis", "…"},
                                         {"textendash", "–"},
                                         {"textemdash", "—"},
                                         {"textquoteleft", "‘"},
                                         {"textquoteright", "’"},
                                         {"textquotedblleft", "“"},
                                         {"textquotedblright", "”"},
                                         {"textbackslash", "\\"},
                                         {"textasciitilde", "~"},
                                         {"textasciicircum", "^"},
                                         {"textbraceleft", "{"},
                                         {"textbraceright", "}"},
                                         {"lbrace", "{"},
                                         {"rbrace", "}"},
                                         {" ", " "},
                                         {"\\", " "},
                                         {",", " "},
                                         {"newline", " "},
                                         {"-", ""},
                                         {"/", ""}}};

const Sign* find(const auto& table, std::string_view name) {
  const auto at = std::ranges::find(table, name, &Sign::name);
  return at == table.end() ? nullptr : &*at;
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Composed characters (Unicode's NFC) where letters and combining accents were put beside each other.
std::string composed(const std::string& text) {
  auto failure = U_ZERO_ERROR;
  const auto* const compose = icu::Normalizer2::getNFCInstance(failure);
  if (U_FAILURE(failure)) return text;
  std::string out;
  compose->normalize(icu::UnicodeString::fromUTF8(text), failure).toUTF8String(out);
  return out;
}

class Decoder {
 public:
  explicit Decoder(std::string_view text) : text_(text) {}

  std::string decode() {
    while (at_ < text_.size()) step();
    return collapse_whitespace(accented_ ? composed(out_) : out_);
  }

 private:
  void step() {
    const char c = text_[at_];
    if (c == '\\') {
      command();
    } else if (c == '{' || c == '}' || c == '$') {
      if (c == '}') pending_.clear();
      ++at_;
    } else if (c == '~') {
      put(" ", 1);
    } else if (!put_pair("---", "—") && !put_pair("--", "–") && !put_pair("``", "“") && !put_pair("''", "”")) {
      auto size = std::size_t{1};
      while (at_ + size < text_.size() && !is_character_boundary(text_, at_ + size)) ++size;
      put(text_.substr(at_, size), size);
    }
  }

  bool put_pair(std::string_view written, std::string_view meant) {
    if (!text_.substr(at_).starts_with(written)) return false;
    put(meant, written.size());
    return true;
  }

  // Writes one character and the accents that wait for it; `taken` bytes are done with.
  void put(std::string_view character, std::size_t taken) {
    at_ += taken;
    out_ += character;
    if (character.empty()) return;
    if (trim(character).empty()) pending_.clear();
    accented_ = accented_ || !pending_.empty();
    out_ += pending_;
    pending_.clear();
  }

  void command() {
    auto end = at_ + 1;
    while (end < text_.size() && is_letter(text_[end])) ++end;
    if (end == at_ + 1) end = std::min(end + 1, text_.size());
    const auto name = text_.substr(at_ + 1, end - at_ - 1);
    const bool is_word = !name.empty() && is_letter(name.front());
    auto taken = end - at_;
    if (is_word) {
      while (at_ + taken < text_.size() && text_[at_ + taken] == ' ') ++taken;
    }
    if (const auto* const accent = find(accents, name); accent != nullptr) {
      pending_ += accent->text;
      at_ += taken;
    } else if (const auto* const sign = find(signs, name); sign != nullptr) {
      if (text_.substr(at_ + taken, 2) == "{}") taken += 2;
      put(sign->text, taken);
    } else if (is_word || name.empty()) {
      at_ += taken;  // \emph and others: their argument stays
    } else {
      put(name, taken);  // \& \% \_ and others
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string out_, pending_;
  bool accented_ = false;
};

}  // namespace

std::string from_latex(std::string_view text) {
  return Decoder(text).decode();
}

std::string to_latex(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool doubles = i + 1 < text.size() && text[i + 1] == c && (c == '-' || c == '`' || c == '\'');
    switch (c) {
      case '\\':
        out += "\\textbackslash{}";
        break;
      case '{':
        out += "\\textbraceleft{}";
        break;
      case '}':
        out += "\\textbraceright{}";
        break;
      case '~':
        out += "\\textasciitilde{}";
        break;
      case '^':
        out += "\\textasciicircum{}";
        break;
      case '&':
      case '%':
      case '$':
      case '#':
      case '_':
        (out += '\\') += c;
        break;
      default:
        out += c;
    }
    if (doubles) out += "{}";
  }
  return out;
}

}  // namespace fieldbook::bibliography
