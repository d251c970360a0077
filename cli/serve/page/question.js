// The question, in the form that its kind of answer asks for. What is typed is understood by the program, as in 'advise ask'.
import { $, button, el } from "./dom.js";

const MOST_RADIOS = 15;

function choices(q) {
  if (q.type === "boolean") return ["yes", "no"];
  return q.allowed.length > 0 && q.allowed.every((a) => "value" in a) ? q.allowed.map((a) => a.value) : [];
}

function range(q) {
  const r = q.allowed.length === 1 && !("value" in q.allowed[0]) ? q.allowed[0] : null;
  if (!r) return "";
  if (r.low !== null && r.high !== null) return `${r.low} to ${r.high}`;
  return r.low !== null ? `at least ${r.low}` : r.high !== null ? `at most ${r.high}` : "";
}

/** What an answer looks like: "a number of years, 0 to 60". */
function hint(q) {
  if (q.kind === "item") return "What it is called; if there is none (any more), press the button below.";
  if (q.kind === "text") return "As many lines as you like.";
  if (choices(q).length > 0) return q.kind === "list" ? "Choose all that apply." : "";
  const number = q.type === "integer" ? "a whole number" : q.type === "number" ? "a number" : "";
  const parts = [number && q.unit ? `${number} of ${q.unit}` : number, range(q),
    q.kind === "list" ? "separated by commas" : ""];
  return parts.filter(Boolean).join(", ");
}

/** Text with a comma in it, within a list of them. */
const quoted = (text) => (text.includes(",") ? `"${text}"` : text);

function options(q, values, type) {
  return values.map((value, i) => el("label", { class: "choice" },
    el("input", { type, name: "answer", value, id: i === 0 ? "answer" : `answer-${i}`,
      checked: q.present === value }), ` ${value}`));
}

/** The fields of the form; what they hold is read by `read`. */
function fields(q) {
  const values = choices(q);
  const described = { "aria-describedby": "question-hint question-error" };
  if (values.length > MOST_RADIOS && q.kind !== "list")
    return [el("select", { id: "answer", name: "answer", "aria-labelledby": "question-head", ...described },
      el("option", { value: "" }, "…"), ...values.map((v) => el("option", { value: v }, v)))];
  if (values.length > 0)
    return [el("div", { class: "choices", role: q.kind === "list" ? "group" : "radiogroup", "aria-labelledby": "question-head", ...described },
      ...options(q, values, q.kind === "list" ? "checkbox" : "radio"))];
  if (q.kind === "text")
    return [el("textarea", { id: "answer", name: "answer", rows: 8, "aria-labelledby": "question-head", ...described })];
  return [el("input", { id: "answer", name: "answer", type: q.type === "date" ? "date" : "text", autocomplete: "off",
    inputmode: q.kind !== "value" ? "text" : q.type === "integer" ? "numeric" : q.type === "number" ? "decimal" : "text", "aria-labelledby": "question-head", ...described })];
}

/** What was answered; null: nothing. */
function read(form, q) {
  const values = new FormData(form).getAll("answer").map((v) => String(v));
  if (q.kind === "list" && choices(q).length > 0) return values.length > 0 ? values.map(quoted).join(", ") : null;
  return values.length === 0 || values[0].trim() === "" ? null : values[0];
}

function reasons(q) {
  if (q.reasons.length === 0) return "";
  return el("details", {}, el("summary", {}, "Why is this asked?"),
    el("ul", {}, ...q.reasons.map((r) => el("li", {}, r))));
}

function noneButton(q, act) {
  if (q.kind === "item") return button(q.ordinal > 1 ? "No more" : "None", () => act.answer("none"));
  if (q.kind === "list") return button(choices(q).length > 0 ? "None of these" : "None", () => act.answer("none"));
  return "";
}

/** Shows what was not accepted, at the field. */
export function showRejection(reply) {
  const text = [reply.message, reply.hint].filter(Boolean).join(". ");
  $("question-error").textContent = text.charAt(0).toUpperCase() + text.slice(1);
  const field = $("answer");
  field.setAttribute("aria-invalid", "true");
  field.focus();
}

const ends = {
  settled: "Nothing that could still be said changes the first places. This is proved.",
  exhausted: "There are no more questions. What could still change the first places is what was skipped or is not known.",
  enough: "That was the last question for now.",
};

function showEnd(answer, act) {
  $("question").replaceChildren(el("h2", { id: "question-head" }, "No more questions"),
    el("p", {}, ends[answer.progress.state] || ""),
    answer.settled.length > 0 ? el("p", {}, "Whatever the answers are that some of the advice waits for, this comes first:") : "",
    answer.settled.length > 0 ? el("ol", {}, ...answer.settled.map((t) => el("li", {}, t))) : "",
    el("div", { class: "actions" }, act.canUndo ? button("Take the last answer back", act.undo) : ""));
}

/** Shows the next question. */
export function showQuestion(answer, act) {
  const q = answer.question;
  if (q === null) {
    showEnd(answer, act);
    return;
  }
  const form = el("form", { novalidate: true, onsubmit: (event) => {
    event.preventDefault();
    const text = read(form, q);
    if (text !== null) act.answer(text);
    else if (q.edit) act.answer("");
    else showRejection({ message: "there is no answer yet", hint: "if you do not know, say so below" });
  } },
  ...fields(q),
  el("p", { class: "dim", id: "question-hint" }, hint(q)),
  el("p", { class: "loss", id: "question-error", role: "alert" }),
  el("div", { class: "actions" }, el("button", { type: "submit", class: "main" }, "Answer"), noneButton(q, act),
    q.edit ? button(`Keep “${q.present}”`, () => act.answer("")) : "",
    button("I don’t know", act.dontKnow), q.edit ? "" : button(q.required ? "Leave it out" : "Skip", act.skip),
    act.canUndo ? button("Undo", act.undo) : ""));
  $("question").replaceChildren(
    el("p", { class: "dim topic" }, [q.topic, q.item].filter(Boolean).join(": ")),
    el("h2", { id: "question-head" }, q.ask), q.description ? el("p", {}, q.description) : "",
    q.edit ? el("p", {}, `Now: ${q.present}`) : "", form, reasons(q));
}
