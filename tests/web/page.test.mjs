// The local page, as a person uses it: by the keyboard, on a phone, in the dark, with a screen reader.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { answers, drop, findings, launch, open, program, question, ranking, scrollsSideways, serve, settle } from "./person.mjs";

const PROFILE = `# My own notes stay where they are.
name: Dana Whitfield
employed: true
years_experience: 3
hours_per_week: 45
wanted_specialty: intellectual property
current_specialty: litigation
looking_for_change: true
prospective_firms:
- name: Lund IP
  size: small
  practice_areas: [intellectual property]
- name: Harlow & Pike
  size: large
  departments: [tax]
`;
const PEOPLE = `name,years_experience,wanted_specialty,looking_for_change,employed
Ada,3,family,true,true
"Bo <b>x</b>",many,family,true,true
Cy,1,tax law,false,true
`;
let server, browser;
before(async () => { server = await serve(); browser = await launch(); });
after(async () => { await browser.close(); assert.equal(await server.end(), 0); });

/** A page with the profile on it. */
async function opened(options) {
  const page = await open(browser, server.address, options);
  await drop(page, "dana.yaml", PROFILE);
  await page.waitForFunction(() => document.querySelector("#file-name").textContent === "dana.yaml");
  await settle(page);
  return page;
}

const title = (entry) => entry.replace(/^\d+\. /, "").replace(/ ?(new|[▲▼].*)$/, "");

test("the address loses its token, and the page asks nobody else", async () => {
  const page = await open(browser, server.address);
  assert.equal(page.url(), server.address.replace(/\?token=.*/, ""));
  assert.equal(await page.evaluate(() => document.cookie), "");
  const origin = new URL(server.address).origin;
  assert.deepEqual(page.requests.filter((url) => !url.startsWith(origin)), []);
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});

test("an interview by the keyboard alone", async () => {
  const page = await open(browser, server.address);
  assert.equal(await question(page), "Do you have a job in legal work now?");
  await page.keyboard.press("Tab"); // the link to the question
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Go to the question");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space"); // yes
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector("#question-head").textContent.startsWith("How many years"));
  await settle(page);
  assert.deepEqual(await answers(page), [["Do you have a job in legal work now?", "yes"]]);
  // The focus is in the field of the next question: typing is enough.
  await page.keyboard.type("a lot");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector("#question-error").textContent !== "");
  await settle(page);
  assert.equal(await page.getAttribute("#answer", "aria-invalid"), "true");
  assert.equal(await page.evaluate(() => document.activeElement.id), "answer");
  await page.keyboard.press("Control+A");
  await page.keyboard.type("about 1");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => !document.querySelector("#question-head").textContent.startsWith("How many years"));
  await settle(page);
  assert.deepEqual((await answers(page))[0], ["How many years have you worked as a paralegal?", "1 year"]);
  assert.ok((await ranking(page)).some((r) => r.includes("Write down where your career should go next")), await ranking(page));
  await page.waitForFunction(() => document.querySelector("#news").textContent.includes("1 year"));
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});

test("undo, skip and don't know", async () => {
  const page = await open(browser, server.address);
  const first = await question(page);
  await page.click("text=I don’t know");
  await page.waitForFunction((q) => document.querySelector("#question-head").textContent !== q, first);
  await settle(page);
  assert.deepEqual(await answers(page), [[first, "not known"]]);
  const second = await question(page);
  await page.click("#question >> text=Skip");
  await page.waitForFunction((q) => document.querySelector("#question-head").textContent !== q, second);
  await settle(page);
  const third = await question(page);
  assert.equal((await answers(page)).length, 1);
  await page.click("#question >> text=I don’t know");
  await page.waitForFunction((q) => document.querySelector("#question-head").textContent !== q, third);
  await settle(page);
  assert.notEqual(await question(page), second); // what was skipped is not asked again
  for (const expected of [third, second, first]) {
    await page.click("#question >> text=Undo");
    await page.waitForFunction((q) => document.querySelector("#question-head").textContent === q, expected);
    await settle(page);
  }
  assert.deepEqual(await answers(page), []);
  assert.equal(await page.$("#question >> text=Undo"), null);
  await page.context().close();
});

