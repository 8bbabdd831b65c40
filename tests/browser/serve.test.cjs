// The local web app as people use it: a plan is checked by keyboard, and its pages hold to the same rules as the site's.
"use strict";
const assert = require("assert"), path = require("path"), {spawn} = require("child_process"), {test, before, after} = require("node:test");
const {top, bin, launch, temporary, faultsOf, invalidIn} = require("./support.cjs");

const plan = `The council and five charities will sign one alliance agreement. Every partner has an equal vote on the board, and all
decisions are unanimous. Gains and losses are shared. People who have been homeless sit on the board.`;
let browser, app, home;

before(async () => {
  browser = await launch();
  const index = temporary();
  app = spawn(path.join(bin, "fieldbook"),
    ["serve", "--library", path.join(top, "tests/fixtures/good"), "--index", path.join(index, "index"), "--port", "0"]);
  home = await new Promise((resolve, reject) => {
    let said = "";
    const hear = (bytes) => {
      said += bytes;
      const found = /http:\/\/[^\s/]+:\d+\//.exec(said);
      if (found) resolve(found[0]);
    };
    app.stdout.on("data", hear);
    app.stderr.on("data", hear);
    app.on("exit", () => reject(new Error("fieldbook serve ended: " + said)));
  });
});
after(async () => {
  app.removeAllListeners("exit");
  app.kill("SIGTERM");
  await browser.close();
});

const ticked = (page) => page.$$eval("[name=approach]:checked", (all) => all.map((one) => one.value));
async function untick(page, id) {
  await page.focus(`[name=approach][value="${id}"]`);
  await page.keyboard.press("Space");
}

for (const look of [{viewport: {width: 320, height: 900}, colorScheme: "light"}, {viewport: {width: 1280, height: 900}, colorScheme: "dark"}]) {
  test(`checks a plan at ${look.viewport.width} pixels, ${look.colorScheme}`, async () => {
    const context = await browser.newContext(look);
    const page = await context.newPage();
    const faults = [];
    page.on("request", (request) => request.url().startsWith(home) || faults.push("asks for " + request.url()));
    page.on("console", (message) => message.type() === "error" && !/400/.test(message.text()) && faults.push(message.text()));
    const look_over = async (what) => {
      faults.push(...(await faultsOf(page)).map((fault) => what + " " + fault), ...await invalidIn(await page.content(), what));
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      if (wide > look.viewport.width) faults.push(what + " is " + wide + " pixels wide");
    };
    await page.goto(home + "check");
    await look_over("the form");
    await page.focus("button[type=submit]");
    await page.keyboard.press("Enter");
    await page.waitForSelector("[role=alert]");
    await look_over("the form without a text");
    await page.focus("#text");
    await page.keyboard.insertText(plan);
    const offered = await ticked(page);
    assert.ok(offered.length > 1 && offered.includes("alliance"), "ticked at first: " + offered);
    for (const id of offered) await untick(page, id);
    await page.focus("button[type=submit]");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => /at least one approach/.test(document.querySelector("[role=alert]")?.textContent));
    await look_over("the form without an approach");
    assert.strictEqual(await page.inputValue("#text"), plan, "the text is still there");
    await page.focus("[name=approach][value=alliance]");
    await page.keyboard.press("Space");
    await page.focus("button[type=submit]");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".criteria");
    assert.match(await page.textContent("main"), /equal vote on the board/);
    assert.strictEqual(await page.locator("main > details").count(), 1, "one approach was chosen");
    await look_over("the reading of the plan");
    await page.focus(".checked a");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#text");
    assert.deepStrictEqual(await ticked(page), ["alliance"]);
    await context.close();
    assert.deepStrictEqual(faults, []);
  });
}
