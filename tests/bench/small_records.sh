#!/bin/bash
# Makes a library of small practice examples, each of some WORDS words of a Zipf-like spread: tests/bench/small_records.sh RECORDS FOLDER [WORDS]
# 200 words without being told: a file of 1.8 kB. At least 90. Same figures, same bytes.
set -eu
here=$(cd "$(dirname "$0")/../.." && pwd)
records=$1 library=$2 words=${3:-200}
mkdir -p "$library/practice-examples"
cp -r "$here/tests/fixtures/good/library.yaml" "$here/tests/fixtures/good/vocabulary" "$here/tests/fixtures/good/sources.bib" "$library"
awk -v records="$records" -v folder="$library/practice-examples" -v body="$((words > 90 ? words - 80 : 10))" '
  # Words of a Zipf-like spread, made of syllables.
  function word(   rank, out) {
    rank = int(exp(rand() * log(40000)))
    for (out = ""; rank > 0; rank = int(rank / 20)) out = out substr("bacedifoguhajekilomupareti", 1 + 2 * (rank % 13), 2) substr("nrslt", 1 + rank % 5, 1)
    return out
  }
  function words(count,   out) { for (out = word(); --count > 0; ) out = out " " word(); return out }
  BEGIN {
    srand(1)
    for (i = 0; i < records; ++i) {
      file = folder "/example-" i ".md"
      printf "---\ntitle: The %s\nsummary: About %s.\napproaches: [strategic]\nsectors: [health]\ncountries: [northland]\nstatus: running\nresult: not-known\nreviewed: 2024-01-01\nsources: [commons2018]\n---\n\n## What was tried\n\n%s.\n\n## How it was governed and paid for\n\nBy a board of %s.\n\n## What happened\n\nNothing was measured [@commons2018].\n\n## What to learn\n\nMeasure %s.\n", words(6), words(20), words(body), words(20), words(20) > file
      close(file)
    }
  }'
