// Every template: no failure that axe can find of WCAG 2.2 AA at two widths, light and dark; valid HTML; nothing asked of
// another host; no sideways scrolling of the page.
"use strict";
const assert = require("assert"), fs = require("fs"), path = require("path"), {test, before, after} = require("node:test");
const axe = require("axe-core"), {HtmlValidate, StaticConfigLoader} = require("html-validate");
const {top, launch, publish, temporary, pagesOfEveryTemplate, fileAddress, settled} = require("./support.cjs");

const site = publish(path.join(top, "corpus"), path.join(temporary(), "site"));
const pages = pagesOfEveryTemplate(site);
const looks = [{width: 320, colorScheme: "light"}, {width: 1280, colorScheme: "dark"}];
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
let browser;

before(async () => { browser = await launch(); });
after(() => browser.close());

const faultsOf = (results) => results.violations.flatMap(
  ({id, nodes}) => nodes.map((node) => id + ": " + node.html.slice(0, 160) + " – " + (node.failureSummary || "")));

for (const {width, colorScheme} of looks) {
  test(`axe finds nothing at ${width} pixels, ${colorScheme}`, async () => {
    const context = await browser.newContext({viewport: {width, height: 900}, colorScheme, offline: true});
    const faults = [];
    context.on("request", (request) => {
      if (!request.url().startsWith("file://")) faults.push("asks for " + request.url());
    });
    const page = await context.newPage();
    page.on("pageerror", (problem) => faults.push(page.url() + " " + problem.message));
    page.on("console", (message) => message.type() === "error" && faults.push(page.url() + " " + message.text()));
    for (const address of pages) {
      await page.goto(fileAddress(site, address));
      await settled(page);
      await page.evaluate(axe.source);
      const results = await page.evaluate((tags) => globalThis.axe.run(document,
        {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"], preload: false}), rules);
      faults.push(...faultsOf(results).map((fault) => address + " " + fault));
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      if (wide > width) faults.push(address + " is " + wide + " pixels wide");
    }
    await context.close();
    assert.deepStrictEqual(faults, []);
  });
}

test("plots of a review read without colour and by name", async () => {
  const page = await browser.newPage({viewport: {width: 1280, height: 900}});
  const faults = [];
  for (const address of pages.filter((one) => /^reviews\/.*\/(index|flow)\.html$/.test(one))) {
    await page.goto(fileAddress(site, address));
    const plots = await page.$$eval(".plot svg", (all) => all.map((svg) => ({
      name: svg.getAttribute("aria-labelledby").split(" ").map((id) => document.getElementById(id).textContent.trim()),
      colours: [...svg.querySelectorAll("rect, polygon, line, text:not(a text)")].flatMap((one) => [getComputedStyle(one).fill, getComputedStyle(one).stroke]),
      unnamed: [...svg.querySelectorAll("polygon, rect")].filter((one) => one.querySelector("title") && !one.textContent.trim()).length,
    })));
    if (plots.length === 0) faults.push(address + " has no plot");
    for (const {name, colours, unnamed} of plots) {
      if (name.length !== 2 || name.some((one) => one.length < 10)) faults.push(address + " has a plot without a name and a description");
      if (unnamed) faults.push(address + " has shapes without a name");
      for (const colour of colours) {
        const shades = (colour.match(/\d+/g) || []).slice(0, 3);
        if (new Set(shades).size > 1) faults.push(address + " has the colour " + colour);
      }
    }
  }
  await page.close();
  assert.deepStrictEqual(faults, []);
});

test("html-validate finds nothing", async () => {
  const loader = new StaticConfigLoader({root: true, extends: ["html-validate:standard", "html-validate:a11y"]});
  const validator = new HtmlValidate(loader);
  const faults = [];
  for (const address of pages) {
    const file = path.join(site, address.replace(/\?.*/, ""));
    const report = await validator.validateString(fs.readFileSync(file, "utf8"), file);
    for (const {messages} of report.results) {
      faults.push(...messages.map(({line, column, ruleId, message}) => `${address}:${line}:${column} ${message} [${ruleId}]`));
    }
  }
  assert.deepStrictEqual(faults, []);
});
