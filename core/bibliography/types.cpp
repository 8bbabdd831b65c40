#include <array>
#include <string_view>

#include "core/base/text.hpp"
#include "core/bibliography/reference_builder.hpp"
#include "core/bibliography/ris_types.hpp"

namespace fieldbook::bibliography {
namespace {

struct Word {
  std::string_view word;   // folded
  std::string_view csl;
};

// What programs and databases write out. The first that the word begins with counts.
constexpr std::array<Word, 58> words = {{{"journal", "article-journal"},
                                         {"article in press", "article-journal"},
                                         {"electronic article", "article-journal"},
                                         {"magazine", "article-magazine"},
                                         {"newspaper", "article-newspaper"},
                                         {"article", "article-journal"},
                                         {"review", "article-journal"},
                                         {"editorial", "article-journal"},
                                         {"letter", "article-journal"},
                                         {"note", "article-journal"},
                                         {"short survey", "article-journal"},
                                         {"meeting abstract", "article-journal"},
                                         {"randomized controlled trial", "article-journal"},
                                         {"clinical trial", "article-journal"},
                                         {"systematic review", "article-journal"},
                                         {"meta analysis", "article-journal"},
                                         {"conference", "paper-conference"},
                                         {"proceedings", "paper-conference"},
                                         {"congress", "paper-conference"},
                                         {"clinical conference", "paper-conference"},
                                         {"inproceedings", "paper-conference"},
                                         {"book section", "chapter"},
                                         {"book chapter", "chapter"},
                                         {"electronic book section", "chapter"},
                                         {"chapter", "chapter"},
                                         {"incollection", "chapter"},
                                         {"inbook", "chapter"},
                                         {"edited book", "book"},
                                         {"book", "book"},
                                         {"electronic book", "book"},
                                         {"monograph", "book"},
                                         {"report", "report"},
                                         {"technical report", "report"},
                                         {"techreport", "report"},
                                         {"reports ", "report"},
                                         {"government document", "report"},
                                         {"working paper", "report"},
                                         {"thesis", "thesis"},
                                         {"dissertation", "thesis"},
                                         {"academic dissertation", "thesis"},
                                         {"phdthesis", "thesis"},
                                         {"mastersthesis", "thesis"},
                                         {"web page", "webpage"},
                                         {"webpage", "webpage"},
                                         {"online", "webpage"},
                                         {"blog", "post-weblog"},
                                         {"unpublished", "manuscript"},
                                         {"manuscript", "manuscript"},
                                         {"pamphlet", "pamphlet"},
                                         {"dataset", "dataset"},
                                         {"computer program", "software"},
                                         {"software", "software"},
                                         {"patent", "patent"},
                                         {"standard", "standard"},
                                         {"statute", "legislation"},
                                         {"bill", "bill"},
                                         {"encyclopedia", "entry-encyclopedia"},
                                         {"generic", "document"}}};

}  // namespace

std::string_view csl_type_of(std::string_view word) {
  word = trim(word);
  for (const auto& type : ris_types) {
    if (word == type.ris) return type.csl;
  }
  for (const auto& type : ris_types) {
    if (word == type.csl) return type.csl;
  }
  const auto folded = fold(truncate(word, 100));
  for (const auto& one : words) {
    if (folded.starts_with(one.word)) return one.csl;
  }
  return {};
}

}  // namespace fieldbook::bibliography
