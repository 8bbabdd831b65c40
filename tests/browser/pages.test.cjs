// Every template: no failure that axe can find of WCAG 2.2 AA at several widths, light and dark, and what forced colours leave; valid
// HTML; nothing asked of another host; no sideways scrolling of the page, at 200 % text either; a record's page is small.
"use strict";
const assert = require("assert"), fs = require("fs"), path = require("path"), {test, before, after} = require("node:test");
const zlib = require("zlib");
const {top, launch, publishAssessed, temporary, firstPage, pagesOfEveryTemplate, faultsOf, invalidIn, fileAddress, settled} = require("./support.cjs");

const site = publishAssessed(path.join(top, "corpus"), path.join(temporary(), "site"));
const pages = pagesOfEveryTemplate(site);
const looks = [{width: 320, colorScheme: "light"}, {width: 1280, colorScheme: "dark"}];
const recordLimit = 15000;  // bytes of a record's page and its style, as gzip sends them
let browser;

before(async () => { browser = await launch(); });
after(() => browser.close());

for (const {width, ...look} of looks) {
  test(`axe finds nothing at ${width} pixels, ${Object.values(look)}`, async () => {
    const context = await browser.newContext({viewport: {width, height: 900}, ...look, offline: true});
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
      faults.push(...(await faultsOf(page)).map((fault) => address + " " + fault));
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      if (wide > width) faults.push(address + " is " + wide + " pixels wide");
    }
    await context.close();
    assert.deepStrictEqual(faults, []);
  });
}

test("maps and plots keep their shapes in forced colours", async () => {
  for (const colorScheme of ["light", "dark"]) {
    const page = await browser.newPage({forcedColors: "active", colorScheme});
    const light = (colour) => (colour.match(/\d+/g) || []).slice(0, 3).reduce((sum, part) => sum + Number(part), 0) / 765;
    await page.goto(fileAddress(site, "maps/effectiveness.html"));
    const [paper, shapes, hatching] = await page.evaluate(() => [getComputedStyle(document.body).backgroundColor,
      [...document.querySelectorAll(".map svg > *")].map((one) => getComputedStyle(one).stroke),
      [...document.querySelectorAll("td.gap")].map((one) => getComputedStyle(one).backgroundImage)]);
    assert.ok(shapes.length > 10 && shapes.every((one) => Math.abs(light(one) - light(paper)) > 0.6), colorScheme + " " + shapes[0] + " on " + paper);
    assert.ok(hatching.length > 5 && hatching.every((one) => one.includes("gradient")));
    await page.goto(fileAddress(site, pages.find((one) => /^reviews\/.*\/index\.html$/.test(one))));
    assert.strictEqual(await page.$eval(".plot .scroll", (one) => getComputedStyle(one).backgroundColor), "rgb(255, 255, 255)");
    await page.close();
  }
});

test("text of 200 % fits, and covers nothing", async () => {
  const context = await browser.newContext({viewport: {width: 1280, height: 900}, bypassCSP: true});
  const page = await context.newPage();
  const faults = [];
  for (const address of pages) {
    await page.goto(fileAddress(site, address));
    await settled(page);
    await page.addStyleTag({content: "html { font-size: 212.5% !important; }"});
    const found = await page.evaluate(() => {
      const cut = [...document.querySelectorAll("main a, main p, main h1, main h2, main h3, main dd, main button, header a")]
        .filter((one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflow === "hidden" && !one.closest(".vh"));
      return {wide: document.documentElement.scrollWidth, cut: cut.map((one) => one.outerHTML.slice(0, 80))};
    });
    if (found.wide > 1280) faults.push(address + " is " + found.wide + " pixels wide");
    faults.push(...found.cut.map((one) => address + " cuts " + one));
  }
  await context.close();
  assert.deepStrictEqual(faults, []);
});

test("every record's page is small and runs nothing", () => {
  const style = zlib.gzipSync(fs.readFileSync(path.join(site, "css/site.css"))).length;
  const faults = [];
  let seen = 0;
  for (const kind of ["practice-examples", "evaluations", "design-principles", "barriers", "approaches"]) {
    for (const name of fs.readdirSync(path.join(site, kind))) {
      const html = name.endsWith(".html") ? fs.readFileSync(path.join(site, kind, name), "utf8") : "";
      if (!html.includes("<article")) continue;
      ++seen;
      const bytes = zlib.gzipSync(html).length + style;
      if (bytes > recordLimit) faults.push(`${kind}/${name} takes ${bytes} bytes with its style`);
      if (/<script(?! type="application\/ld\+json")|<[^>]* on\w+=|javascript:/i.test(html)) faults.push(kind + "/" + name + " has a script");
      if ((html.match(/rel="stylesheet"/g) || []).length !== 1) faults.push(kind + "/" + name + " has not one style");
    }
  }
  assert.ok(seen > 150, "only " + seen + " records were looked at");
  assert.deepStrictEqual(faults, []);
});

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
  const moved = firstPage(site, "practice-examples", (html) => html.includes("http-equiv=\"refresh\""));
  const faults = [];
  for (const address of new Set([...pages, moved].map((one) => one.replace(/\?.*/, ""))))
    faults.push(...await invalidIn(fs.readFileSync(path.join(site, address), "utf8"), address));
  assert.deepStrictEqual(faults, []);
});
