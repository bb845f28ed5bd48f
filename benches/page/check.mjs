// Checks the page that `pejl overview` writes, in headless Chromium: what a keyboard can do, filter, sort, the window of
// quotes, reading without script, print, console messages, and axe-core's findings.
//
//     cargo build --release
//     target/release/pejl extract corpus --out target/page/analyses
//     target/release/pejl overview target/page/analyses --year 2022 --out target/page/overview.html
//     cd benches/page && npm install && node check.mjs ../../target/page/overview.html
//
// Prints a line a check and exits with 1 if one fails. Writes screenshots and the print view (PDF) beside the page.
// CHROMIUM names the browser if it is not /usr/bin/chromium.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, resolve } from "node:path";
import puppeteer from "puppeteer-core";

const file = resolve(process.argv[2]);
const beside = (name) => resolve(dirname(file), name);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let failed = 0;
function check(what, holds, seen = "") {
  failed += holds ? 0 : 1;
  console.log(`${holds ? "ok  " : "FAIL"}  ${what}${seen === "" ? "" : `: ${seen}`}`);
}

const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
const page = await browser.newPage();
await page.setViewport({ width: 1400, height: 1000 });
const messages = [];
const requests = [];
page.on("console", (message) => messages.push(`${message.type()} ${message.text()}`));
page.on("pageerror", (error) => messages.push(`error ${error.message}`));
page.on("request", (request) => requests.push(request.url()));
await page.goto(`file://${file}`);

const names = () => page.$$eval("#table tbody tr:not([hidden]) th", (cells) => cells.map((cell) => cell.textContent));
const all = await names();
check("rows", all.length > 0, all.length);
check("language", (await page.$eval("html", (html) => html.lang)) === "da");
check("caption and scopes", await page.$eval("#table", (table) =>
  table.caption !== null && [...table.querySelectorAll("th")].every((head) => head.scope !== "")));

// Sorting, by keyboard: the second header, then the first twice.
const header = (column) => `#table thead th:nth-child(${column}) button`;
const sorting = (column) => page.$eval(`#table thead th:nth-child(${column})`, (head) => head.getAttribute("aria-sort"));
await page.focus(header(2));
await page.keyboard.press("Enter");
const ranks = await page.$$eval("#table tbody tr td:nth-child(2)", (cells) => cells.map((cell) => +cell.dataset.rank));
check("sorts by mark, the fullest first", ranks.every((rank, at) => at === 0 || ranks[at - 1] >= rank));
check("says how it is sorted", (await sorting(2)) === "descending" && (await sorting(1)) === null);
await page.focus(header(1));
await page.keyboard.press("Enter");
check("sorts by name", JSON.stringify(await names()) === JSON.stringify(all), await sorting(1));
await page.keyboard.press("Space");
check("and the other way", JSON.stringify(await names()) === JSON.stringify([...all].reverse()), await sorting(1));
await page.keyboard.press("Enter");

// Filter.
await page.type("#filter", all[0].slice(0, 3));
const filtered = await names();
check("filters by name", filtered.length > 0 && filtered.length < all.length, `${filtered.length} of ${all.length}`);
check("tells the count", (await page.$eval("#count", (count) => count.textContent)).startsWith(`${filtered.length} af`));
await page.$eval("#filter", (input) => { input.value = ""; input.dispatchEvent(new Event("input")); });
await page.select("#having", "result");
const marked = await names();
check("filters by mark", marked.length > 0 && marked.length <= all.length, marked.length);
await page.select("#having", "");

// The window of quotes, by keyboard and by mouse.
await page.focus("#table td.result a");
await page.keyboard.press("Enter");
const open = () => page.$eval("#window", (dialog) => dialog.open);
check("Enter on a cell opens its quotes", (await open()) && (await page.$$("#window q")).length > 0,
  await page.$eval("#window-title", (title) => title.textContent));
await page.screenshot({ path: beside("window.png") });
await page.keyboard.press("Escape");
check("Escape closes them", !(await open()));
check("and the focus is back on the cell", await page.evaluate(() => document.activeElement.matches("td.result a")));
await page.click("#table td.result a");
check("a click opens them", await open());
await page.click("#window button");
check("the button closes them", !(await open()));
await page.evaluate(() => window.scrollTo(0, 0));
await page.screenshot({ path: beside("page.png") });

// Tab reaches the skip link, the filter and the table's scrolling region.
await page.reload();
const reached = new Set();
for (let step = 0; step < 30; step += 1) {
  await page.keyboard.press("Tab");
  reached.add(await page.evaluate(() => document.activeElement.id || document.activeElement.className));
}
for (const wanted of ["skip", "filter", "having", "scroll"]) check(`Tab reaches ${wanted}`, reached.has(wanted));

// axe-core, also with the window open and on a narrow screen.
await page.evaluate(axe);
async function findings(where) {
  const { violations } = await page.evaluate(() => window.axe.run(document));
  const serious = violations.filter((found) => ["serious", "critical"].includes(found.impact));
  const list = (of) => of.map((found) => `${found.id} (${found.impact}, ${found.nodes.length})`).join(", ");
  check(`axe-core, ${where}: no serious findings`, serious.length === 0, list(violations) || "none at all");
}
await findings("page");
await page.click("#table td.result a");
await findings("window");
await page.keyboard.press("Escape");
await page.setViewport({ width: 400, height: 800 });
await findings("narrow");
await page.setViewport({ width: 1400, height: 1000 });

// Print.
await page.emulateMediaType("print");
const shown = (selector) => page.$eval(selector, (element) => getComputedStyle(element).display !== "none");
check("print leaves out the controls", !(await shown("#controls")) && (await shown("#table")));
check("print shows the whole table", await page.$eval(".scroll", (box) => box.scrollHeight <= box.clientHeight + 1));
await page.pdf({ path: beside("print.pdf"), preferCSSPageSize: true, printBackground: true });
await page.emulateMediaType(null);

// Without script.
const plain = await browser.newPage();
await plain.setJavaScriptEnabled(false);
await plain.goto(`file://${file}`);
const anchors = await plain.$$eval("#table a", (links) => links.map((link) => link.getAttribute("href")));
const ids = new Set(await plain.$$eval("[id]", (elements) => elements.map((element) => `#${element.id}`)));
check("without script every link leads to its quotes", anchors.length > 0 && anchors.every((href) => ids.has(href)),
  anchors.length);
check("without script no control is shown", !(await plain.$eval("#controls", (form) => form.checkVisibility())));

check("console is silent", messages.length === 0, messages.join("; ") || "0 messages");
check("nothing is loaded but the page", requests.every((url) => url === `file://${file}`), requests.length);
await browser.close();
process.exit(failed > 0 ? 1 : 0);
