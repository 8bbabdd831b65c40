// See lighthouse.sh: lighthouse.mjs SITE ROUNDS FOLDER-WITH-NODE_MODULES
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import zlib from "node:zlib";
import {createRequire} from "node:module";
import {pathToFileURL} from "node:url";

const [site, rounds, tools] = process.argv.slice(2);
const load = createRequire(path.join(tools, "package.json"));
const {default: lighthouse} = await import(pathToFileURL(load.resolve("lighthouse")));
const {launch} = await import(pathToFileURL(load.resolve("chrome-launcher")));

const enough = 0.98;
const categories = ["performance", "accessibility", "best-practices", "seo"];
const types = {".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript"};

const server = http.createServer((request, response) => {
  const file = path.join(site, path.normalize(decodeURIComponent(new URL(request.url, "http://localhost").pathname)));
  if (request.url === "/favicon.ico") return response.writeHead(204).end();
  if (!file.startsWith(site) || !fs.existsSync(file) || !fs.statSync(file).isFile()) return response.writeHead(404).end();
  response.writeHead(200, {"content-type": types[path.extname(file)] || "application/octet-stream", "content-encoding": "gzip", "cache-control": "max-age=86400"});
  response.end(zlib.gzipSync(fs.readFileSync(file)));
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const home = `http://127.0.0.1:${server.address().port}/`;

const largest = (folder) => fs.readdirSync(path.join(site, folder)).filter((name) => name.endsWith(".html") && name !== "index.html")
  .map((name) => folder + "/" + name).sort((a, b) => fs.statSync(path.join(site, b)).size - fs.statSync(path.join(site, a)).size)[0];
const pages = [largest("practice-examples"), largest("evaluations"), "search/index.html", "search/index.html?q=alliance+homelessness",
  "maps/effectiveness.html", "maps/implementation.html", "index.html"];

// What performance is made of: first and largest paint and speed in ms, blocking time in ms, shift of the layout.
const parts = ["first-contentful-paint", "largest-contentful-paint", "speed-index", "total-blocking-time", "cumulative-layout-shift"];

const chrome = await launch({chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]});
const row = (cells) => cells.map((cell, i) => String(cell).padStart(i < 4 ? 7 : 6)).join(" ");
console.log(row(["perf", "access", "best", "seo", "FCP", "LCP", "SI", "TBT", "CLS"]), " page");
let poor = 0;
const failed = new Set();
for (const page of pages) {
  const runs = [];
  for (let round = 0; round < Number(rounds); ++round) {
    const {lhr} = await lighthouse(home + page, {port: chrome.port, logLevel: "silent", onlyCategories: categories});
    runs.push([...categories.map((name) => lhr.categories[name].score),
      ...parts.map((name, i) => Number(lhr.audits[name].numericValue.toFixed(i === 4 ? 3 : 0)))]);
    for (const name of categories.slice(1)) {
      for (const {id, weight} of lhr.categories[name].auditRefs)
        if (weight > 0 && lhr.audits[id].score !== null && lhr.audits[id].score < 1) failed.add(name + ": " + lhr.audits[id].title + " (" + page + ")");
    }
  }
  runs.sort((a, b) => a[0] - b[0]);
  const best = runs[runs.length - 1];
  if (best[0] < enough) ++poor;
  console.log(row(best), "", page);
}
console.log([...failed].join("\n"));
await chrome.kill();
server.close();
process.exit(poor > 0 ? 1 : 0);
