// Runs the search page's own scripts over a published site, without a browser.
//   node run_queries.js SITE < QUERIES > ANSWERS
// One JSON object a line. {"search": TEXT, "filters": {facet: [value, …]}, "years": {"from": 2012, "to": 2020}} gives {"hits": [[id, weight], …], "facets":
// {facet: {value: count}}}; {"stems": [WORD, …]} and {"words": TEXT} give lists; {"correct": TEXT} gives a text or null;
// {"passage": TEXT} gives of the first hit [the passage, the marked words].
"use strict";
const fs = require("fs"), path = require("path"), vm = require("vm");
const site = process.argv[2];
const run = (file) => vm.runInThisContext(fs.readFileSync(path.join(site, file), "utf8"), {filename: file});
const names = fs.readFileSync(path.join(site, "search/index.html"), "utf8").match(/(?<=src="\.\.\/)js\/[\w-]+\.js(?=")/g);
for (const name of names) if (!name.endsWith("page.js")) run(name);
let bytes = new Map();  // of what a query loads
const zlib = require("zlib");
const {Engine, loader, stemmer, words, correction, wanted, passage} = globalThis.FieldbookSearch;
const load = loader(async (name) => {
  const file = "search/" + name + ".js";
  bytes.set(file, zlib.gzipSync(fs.readFileSync(path.join(site, file)), {level: 9}).length);
  run(file);
});
const engine = new Engine(load);

async function answer(asked) {
  if (asked.stems) return asked.stems.map(stemmer("english"));
  if (asked.words !== undefined) return [...words(asked.words)].map((word) => word.folded);
  if (asked.correct !== undefined) return correction(engine.shards, await engine.understand(asked.correct));
  const found = await engine.search(asked.search ?? asked.passage, new Map(Object.entries(asked.filters || {})), asked.years || {});
  if (asked.passage !== undefined) {
    if (found.ranked.length === 0) return null;
    const record = await load("text/" + await engine.shards.id(found.ranked[0].record));
    const parts = passage(engine.shards, record, wanted(engine.shards, found.understood));
    return [parts.map((part) => part.text).join(""), parts.filter((part) => part.marked).map((part) => part.text)];
  }
  const hits = [];
  for (const {record, weight} of found.ranked) hits.push([await engine.shards.id(record), weight]);
  const facets = {};
  for (const {name} of engine.shards.facets) {
    facets[name] = {};
    for (const {value, count} of await engine.count(found, name)) if (count > 0) facets[name][value] = count;
  }
  return {hits, facets};
}

(async () => {
  for (const line of fs.readFileSync(0, "utf8").split("\n")) {
    if (line === "") continue;
    bytes = new Map();
    const out = await answer(JSON.parse(line));
    if (process.env.SHOW_BYTES) {
      const sum = [...bytes.values()].reduce((a, b) => a + b, 0);
      process.stderr.write(`${sum} bytes, ${bytes.size} files: ${line}\n`);
    }
    process.stdout.write(JSON.stringify(out) + "\n");
  }
})().catch((problem) => {
  process.stderr.write(problem.stack + "\n");
  process.exit(1);
});
