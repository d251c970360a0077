// Why something is advised, and why not: in a dialog, which the keyboard opens and closes like any other.
import * as api from "./api.js";
import { contrastList } from "./contrast.js";
import { $, button, complain, el } from "./dom.js";

const target = (r) => (r.item ? `${r.id}:${r.item}` : r.id);

/** Shows a dialog with a head; what is in it may come later. */
function open(head) {
  const dialog = $("dialog");
  const body = el("div", { class: "dialog-body" }, el("p", { class: "dim" }, "One moment…"));
  dialog.replaceChildren(el("div", { class: "dialog-head" }, el("h2", { id: "dialog-head" }, head),
    button("Close", () => dialog.close())), body);
  if (!dialog.open) dialog.showModal();
  return body;
}

/** Fills a dialog with what a request gives; what goes wrong stands in it. */
async function fill(body, work) {
  try {
    body.replaceChildren(...await work());
  } catch (error) {
    body.replaceChildren(el("p", { class: "alert", role: "alert" }, api.words(error)));
  }
}

/** The contents of a page that the program wrote, without its title. */
export function contents(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const main = page.querySelector("main");
  main.querySelector("h1")?.remove();
  return [...main.childNodes].map((node) => document.importNode(node, true));
}

export function why(profile, r) {
  const body = open(`Why “${r.title}”?`);
  return fill(body, async () => {
    const parts = contents(await api.why(profile, target(r)));
    return parts.slice(parts.findIndex((node) => node.nodeName === "H2") + 1); // what stands before says what the page says
  });
}

// --- why not ---

const standings = {
  "no evidence": () => "Nothing speaks for it or against it.",
  excluded: (a) => `It is withheld, since “${a.excluded_by}” is advised and excludes it.`,
  "below threshold": (a, w) => `Its certainty is ${a.certainty.toFixed(2)}, and must exceed ${w.threshold.toFixed(2)}.`,
  given: (a) => `It is given, at place ${a.rank}.`,
};

const outcomes = {
  needless: "It is given already.",
  impossible: "Whatever is changed, it is not given. This is proved.",
  "not found": "None of the changes that were searched brings it.",
  "cut off": "The search took too long, and was ended before it found any.",
};

function obstacle(o) {
  switch (o.kind) {
    case "rule": return ["The rule ", el("code", {}, o.rule), o.text ? ` (${o.text})` : "", " does not speak for it:"];
    case "no item": return ["there is no such thing in ", el("code", {}, o.text)];
    case "part": return [el("code", {}, o.text), o.left ? ` – ${o.left} is ${o.unknown ? "not known" : o.value}` : o.unknown ? " – not known" : ""];
    case "any": return ["one of these would do:"];
    case "all": return ["all of these are needed:"];
    case "derived": return [`${o.name} is ${o.unknown ? "not known" : o.value}`, o.text ? `: ${o.text}` : ""];
    default: return [o.ask || o.name, o.item ? ` (${o.item})` : "", " ", el("b", {}, o.unknown ? "not known" : o.value),
      o.fixed ? " – nobody can change this" : ""];
  }
}

/** Lists within lists, by depth. */
function tree(items) {
  const root = el("ul", {});
  const lists = [root];
  for (const o of items) {
    while (lists.length > o.depth + 1) lists.pop();
    const item = el("li", {}, ...obstacle(o));
    const list = el("ul", {});
    lists[lists.length - 1].append(item);
    item.append(list);
    lists.push(list);
  }
  root.querySelectorAll("ul:empty").forEach((empty) => empty.remove());
  return root;
}

/** A change as the what-if takes it. */
const setting = (change) => ({
  name: change.field ? `${change.fact}[${change.item}].${change.field}` : change.fact,
  value: change.values[0].value,
});

function oneSet(profile, set) {
  const shown = el("div", { role: "status" });
  const look = async () => {
    shown.replaceChildren("One moment…");
    await fill(shown, async () => [contrastList((await api.whatIf({ profile, cases: [{ set: set.map(setting) }] })).contrast)]);
  };
  return el("li", {}, set.map((c) => c.text).join(", and "), " ", button("What would this do?", look), shown);
}

function answerOf(profile, w, a) {
  const name = a.item || (a.unnamed ? "Something that is not named yet" : "");
  const head = (text) => el(name ? "h4" : "h3", {}, text);
  return el("section", {}, name ? el("h3", {}, name) : "",
    el("p", {}, standings[a.status](a, w)),
    a.missing.length ? head("What is missing") : "", a.missing.length ? tree(a.missing) : "",
    head("What would bring it"),
    a.sets.length ? el("ul", {}, ...a.sets.map((set) => oneSet(profile, set))) : el("p", {}, outcomes[a.changes] || ""),
    a.cut_off && a.sets.length ? el("p", { class: "dim" }, "The search was ended: there may be other ways.") : "",
    a.not_searched.length ? el("p", { class: "dim" }, `Not searched: ${a.not_searched.join(", ")}.`) : "");
}

export function whyNot(profile, r) {
  const body = open(`Why not “${r.title}”?`);
  return fill(body, async () => {
    const w = (await api.whyNot(profile, target(r))).why_not;
    if (w.answers.length === 0) return [el("p", {}, "It is about things that this profile does not name.")];
    return w.answers.map((a) => answerOf(profile, w, a));
  });
}

/** A choice of all recommendations of the pack, for whatever nothing speaks of. */
export function chooser(about, profile) {
  const select = el("select", { id: "any" }, ...about.recommendations.map((r) => el("option", { value: r.id }, r.title)));
  return el("p", { class: "chooser" }, el("label", { for: "any" }, "Or any other: "), select, " ",
    button("Why not?", () => {
      complain("");
      const r = about.recommendations[select.selectedIndex];
      whyNot(profile(), { id: r.id, title: r.title });
    }, { "aria-label": "Why not the chosen one?" }));
}
