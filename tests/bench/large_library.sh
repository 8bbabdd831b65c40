#!/bin/bash
# What it costs to keep the index of a large library: a scan of unchanged files, one changed record given by name, the
# same found by a scan, and reading one record. Prints seconds of user and system time and of the clock.
#   tests/bench/large_library.sh [BIN [RECORDS [FOLDER]]]      BIN: where the programs are (build/release/bin)
# FOLDER keeps the library and its index for the next time; without one they are thrown away.
set -eu
here=$(cd "$(dirname "$0")/../.." && pwd)
bin=${1:-$here/build/release/bin}
records=${2:-60000}
folder=${3:-$(mktemp -d)}
[ $# -ge 3 ] || trap 'rm -rf "$folder"' EXIT
library=$folder/library

make_library() {
  mkdir -p "$library/practice-examples"
  cp -r "$here/tests/fixtures/good/library.yaml" "$here/tests/fixtures/good/vocabulary" "$here/tests/fixtures/good/sources.bib" "$library"
  awk -v records="$records" -v folder="$library/practice-examples" '
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
        printf "---\ntitle: The %s\nsummary: About %s.\napproaches: [strategic]\nsectors: [health]\ncountries: [northland]\nstatus: running\nresult: not-known\nreviewed: 2024-01-01\nsources: [commons2018]\n---\n\n## What was tried\n\n%s.\n\n## How it was governed and paid for\n\nBy a board of %s.\n\n## What happened\n\nNothing was measured [@commons2018].\n\n## What to learn\n\nMeasure %s.\n", words(6), words(20), words(120), words(20), words(20) > file
        close(file)
      }
    }'
}

[ -d "$library" ] || make_library
TIMEFORMAT='  %U user %S system %R clock'
fieldbook() { "$bin/fieldbook" "$@" --library "$library" --index "$folder/index" | tail -1; }
say() { printf '%s\n' "$*"; }

say "the index, or what changed since:"
time fieldbook index
say "files become old enough for their stamps to be believed:"
sleep 2.1
time fieldbook index
for run in 1 2 3; do
  say "a scan of unchanged files:"
  time fieldbook index
done
for run in 1 2 3; do
  sed -i "s/^## What to learn\$/Found$RANDOM.\n\n&/" "$library/practice-examples/example-7.md"
  say "one changed record, by name:"
  time fieldbook index "$library/practice-examples/example-7.md"
done
sed -i "s/^## What to learn\$/Found$RANDOM.\n\n&/" "$library/practice-examples/example-8.md"
say "one changed record, by a scan:"
time fieldbook index
say "show:"
time fieldbook show example-9
