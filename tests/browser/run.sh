#!/bin/sh
# Opens the published corpus in Chromium: accessibility, valid HTML, search by keyboard, from a disk, without scripts.
set -eu

usage() {
  cat <<'EOT'
tests/browser/run.sh [--no-install] [FILES OF TESTS]

Needs Chromium, the Liberation fonts, Node.js 18 or later with npm, and the packages of package-lock.json beside this
file. Installs what is missing (Debian 12; as root or through sudo). Programs are taken from build/dev/bin, or from
$FIELDBOOK_BIN.

  --no-install   leave this machine alone; say so and do nothing where something is missing
  --help         this text
EOT
}

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
. "$here/../../.ci/packages.sh"

install=yes
[ "${1:-}" != --no-install ] || { install=no; shift; }
case "${1:-}" in -h|--help) usage; exit 0;; esac
cd "$here"

missing() {
  command -v node >/dev/null 2>&1 || echo nodejs
  command -v npm >/dev/null 2>&1 || echo npm
  [ -x "${FIELDBOOK_CHROMIUM:-/usr/bin/chromium}" ] || echo chromium
  # As wide as the fonts that most readers have: what fits on a printed side depends on it.
  ls -d /usr/share/fonts/truetype/liberation* >/dev/null 2>&1 || echo fonts-liberation
}
if [ $install = yes ] && [ -n "$(missing)" ]; then
  # shellcheck disable=SC2046
  install_packages $(missing) || exit 2
fi
# node_modules is as the lock file says where npm's own copy of it is not older.
if [ $install = yes ] && { [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; }; then
  if npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2; then
    touch node_modules/.package-lock.json
  else
    say "Browser tests were not run: npm cannot install the packages of tests/browser (see above)."
    exit 0
  fi
fi
if [ -n "$(missing)" ] || [ ! -d node_modules/playwright-core ]; then
  say "Browser tests were not run: this machine lacks $(missing | tr '\n' ' ')or the packages of tests/browser. Run tests/browser/run.sh to install them."
  exit 0
fi
[ $# -gt 0 ] || set -- ./*.test.cjs
exec node --test --test-concurrency=1 "$@"
