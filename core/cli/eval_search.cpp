#include <stdlib.h>

#include <CLI/CLI.hpp>
#include <cstring>
#include <fmt/format.h>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/base/text.hpp"
#include "core/cli/eval_commands.hpp"
#include "core/cli/indexing.hpp"
#include "core/cli/terminal.hpp"
#include "core/library/eval.hpp"

namespace fieldbook::cli {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

struct EvalSearch {
  std::string collection;               // a folder in BEIR's form
  std::string corpus, queries, grades;  // or its files apart
  std::string topics;                   // or questions judged on a library's own records
  std::string run, baseline;
  library::Query like;
  bool per_query = false;
};

// A folder for an index that nobody keeps.
class Scratch {
 public:
  Scratch() {
    auto name = (fs::temp_directory_path() / "fieldbook-eval-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) {
      throw Error(Errc::io, "cannot make a folder in " + fs::temp_directory_path().string() + ": " + std::strerror(errno),
                  "name a folder with --index DIR");
    }
    path_ = name;
  }
  ~Scratch() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  const fs::path& path() const noexcept { return path_; }

 private:
  fs::path path_;
};

struct Files {
  fs::path corpus, queries, grades;  // corpus is empty where a library is asked
};

fs::path grades_in(const fs::path& folder) {
  for (const auto* const name : {"qrels.tsv", "qrels/test.tsv"}) {
    if (fs::is_regular_file(folder / name)) return folder / name;
  }
  throw Error(Errc::not_found, "there is no qrels.tsv or qrels/test.tsv in " + folder.string(), "name the judgements with --qrels FILE");
}

// Where a library keeps its judged questions.
fs::path own_topics(const Session& session) {
  const auto root = session.root();
  for (const auto& folder : {root / "judged", root.parent_path() / "tests" / "judged"}) {
    if (fs::is_regular_file(folder / "queries.jsonl")) return folder;
  }
  throw Error(Errc::not_found, root.string() + " has no judged questions in judged/",
              "name a collection's folder, or a folder of queries.jsonl and qrels.tsv with --topics DIR");
}

Files files_of(const EvalSearch& wanted, const Session& session) {
  Files out;
  const bool apart = !wanted.corpus.empty() || !wanted.queries.empty() || !wanted.grades.empty();
  fs::path folder;
  if (!wanted.collection.empty()) {
    folder = wanted.collection;
    out.corpus = folder / "corpus.jsonl";
  } else if (!wanted.topics.empty()) {
    folder = fs::is_regular_file(wanted.topics) ? fs::path(wanted.topics).parent_path() : fs::path(wanted.topics);
    if (fs::is_regular_file(wanted.topics)) out.queries = wanted.topics;
  } else if (!apart) {
    folder = own_topics(session);
  }
  if (!wanted.corpus.empty()) out.corpus = wanted.corpus;
  if (!wanted.queries.empty()) out.queries = wanted.queries;
  if (!wanted.grades.empty()) out.grades = wanted.grades;
  if (out.queries.empty() && folder.empty()) throw Error(Errc::invalid, "there are no questions", "name them with --queries FILE");
  if (out.grades.empty() && folder.empty()) throw Error(Errc::invalid, "there are no judgements", "name them with --qrels FILE");
  if (out.queries.empty()) out.queries = folder / "queries.jsonl";
  if (out.grades.empty()) out.grades = grades_in(folder);
  return out;
}

// An index of what is asked, and its number of documents.
std::pair<fs::path, std::size_t> indexed(const Session& session, const Files& files, std::optional<Scratch>& scratch) {
  if (files.corpus.empty()) {
    bring_index_up_to_date(session);
    const auto folder = session.index_folder(session.schema());
    return {folder, library::Reader(folder).size()};
  }
  const auto folder = session.index.empty() ? scratch.emplace().path() : fs::path(session.index);
  ProgressBar bar("Indexing documents:");
  const auto documents = library::index_corpus(folder, files.corpus, std::ref(bar));
  if (documents == 0) throw Error(Errc::invalid, files.corpus.string() + " has no document", "give {\"_id\",\"title\",\"text\"} lines");
  return {folder, documents};
}

// Judged documents that there are no longer are worth a word: their judgements can only be missed.
void tell_of_missing(library::Reader& reader, const library::Judgements& judgements) {
  std::vector<std::string> missing;
  for (const auto& [query, grades] : judgements.grades) {
    for (const auto& [document, grade] : grades) {
      if (!reader.find(document) && std::ranges::find(missing, document) == missing.end()) missing.push_back(document);
    }
  }
  if (missing.empty()) return;
  std::cerr << "fieldbook: judged documents that are not there, and count as not found: " << missing.size() << ", such as "
            << in_quotes(missing.front()) << '\n';
}

struct Measured {
  library::Measures ours;
  std::optional<library::Measures> baseline;
  std::size_t documents = 0, not_in_baseline = 0;
};

Measured measured(const EvalSearch& wanted, const Session& session, const library::Judgements& judgements, const Files& files) {
  Measured out;
  std::optional<library::Rankings> baseline;
  if (!wanted.baseline.empty()) baseline = library::read_trec(wanted.baseline);
  std::optional<Scratch> scratch;
  const auto [folder, documents] = indexed(session, files, scratch);
  out.documents = documents;
  library::Reader reader(folder);
  tell_of_missing(reader, judgements);
  ProgressBar bar("Asking:");
  const auto run = library::ask(reader, judgements, wanted.like, std::ref(bar));
  out.ours = library::measure(run, judgements);
  if (!wanted.run.empty()) write_file(wanted.run, library::to_trec(run, "fieldbook"));
  if (baseline) {
    out.baseline = library::measure(*baseline, judgements);
    for (const auto& [id, text] : judgements.queries) out.not_in_baseline += baseline->contains(id) ? 0 : 1;
  }
  return out;
}

Json to_json(const library::QueryMeasures& m) {
  return {{"id", m.id}, {"ndcg10", m.ndcg10}, {"map", m.average_precision}, {"p10", m.p10}, {"recall100", m.recall100}};
}

void print_json(const Measured& measured) {
  const auto& ours = measured.ours;
  Json out{{"queries", ours.per_query.size()}, {"documents", measured.documents}, {"ndcg10", ours.ndcg10}, {"map", ours.map},
           {"p10", ours.p10}, {"recall100", ours.recall100}, {"per_query", Json::array()}, {"baseline", nullptr}};
  for (const auto& query : ours.per_query) out["per_query"].push_back(to_json(query));
  if (const auto& other = measured.baseline) {
    out["baseline"] = {{"ndcg10", other->ndcg10}, {"map", other->map}, {"p10", other->p10}, {"recall100", other->recall100},
                       {"queries_missing", measured.not_in_baseline}, {"difference", ours.ndcg10 - other->ndcg10},
                       {"p_value", library::p_value(ours, *other)}};
  }
  std::cout << out.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
}

void print_text(const Measured& measured, const library::Judgements& judgements, bool per_query) {
  const auto& ours = measured.ours;
  const auto& other = measured.baseline;
  std::cout << ours.per_query.size() << " judged queries, " << measured.documents << " documents\n\n";
  if (other) std::cout << "         this run  baseline  difference\n";
  const auto line = [&](const char* name, double library::Measures::*value) {
    std::cout << fmt::format("{:<8}   {:.4f}", name, ours.*value);
    if (other) std::cout << fmt::format("    {:.4f}     {:+.4f}", (*other).*value, ours.*value - (*other).*value);
    std::cout << '\n';
  };
  line("nDCG@10", &library::Measures::ndcg10);
  line("MAP", &library::Measures::map);
  line("P@10", &library::Measures::p10);
  line("R@100", &library::Measures::recall100);
  if (other) {
    std::cout << fmt::format("\nA difference of nDCG@10 this large or larger comes by chance with p = {:.4f}\n"
                             "(paired randomisation test, two-sided, 10,000 rounds)\n", library::p_value(ours, *other));
    if (measured.not_in_baseline != 0) std::cout << "Queries that are not in the baseline, and count 0 there: " << measured.not_in_baseline << '\n';
  }
  if (!per_query) return;
  std::cout << "\nnDCG@10       AP     P@10    R@100  query\n";
  for (std::size_t i = 0; i < ours.per_query.size(); ++i) {
    const auto& q = ours.per_query[i];
    std::cout << fmt::format("{:7.4f}  {:7.4f}  {:7.4f}  {:7.4f}  ", q.ndcg10, q.average_precision, q.p10, q.recall100)
              << printable(q.id) << ' ' << printable(truncate(judgements.queries[i].second, 80)) << '\n';
  }
}

void eval_search(const Session& session, const EvalSearch& wanted) {
  const auto files = files_of(wanted, session);
  const auto judgements = library::read_judgements(files.queries, files.grades);
  const auto done = measured(wanted, session, judgements, files);
  if (session.format == Format::json) {
    print_json(done);
  } else {
    print_text(done, judgements, wanted.per_query);
  }
}

}  // namespace

