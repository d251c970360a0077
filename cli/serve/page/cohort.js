// Many people: a file in, a summary and a worklist out.
import * as api from "./api.js";
import { $, button, complain, el, say } from "./dom.js";
import { openPage, readText, takeChoices } from "./files.js";
import { contents } from "./reasons.js";

const MOST = 12 << 20;
const kinds = { csv: "csv", tsv: "csv", ndjson: "ndjson", jsonl: "ndjson", yaml: "yaml", yml: "yaml" };
const state = { file: null, busy: false };

function kindOf(name) {
  return kinds[name.toLowerCase().split(".").pop()];
}

/** What the form asks for, beside the people. */
function asked() {
  const id = $("cohort-id").value;
  const by = $("cohort-by").value;
  return { people: state.file.text, input: kindOf(state.file.name), name: state.file.name,
    ...(id ? { id } : {}), ...(by ? { by } : {}) };
}

/** Shows only the clients in which all words that are typed occur. */
function finder(list) {
  const clients = [...list.querySelectorAll(".client")].map((c) => [c, c.textContent.toLowerCase()]);
  const found = el("span", { class: "dim", role: "status" });
  const find = (event) => {
    const words = event.target.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const [client, text] of clients) client.hidden = !words.every((w) => text.includes(w));
    found.textContent = words.length ? `${clients.filter(([c]) => !c.hidden).length} of ${clients.length}` : "";
  };
  return el("p", { class: "find" }, el("label", {}, "Find ", el("input", { type: "text", autocomplete: "off", oninput: find })), " ", found);
}

/** The worklist as the program writes it, without what it has for a page of its own. */
function worklist(html) {
  const list = el("div", {}, ...contents(html));
  list.querySelectorAll(".find, script").forEach((e) => e.remove());
  return el("section", { "aria-labelledby": "worklist-head" }, el("h2", { id: "worklist-head" }, "Worklist: who needs help most first"),
    el("div", { class: "tools" }, button("Open it as a page of its own", () => openPage(html))), finder(list), list);
}

async function run() {
  if (state.busy || state.file === null) return;
  state.busy = true;
  complain("");
  $("cohort-result").replaceChildren(el("p", { class: "dim" }, "One moment…"));
  try {
    const summary = await api.batch({ ...asked(), format: "html" });
    $("cohort-result").replaceChildren(el("h2", { id: "cohort-head", tabindex: "-1" }, `What ${state.file.name} comes to`),
      ...contents(summary));
    say(`${state.file.name} was read.`);
    $("cohort-head").focus();
    $("cohort-result").append(worklist(await api.batch({ ...asked(), format: "worklist" })));
  } catch (error) {
    if (!$("cohort-head")) $("cohort-result").replaceChildren();
    complain(api.words(error));
  }
  state.busy = false;
}

export async function takeCohort(file) {
  if (!kindOf(file.name)) {
    complain(`${file.name} is neither CSV nor NDJSON nor YAML, by its name.`);
    return;
  }
  const text = await readText(file, MOST);
  if (text === null) return;
  state.file = { name: file.name, text };
  $("cohort-name").textContent = file.name;
  await run();
}

function factChoice(id, label, none, facts) {
  return el("p", {}, el("label", { for: id }, label), " ", el("select", { id, onchange: run }, el("option", { value: "" }, none),
    ...facts.map((f) => el("option", { value: f.name }, f.name))));
}

/** Builds the page, once. */
export function showCohort(about) {
  const field = el("input", { type: "file", id: "cohort-file", accept: ".csv,.tsv,.ndjson,.jsonl,.yaml,.yml", "aria-label": "File of many people", hidden: true });
  const opener = button("Open a file of many people…", () => {}, { id: "cohort-open" });
  const stated = about.facts.filter((f) => !f.derived);
  $("cohort").replaceChildren(
    el("section", { "aria-labelledby": "cohort-about" }, el("h2", { id: "cohort-about" }, "Many people at once"),
      el("p", {}, "A CSV file has one person on each line, and a column for each fact; NDJSON has one profile on each line. Drop it here, or open it."),
      el("div", { class: "tools" }, opener, field, el("span", { id: "cohort-name", class: "dim" })),
      factChoice("cohort-id", "People are named by", "their number", stated),
      factChoice("cohort-by", "Also count by", "nothing", about.facts)),
    el("section", { id: "cohort-result", "aria-live": "off" }));
  if (about.facts.some((f) => f.name === "name")) $("cohort-id").value = "name";
  takeChoices(opener, field, takeCohort);
}
