// How well search ranks, measured on a judged collection in BEIR's form through the path every search takes.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/library/index.hpp"
#include "core/library/search.hpp"

namespace fieldbook::library {

// What a collection asks and what was judged right. Grades above 0 are relevant.
struct Judgements {
  std::vector<std::pair<std::string, std::string>>
      queries;  // id and text, in file order; those with a relevant document
  std::map<std::string, std::map<std::string, int>> grades;  // query -> document -> grade above 0
};

// Reads {"_id","text"} lines, and lines of query, document and grade apart by tabs, with or without a line of headings
// above them; TREC's lines of query, iteration, document and grade are understood too. Of a pair judged twice the last
// grade holds. Throws Error not_found, invalid (with file and line) or too_large.
Judgements read_judgements(const std::filesystem::path& queries, const std::filesystem::path& grades);

// Indexes {"_id","title","text"} lines in `folder` as records are indexed: titles weigh three times a word of the text.
// Leaves an index alone that was made from this very file, unchanged since. Progress is told without a total. Returns the
// number of documents. Throws as read_judgements and refresh_index, and denied where the folder holds a library's index.
std::size_t index_corpus(const std::filesystem::path& folder, const std::filesystem::path& corpus, const Progress&);

// A run: query -> documents and scores, the best first.
using Rankings = std::map<std::string, std::vector<std::pair<std::string, double>>>;

// Asks every query, the fields of `like` other than words, limit and offset being kept; 1,000 documents a query.
Rankings ask(Reader&, const Judgements&, const Query& like, const Progress& = {});

// TREC's form of a run: "query Q0 document rank score name", the fields apart by white space.
std::string to_trec(const Rankings&, const std::string& name);
// Ranks by score, ties by document. Throws Error not_found or invalid (with file and line).
Rankings read_trec(const std::filesystem::path&);

struct QueryMeasures {
  std::string id;
  double ndcg10 = 0;             // gain = grade, discount = log2(rank + 1), as trec_eval's ndcg_cut
  double average_precision = 0;  // over 1,000 documents
  double p10 = 0;
  double recall100 = 0;
};

struct Measures {
  double ndcg10 = 0, map = 0, p10 = 0, recall100 = 0;  // means over the queries
  std::vector<QueryMeasures> per_query;                // in the order of the judgements
};

// A query that the run does not have counts 0.
Measures measure(const Rankings&, const Judgements&);

// How likely a difference of mean nDCG@10 at least as large is by chance: two-sided paired randomisation test, 10,000
// rounds, the same for the same input. Both must be of the same judgements.
double p_value(const Measures&, const Measures&);

}  // namespace fieldbook::library
