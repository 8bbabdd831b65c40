#!/bin/sh
# From a fresh checkout to a published library: installs what is missing, builds a release, indexes and assesses the
# corpus, writes the site to build/site. A second run does only what changed.
set -eu

usage() {
  cat <<'EOT'
site/publish.sh [--no-install] [OPTIONS OF fieldbook publish]

Installs missing packages (Debian 12; as root or through sudo), builds build/release, brings the index and the
assessments up to date and publishes the library to build/site.

  --no-install   leave the packages of this machine alone
  --help         this text
Everything else goes to `fieldbook publish`, for example --out DIR or --base-url URL.
EOT
}

top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
cd "$top"
. .ci/packages.sh

install=yes
[ "${1:-}" != --no-install ] || { install=no; shift; }
case "${1:-}" in -h|--help) usage; exit 0;; esac

# shellcheck disable=SC2086
[ $install = no ] || install_packages $build_packages || exit 2
[ -f build/release/build.ninja ] || cmake --preset release >&2 || exit 2
say "Building (the first time takes some minutes)"
cmake --build --preset release -- --quiet >&2 || exit 2

code=0
build/release/bin/fieldbook --library corpus publish --out build/site "$@" || code=$?
[ $code -le 1 ] || exit $code
cat <<'EOT'

Three things to try next:
  open build/site/index.html in a browser
  build/release/bin/fieldbook --library corpus search alliance contracting homelessness --facets
  build/release/bin/fieldbook --library corpus assess YOUR-PLAN.md
EOT
exit $code