test("a list is told item by item, as in a terminal", async () => {
  const page = await open(browser, server.address);
  await drop(page, "a.yaml", "name: A\nemployed: true\n");
  await page.waitForFunction(() => document.querySelector("#file-name").textContent === "a.yaml");
  await settle(page);
  for (let i = 0; i < 60 && !/memos|duties|matters|openings/.test(await question(page)); i++) {
    const q = await question(page);
    await page.click("#question >> text=Skip");
    await page.waitForFunction((x) => document.querySelector("#question-head").textContent !== x, q);
    await settle(page);
  }
  const list = await question(page);
  assert.match(list, /memos|duties|matters|openings/);
  await page.fill("#answer", "The first, and last");
  await page.keyboard.press("Enter");
  await page.waitForFunction((x) => document.querySelector("#question-head").textContent !== x, list);
  await settle(page);
  assert.match(await page.textContent("#question .topic"), /The first, and last/);
  await page.context().close();
});

test("an answer is changed in the list, and what moves is marked", async () => {
  const page = await opened();
  const before = (await ranking(page)).map(title);
  assert.equal(before[0], "Apply to Lund IP");
  await page.click('[aria-label^="Change: How many hours"]');
  await page.waitForFunction(() => document.querySelector("#question-head").textContent.startsWith("How many hours"));
  await settle(page);
  assert.match(await page.textContent("#question"), /Now: 45 hours/);
  await page.fill("#answer", "70");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => /70 hours/.test(document.querySelector("#answers").textContent));
  await settle(page);
  assert.notDeepEqual((await ranking(page)).map(title), before);
  assert.ok(await page.$("#ranking .moved"));
  await page.context().close();
});

test("a contradiction is named, with the answers that are in it", async () => {
  const page = await open(browser, server.address);
  await drop(page, "c.yaml", "years_experience: 1\nmonths_in_position: 30\nemployed: true\n");
  await page.waitForSelector("#answers .alert");
  assert.match(await page.textContent("#answers .alert"), /30 months in your position/);
  assert.equal((await page.$$("#answers .alert button")).length, 2);
  assert.deepEqual(await findings(page), []);
  await page.context().close();
});

test("why is shown in a dialog, and the focus comes back", async () => {
  const page = await opened();
  const why = page.locator("#ranking button", { hasText: "Why?" }).first();
  await why.focus();
  await page.keyboard.press("Enter");
  await page.waitForSelector("#dialog details");
  const text = await page.textContent("#dialog");
  assert.match(text, /Lund IP is a small firm with work in intellectual property/);
  assert.match(text, /wanted_specialty/);
  assert.deepEqual(await findings(page), []);
  await page.keyboard.press("Escape");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Why?");
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});

test("why not: what is missing, what would bring it, and what that would do", async () => {
  const page = await opened();
  await page.click("#ranking .others summary");
  await page.locator("#ranking .others button", { hasText: "Why not?" }).first().click();
  await page.waitForSelector("#dialog section");
  assert.match(await page.textContent("#dialog"), /What would bring it/);
  assert.deepEqual(await findings(page), []);
  await page.keyboard.press("Escape");
  await page.selectOption("#any", "set-goals");
  await page.click('[aria-label="Why not the chosen one?"]');
  await page.waitForSelector('#dialog >> text=What would this do?');
  await page.locator("#dialog button", { hasText: "What would this do?" }).first().click();
  await page.waitForSelector("#dialog .changes");
  assert.match(await page.textContent("#dialog .changes"), /Write down where your career should go next: comes in/);
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});

