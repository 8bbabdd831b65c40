// What the tests share: a browser, published sites, and a server for them.
"use strict";
const {execFileSync} = require("child_process");
const fs = require("fs"), http = require("http"), os = require("os"), path = require("path");
const {pathToFileURL} = require("url");
const {chromium} = require("playwright-core");
const axe = require("axe-core"), {HtmlValidate, StaticConfigLoader} = require("html-validate");

const top = path.resolve(__dirname, "../..");
const bin = process.env.FIELDBOOK_BIN || path.join(top, "build/dev/bin");
const browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser"];

const launch = () => chromium.launch({
  executablePath: process.env.FIELDBOOK_CHROMIUM || browsers.find((one) => fs.existsSync(one)),
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});

// Without assessments.
function publish(library, out, options = []) {
  execFileSync(path.join(bin, "fieldbook-site"),
    ["publish", "--library", library, "--out", out, "--index", out + "-index", ...options],
    {env: {...process.env, FIELDBOOK_PLUGIN_PATH: ""}, stdio: ["ignore", "ignore", "pipe"]});
  return out;
}

// With index and assessments, as people publish.
function publishAssessed(library, out) {
  execFileSync(path.join(bin, "fieldbook"), ["publish", "--library", library, "--index", out + "-index", "--out", out],
    {stdio: ["ignore", "ignore", "pipe"]});
  return out;
}

// A folder that goes away with the process.
function temporary() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "fieldbook-browser-"));
  process.on("exit", () => fs.rmSync(folder, {recursive: true, force: true}));
  return folder;
}

const types = {".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript"};

// Serves a folder on this machine. {address, close}.
function serve(folder) {
  const server = http.createServer((request, response) => {
    const name = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const file = path.join(folder, path.normalize(name));
    if (!file.startsWith(folder) || !fs.existsSync(file) || !fs.statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {"content-type": types[path.extname(file)] || "application/octet-stream"});
    response.end(fs.readFileSync(file));
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve({
    address: "http://127.0.0.1:" + server.address().port + "/",
    close: () => server.close(),
  })));
}

// The first file below a folder of a site that passes; by name.
function firstPage(site, folder, passes = () => true) {
  const found = fs.readdirSync(path.join(site, folder)).filter((name) => name.endsWith(".html") && name !== "index.html")
    .sort().find((name) => passes(fs.readFileSync(path.join(site, folder, name), "utf8")));
  return found && folder + "/" + found;
}

// A page of every template, and of every kind of record.
function pagesOfEveryTemplate(site) {
  const kinds = ["practice-examples", "evaluations", "design-principles", "barriers", "approaches"];
  const review = "reviews/" + fs.readdirSync(path.join(site, "reviews")).filter((name) => !name.includes(".")).sort()[0];
  const compared = fs.readdirSync(path.join(site, "compare")).filter((name) => !name.includes(".")).sort()[0];
  return [
    "index.html", "search/index.html", "search/index.html?q=alliance+homelessness", "browse/index.html",
    ...kinds.map((kind) => firstPage(site, kind, (html) => html.includes("<article"))), "practice-examples/index.html",
    firstPage(site, "browse/approach"), "compare/index.html", firstPage(site, "compare/" + compared),
    "reviews/index.html", ...["index", "studies", "maps", "flow", "decisions", "method"].map((part) => review + "/" + part + ".html"),
    "maps/effectiveness.html", "maps/implementation.html", firstPage(site, "maps/effectiveness/collaborative"),
    firstPage(site, "maps/effectiveness/by-sector"), "vocabulary/index.html", firstPage(site, "vocabulary"),
    "about/index.html", "about/evidence.html", "about/accessibility.html", "new.html", "overdue.html", "404.html",
  ].filter(Boolean);
}

// What axe finds of WCAG 2.2 AA in an open page, one line a node.
async function faultsOf(page) {
  await page.evaluate(axe.source);
  const results = await page.evaluate((tags) => globalThis.axe.run(document,
    {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"], preload: false}),
    ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]);
  return results.violations.flatMap(
    ({id, nodes}) => nodes.map((node) => id + ": " + node.html.slice(0, 160) + " – " + (node.failureSummary || "")));
}

// What html-validate finds in a page's bytes, one line a fault.
async function invalidIn(html, name) {
  const loader = new StaticConfigLoader({root: true, extends: ["html-validate:standard", "html-validate:a11y"]});
  const report = await new HtmlValidate(loader).validateString(html, name);
  return report.results.flatMap(({messages}) => messages.map(
    ({line, column, ruleId, message}) => `${name}:${line}:${column} ${message} [${ruleId}]`));
}

const fileAddress = (site, page) => pathToFileURL(site).href + "/" + page;

// Once a search has shown what it found.
const settled = (page) => page.waitForFunction(() => {
  const found = document.getElementById("found");
  return !found || found.hidden || !found.hasAttribute("aria-busy");
});

module.exports = {top, bin, launch, publish, publishAssessed, temporary, serve, firstPage, pagesOfEveryTemplate, faultsOf, invalidIn, fileAddress, settled};
