// The search page as people use it: by keyboard, from an address, from a disk, without scripts, over hostile records.
"use strict";
const assert = require("assert"), fs = require("fs"), path = require("path"), {test, before, after} = require("node:test");
const {top, launch, publish, temporary, serve, fileAddress, settled} = require("./support.cjs");

const folder = temporary();
const site = publish(path.join(top, "corpus"), path.join(folder, "site"));
let browser, server;

before(async () => {
  browser = await launch();
  server = await serve(site);
});
after(async () => {
  server.close();
  await browser.close();
});

const titles = (page) => page.$$eval("#hits h3", (all) => all.map((one) => one.textContent));
const count = (page) => page.textContent("#count");

// Presses Tab until something has the focus.
async function tabTo(page, selector) {
  for (let presses = 0; presses < 60; ++presses) {
    if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return;
    await page.keyboard.press("Tab");
  }
  assert.fail("the Tab key does not lead to " + selector);
}

async function keyboard(page, address) {
  await page.goto(address);
  await tabTo(page, "#words");
  await page.keyboard.type("rough sleeping");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#hits h3");
  await settled(page);
  assert.match(page.url(), /\?q=rough\+sleeping$/);
  assert.match(await count(page), /^\d+ records for “rough sleeping”$/);
  assert.strictEqual(await page.getAttribute("#count", "role"), "status");
  assert.ok((await page.$$("#hits mark")).length > 0, "no word is marked");
  const first = await titles(page), all = await count(page);

  await tabTo(page, "#narrow summary");
  if (!(await page.$("#narrow details[open]"))) await page.keyboard.press("Enter");
  await tabTo(page, "#narrow input");
  await page.keyboard.press("Space");
  await page.waitForFunction((before) => document.getElementById("count").textContent !== before, all);
  await settled(page);
  assert.match(page.url(), /q=rough\+sleeping&kind=/);
  assert.match(await count(page), /narrowed down$/);
  await page.waitForFunction(() => document.activeElement.matches("#narrow input:checked"));

  await tabTo(page, "#hits a");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".glance");
  await page.goBack();
  await page.waitForSelector("#hits h3");
  await settled(page);
  assert.match(await count(page), /narrowed down$/, "going back leads to the narrowed list");
  assert.ok(first.includes((await titles(page))[0]));
}

test("searches by keyboard from a server", async () => {
  const page = await browser.newPage();
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await keyboard(page, server.address + "search/index.html");
  assert.deepStrictEqual(asked.filter((url) => !url.startsWith(server.address)), []);
  await page.close();
});

test("searches by keyboard from a disk with the network off", async () => {
  const context = await browser.newContext({offline: true});
  const page = await context.newPage();
  await keyboard(page, fileAddress(site, "search/index.html"));
  await context.close();
});

test("the box on any page leads to the results, and going back leads to earlier ones", async () => {
  const page = await browser.newPage();
  await page.goto(fileAddress(site, "about/evidence.html"));
  await page.fill("#find", "alliance contracting");
  await page.press("#find", "Enter");
  await page.waitForSelector("#hits h3");
  await settled(page);
  const before = await titles(page);
  await page.fill("#words", "\"social prescribing\" NOT alliance");
  await page.press("#words", "Enter");
  await page.waitForFunction(() => document.getElementById("count").textContent.includes("prescribing"));
  await page.goBack();
  await page.waitForFunction(() => document.getElementById("count").textContent.includes("contracting"));
  await settled(page);
  assert.deepStrictEqual(await titles(page), before);
  await page.click("#more");
  await page.waitForFunction(() => document.querySelectorAll("#hits > li").length > 10);
  assert.ok(await page.evaluate(() => document.activeElement.matches("#hits > li:nth-child(11) a")));
  await page.close();
});

test("offers a better spelling, and lists where nothing is found", async () => {
  const page = await browser.newPage();
  await page.goto(fileAddress(site, "search/index.html?q=homelesness"));
  await page.waitForSelector("#meant a");
  assert.strictEqual(await page.textContent("#meant a"), "homelessness");
  await page.click("#meant a");
  await page.waitForSelector("#hits h3");
  await page.goto(fileAddress(site, "search/index.html?q=zqzqzqzq"));
  await page.waitForFunction(() => document.getElementById("count").textContent.startsWith("No records"));
  assert.ok(await page.isVisible("#ways"));
  await page.close();
});

test("years are typed, stay in the address and keep the focus", async () => {
  const page = await browser.newPage();
  await page.goto(fileAddress(site, "search/index.html?q=alliance&from=2016"));
  await page.waitForSelector("#hits h3");
  await settled(page);
  assert.strictEqual(await page.inputValue("#narrow input[name=from]"), "2016");
  assert.match(await page.textContent("[data-facet=years] summary"), /from 2016/);
  const before = await count(page);
  assert.match(before, /narrowed down$/);
  await tabTo(page, "#narrow input[name=to]");
  await page.keyboard.type("2017");
  await page.keyboard.press("Enter");
  await page.waitForFunction((old) => document.getElementById("count").textContent !== old, before);
  await settled(page);
  assert.match(page.url(), /\?q=alliance&from=2016&to=2017$/);
  await page.waitForFunction(() => document.activeElement.matches("#narrow input[name=to]"));
  await page.goto(fileAddress(site, "search/index.html?from=2015&to=nonsense"));
  await page.waitForSelector("#hits h3");
  await settled(page);
  assert.match(await page.textContent("[data-facet=years] summary"), /from 2015\)/);
  await page.close();
});

