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

[ -d "$library" ] || "$here/tests/bench/small_records.sh" "$records" "$library"
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