void add_eval_search(CLI::App& eval, Session& session) {
  auto* const command = eval.add_subcommand("search", "How well search ranks: nDCG@10, MAP, P@10, R@100");
  auto wanted = std::make_shared<EvalSearch>();
  auto* const folder = command->add_option("COLLECTION", wanted->collection, "Folder in BEIR's form: corpus.jsonl, queries.jsonl, and qrels.tsv or qrels/test.tsv");
  command->add_option("--corpus", wanted->corpus, "Documents, a line each: {\"_id\",\"title\",\"text\"}")->type_name("FILE");
  command->add_option("--queries", wanted->queries, "Queries, a line each: {\"_id\",\"text\"}")->type_name("FILE");
  command->add_option("--qrels", wanted->grades, "Judgements, a line each: query, document and grade apart by tabs; 0 is not relevant")->type_name("FILE");
  command->add_option("--topics", wanted->topics, "Folder of queries.jsonl and qrels.tsv over the library's own records (default: judged/ in the library)")
      ->type_name("DIR")->excludes(folder);
  command->add_option("--run", wanted->run, "Write the ranking to FILE as a TREC run, 1,000 documents a query")->type_name("FILE");
  command->add_option("--baseline", wanted->baseline, "Compare with a TREC run by a paired randomisation test of nDCG@10")->type_name("FILE");
  command->add_flag("--per-query", wanted->per_query, "Say the measures of each query too");
  command->add_option("--mode", wanted->like.mode, "best (default), or recall as fieldbook search has it")
      ->transform(CLI::CheckedTransformer(std::map<std::string, library::Mode>{{"best", library::Mode::best}, {"recall", library::Mode::recall}}))
      ->option_text("best|recall");
  command->add_flag("--exact", wanted->like.exact, "Rank every document that matches");
  command->footer(
      "Queries go the way every search goes, with the setting of every search. A collection is indexed in a scratch\n"
      "folder, or in --index DIR, which is kept and used again while the corpus file stays as it is. Without a collection\n"
      "the library is asked its own judged questions, its index being brought up to date first. Queries without a\n"
      "relevant document are left out; grades are gains as they stand (nDCG as trec_eval's ndcg_cut).\n\n"
      "  fieldbook eval search scifact --index /tmp/scifact --run ours.run\n"
      "  fieldbook eval search scifact --index /tmp/scifact --baseline bm25.run\n"
      "  fieldbook eval search --library corpus --per-query");
  command->callback([&session, wanted] { eval_search(session, *wanted); });
}

}  // namespace fieldbook::cli