test("a closed facet opens by keyboard and narrows as its address does", async () => {
  const page = await browser.newPage({viewport: {width: 1280, height: 900}});
  const found = () => page.$$eval("#hits h3 a", (all) => all.map((one) => one.getAttribute("href")));
  await page.goto(fileAddress(site, "search/index.html?q=alliance"));
  await page.waitForSelector("#hits h3");
  await settled(page);
  const before = await found(), all = await count(page);
  const closed = "#narrow details[data-facet=sector]:not([open])";
  assert.strictEqual(await page.$(closed + " input"), null, "a closed facet loads nothing");
  await tabTo(page, closed + " > summary");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#narrow details[data-facet=sector][open] input");
  assert.deepStrictEqual(await found(), before, "opening a facet changes no result");
  assert.strictEqual(await count(page), all);
  await tabTo(page, "#narrow input[name=sector]");
  const [value, promised] = await page.evaluate(
    () => [document.activeElement.value, Number(document.activeElement.closest("label").querySelector(".count").textContent)]);
  await page.keyboard.press("Space");
  await page.waitForFunction((old) => document.getElementById("count").textContent !== old, all);
  await settled(page);
  assert.ok(page.url().endsWith("?q=alliance&sector=" + value), page.url());
  assert.match(await count(page), new RegExp(`^${promised === 1 ? "One record" : promised + " records"} .*narrowed down$`));
  await page.waitForFunction(() => document.activeElement.matches("#narrow input[name=sector]:checked"));
  const narrowed = await found();
  await page.goto(fileAddress(site, "search/index.html?q=alliance&sector=" + value));
  await page.waitForSelector("#hits h3");
  await settled(page);
  assert.deepStrictEqual(await found(), narrowed, "the address leads to the same records");
  await page.goto(fileAddress(site, "search/index.html?q=alliance"));
  await page.waitForSelector("#hits h3");
  await settled(page);
  assert.deepStrictEqual(await found(), before, "and without it to those before");
  await page.close();
});

test("without scripts the box leads to lists of everything", async () => {
  const context = await browser.newContext({javaScriptEnabled: false});
  const page = await context.newPage();
  await page.goto(fileAddress(site, "index.html"));
  await page.fill("#words", "housing");
  await page.press("#words", "Enter");
  await page.waitForURL(/search\/index\.html\?q=housing$/);
  assert.ok(await page.isVisible("noscript p"));
  assert.ok(!(await page.isVisible("#found")));
  for (const list of ["../practice-examples/index.html", "../browse/index.html", "../browse/approach/alliance.html"])
    assert.ok(await page.isVisible(`#ways a[href="${list}"]`), list);
  await context.close();
});

test("a hostile record is shown as text and runs nothing", async () => {
  const library = path.join(folder, "library");
  fs.cpSync(path.join(top, "tests/fixtures/good"), library, {recursive: true});
  const attack = "<script>alert(1)</script>'>]]>--><img src=x onerror=alert(2)> \\u202Eevil \\u2028 </script> attackword";
  const field = JSON.stringify(attack).replace(/\\\\u/g, "\\u");
  fs.writeFileSync(path.join(library, "barriers/hostile.md"), [
    "---", "title: " + field, "summary: " + field, "approaches: [alliance]", "reviewed: 2024-05-01",
    "sources: [saltby2021]", "---", "", "## What stands in the way", "",
    "attackword `<img src=x onerror=alert(3)>` \" ' \\ ]]> --> </script> `<script>alert(4)</script>` [@saltby2021].", "",
  ].join("\n"));
  const hostile = path.join(folder, "hostile");
  try {
    publish(library, hostile);
  } catch (problem) {
    assert.strictEqual(problem.status, 1, String(problem.stderr));  // published, with remarks
  }
  assert.ok(fs.existsSync(path.join(hostile, "barriers/hostile.html")), "the record was not published");
  const page = await browser.newPage();
  const faults = [];
  page.on("dialog", (dialog) => { faults.push(dialog.message()); dialog.dismiss(); });
  page.on("pageerror", (problem) => faults.push(problem.message));
  for (const query of ["attackword", "<script>alert(5)</script> attackword", "\"attackword\"><img src=x onerror=alert(6)>"]) {
    await page.goto(fileAddress(hostile, "search/index.html?" + new URLSearchParams({q: query})));
    await page.waitForSelector("#hits h3");
    await settled(page);
    assert.match((await titles(page))[0], /<script>alert\(1\)<\/script>/);
    assert.strictEqual(await page.$("main img, #hits script"), null);
  }
  assert.deepStrictEqual(faults, []);
  await page.close();
});
