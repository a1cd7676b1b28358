/** Offers text that could not be saved for copying, so that nothing typed is ever lost. */
import { h, setText } from "../dom";

let counter = 0;
let last: Promise<void> = Promise.resolve();

/**
 * Show the text and wait until the person closes it; one after the other when there are more.
 * Works without a secure context.
 */
export function rescue(why: string, text: string): Promise<void> {
  if (text.trim() === "") return Promise.resolve();
  last = last.then(() => show(why, text));
  return last;
}

function show(why: string, text: string): Promise<void> {
  const id = `rescue-${(counter += 1)}`;
  const area = h("textarea", { class: "input", readonly: true, rows: 8, "aria-labelledby": `${id}-title` });
  area.value = text;
  const said = h("p", { class: "small", role: "status" });
  const copyIt = async () => {
    const done = await copy(area);
    setText(said, done ? gettext("Copied.") : gettext("Copy the selected text yourself."));
  };
  const dialog = h(
    "dialog",
    { class: "rescue", "aria-labelledby": `${id}-title` },
    h("h2", { id: `${id}-title` }, gettext("Keep your text")),
    h("p", {}, why, " ", gettext("This is the text as it was on your screen. Copy what you want to keep.")),
    area,
    said,
    h(
      "div",
      { class: "row" },
      h("button", { class: "btn primary", type: "button", onclick: () => void copyIt() }, gettext("Copy the text")),
      h("button", { class: "btn", type: "button", onclick: () => dialog.close() }, gettext("Close")),
    ),
  );
  // Escape is pressed too easily for the last copy of a text.
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve();
    });
  });
}

async function copy(area: HTMLTextAreaElement): Promise<boolean> {
  area.select();
  try {
    await navigator.clipboard.writeText(area.value);
    return true;
  } catch {
    // No clipboard over plain http: the old way still works there.
    return document.execCommand("copy");
  }
}
