/** Small windows over the page: one question, one form. Escape closes; focus goes back. */
import { type Child, h, icon } from "../dom";
import { run } from "./command";

export interface Dialog {
  readonly element: HTMLDialogElement;
  close(): void;
}

/** Open a window with a heading and a cross. It is gone from the page once it is closed. */
export function openDialog(title: string, ...children: Child[]): Dialog {
  const opener = document.activeElement;
  const name = opener instanceof HTMLElement ? opener.dataset.focus : undefined;
  const element = h(
    "dialog",
    { class: "dialog sheet", "aria-labelledby": "dialog-title" },
    h(
      "div",
      { class: "dialog-head" },
      h("h2", { id: "dialog-title", tabindex: "-1" }, title),
      h(
        "button",
        { type: "button", class: "btn icon quiet", "aria-label": gettext("Close"), onclick: close },
        icon("close"),
      ),
    ),
    ...children,
  );
  element.addEventListener("close", () => {
    element.remove();
    giveBack(opener, name);
  });
  document.body.append(element);
  element.showModal();
  const first = element.querySelector<HTMLElement>("[data-first]");
  (first ?? element.querySelector<HTMLElement>("#dialog-title"))?.focus();
  return { element, close };

  function close(): void {
    element.close();
  }
}

export interface Question {
  title: string;
  body: Child;
  /** The words on the button that does it. */
  yes: string;
  danger?: boolean;
  task(): Promise<unknown>;
}

/** Ask before doing something that others notice. */
export function confirm({ title, body, yes, danger, task }: Question): void {
  const foot = h("div", { class: "dialog-foot" });
  const go = h(
    "button",
    { type: "button", class: danger ? "btn danger filled" : "btn primary", "data-command": true },
    yes,
  );
  const no = h("button", { type: "button", class: "btn" }, gettext("Cancel"));
  foot.append(no, go);
  const dialog = openDialog(title, h("div", { class: "stack" }, body), foot);
  no.addEventListener("click", () => dialog.close());
  go.addEventListener("click", async () => {
    if (await run(go, task, { place: () => foot })) dialog.close();
  });
}

/** A form in a window: sends on Enter, says beside its button what is missing, then closes. */
export function formFoot(
  form: HTMLFormElement,
  words: string,
  task: () => Promise<unknown>,
  done: () => void,
): HTMLElement {
  const button = h("button", { class: "btn primary", "data-command": true }, words);
  const foot = h("div", { class: "dialog-foot" }, button);
  form.addEventListener("input", ({ target }) => (target as Element).removeAttribute("aria-invalid"));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const sent = await run(button, task, { place: () => foot, fieldOf: (error) => fieldOf(form, error) });
    if (sent) done();
  });
  return foot;
}

/** The field of this form that a refusal is about. */
export function fieldOf(form: HTMLFormElement, error: unknown): HTMLElement | null {
  const name = (error as { field?: string } | null)?.field ?? "";
  return name === "" ? null : form.querySelector<HTMLElement>(`[name="${name}"]`);
}

function giveBack(opener: Element | null, name: string | undefined): void {
  const same = name === undefined ? null : document.querySelector<HTMLElement>(`[data-focus="${CSS.escape(name)}"]`);
  if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
  else (same ?? document.getElementById("main"))?.focus();
}
