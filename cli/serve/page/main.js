// The interview: what was said is kept here, and sent with each request.
import * as api from "./api.js";
import { showAnswers } from "./answers.js";
import { $, complain, say } from "./dom.js";
import { openPage, readText, saveText, showFileName, takeChoices, takeDrops } from "./files.js";
import { showQuestion, showRejection } from "./question.js";
import { places, showRanking } from "./ranking.js";

const state = {
  next: { profile: "", skipped: [] }, // what the next request brings
  history: [],    // of these, for undoing
  answer: null,   // the latest from the server
  before: null,   // the places before it
  name: "profile.yaml",
  first: "",      // the text of a new profile
  saved: "",      // the text that was saved or opened last
  busy: false,
};

const act = {
  answer: (text) => move({ kind: "answer", text }),
  dontKnow: () => move({ kind: "dont_know" }),
  skip: () => move({ kind: "skip" }),
  edit: (number) => move({ kind: "edit", number }),
  undo,
  get canUndo() { return state.history.length > 0; },
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
  showRanking(answer.report, answer.progress, state.before, {});
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
    focusQuestion();
  });
}

const begin = (text, name) => alone(async () => {
  const answer = await api.ask({ profile: text, skipped: [] });
  Object.assign(state, { next: answer.next, history: [], before: null, name, saved: text });
  showFileName(text === state.first ? "" : name);
  show(answer);
  const warnings = answer.diagnostics.filter((d) => d.severity === "warning");
  if (warnings.length > 0) complain(warnings.map((d) => `Line ${d.line}: ${d.message}`).slice(0, 5).join("\n"));
});

const isUnsaved = () => state.answer !== null && state.answer.profile !== state.saved;

async function take(file) {
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

async function start() {
  const about = await api.getPack();
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
$("sheet").addEventListener("click", () => alone(async () => openPage(await api.sheet(state.answer.profile))));
window.addEventListener("beforeunload", (event) => { if (isUnsaved()) event.preventDefault(); });
start().catch((error) => complain(api.words(error)));
