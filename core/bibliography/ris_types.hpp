// RIS's types of reference and those of CSL. For this folder only.
#pragma once

#include <array>
#include <string_view>

namespace fieldbook::bibliography {

struct RisType {
  std::string_view ris;
  std::string_view csl;
};

// The first pair of a CSL type is how it is written.
inline constexpr std::array<RisType, 48> ris_types = {{{"JOUR", "article-journal"},
                                                       {"EJOUR", "article-journal"},
                                                       {"JFULL", "article-journal"},
                                                       {"ABST", "article-journal"},
                                                       {"INPR", "article-journal"},
                                                       {"MGZN", "article-magazine"},
                                                       {"NEWS", "article-newspaper"},
                                                       {"BOOK", "book"},
                                                       {"EBOOK", "book"},
                                                       {"EDBOOK", "book"},
                                                       {"SER", "book"},
                                                       {"CLSWK", "book"},
                                                       {"CHAP", "chapter"},
                                                       {"ECHAP", "chapter"},
                                                       {"CPAPER", "paper-conference"},
                                                       {"CONF", "paper-conference"},
                                                       {"RPRT", "report"},
                                                       {"GOVDOC", "report"},
                                                       {"THES", "thesis"},
                                                       {"ELEC", "webpage"},
                                                       {"WEB", "webpage"},
                                                       {"ICOMM", "webpage"},
                                                       {"BLOG", "post-weblog"},
                                                       {"UNPB", "manuscript"},
                                                       {"MANSCPT", "manuscript"},
                                                       {"PAMP", "pamphlet"},
                                                       {"DATA", "dataset"},
                                                       {"AGGR", "dataset"},
                                                       {"DBASE", "dataset"},
                                                       {"COMP", "software"},
                                                       {"PAT", "patent"},
                                                       {"STAND", "standard"},
                                                       {"STAT", "legislation"},
                                                       {"BILL", "bill"},
                                                       {"UNBILL", "bill"},
                                                       {"HEAR", "hearing"},
                                                       {"CASE", "legal_case"},
                                                       {"SLIDE", "speech"},
                                                       {"VIDEO", "motion_picture"},
                                                       {"MPCT", "motion_picture"},
                                                       {"SOUND", "song"},
                                                       {"MUSIC", "musical_score"},
                                                       {"MAP", "map"},
                                                       {"ART", "graphic"},
                                                       {"FIGURE", "figure"},
                                                       {"PCOMM", "personal_communication"},
                                                       {"ENCYC", "entry-encyclopedia"},
                                                       {"DICT", "entry-dictionary"}}};

}  // namespace fieldbook::bibliography