test("what if: something else is tried beside the answers, and taken back or kept", async () => {
  const page = await opened();
  const before = await ranking(page);
  const tryOut = async () => {
    await page.click('[aria-label^="What if: How many hours"]');
    await page.waitForSelector("#trial:not([hidden])");
    await settle(page);
    await page.fill("#answer", "70");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#trial .changes");
    await settle(page);
  };
  await tryOut();
  assert.match(await page.textContent("#trial .changes"), /Agree with your lawyer on what can wait: comes in at place \d/);
  assert.match(await page.textContent("#trial .changes"), /since hours_per_week/);
  assert.deepEqual(await findings(page), []);
  await page.click("text=Back to my answers");
  assert.deepEqual(await ranking(page), before);
  assert.match(await page.textContent("#answers"), /45 hours/);
  await tryOut();
  await page.click("#trial >> text=Keep it");
  assert.match(await page.textContent("#answers"), /70 hours/);
  assert.equal(await page.isVisible("#trial"), false);
  await page.context().close();
});

test("what is saved is a profile that the program reads, with its comments", async () => {
  const page = await opened();
  await page.click('[aria-label^="Change: How many years"]');
  await page.waitForFunction(() => document.querySelector("#question-head").textContent.startsWith("How many years"));
  await settle(page);
  await page.fill("#answer", "4 years");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => /4 years/.test(document.querySelector("#answers").textContent));
  await settle(page);
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("#save")]);
  assert.equal(download.suggestedFilename(), "dana.yaml");
  const folder = await mkdtemp(join(tmpdir(), "advise-web-"));
  await download.saveAs(join(folder, "dana.yaml"));
  const saved = await readFile(join(folder, "dana.yaml"), "utf8");
  assert.equal(saved, PROFILE.replace("years_experience: 3", "years_experience: 4"));
  const report = JSON.parse(execFileSync(program, [join(folder, "dana.yaml"), "--format", "json", "--as-of", "2026-01-31"]));
  const given = report.recommendations.filter((r) => !r.part_of && !r.alternative_to).map((r) => `${r.rank}. ${r.title}`);
  assert.deepEqual((await ranking(page)).map((r) => r.replace(/ (new|[▲▼].*)$/, "")), given);
  await page.context().close();
});

test("a file is chosen, and a bad one is explained", async () => {
  const page = await open(browser, server.address);
  const folder = await mkdtemp(join(tmpdir(), "advise-web-"));
  const path = join(folder, "bad.yaml");
  await writeFile(path, "years_experience: three\nhours_per_week: [\n");
  await page.setInputFiles("#file", path);
  await page.waitForSelector("#trouble:not([hidden])");
  assert.match(await page.textContent("#trouble"), /Line \d+: /);
  await writeFile(path, Buffer.from([0x66, 0xff, 0xfe]));
  await page.setInputFiles("#file", path);
  await page.waitForFunction(() => /UTF-8/.test(document.querySelector("#trouble").textContent));
  await writeFile(path, "memos: [{title: A, text_file: a.txt}]\n");
  await page.setInputFiles("#file", path);
  await page.waitForFunction(() => /text_file/.test(document.querySelector("#trouble").textContent));
  assert.deepEqual(await findings(page), []);
  await page.context().close();
});

test("markup in a profile stays text", async () => {
  const page = await open(browser, server.address);
  const name = '<img src=x onerror="window.hit=1"><script>window.hit=1</script>';
  await drop(page, "x.yaml", `name: '${name}'\nemployed: true\nlooking_for_change: true\nwanted_specialty: family\nprospective_firms: [{name: '${name}', practice_areas: [family], size: small}]\n`);
  await page.waitForFunction(() => /img src/.test(document.querySelector("#answers").textContent));
  await settle(page);
  await page.locator("#ranking button", { hasText: "Why?" }).first().click();
  await page.waitForSelector("#dialog details");
  assert.equal(await page.evaluate(() => window.hit), undefined);
  assert.equal(await page.$("main img, dialog img, main script, dialog script"), null);
  await page.context().close();
});

