// All that was said, in one list, to be looked at and changed.
import { $, button, count, el } from "./dom.js";

function row(a, act) {
  return el("tr", {}, el("th", { scope: "row" }, [a.item, a.ask].filter(Boolean).join(": ")),
    el("td", {}, a.known ? a.text : el("i", {}, "not known")),
    el("td", {}, button("Change", () => act.edit(a.number), { "aria-label": `Change: ${a.ask} ${a.item}`.trim() }),
      act.tryOut ? button("What if…", () => act.tryOut(a.number), { "aria-label": `What if: ${a.ask} ${a.item}`.trim() }) : ""));
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

/** Shows all answers. */
export function showAnswers(answer, act) {
  const all = answer.answers;
  const head = el("h2", { id: "answers-head" }, all.length ? `Your ${count(all.length, "answer", "answers")}` : "No answers yet");
  const parts = [...byTopic(all)].flatMap(([topic, list]) => [topic ? el("h3", {}, topic) : "",
    el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": topic || "Answers" },
      el("table", { class: "answers" }, el("thead", { class: "hidden" }, el("tr", {}, el("th", { scope: "col" }, "Question"),
        el("th", { scope: "col" }, "Answer"), el("th", { scope: "col" }, "Change"))),
      el("tbody", {}, ...list.map((a) => row(a, act)))))]);
  $("answers").replaceChildren(head, contradictions(answer, act), ...parts);
}
