// The advice so far, beside the question.
import { $, button, count, el, hidden } from "./dom.js";

export const keyOf = (r) => `${r.id}\n${r.item || ""}`;

/** Where each recommendation stood: what moved is told from this. */
export function places(report) {
  return new Map(report.recommendations.filter((r) => r.rank !== null).map((r) => [keyOf(r), r.rank]));
}

/** "▲ 2", "new", or nothing. */
function movement(r, before) {
  if (!before) return null;
  const was = before.get(keyOf(r));
  if (was === undefined) return el("span", { class: "moved gain" }, "new");
  if (was === r.rank) return null;
  const by = Math.abs(was - r.rank);
  return el("span", { class: was > r.rank ? "moved gain" : "moved loss" },
    el("span", { "aria-hidden": "true" }, `${was > r.rank ? "▲" : "▼"} ${by}`),
    hidden(`${was > r.rank ? "up" : "down"} ${by}, was ${was}`));
}

function bar(score) {
  const ns = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(ns, "svg");
  svg.setAttribute("viewBox", "0 0 100 16");
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("aria-hidden", "true");
  for (const [name, width] of [["track", 100], ["", Math.max(0, score)]]) {
    const rect = document.createElementNS(ns, "rect");
    if (name) rect.setAttribute("class", name);
    rect.setAttribute("x", 0);
    rect.setAttribute("y", 3);
    rect.setAttribute("width", width);
    rect.setAttribute("height", 10);
    svg.append(rect);
  }
  return svg;
}

/** The head of an entry stands where the best of the entry would, so that one's score is shown with its own. */
function measures(r, members) {
  const leading = Math.max(...members.map((m) => m.score));
  const alone = Math.round(leading) === Math.round(r.score) ? "" : ` with its parts, ${Math.round(r.score)} alone`;
  const parts = [`${Math.round(leading)} of 100${alone}`, r.horizon, r.effort ? `${r.effort} effort` : ""];
  return el("div", { class: "measures" }, bar(leading), el("span", {}, parts.filter(Boolean).join(", ")));
}

function steps(r) {
  if (r.next_steps.length === 0) return null;
  return el("details", {}, el("summary", {}, count(r.next_steps.length, "step", "steps"), hidden(` of ${r.title}`)),
    el("ul", {}, ...r.next_steps.map((s) => el("li", {}, s))));
}

function strongestReason(r) {
  const reasons = r.evidence.filter((e) => e.because !== "" && e.certainty > 0);
  const reason = reasons.length ? reasons.reduce((a, b) => (b.certainty > a.certainty ? b : a)) : null;
  return reason ? el("p", {}, reason.because) : null;
}

function member(r, members, before, actions) {
  const below = r.part_of || r.alternative_to;
  return el("div", { class: below ? "below" : "entry" },
    el(below ? "h4" : "h3", {}, below ? el("span", { class: "dim" }, r.part_of ? "with it: " : "or instead: ")
      : el("span", { class: "dim" }, `${r.rank}. `), r.title, " ", below ? null : movement(r, before)),
    below ? null : measures(r, members), strongestReason(r),
    el("div", { class: "more" }, actions.why ? button("Why?", () => actions.why(r), { "aria-label": `Why? ${r.title}`, class: "small" }) : null,
      steps(r)));
}

/** One list item for each entry: a head, and what stands below it. */
function entries(report, before, actions) {
  const ranks = new Map();
  for (const r of report.recommendations.filter((one) => one.rank !== null)) {
    if (!ranks.has(r.rank)) ranks.set(r.rank, []);
    ranks.get(r.rank).push(r);
  }
  return [...ranks.values()].map((members) =>
    el("li", {}, ...members.map((r) => member(r, members, before, actions))));
}

function notGiven(report, actions) {
  const others = report.recommendations.filter((r) => r.rank === null);
  if (!actions.whyNot) return null;
  return el("details", { class: "others" },
    el("summary", {}, others.length ? `Not advised now: ${others.length} that something speaks for or against` : "Not advised now"),
    el("ul", {}, ...others.map((r) => el("li", {}, `${r.title} `,
      button("Why not?", () => actions.whyNot(r), { "aria-label": `Why not? ${r.title}`, class: "small" })))),
    actions.others ? actions.others() : null);
}

function standing(progress) {
  if (progress.state === "settled") return "These first places stay as they are, whatever else is said.";
  if (progress.final === 0) return "No place is final yet.";
  return progress.final === 1 ? "The first place is final." : `The first ${progress.final} places are final.`;
}

/** Shows the report. `before` are the places to compare with; null: none. */
export function showRanking(report, progress, before, actions) {
  const list = entries(report, before, actions);
  $("ranking").replaceChildren(
    el("h2", { id: "ranking-head" }, "The advice so far"),
    el("p", { class: "dim" }, list.length ? standing(progress) : "Nothing is advised yet: answer a question."),
    el("ol", { class: "entries" }, ...list), notGiven(report, actions) || "");
}