test("the sheet opens as a page of its own, with its style", async () => {
  const page = await opened();
  const [sheet] = await Promise.all([page.context().waitForEvent("page"), page.click("#sheet")]);
  await sheet.waitForSelector("article");
  assert.match(await sheet.title(), /Dana Whitfield/);
  assert.match(await sheet.textContent("main"), /Apply to Lund IP/);
  // The style is applied, and so are the rules of the page that opened it.
  assert.notEqual(await sheet.evaluate(() => getComputedStyle(document.querySelector("article")).borderTopStyle), "none");
  await page.context().close();
});

test("so does the counselor's, with what was nearly advised", async () => {
  const page = await opened();
  const [sheet] = await Promise.all([page.context().waitForEvent("page"), page.click("#counselor")]);
  await sheet.waitForSelector("section.counselor");
  assert.match(await sheet.title(), /Dana Whitfield/);
  assert.match(await sheet.textContent("section.counselor"), /What was nearly advised/);
  await page.context().close();
});

test("many people: summary, refusals by cause, a worklist, names as text", async () => {
  const page = await open(browser, server.address);
  await page.click("#to-cohort");
  await page.waitForSelector("#cohort-open");
  await drop(page, "people.csv", PEOPLE);
  await page.waitForSelector("#cohort-head");
  const text = await page.textContent("#cohort-result");
  assert.match(text, /3/);
  assert.match(text, /refused/i);
  await page.waitForSelector("#worklist-head");
  const clients = await page.$$eval(".client h3", (heads) => heads.map((h) => h.textContent.trim()));
  assert.deepEqual(clients, ["Ada", "Bo <b>x</b>", "Cy"]); // whoever can be advised first, then those that could not be read
  await page.fill(".find input", "job search");
  await page.fill(".find input", "Ada");
  assert.equal(await page.$$eval(".client", (all) => all.filter((c) => c.checkVisibility()).length), 1);
  await page.click(".client h3 a");
  assert.equal(await page.isVisible("#worklist-head"), true);
  await page.fill(".find input", "");
  assert.deepEqual(await findings(page), []);
  assert.equal(await scrollsSideways(page), false);
  await drop(page, "people.txt", PEOPLE);
  await page.waitForSelector("#trouble:not([hidden])");
  await drop(page, "people.csv", "nmae\nx\n");
  await page.waitForFunction(() => /nmae/.test(document.querySelector("#trouble").textContent));
  await page.context().close();
});

for (const [name, options] of [["on a phone", { viewport: { width: 360, height: 740 } }], ["in the dark", { colorScheme: "dark" }], ["on a tablet", { viewport: { width: 800, height: 1000 } }]]) {
  test(`axe finds nothing, and nothing scrolls sideways, ${name}`, async () => {
    const page = await opened(options);
    assert.deepEqual(await findings(page), []);
    assert.equal(await scrollsSideways(page), false);
    await page.locator("#ranking button", { hasText: "Why?" }).first().click();
    await page.waitForSelector("#dialog details");
    assert.deepEqual(await findings(page), []);
    assert.equal(await scrollsSideways(page), false);
    await page.keyboard.press("Escape");
    await page.click("#to-cohort");
    await drop(page, "people.csv", PEOPLE);
    await page.waitForSelector("#worklist-head");
    assert.deepEqual(await findings(page), []);
    assert.equal(await scrollsSideways(page), false);
    await page.context().close();
  });
}

test("on paper there are no buttons", async () => {
  const page = await opened();
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.evaluate(() => [...document.querySelectorAll("button")].filter((b) => b.checkVisibility()).length), 0);
  assert.equal(await page.isVisible("#ranking"), true);
  assert.equal(await page.isVisible("#answers"), true);
  await page.context().close();
});

test("a program that has ended is named, and the answers stay", async () => {
  const other = await serve();
  const page = await open(browser, other.address);
  await other.end();
  await page.click("text=I don’t know");
  await page.waitForFunction(() => /does not answer any more/.test(document.querySelector("#trouble").textContent));
  await page.context().close();
});
