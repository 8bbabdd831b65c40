#!/bin/sh
# Installs what is missing, builds the dev preset (debug, address and undefined-behaviour sanitizers, warnings as
# errors) and runs every test, those in a browser last.
set -eu

usage() {
  cat <<'EOT'
tests/run.sh [--no-install] [OPTIONS OF ctest]

Installs missing packages (Debian 12; as root or through sudo), builds build/dev and runs all tests.

  --no-install   leave the packages of this machine alone
  --help         this text
Everything else goes to ctest, for example -R search or --rerun-failed; tests/browser/run.sh is not run then.
EOT
}

top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
cd "$top"
. .ci/packages.sh

install=yes
[ "${1:-}" != --no-install ] || { install=no; shift; }
case "${1:-}" in -h|--help) usage; exit 0;; esac

# shellcheck disable=SC2086
[ $install = no ] || install_packages $build_packages $test_packages || exit 2
say "Building the dev preset in build/dev (the first time takes some minutes)"
[ -f build/dev/build.ninja ] || cmake --preset dev >&2 || exit 2
cmake --build --preset dev >&2 || exit 2
[ $# -eq 0 ] || exec ctest --preset dev "$@"
failed=0
ctest --preset dev || failed=1
if [ $install = yes ]; then tests/browser/run.sh; else tests/browser/run.sh --no-install; fi || failed=1
exit $failed
