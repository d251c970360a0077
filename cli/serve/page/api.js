// What the server is asked. It keeps nothing: whatever it has to know is sent with each request.

/** An error as the server documents it. */
export class Refused extends Error {
  constructor(status, error) {
    super(error.message || `The server answered with status ${status}.`);
    this.status = status;
    this.diagnostics = error.diagnostics || [];
  }
}

async function request(path, options) {
  let answer;
  try {
    answer = await fetch(path, { ...options, credentials: "same-origin", cache: "no-store" });
  } catch {
    throw new Error("The program on this computer does not answer any more. If it has ended, run 'advise serve' again; " +
      "your answers are still on this page, and can be saved.");
  }
  if (answer.ok) return answer;
  let error = {};
  try { error = await answer.json(); } catch { /* the status has to do */ }
  throw new Refused(answer.status, error);
}

const post = (path, body) =>
  request(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

export const getPack = async () => (await request("/v1/pack")).json();
export const ask = async (body) => (await post("/v1/ask", body)).json();
/** @param whom  "person" or "counselor" */
export const sheet = async (profile, whom) => (await post("/v1/advise", { profile, format: "html", sheet: whom })).text();

export const why = async (profile, recommendation) =>
  (await post("/v1/why", { profile, recommendation, format: "html" })).text();
export const whyNot = async (profile, recommendation) =>
  (await post("/v1/why-not", { profile, recommendation, seconds: 2 })).json();
export const whatIf = async (body) => (await post("/v1/what-if", body)).json();
export const batch = async (body) => (await post("/v1/batch", body)).text();

/** An error in words: what is wrong with a profile, line by line. */
export function words(error) {
  const lines = (error.diagnostics || []).filter((d) => d.severity === "error")
    .map((d) => `Line ${d.line}: ${d.message}${d.hint ? ` (${d.hint})` : ""}`);
  return [error.message, ...lines.slice(0, 5)].join("\n");
}
