#!/bin/sh
# Google's Lighthouse on a record, the search page and a gap map of a published site, served from this machine with gzip.
#   tests/bench/lighthouse.sh [SITE [ROUNDS]]      SITE: a published site (build/site); ROUNDS: 3, of which the best is told
# Prints performance, accessibility, best practices and search engines (0 to 1) of each page as a phone on a slow network has
# it, and ends with 1 where performance is below 0.98. Needs Chromium, Node.js 20 and npm, which fetches Lighthouse to build/lighthouse.
# Other programs at work lower performance by the time that they hold the processor (TBT): hence the best of all rounds.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
top=$here/../..
site=$(realpath "${1:-$top/build/site}")
[ -f "$site/index.html" ] || { echo "$site is no published site; run site/publish.sh first" >&2; exit 2; }
mkdir -p "$top/build/lighthouse"
[ -d "$top/build/lighthouse/node_modules/lighthouse" ] ||
  npm install --prefix "$top/build/lighthouse" --ignore-scripts --no-audit --no-fund --loglevel=error lighthouse@12.8.2 >&2
CHROME_PATH=${FIELDBOOK_CHROMIUM:-/usr/bin/chromium} exec node "$here/lighthouse.mjs" "$site" "${2:-3}" "$top/build/lighthouse"
