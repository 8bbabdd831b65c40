#include "core/library/tokens.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "core/library/words.hpp"

namespace fieldbook::library {
namespace {

constexpr std::size_t words_limit = 1'000;
constexpr unsigned window_limit = 100;
constexpr std::size_t name_limit_bytes = 120;        // of a field or facet
constexpr std::string_view joins_words = "-/.@&'_";  // between two words, without white space

struct Operator {
  std::string_view name;
  Token::Kind kind;
};
constexpr std::array operators{Operator{"AND", Token::Kind::conjunction}, Operator{"OR", Token::Kind::disjunction},
                               Operator{"NOT", Token::Kind::exclusion},   Operator{"XOR", Token::Kind::either},
                               Operator{"NEAR", Token::Kind::near},       Operator{"ADJ", Token::Kind::adjacent}};

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

class Lexer {
 public:
  Lexer(std::string_view text, const Directory& directory) : text_(text), directory_(directory), words_(text) {}

  std::vector<Token> operator()() {
    for (advance(); between(), has_word_;) {
      if (!field() && !named_operator()) word();
    }
    return std::move(out_);
  }

 private:
  void advance() { has_word_ = read_++ < words_limit && words_.next(word_); }
  char at(std::size_t i) const { return i < text_.size() ? text_[i] : ' '; }
  bool starts_word(std::size_t i) const { return i == 0 || is_blank(text_[i - 1]) || text_[i - 1] == '('; }
  void put(Token::Kind kind) { out_.push_back({.kind = kind, .words = {}, .text = {}, .value = {}}); }

  // Punctuation from where we stand to the next word, and phrases on the way.
  void between() {
    while (at_ < (has_word_ ? word_.span.begin : text_.size())) {
      const char c = text_[at_];
      const bool before_something = !is_blank(at(at_ + 1));
      if (c == '(') put(Token::Kind::open);
      if (c == ')') put(Token::Kind::close);
      if ((c == '+' || c == '-') && before_something && starts_word(at_))
        put(c == '+' ? Token::Kind::plus : Token::Kind::minus);
      ++at_;
      if (c == '"') phrase();
    }
  }

  // A mark that does not close is punctuation.
  void phrase() {
    const auto close = text_.find('"', at_);
    if (close == std::string_view::npos) return;
    Token token{.kind = Token::Kind::phrase, .words = {}, .text = {}, .value = {}};
    for (; has_word_ && word_.span.end <= close; advance()) token.words.push_back(word_.folded);
    at_ = close + 1;
    if (!token.words.empty()) out_.push_back(std::move(token));
  }

  // "title:" or "kind:evaluation"; the name may hold hyphens.
  bool field() {
    const auto name = text_.substr(word_.span.begin,
                                   std::min(name_limit_bytes, text_.find(':', word_.span.begin) - word_.span.begin));
    const auto end = word_.span.begin + name.size();
    if (at(end) != ':' || is_blank(at(end + 1))) return false;
    const bool is_field = std::ranges::find(directory_.fields, name) != directory_.fields.end();
    if (!is_field && !directory_.facet(name)) return false;
    if (is_field) {
      at_ = end + 1;
      out_.push_back({.kind = Token::Kind::field, .words = {}, .text = std::string(name), .value = {}});
    } else if (!facet(std::string(name), end + 1)) {
      return false;
    }
    skip_to_here();
    return true;
  }

  // False where there is no value.
  bool facet(std::string name, std::size_t from) {
    const bool marked = at(from) == '"';
    const auto begin = from + (marked ? 1 : 0);
    const auto close = marked ? text_.find('"', begin) : std::string_view::npos;
    const bool quoted = close != std::string_view::npos;
    const auto end = std::min(quoted ? close : text_.find_first_of(" \t\n\r()", begin), text_.size());
    if (end == begin) return false;
    at_ = end + (quoted ? 1 : 0);
    out_.push_back({.kind = Token::Kind::facet_value,
                    .words = {},
                    .text = std::move(name),
                    .value = std::string(text_.substr(begin, end - begin))});
    return true;
  }

  void skip_to_here() {
    while (has_word_ && word_.span.begin < at_) advance();
  }

  bool named_operator() {
    const auto written = cut(text_, word_.span);
    const auto found = std::ranges::find(operators, written, &Operator::name);
    const char after = at(word_.span.end);
    if (found == operators.end() || !starts_word(word_.span.begin) ||
        (!is_blank(after) && after != '/' && after != '('))
      return false;
    Token token{.kind = found->kind, .words = {}, .text = {}, .value = {}};
    at_ = word_.span.end;
    if (after == '/') {
      const auto* const end = text_.data() + text_.size();
      unsigned window = window_limit;
      const auto read = std::from_chars(text_.data() + at_ + 1, end, window);
      token.window = std::clamp(read.ec == std::errc::result_out_of_range ? window_limit : window, 1u, window_limit);
      at_ = static_cast<std::size_t>(read.ptr - text_.data());
    }
    out_.push_back(std::move(token));
    skip_to_here();
    return true;
  }

  // Words written together are searched as a phrase.
  void word() {
    Token token{.kind = Token::Kind::word, .words = {word_.folded}, .text = {}, .value = {}};
    at_ = word_.span.end;
    advance();
    while (has_word_ && word_.span.begin == at_ + 1 && joins_words.find(text_[at_]) != std::string_view::npos) {
      token.words.push_back(word_.folded);
      at_ = word_.span.end;
      advance();
    }
    if (at(at_) == '*') {
      ++at_;
      if (token.words.size() == 1) token.kind = Token::Kind::beginning;
    }
    out_.push_back(std::move(token));
  }

  std::string_view text_;
  const Directory& directory_;
  Words words_;
  Word word_;
  bool has_word_ = false;
  std::size_t at_ = 0, read_ = 0;
  std::vector<Token> out_;
};

}  // namespace

std::vector<Token> tokens_of(std::string_view text, const Directory& directory) {
  return Lexer(text, directory)();
}

bool has_operators(const std::vector<Token>& tokens) {
  return std::ranges::any_of(tokens, [](const Token& token) {
    return token.kind != Token::Kind::word && token.kind != Token::Kind::open && token.kind != Token::Kind::close;
  });
}

}  // namespace fieldbook::library
