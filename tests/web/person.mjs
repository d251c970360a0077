// What a test needs of the page: the program, a browser, and what a person does in it.
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { readFile } from "node:fs/promises";
import { chromium } from "playwright-core";

const require = createRequire(import.meta.url);
const axeSource = await readFile(require.resolve("axe-core/axe.min.js"), "utf8");
const browserPath = process.env.CHROMIUM;
export const program = process.env.ADVISE;

/** Starts the program; gives its address and a way to end it. */
export function serve(...options) {
  const child = spawn(program, ["serve", "--port", "0", "--quiet", "--as-of", "2026-01-31", ...options], { stdio: ["ignore", "pipe", "inherit"] });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.stdout.once("data", (data) => resolve({
      address: String(data).trim(),
      end: () => new Promise((done) => { child.once("exit", (status) => done(status)); child.kill("SIGTERM"); }),
    }));
  });
}

export const launch = () => chromium.launch({ executablePath: browserPath, args: ["--no-sandbox"] });

/** A page for a person; whatever the browser complains of is kept in `complaints`. */
export async function open(browser, address, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, acceptDownloads: true, ...options });
  const page = await context.newPage();
  page.complaints = [];
  page.requests = [];
  page.on("console", (message) => { if (message.type() === "error" || message.type() === "warning") page.complaints.push(message.text()); });
  page.on("pageerror", (error) => page.complaints.push(String(error)));
  page.on("request", (request) => page.requests.push(request.url()));
  page.on("dialog", (dialog) => dialog.accept());
  await page.goto(address);
  await page.waitForSelector("#question-head");
  return page;
}

/** Waits until the page has nothing to do. */
export const settle = async (page) => {
  await page.waitForFunction(() => !document.body.hasAttribute("aria-busy"));
};

export const question = (page) => page.textContent("#question-head");
export const ranking = (page) => page.$$eval("#ranking .entry h3", (heads) => heads.map((h) => h.textContent.replace(/\s+/g, " ").trim()));
export const answers = (page) => page.$$eval("#answers ul.answers li", (rows) => rows.map((r) => [...r.querySelectorAll(".asked, .said")].map((c) => c.textContent)));

/** What axe finds wrong with the page as it is. */
export async function findings(page) {
  await page.evaluate(`${axeSource}; 0`).catch(async () => page.addScriptTag({ content: axeSource }));
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return found.violations.map((v) => `${v.id}: ${v.help}: ${v.nodes.map((n) => n.target).join("; ")}`);
}

/** Whether the page is wider than the window. */
export const scrollsSideways = (page) => page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);

/** Drops a file on the page. */
export async function drop(page, name, text, selector = "body") {
  const data = await page.evaluateHandle(([n, t]) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([t], n));
    return transfer;
  }, [name, text]);
  await page.dispatchEvent(selector, "dragover", { dataTransfer: data });
  await page.dispatchEvent(selector, "drop", { dataTransfer: data });
}
