#!/bin/bash
# What it costs to publish a large library, side by side with Hugo on the same records: clean, nothing changed, one record edited.
# Prints seconds of user and system time and the largest memory of each, one after the other in each round, and their ratio.
#   tests/bench/publish.sh LIBRARY INDEX [ROUNDS [FOLDER]]      LIBRARY: indexed and assessed in INDEX; it is copied, not changed
# Hugo gets a theme of the same kinds of pages: a page and its JSON for each record, related titles, sources, lists of 100 by kind and facet, a feed
# and a sitemap. It makes no BibTeX, RIS, CSL-JSON, search, maps, comparisons or assessments. Needs hugo (Debian's package) and GNU time.
set -eu
here=$(cd "$(dirname "$0")/../.." && pwd)
library=$1 index=$2 rounds=${3:-2} folder=${4:-$(mktemp -d)}
[ $# -ge 4 ] || trap 'rm -rf "$folder"' EXIT
site=$here/build/release/bin/fieldbook-site
mkdir -p "$folder"
rm -rf "$folder/library" "$folder/index" "$folder/ours" "$folder/hugo"
cp -r "$library" "$folder/library"
cp -r "$index" "$folder/index"
rm -f "$folder"/index/{published-*,kept-postings,read-records,all-assessed}
"$here/build/release/bin/fieldbook" assess --all --library "$folder/library" --index "$folder/index" >&2   # leaves the records as it read them

# The same files as Hugo's content, with a theme.
hugo_site() {
  mkdir -p "$folder/hugo/layouts/_default" "$folder/hugo/content"
  for kind in practice-examples evaluations design-principles barriers approaches; do
    [ ! -d "$folder/library/$kind" ] || cp -r "$folder/library/$kind" "$folder/hugo/content/$kind"
  done
  cat >"$folder/hugo/config.yaml" <<'END'
baseURL: https://library.example.org/
title: Library
paginate: 100
taxonomies: {approach: approaches, sector: sectors, country: countries, result: result, strength: strength}
outputs: {page: [HTML, JSON], section: [HTML, RSS], taxonomy: [HTML], term: [HTML, RSS], home: [HTML, RSS]}
services: {rss: {limit: 50}}
END
  cat >"$folder/hugo/layouts/_default/baseof.html" <<'END'
<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{.Title}}</title><meta name="description" content="{{.Params.summary}}"></head>
<body><nav><ol>{{range .Site.Sections}}<li><a href="{{.RelPermalink}}">{{.Title}}</a></li>{{end}}</ol></nav><main>{{block "main" .}}{{end}}</main></body></html>
END
  cat >"$folder/hugo/layouts/_default/single.html" <<'END'
{{define "main"}}<h1>{{.Title}}</h1><p>{{.Params.summary}}</p>
<dl>{{range $k, $v := .Params}}{{if not (in (slice "title" "summary" "related" "sources" "findings" "changes") $k)}}<dt>{{$k}}</dt><dd>{{$v}}</dd>{{end}}{{end}}</dl>
{{with .Params.findings}}<table>{{range .}}<tr><td>{{.outcome}}</td><td>{{.direction}}</td><td>{{.figure}}</td><td>{{.note}}</td></tr>{{end}}</table>{{end}}
{{.TableOfContents}}{{.Content}}
<ul>{{range .Params.related}}{{with $.Site.GetPage .}}<li><a href="{{.RelPermalink}}">{{.Title}}</a></li>{{end}}{{end}}</ul>
<ol>{{range .Params.sources}}<li id="{{.}}">{{.}}</li>{{end}}</ol>{{end}}
END
  cat >"$folder/hugo/layouts/_default/single.json" <<'END'
{{dict "title" .Title "fields" .Params "text" .Plain | jsonify}}
END
  cat >"$folder/hugo/layouts/_default/list.html" <<'END'
{{define "main"}}<h1>{{.Title}}</h1><ul>{{range .Paginator.Pages}}<li><a href="{{.RelPermalink}}">{{.Title}}</a><p>{{.Params.summary}}</p></li>{{end}}</ul>
{{with .Paginator}}{{if .HasPrev}}<a href="{{.Prev.URL}}">Previous</a>{{end}}{{if .HasNext}}<a href="{{.Next.URL}}">Next</a>{{end}}{{end}}{{end}}
END
}

# measured NAME COMMAND…: a line of figures; the last sum of seconds is left in $cost.
measured() {
  local name=$1
  shift
  /usr/bin/time -o "$folder/cost" -f '%U %S %M' "$@" >"$folder/said" 2>&1 || { cat "$folder/said"; exit 1; }
  read -r user system memory <"$folder/cost"
  cost=$(awk "BEGIN { print $user + $system }")
  printf '%-32s %6.2f user %6.2f system %7.0f MB\n' "$name" "$user" "$system" "$((memory / 1024))"
}

ours() { measured "$1" "$site" publish --library "$folder/library" --index "$folder/index" --out "$folder/ours" --theme "$here/site/theme" --base-url https://library.example.org/; }
theirs() { measured "$1" hugo --quiet --source "$folder/hugo"; }
side_by_side() {
  ours "fieldbook, $1"
  local one=$cost
  theirs "hugo, $1"
  awk "BEGIN { printf \"%32s %6.2f times\\n\", \"\", $cost / ($one > 0 ? $one : 0.01) }"
}

hugo_site
record=$(cd "$folder/library" && ls evaluations/*.md | head -1)
for round in $(seq "$rounds"); do
  echo "round $round, $(find "$folder/library" -name '*.md' | wc -l) records"
  rm -rf "$folder/ours" "$folder/hugo/public" "$folder"/index/{published-*,kept-postings}
  side_by_side "clean"
  sleep 0.2
  side_by_side "nothing changed"
  sed -i "s/^\(title: \"*\)[^ \"]* /\1Round$round /" "$folder/library/$record" "$folder/hugo/content/$record"
  sleep 0.2
  side_by_side "one record edited"
done
