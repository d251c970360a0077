// The pages that the command writes, as people open them: a person's sheet, the counselor's, the index of a cohort and its one page. Nothing runs in
// them but what they bring, nothing is fetched, axe finds nothing, nothing scrolls sideways, and they print. Pictures of them are in build/web/pictures.
import { test, before, after } from "node:test";
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findings, launch, program, scrollsSideways } from "./person.mjs";

const sources = process.env.SOURCES;
const DATE = ["--as-of", "2026-01-31"];
const LONG = "Maximiliane-Wilhelmina Featherstonehaugh-Cholmondeley, Department of Estates";
let browser, folder;
const pages = {};

before(async () => {
  browser = await launch();
  folder = await mkdtemp(join(tmpdir(), "advise-sheets-"));
  await mkdir("pictures", { recursive: true });
  const office = ["--pack", join(sources, "tests/packs/office")];
  const profile = join(sources, "profiles/ip-elsewhere.yaml");
  const people = [{ name: "Jo Okafor", years: 1 }, { name: LONG, years: 7 }, { name: "<b>Bad</b>", years: "many" }, { years: 2 }];
  await writeFile(join(folder, "people.ndjson"), people.map((p) => JSON.stringify(p)).join("\n") + "\n");
  // The cohort has one client who is refused: status 4.
  const batch = (...options) => assert.equal(spawnSync(program, ["batch", "-q", ...office, "--id", "name", ...DATE, ...options, join(folder, "people.ndjson")]).status, 4);
  const at = (name) => join(folder, name);
  execFileSync(program, [profile, ...DATE, "--format", "html", "-o", at("person.html")]);
  execFileSync(program, [profile, ...DATE, "--format", "html", "--sheet", "counselor", "-o", at("counselor.html")]);
  batch("--sheets", at("cohort"), "--sheet", "counselor");
  batch("--sheets", at("all.html"), "--sheet", "counselor");
  const files = (await readdir(at("cohort"))).filter((name) => /^\d/.test(name)).sort();
  assert.equal(files.length, 3);
  Object.assign(pages, { person: "person.html", counselor: "counselor.html", index: "cohort/index.html", "of an office": `cohort/${files[1]}`, "all on one": "all.html" });
});

after(async () => {
  await browser?.close();
  if (folder) await rm(folder, { recursive: true });
});

/** Opens one of the pages; whatever the browser complains of or fetches is kept. */
async function open(name, options) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.complaints = [];
  page.requests = [];
  page.on("console", (message) => { if (message.type() === "error" || message.type() === "warning") page.complaints.push(message.text()); });
  page.on("pageerror", (error) => page.complaints.push(String(error)));
  page.on("request", (request) => { if (!request.url().startsWith("data:")) page.requests.push(request.url()); });
  await page.goto(`file://${join(folder, pages[name])}`);
  return page;
}

const brightness = (page) => page.evaluate(() => {
  const [r, g, b] = getComputedStyle(document.body).backgroundColor.match(/[\d.]+/g).map(Number);
  return (r + g + b) / 3;
});

for (const name of ["person", "counselor", "index", "of an office", "all on one"]) {
  for (const width of [360, 800, 1400]) {
    for (const colorScheme of ["light", "dark"]) {
      test(`${name}, ${width} px, ${colorScheme}: axe finds nothing, nothing scrolls sideways, nothing is fetched`, async () => {
        const page = await open(name, { viewport: { width, height: 900 }, colorScheme });
        await page.screenshot({ path: `pictures/${name.replaceAll(" ", "-")}-${width}-${colorScheme}.png`, fullPage: true });
        assert.equal(page.requests.length, 1);
        assert.equal(await scrollsSideways(page), false);
        assert.equal(await brightness(page) < 100, colorScheme === "dark");
        assert.deepEqual(page.complaints, []);
        assert.deepEqual(await findings(page), []);
        await page.context().close();
      });
    }
  }

  for (const format of ["A4", "Letter"]) {
    test(`${name} prints on ${format}`, async () => {
      const page = await open(name, { colorScheme: "dark" });
      const pdf = await page.pdf({ format, path: `pictures/${name.replaceAll(" ", "-")}-${format}.pdf` });
      assert.match(pdf.toString("latin1"), /\/Type \/Page\b/);
      await page.emulateMedia({ media: "print", colorScheme: "dark" });
      assert.ok(await brightness(page) > 200 || (await page.evaluate(() => getComputedStyle(document.body).backgroundColor)) === "rgba(0, 0, 0, 0)", "paper is white");
      await page.context().close();
    });
  }
}

test("a client of the index opens, and is escaped", async () => {
  const page = await open("index", {});
  assert.match(await page.textContent("body"), /Featherstonehaugh/);
  await page.click("text=Jo Okafor");
  await page.waitForLoadState();
  assert.match(await page.title(), /Jo Okafor/);
  await page.context().close();
});
