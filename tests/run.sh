#!/bin/sh
# Installs what is missing, builds the dev preset (debug, address and undefined-behaviour sanitizers, warnings as
# errors) and runs every test.
set -eu

usage() {
  cat <<'EOT'
tests/run.sh [--no-install] [OPTIONS OF ctest]

Installs missing packages (Debian 12; as root or through sudo), builds build/dev and runs all tests.

  --no-install   leave the packages of this machine alone
  --help         this text
Everything else goes to ctest, for example -R search or --rerun-failed.
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
exec ctest --preset dev "$@"
