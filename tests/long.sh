#!/bin/sh
# The checks that take too long for the suite, each in the build it needs; the suite has a short form of every one.
#   tests/long.sh readers [COMMITS]     four readers search while a writer commits (1,000), under the thread sanitizer
#   tests/long.sh kills [RUNS]          a writer is killed at a random moment (100), while changing and while building
#   tests/long.sh exact CORPUS.jsonl [QUERIES]    random OR queries (2,000) against adding up what each word gives
#   tests/long.sh shards CORPUS.jsonl [QUERIES]   queries of four kinds (1,600): four shards with servers against one database
#   tests/long.sh queries [EXECUTIONS]  damaged queries (10,000,000) against a small index, at low priority
#   tests/long.sh conversations [N]     N lying workers (10,000) against the supervisor, under ASan and UBSan
#   tests/long.sh documents [N]         N damaged documents (100,000) a reader under ASan and UBSan, and PDF bombs
#   tests/long.sh http [REQUESTS]       damaged requests (100,000) to the local app under ASan and UBSan; 1,000 pieces of nonsense
#   tests/long.sh packed [N]            N damaged entries (1,000,000) of kept records and of kept postings, with the right checksums; N / 10 of a site's lists; ASan, UBSan
#   tests/long.sh weights               trains the assessors' weights anew and compares them with those that ship
#   tests/long.sh briefings             every example and evaluation of the corpus, printed on one side of A4
# Each prints its figures and ends with 0 where everything held.
set -eu
cd "$(dirname "$0")/.."

usage() { sed -n '2,14s/^# \{0,1\}//p' "$0" >&2; exit 2; }

# build PRESET TARGET
build() {
  cmake --preset "$1" -DFIELDBOOK_TESTS=ON >/dev/null
  cmake --build --preset "$1" --target "$2" >&2
}

case ${1:-} in
  readers)
    build tsan fieldbook_library_tests
    FIELDBOOK_COMMITS=${2:-1000} exec build/tsan/tests/fieldbook_library_tests --gtest_filter='Readers.*' ;;
  kills)
    build release fieldbook_library_tests
    FIELDBOOK_KILLS=${2:-100} exec build/release/tests/fieldbook_library_tests --gtest_filter='Kill.*' ;;
  exact)
    [ $# -ge 2 ] || usage
    corpus=$(realpath "$2")
    build release fieldbook_library_tests
    FIELDBOOK_EXACT_CORPUS=$corpus FIELDBOOK_EXACT_QUERIES=${3:-2000} \
      exec build/release/tests/fieldbook_library_tests --gtest_filter='Exact.*' ;;
  shards)
    [ $# -ge 2 ] || usage
    corpus=$(realpath "$2")
    build release fieldbook_library_tests
    FIELDBOOK_SHARDS_CORPUS=$corpus FIELDBOOK_SHARDS_QUERIES=${3:-1600} \
      exec build/release/tests/fieldbook_library_tests --gtest_filter='ShardLists.*' ;;
  queries)
    build release query_campaign
    exec nice -n 19 build/release/tests/query_campaign "${2:-10000000}" "${3:-1}" ;;
  conversations)
    build dev fieldbook_assess_tests
    FIELDBOOK_CONVERSATIONS=${2:-10000} exec build/dev/tests/fieldbook_assess_tests --gtest_filter='HostileFuzz.*' ;;
  documents)
    build dev fieldbook_document_tests
    FIELDBOOK_LONG=1 build/dev/tests/fieldbook_document_tests --gtest_filter='BadDocuments.*'
    exec tests/fuzz/documents.sh "${2:-100000}" ;;
  http)
    build dev fieldbook_site_tests
    FIELDBOOK_NONSENSE=1000 FIELDBOOK_HTTP_REQUESTS=${2:-100000} ASAN_OPTIONS=quarantine_size_mb=32 \
      exec nice -n 5 build/dev/tests/fieldbook_site_tests --gtest_filter='Served.*:ServeBounds.*:HttpReplay.*' ;;
  packed)
    build dev fieldbook_record_tests
    build dev fieldbook_library_tests
    build dev fieldbook_site_tests
    export FIELDBOOK_PACKED_ROUNDS="${2:-1000000}"
    build/dev/tests/fieldbook_record_tests --gtest_filter='Packed.*'
    build/dev/tests/fieldbook_library_tests --gtest_filter='KeptPostingsReplay.*'
    exec build/dev/tests/fieldbook_site_tests --gtest_filter='DamagedState.*' ;;
  weights)
    build release fieldbook-train
    made=$(mktemp -d)
    trap 'rm -rf "$made"' EXIT
    build/release/tests/fieldbook-train tests/gold "$made"
    for file in "$made"/*; do
      cmp "$file" "$(ls plugins/*/"$(basename "$file")" plugins/sdk/rubric/data/"$(basename "$file")" 2>/dev/null)"
    done
    echo "the weights that ship are those that training gives" ;;
  briefings)
    build release fieldbook-site
    FIELDBOOK_BRIEFINGS=all FIELDBOOK_BIN=$PWD/build/release/bin exec tests/browser/run.sh ./briefing.test.cjs ;;
  *) usage ;;
esac
