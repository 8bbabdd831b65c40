// fieldbook-train GOLD OUT: learns the weights of the rubric engine's hearing from labelled sentences and passages.
//   GOLD  tests/gold: sentences/*.tsv and train*.jsonl for the weights of words and for the network, which begins with words.vectors, dev*.jsonl for
//         what each sign counts; never test.jsonl
//   OUT   the folder that gets APPROACH.weights for each approach, common.weights, common.network and decision.weights
// The same input gives the same weights.
#include <fmt/core.h>

#include <exception>

#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "tests/gold/trainer/decide.hpp"
#include "tests/gold/trainer/weights.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook::gold {
namespace {

// What a sign counts for is learned from passages that the weights have not seen, train.jsonl among them; then the weights are learned
// from that too.
void run(const std::filesystem::path& gold, const std::filesystem::path& out) {
  const test::TempDir before;
  learn_weights(gold, {"train-explained.jsonl"}, before.path());
  write_file(out / "decision.weights", learn_decision(gold, before.path()));
  learn_weights(gold, {"train-explained.jsonl", "train.jsonl"}, out);
}

}  // namespace
}  // namespace fieldbook::gold

int main(int argc, char** argv) try {
  if (argc != 3) {
    fmt::print(stderr, "usage: fieldbook-train GOLD OUT\n");
    return 2;
  }
  fieldbook::gold::run(argv[1], argv[2]);
  return 0;
} catch (const fieldbook::Error& error) {
  fmt::print(stderr, "fieldbook-train: {}\n", error.message());
  return 1;
} catch (const std::exception& error) {
  fmt::print(stderr, "fieldbook-train: {}\n", error.what());
  return 2;
}
