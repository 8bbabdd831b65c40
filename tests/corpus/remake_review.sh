#!/bin/sh
# Makes the worked review again from its inputs, by the commands that a person would use:
#
#   tests/corpus/remake_review.sh FIELDBOOK REVIEW OUT
#
# REVIEW is corpus/reviews/commissioning-and-outcomes, OUT a folder inside a copy of the library that is not there yet. Inputs are the protocol, the
# originals of the imports, the findings and claims, and the readers' sheets; everything else is written here. The time is fixed, so that
# the same inputs give the same bytes.
set -eu
fieldbook=$1 review=$2 out=$3
export SOURCE_DATE_EPOCH=1795780800   # 27 November 2026, noon

mkdir -p "$out"
cp "$review/protocol.yaml" "$review/README.md" "$out"
cp -r "$review/findings" "$review/claims" "$review/sheets" "$out"
cp "$review"/imports/*.original.ris "$out/evaluations.ris"

r() { "$fieldbook" review --review "$out" "$@"; }
sheets=$out/sheets

r import "$out/evaluations.ris" --database 'Evaluations of this library' --searched 2026-11-27
rm "$out/evaluations.ris"
r dedupe
r decide --stage summary --reviewer reader-two --from "$sheets/screening.reader-two.yaml"
r decide --stage parts-read --reviewer reader-one --from "$sheets/reading.reader-one.yaml"
r decide --stage parts-read --reviewer reader-two --from "$sheets/reading.reader-two.yaml"
r decide --stage parts-read --reviewer reader-two --from "$sheets/reading.settled.yaml" --resolve
r extract --reviewer reader-one --answers "$sheets/extraction.reader-one.yaml"
r extract --reviewer reader-two --answers "$sheets/extraction.reader-two.yaml"
r extract --reviewer reader-two --answers "$sheets/extraction.settled.yaml" --resolve
r appraise --reviewer reader-two --answers "$sheets/appraisal.reader-two.yaml"
r edition 2026-11
