// A profile as a file: dropped in, chosen, and saved. It goes from the disk into this page and back; nothing else keeps it.
import { $, complain } from "./dom.js";

const MOST = 1 << 20;

/** Reads a chosen or dropped file as text; null, with a complaint, if it is none. */
export async function readText(file, most = MOST) {
  if (file.size > most) {
    complain(`${file.name} is too large: a file may have ${most / (1 << 20)} MiB.`);
    return null;
  }
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await file.arrayBuffer());
  } catch {
    complain(`${file.name} cannot be read as text in UTF-8.`);
    return null;
  }
}

/** Lets files be dropped on an element. */
export function takeDrops(element, take) {
  element.addEventListener("dragover", (event) => { event.preventDefault(); element.classList.add("dropping"); });
  element.addEventListener("dragleave", () => element.classList.remove("dropping"));
  element.addEventListener("drop", (event) => {
    event.preventDefault();
    element.classList.remove("dropping");
    if (event.dataTransfer.files.length > 0) take(event.dataTransfer.files[0]);
  });
}

/** A button that opens a file by a hidden field. */
export function takeChoices(opener, field, take) {
  opener.addEventListener("click", () => field.click());
  field.addEventListener("change", () => {
    if (field.files.length > 0) take(field.files[0]);
    field.value = "";
  });
}

function click(address, attributes) {
  const link = Object.assign(document.createElement("a"), { href: address, ...attributes });
  document.body.append(link);
  link.click();
  link.remove();
}

/** Lets the browser save a text. */
export function saveText(text, name, type) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  click(address, { download: name });
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

/** Opens a page in a new window. */
export function openPage(html) {
  const address = URL.createObjectURL(new Blob([html], { type: "text/html;charset=utf-8" }));
  click(address, { target: "_blank", rel: "noopener" });
  setTimeout(() => URL.revokeObjectURL(address), 600000);
}

export function showFileName(name) {
  $("file-name").textContent = name;
}
