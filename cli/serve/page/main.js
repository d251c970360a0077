// The interview: what was said is kept here, and sent with each request.
import * as api from "./api.js";
import { showAnswers } from "./answers.js";
import { showCohort, takeCohort } from "./cohort.js";
import { contrastList, contrastSentence } from "./contrast.js";
import { $, button, complain, el, say } from "./dom.js";
import { openPage, readText, saveText, showFileName, takeChoices, takeDrops } from "./files.js";
import { showQuestion, showRejection } from "./question.js";
import { places, showRanking } from "./ranking.js";
import { chooser, why, whyNot } from "./reasons.js";

const state = {
  next: { profile: "", skipped: [] }, // what the next request brings
  history: [],    // of these, for undoing
  answer: null,   // the latest from the server
  before: null,   // the places before it
  name: "profile.yaml",
  first: "",      // the text of a new profile
  saved: "",      // the text that was saved or opened last
  busy: false,
  trial: null,    // what is compared with, while something is tried out
  about: null,    // the pack
};

const act = {
  answer: (text) => move({ kind: "answer", text }),
  dontKnow: () => move({ kind: "dont_know" }),
  skip: () => move({ kind: "skip" }),
  edit: (number) => move({ kind: "edit", number }),
  undo,
  get canUndo() { return state.history.length > 0; },
  get tryOut() { return state.trial ? null : tryOut; },
};

const asking = {
  why: (r) => why(state.answer.profile, r),
  whyNot: (r) => whyNot(state.answer.profile, r),
  others: () => chooser(state.about, () => state.answer.profile),
};

/** Runs one thing at a time; what goes wrong is shown. */
async function alone(work) {
  if (state.busy) return;
  state.busy = true;
  document.body.setAttribute("aria-busy", "true");
  complain("");
  try {
    await work();
  } catch (error) {
    complain(api.words(error));
  } finally {
    state.busy = false;
    document.body.removeAttribute("aria-busy");
  }
}

function show(answer) {
  state.answer = answer;
  showQuestion(answer, act);
  showRanking(answer.report, answer.progress, state.trial ? places(state.trial.answer.report) : state.before,
    answer.answers.length > 0 ? asking : {});
  showAnswers(answer, act);
}

function focusQuestion() {
  ($("answer") || $("question")).focus();
}

/** What those hear who do not see the list: what was understood, and what comes first now. */
function tell(answer) {
  const first = answer.report.recommendations.find((r) => r.rank === 1);
  const parts = [answer.reply ? answer.reply.understood : "", first ? `First now: ${first.title}` : "",
    answer.contradictions.some((c) => c.new) ? "This contradicts another answer." : ""];
  say(parts.filter(Boolean).join(". "));
}

const move = (said) => alone(async () => {
  const answer = await api.ask({ ...state.next, said: [...(state.next.said || []), said] });
  if (answer.reply && answer.reply.kind !== "accepted") {
    showRejection(answer.reply);
    return;
  }
  state.history.push(state.next);
  state.before = state.answer ? places(state.answer.report) : null;
  state.next = answer.next;
  show(answer);
  tell(answer);
  await compare();
  focusQuestion();
});

function undo() {
  return alone(async () => {
    const next = state.history[state.history.length - 1];
    const answer = await api.ask(next);
    state.history.pop();
    state.next = next;
    state.before = places(state.answer.report);
    show(answer);
    say("Taken back.");
    await compare();
    focusQuestion();
  });
}

// --- what if ---

/** Keeps what there is, to compare with, and asks for one answer anew. */
function tryOut(number) {
  state.trial = { next: state.next, history: [...state.history], answer: state.answer };
  return act.edit(number);
}

/** Ends the trial: with what was tried, or with what there was. */
function endTrial(keep) {
  if (!keep) Object.assign(state, state.trial);
  state.trial = null;
  state.before = null;
  $("trial").hidden = true;
  show(state.answer);
  say(keep ? "Kept." : "These are your answers as they were.");
  focusQuestion();
}

/** While something is tried out: shows what is another by it. */
async function compare() {
  if (state.trial === null) return;
  const same = state.trial.answer.profile === state.answer.profile;
  const contrast = same ? null : (await api.whatIf({ profile: state.trial.answer.profile, other: state.answer.profile })).contrast;
  $("trial").replaceChildren(el("h2", {}, "You are trying something out"),
    contrast ? contrastList(contrast) : el("p", {}, "Give another answer: this shows what it would change."),
    el("div", { class: "actions" }, contrast ? button("Keep it", () => endTrial(true)) : "",
      button("Back to my answers", () => endTrial(false))));
  $("trial").hidden = false;
  if (contrast) say(contrastSentence(contrast));
}

// --- files ---

const begin = (text, name) => alone(async () => {
  const answer = await api.ask({ profile: text, skipped: [] });
  Object.assign(state, { next: answer.next, history: [], before: null, trial: null, name, saved: text });
  $("trial").hidden = true;
  showFileName(text === state.first ? "" : name);
  show(answer);
  const warnings = answer.diagnostics.filter((d) => d.severity === "warning");
  if (warnings.length > 0) complain(warnings.map((d) => `Line ${d.line}: ${d.message}`).slice(0, 5).join("\n"));
});

const isUnsaved = () => state.answer !== null && state.answer.profile !== state.saved;

async function take(file) {
  if (isCohort()) {
    await takeCohort(file);
    return;
  }
  if (isUnsaved() && !confirm("The answers on this page are not saved. Open another file?")) return;
  const text = await readText(file);
  if (text === null) return;
  await begin(text, file.name.replace(/\.json$/, ".yaml"));
  say(`Opened ${file.name}.`);
  focusQuestion();
}

function save() {
  saveText(state.answer.profile, state.name, "application/yaml");
  state.saved = state.answer.profile;
  say("Saved.");
}

// --- pages ---

/** Whether the page of many people is shown: also if the address leads to one of its clients. */
const isCohort = () => location.hash === "#cohort" || location.hash.startsWith("#client-");

/** Shows the page that the address names. */
function showPage() {
  const many = isCohort();
  $("person").hidden = many;
  $("cohort").hidden = !many;
  for (const [id, current] of [["to-person", !many], ["to-cohort", many]]) {
    if (current) $(id).setAttribute("aria-current", "page");
    else $(id).removeAttribute("aria-current");
  }
  complain("");
}

async function openSheet(whom) {
  if (state.answer.answers.length === 0) throw new Error("There is nothing to show yet: answer a question first.");
  openPage(await api.sheet(state.answer.profile, whom));
}

async function start() {
  const about = await api.getPack();
  state.about = about;
  showCohort(about);
  showPage();
  $("title").textContent = about.pack.title;
  document.title = `${about.pack.title} – advise`;
  state.first = `# Answers for: ${about.pack.title}. You can change this file by hand; 'advise ask' goes on with it.\n`;
  await begin(state.first, "profile.yaml");
}

takeChoices($("open"), $("file"), take);
takeDrops(document.body, take);
$("new").addEventListener("click", () => {
  if (!isUnsaved() || confirm("The answers on this page are not saved. Begin anew?")) begin(state.first, "profile.yaml");
});
$("save").addEventListener("click", save);
$("sheet").addEventListener("click", () => alone(() => openSheet("person")));
$("counselor").addEventListener("click", () => alone(() => openSheet("counselor")));
window.addEventListener("hashchange", showPage);
window.addEventListener("beforeunload", (event) => { if (isUnsaved()) event.preventDefault(); });
start().catch((error) => complain(api.words(error)));
