// Small helpers: elements, and what is said to those who listen.

export const $ = (id) => document.getElementById(id);

/** An element with attributes and children. Attributes that begin with "on" are listeners; true and false add or leave out. */
export function el(name, attributes = {}, ...children) {
  const e = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) e.addEventListener(key.slice(2), value);
    else if (value === true) e.setAttribute(key, "");
    else if (value !== false && value !== undefined && value !== null) e.setAttribute(key, value);
  }
  e.append(...children.filter((c) => c !== null && c !== undefined && c !== ""));
  return e;
}

export function button(text, onclick, attributes = {}) {
  return el("button", { type: "button", onclick, ...attributes }, text);
}

/** A text that only those hear who do not see the page. */
export const hidden = (text) => el("span", { class: "hidden" }, text);

/** Says something to those who listen; the text is changed even if it is the same again. */
export function say(text) {
  $("news").textContent = "";
  setTimeout(() => { $("news").textContent = text; }, 50);
}

/** Shows what went wrong, above everything; "" takes it away. */
export function complain(text) {
  $("trouble").hidden = text === "";
  $("trouble").textContent = text;
  if (text !== "") $("trouble").scrollIntoView({ block: "nearest" });
}

/** "3 answers" */
export const count = (n, one, many) => `${n} ${n === 1 ? one : many}`;
