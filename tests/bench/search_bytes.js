// What a search in the published page loads: bytes as a web host sends them (gzip -6) and as they lie on disk, of a first search and of
// the next one, for two-word queries drawn from the site's own words; and whether its ten first hits are those of the command.
//   node tests/bench/search_bytes.js SITE [QUERIES [FIELDBOOK LIBRARY INDEX]]      80 queries; the last three for the comparison
// A first search is everything: the page, its style and scripts, and the data. The next one is another query in the same page; what the
// first has loaded is there. The page's scripts are run as the page runs them: results, the facet that stands open, "did you mean". Ends with 1 where hits differ.
"use strict";
const fs = require("fs"), path = require("path"), vm = require("vm"), zlib = require("zlib");
const {execFileSync} = require("child_process");
const [site, asked = "80", fieldbook, library, index] = process.argv.slice(2);
const aPage = 10;

const read = (file) => fs.readFileSync(path.join(site, file));
const cost = new Map();  // file -> {sent, whole}
function costOf(file) {
  if (!cost.has(file)) {
    const bytes = read(file);
    cost.set(file, {sent: zlib.gzipSync(bytes, {level: 6}).length, whole: bytes.length});
  }
  return cost.get(file);
}
const html = read("search/index.html").toString();
const frame = ["search/index.html", ...[...html.matchAll(/(?:src|href)="\.\.\/((?:js|css)\/[\w.-]+)"/g)].map((found) => found[1])];
const scripts = frame.filter((file) => file.endsWith(".js") && !file.endsWith("page.js")).map((file) => [file, read(file).toString()]);

// The page, freshly opened: its scripts in a world of their own.
class Page {
  constructor() {
    this.world = vm.createContext({});
    for (const [name, text] of scripts) vm.runInContext(text, this.world, {filename: name});
    this.loaded = [];
    const own = this.world.FieldbookSearch ?? vm.runInContext("FieldbookSearch", this.world);
    this.search = own;
    this.engine = new own.Engine(own.loader(async (name) => {
      const file = "search/" + name + ".js";
      this.loaded.push(file);
      vm.runInContext(read(file).toString(), this.world, {filename: file});
    }));
  }

  // What search-page.js does for a query; the ids of the first page, and the files that were loaded for it.
  async find(text) {
    this.loaded = [];
    const {engine} = this, {wanted, passage, correction} = this.search;
    const found = await engine.search(text);
    const stems = wanted(engine.shards, found.understood);
    const ids = await Promise.all(found.ranked.slice(0, aPage).map(({record}) => engine.shards.id(record)));
    const records = await Promise.all(ids.map((id) => engine.shards.load("text/" + id)));
    records.forEach((record) => passage(engine.shards, record, stems));
    await engine.count(found, engine.shards.facets.find((one) => one.shown).name);  // the facet that stands open
    await correction(engine.shards, found.understood);
    return {ids, files: this.loaded};
  }
}

// [word, number of records], from the shards.
async function wordsOf(page) {
  await page.engine.shards.open();
  const all = await page.engine.shards.entries("words", "a", "zzzzzzzz");
  return all.filter(([word]) => /^[a-z]{3,}$/.test(word) && !page.engine.shards.stop.has(word)).map(([word, count]) => [word, count]);
}

function chance(seed) {
  return () => {  // mulberry32
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const at = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))];
function line(name, numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const kilobytes = (n) => (n / 1000).toFixed(1).padStart(8);
  console.log(name.padEnd(46) + kilobytes(at(sorted, 0.5)) + kilobytes(at(sorted, 0.9)) + kilobytes(sorted[sorted.length - 1]));
}
const sum = (files, what) => files.reduce((total, file) => total + costOf(file)[what], 0);

(async () => {
  const words = await wordsOf(new Page()), records = new Page();
  await records.engine.shards.open();
  const size = records.engine.shards.lengths.length;
  const classes = {rare: words.filter(([, count]) => count >= 2 && count < size / 500), middle: words.filter(([, count]) => count >= size / 500 && count < size / 20),
    common: words.filter(([, count]) => count >= size / 20)};
  classes.named = [...records.engine.shards.names.keys()].filter((name) => !name.includes(" ")).map((name) => [name]);  // in the vocabulary: more is loaded
  const pairs = [["rare", "rare"], ["rare", "middle"], ["rare", "common"], ["middle", "middle"], ["middle", "common"], ["common", "common"], ["named", "common"], ["named", "named"]];
  const draw = chance(20240501), pick = (name) => classes[name][Math.floor(draw() * classes[name].length)][0];
  const queries = [];
  for (let i = 0; i < Number(asked); ++i) {
    const kind = pairs[i % pairs.length];
    if (kind.every((name) => classes[name].length > 0)) queries.push({kind: kind.join(" + "), text: pick(kind[0]) + " " + pick(kind[1])});
  }
  console.log(`${size} records, ${words.length} words; ${queries.length} queries of two words: rare (in less than ${Math.ceil(size / 500)} records), middle, common (in ${Math.ceil(size / 20)} and more), named in the vocabulary`);

  let differ = 0;
  const results = [];
  for (const [i, query] of queries.entries()) {
    const page = new Page();
    const first = await page.find(query.text), next = await page.find(queries[(i + 1) % queries.length].text);
    results.push({...query, first: first.files, next: next.files});
    if (!fieldbook) continue;
    let said;
    try {
      said = execFileSync(fieldbook, ["search", query.text, "--library", library, "--index", index, "--limit", String(aPage), "--format", "json"], {stdio: ["ignore", "pipe", "ignore"]});
    } catch (problem) {
      said = problem.stdout;  // it found nothing: 1
    }
    const ids = JSON.parse(said).hits.map((hit) => hit.id);
    if (ids.join() !== first.ids.join()) {
      ++differ;
      console.log(`"${query.text}": the page finds ${first.ids}\n   the command ${ids}`);
    }
  }
  console.log("kilobytes (1,000 bytes)".padEnd(46) + "  median     90 %     max");
  line("first search, all of it, gzip -6", results.map((one) => sum(frame, "sent") + sum(one.first, "sent")));
  line("  of which page, style and scripts", results.map(() => sum(frame, "sent")));
  line("  of which data", results.map((one) => sum(one.first, "sent")));
  line("first search, uncompressed", results.map((one) => sum(frame, "whole") + sum(one.first, "whole")));
  line("next search, gzip -6", results.map((one) => sum(one.next, "sent")));
  line("next search, uncompressed", results.map((one) => sum(one.next, "whole")));
  const families = [...new Set(results.flatMap((one) => one.first).map((file) => file.replace(/^search\//, "").replace(/(-\d+)?\.js$/, "").replace(/^text\/.*/, "text")))];
  for (const family of families.sort()) {
    line("  first search: " + family, results.map((one) => sum(one.first.filter((file) => file.replace(/^search\//, "").replace(/(-\d+)?\.js$/, "").replace(/^text\/.*/, "text") === family), "sent")));
  }
  for (const kind of new Set(results.map((one) => one.kind))) line("  first search, " + kind, results.filter((one) => one.kind === kind).map((one) => sum(frame, "sent") + sum(one.first, "sent")));
  if (fieldbook) console.log(`ten first hits as the command gives them: ${queries.length - differ} of ${queries.length}`);
  process.exitCode = differ > 0 ? 1 : 0;
})().catch((problem) => {
  console.error(problem.stack);
  process.exitCode = 2;
});
