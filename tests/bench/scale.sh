#!/bin/bash
# What a library of any size costs: makes one of small records, then indexes it, looks for what changed, searches, changes one record,
# splits the index in four and publishes the search page alone. Prints seconds of the processor (user, system), of the clock, and the largest memory of each command, and sizes.
#   tests/bench/scale.sh [RECORDS [FOLDER [BIN]]]      1,000,000 records need 20 GB for a while; BIN: build/release/bin
# FOLDER keeps library and index for the next time; without one they are thrown away. Needs GNU time.
set -eu
here=$(cd "$(dirname "$0")/../.." && pwd)
records=${1:-1000000}
folder=${2:-$(mktemp -d)}
bin=${3:-$here/build/release/bin}
[ $# -ge 2 ] || trap 'rm -rf "$folder"' EXIT
library=$folder/library

[ -d "$library" ] || "$here/tests/bench/small_records.sh" "$records" "$library" 100

# measured NAME ARGUMENT…: a line of figures of one command.
measured() {
  local name=$1
  shift
  /usr/bin/time -o "$folder/cost" -f '%U %S %e %M' "$bin/fieldbook" "$@" --library "$library" --index "$folder/index" >"$folder/said" 2>&1 || { cat "$folder/said"; exit 1; }
  read -r user system clock memory <"$folder/cost"
  printf '%-44s %8.2f user %7.2f system %8.2f clock %6.0f MB\n' "$name" "$user" "$system" "$clock" "$((memory / 1024))"
}
# searches NAME FORMAT ARGUMENT…: twenty queries of two words that stand side by side in a summary, each a run of the program; means.
searches() {
  local name=$1 format=$2 i words
  shift 2
  for i in $(seq 0 19); do
    read -r -a words < <(sed -n 's/^summary: About \([a-z]*\) \([a-z]*\) .*/\1 \2/p' "$library/practice-examples/example-$((i * (records / 20))).md")
    # shellcheck disable=SC2059
    printf "$format\n" "${words[@]}"
  done >"$folder/queries"
  # shellcheck disable=SC2016
  /usr/bin/time -o "$folder/cost" -f '%U %S %e %M' bash -c 'queries=$1; shift; while read -r query; do "$@" "$query" >"$queries.said" || exit 1; done <"$queries"' \
    bash "$folder/queries" "$bin/fieldbook" search "$@" --library "$library" --index "$folder/index"
  read -r user system clock memory <"$folder/cost"
  awk -v name="$name" "BEGIN { printf \"%-44s %8.4f user %7.4f system %8.4f clock %6.0f MB\\n\", name, $user / 20, $system / 20, $clock / 20, $memory / 1024 }"
}
size_of() { du -sm "$1" | cut -f1; }

echo "$records records"
measured "index" index
echo "index: $(size_of "$folder/index") MB"
sleep 2.1
measured "index, nothing changed (stamps are believed)" index
measured "index, nothing changed" index
searches "search, two words, first time" '%s %s'
searches "search, two words" '%s %s'
searches "search, a phrase" '"%s %s"'
searches "search, with the counts of facets" '%s %s' --facets
sed -i "s/^## What to learn\$/Found$RANDOM.\n\n&/" "$library/practice-examples/example-7.md"
measured "index, one changed record by name" index "$library/practice-examples/example-7.md"
sed -i "s/^## What to learn\$/Found$RANDOM.\n\n&/" "$library/practice-examples/example-8.md"
measured "index, one changed record by a scan" index
measured "show" show example-9
measured "shard split 4" shard split 4 --into "$folder/shards"
echo "shards: $(size_of "$folder/shards") MB, of which the front $(size_of "$folder/shards/front")"
rm -rf "$folder/search-site"
measured "publish --only search" publish --only search --out "$folder/search-site"
