/** `<button data-copy="#id">` copies the text or value of that element, also over plain http. */

const SAID_FOR = 4000;

/** Let every `[data-copy]` button copy, and say so in its own `[role=status]` or label. */
export function listenToCopyButtons(): void {
  for (const button of document.querySelectorAll<HTMLElement>("[data-copy]")) {
    const label = button.querySelector("span") ?? button;
    const words = label.textContent ?? "";
    button.addEventListener("click", () => {
      void copied(textOf(button.dataset.copy ?? "")).then((done) => {
        label.textContent = done ? gettext("Copied") : gettext("Select the text and copy it");
        setTimeout(() => (label.textContent = words), SAID_FOR);
      });
    });
  }
}

function textOf(selector: string): string {
  const element = document.querySelector<HTMLElement>(selector);
  if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) return element.value;
  return element?.textContent?.trim() ?? "";
}

/** Copy a text; false when the browser does not allow it. */
export async function copied(text: string): Promise<boolean> {
  // The clipboard exists on https and on this machine only; a room on plain http gets the old way.
  const clipboard: Clipboard | undefined = navigator.clipboard;
  if (clipboard === undefined) return copiedTheOldWay(text);
  return clipboard.writeText(text).then(
    () => true,
    () => copiedTheOldWay(text),
  );
}

function copiedTheOldWay(text: string): boolean {
  const field = document.createElement("textarea");
  const before = document.activeElement;
  field.value = text;
  field.className = "vh";
  // Behind an open window nothing can be selected.
  (document.querySelector("dialog[open]") ?? document.body).append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  if (before instanceof HTMLElement) before.focus();
  return done;
}
