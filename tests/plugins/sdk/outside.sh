#!/bin/sh
# tests/plugins/sdk/outside.sh BUILD [FLAGS]: a researcher's first plugin, from the installed package alone. Installs BUILD
# to an empty prefix, then runs every command of plugins/README.md's ten minutes, as they stand there, in an empty home
# from which neither this repository nor BUILD can be seen, and looks for the assessor on a published record's page.
# FLAGS: compiler flags that BUILD's libraries ask for (a build with sanitizers).
set -eu
source=$(cd "$(dirname "$0")/../../.." && pwd)
build=$(realpath "$1")
flags=${2:-}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cmake --install "$build" --prefix "$work/prefix" >/dev/null
mkdir "$work/home"

# The commands, the rules and the line of C++ that the page gives, in their order.
sed -n '/^## Write your first/,/^## How well/p' "$source/plugins/README.md" | sed -n 's/^    //p' >"$work/page"
grep -E '^(fieldbook|cd|cmake|export) ' "$work/page" >"$work/commands"
grep -E '^(group|criterion|about|[|+-]) ?' "$work/page" >"$work/rules"
grep -E '^\{\.id = ' "$work/page" >"$work/line"
[ "$(wc -l <"$work/commands")" -ge 9 ] && [ -s "$work/rules" ] && [ -s "$work/line" ] || { echo "plugins/README.md has changed: nothing to run"; exit 1; }

# A library with one record that the new assessor has something to say of.
cp -r "$source/tests/fixtures/good" "$work/home/our-library"
record=$(ls "$work"/home/our-library/practice-examples/*.md | head -1)
page=practice-examples/$(basename "$record" .md).html
sed -i '0,/^## .*/s//&\nThe council repaired all damp homes in 2021, and fitted new boilers where there was mould./' "$record"

{
  echo "set -eu; cd '$work/home'"
  awk -v work="$work" '
    { print }
    /^cd /        { print "echo \"The council repaired the damp homes of the estate last year.\" > plan.txt" }
    /plugin check/ && !done { done = 1
      print "ctest --test-dir build --output-on-failure"
      print "cat " work "/rules >> criteria.rubric"
      print "sed -i \"/\\.id = .shared-outcomes./r " work "/line\" assessor.cpp" }' "$work/commands"
} >"$work/run"

# Fieldbook is built by ninja, and a machine that has nothing else builds plugins by it too.
generator=
command -v make >/dev/null 2>&1 || generator="CMAKE_GENERATOR=Ninja"

# Where it can be done, repository and build are covered by empty folders.
hide="mount -t tmpfs none '$source' && case '$build' in '$source'/*) ;; *) mount -t tmpfs none '$build' ;; esac && [ ! -e '$source/plugins' ]"
run="env -i PATH='$work/prefix/bin:/usr/local/bin:/usr/bin:/bin' HOME='$work/home' LC_ALL=C.UTF-8 $generator CMAKE_PREFIX_PATH='$work/prefix' CXXFLAGS='$flags' ASAN_OPTIONS=detect_leaks=0:new_delete_type_mismatch=0 sh '$work/run'"
if unshare -m true 2>/dev/null; then
  unshare -m sh -c "cd / && $hide && exec $run" >"$work/said" 2>&1 || { cat "$work/said"; exit 1; }
else
  echo "no mount namespaces here: the sources can be seen"
  (cd / && eval "$run") >"$work/said" 2>&1 || { cat "$work/said"; exit 1; }
fi
grep -q 'Damp tackled' "$work/said" || { cat "$work/said"; echo "assess did not speak of the new criterion"; exit 1; }
site=$(sed -n 's/^\(.*\): [0-9]* records, .*/\1/p' "$work/said" | tail -1)
grep -q 'Warm homes' "$site/$page" && grep -q 'Damp tackled' "$site/$page" || { cat "$work/said"; echo "$site/$page does not show the assessor"; exit 1; }
echo "a plugin made from the installed package alone: built, tested, checked, allowed, assessed with, and on $page"
