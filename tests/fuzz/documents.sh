#!/bin/sh
# A longer fuzzing campaign over the readers of documents, in the build with sanitizers:
#   tests/fuzz/documents.sh [ROUNDS [TARGET]]     100000 rounds of every target; TARGET: txt, md, html, office, docx_body, odt_body,
#                                                 pdf, pdf_layout or format
# Where one ends the process, fuzz-last-TARGET in build/dev/tests is what it was given: keep it as
# tests/fuzz/documents/TARGET/NAME, which the suite replays.
set -eu
cd "$(dirname "$0")/../.."
[ -d build/dev ] || cmake --preset dev
cmake --build build/dev --target fieldbook_document_readers_tests
cd build/dev/tests
export FIELDBOOK_FUZZ_ROUNDS="${1:-100000}"
[ $# -lt 2 ] || export FIELDBOOK_FUZZ_TARGET="$2"
exec ./fieldbook_document_readers_tests --gtest_filter='DocumentReplay.AndDamagedCopies'
