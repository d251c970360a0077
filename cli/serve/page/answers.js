// All that was said, in one list, to be looked at and changed.
import { $, button, count, el } from "./dom.js";

const MOST_OPEN = 30; // answers that are shown without a click

function row(a, act) {
  return el("li", {}, el("span", { class: "asked" }, [a.item, a.ask].filter(Boolean).join(": ")),
    el("span", { class: "said" }, a.known ? a.text : el("i", {}, "not known")),
    el("span", { class: "doing" },
      button("Change", () => act.edit(a.number), { "aria-label": `Change: ${a.ask} ${a.item}`.trim(), class: "small" }), " ",
      act.tryOut ? button("What if…", () => act.tryOut(a.number), { "aria-label": `What if: ${a.ask} ${a.item}`.trim(), class: "small" }) : ""));
}

function byTopic(answers) {
  const topics = new Map();
  for (const a of answers) {
    if (!topics.has(a.topic)) topics.set(a.topic, []);
    topics.get(a.topic).push(a);
  }
  return topics;
}

function contradictions(answer, act) {
  if (answer.contradictions.length === 0) return "";
  return el("div", { class: "alert" }, el("h3", {}, "Please look at these again"),
    el("ul", {}, ...answer.contradictions.map((c) => el("li", {}, c.message, " ",
      ...c.answers.map((n) => button(`Change “${answer.answers[n - 1].text}”`, () => act.edit(n)))))));
}

/** The topics that are folded, so that they stay so while answers change. */
const folded = new Map();

function section(topic, list, act, isOpen) {
  return el("details", { open: folded.get(topic) ?? isOpen, ontoggle: (event) => folded.set(topic, event.target.open) },
    el("summary", {}, el("h3", {}, topic || "Answers"), ` ${list.length}`),
    el("ul", { class: "answers" }, ...list.map((a) => row(a, act))));
}

/** Shows all answers. */
export function showAnswers(answer, act) {
  const all = answer.answers;
  const head = el("h2", { id: "answers-head" }, all.length ? `Your ${count(all.length, "answer", "answers")}` : "No answers yet");
  $("answers").replaceChildren(head, contradictions(answer, act),
    ...[...byTopic(all)].map(([topic, list]) => section(topic, list, act, all.length <= MOST_OPEN)));
}
