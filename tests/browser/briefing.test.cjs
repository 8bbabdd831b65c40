// Printed, an example or an evaluation is a briefing of one A4 side. The longest records of the corpus, or all of them
// with FIELDBOOK_BRIEFINGS=all (tests/long.sh briefings).
"use strict";
const assert = require("assert"), fs = require("fs"), path = require("path"), {test, before, after} = require("node:test");
const {top, launch, publish, temporary, fileAddress} = require("./support.cjs");

const corpus = path.join(top, "corpus");
const base = "https://library.example.org/";
const site = publish(corpus, path.join(temporary(), "site"), ["--base-url", base]);
const records = ["practice-examples", "evaluations"]
  .flatMap((kind) => fs.readdirSync(path.join(corpus, kind)).filter((name) => name.endsWith(".md"))
    .map((name) => ({page: kind + "/" + name.replace(".md", ".html"), length: fs.statSync(path.join(corpus, kind, name)).size})))
  .sort((a, b) => b.length - a.length || (a.page < b.page ? -1 : 1)).map(({page}) => page);
const printed = process.env.FIELDBOOK_BRIEFINGS === "all" ? records : records.slice(0, 8);
let browser;

before(async () => { browser = await launch(); });
after(() => browser.close());

test(`${printed.length} records come out on one side of A4`, async () => {
  const context = await browser.newContext({javaScriptEnabled: false, offline: true});
  const page = await context.newPage();
  const faults = [];
  for (const address of printed) {
    await page.goto(fileAddress(site, address));
    const pdf = (await page.pdf({format: "A4"})).toString("latin1");
    const sides = (pdf.match(/\/Type\s*\/Page\b/g) || []).length;
    if (sides !== 1) faults.push(address + " takes " + sides + " sides");
  }
  await context.close();
  assert.deepStrictEqual(faults, []);
});

test("a briefing holds what a committee needs and nothing else", async () => {
  const page = await browser.newPage();
  await page.emulateMedia({media: "print"});
  for (const [address, parts] of [
    ["practice-examples/peterborough-social-impact-bond.html", ["What was tried", "How it was governed and paid for", "What happened", "What was difficult", "What to learn", "Contract form", "Evaluations of it"]],
    ["evaluations/new-deal-for-communities-2008-synthesis.html", ["Findings", "What was found", "Limits", "What it means for commissioners", "Study design", "What we read"]],
  ]) {
    await page.goto(fileAddress(site, address));
    const shown = await page.evaluate(() => document.body.innerText);
    for (const part of [...parts, "Strength of evidence", "Last reviewed", "Sources", base + address, "Fieldbook commissioning library"])
      assert.ok(shown.includes(part), `${address} prints without “${part}”`);
    for (const part of ["Assessor:", "For programs", "JSON", "Related records", "Skip to the content", "Print this page", "No cookies"])
      assert.ok(!shown.includes(part), `${address} prints “${part}”`);
    const [sources, smallest] = await page.evaluate(() => [
      [...document.querySelectorAll(".sources li")].every((one) => one.getClientRects().length > 0),
      Math.min(...[...document.querySelectorAll("article *")].filter((one) => one.getClientRects().length && !one.closest("sup"))
        .map((one) => parseFloat(getComputedStyle(one).fontSize)))]);
    assert.ok(sources, address + " prints without some source");
    assert.ok(smallest >= 9.3, `${address} prints in ${smallest * 0.75} points`);
  }
  await page.close();
});
