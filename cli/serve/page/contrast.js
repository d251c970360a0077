// What other advice would be given: what comes, goes and moves, and because of what.
import { count, el } from "./dom.js";

const moves = {
  enters: (c) => ["comes in at place ", el("b", {}, String(c.after.rank))],
  moves: (c) => ["moves from place ", el("b", {}, String(c.before.rank)), " to ", el("b", {}, String(c.after.rank))],
  leaves: (c) => ["goes from place ", el("b", {}, String(c.before.rank))],
};
const marks = { enters: "gain", leaves: "loss" };

function since(c) {
  if (c.only_others) return " – since others did";
  return c.causes.length > 0 ? ` – since ${c.causes.join(" and ")}` : "";
}

/** Changes that are worth a line: what stands below something else moves with it. */
function shown(contrast) {
  const below = (place) => place === null || place.part_of !== "" || place.alternative_to !== "";
  return contrast.cases[0].changes.filter((c) => moves[c.change] && !(c.change === "moves" && below(c.before) && below(c.after)));
}

const kinds = {
  "other value": (d) => `${d.path}: ${d.after} instead of ${d.before}`,
  "item added": (d) => `${d.path} comes in`,
  "item gone": (d) => `${d.path} goes`,
};

/** A list of what is another in the first case of a contrast, and what is said otherwise. */
export function contrastList(contrast) {
  const changes = shown(contrast);
  const said = contrast.cases[0].differences.map((d) => kinds[d.kind](d));
  return el("div", {}, el("p", { class: "dim" }, said.join("; ")),
    changes.length === 0 ? el("p", {}, "The advice stays as it is, in the same order.")
      : el("ul", { class: "changes" }, ...changes.map((c) =>
        el("li", { class: marks[c.change] }, `${c.title}: `, ...moves[c.change](c), since(c)))));
}

/** In one sentence, for those who listen. */
export function contrastSentence(contrast) {
  const changes = shown(contrast);
  const first = contrast.cases[0].ranking[0];
  return `${changes.length === 0 ? "The advice stays as it is" : count(changes.length, "change", "changes")}. ${first ? `First would be: ${first.title}` : ""}`;
}
