/** Under each item: whether it is kept, and what is wrong. */
import { fill, find, h, icon, setAttribute, setText } from "../dom";
import { timeInWords } from "../ui/dates";

/** Say how it stands with this item. */
export function tellState(form: HTMLFormElement, words: string, { wrong = false } = {}): void {
  const place = find("[data-homework-state]", form);
  place.classList.toggle("wrong", wrong);
  if (wrong) fill(place, icon("warn", { small: true }), h("span", {}, words));
  else setText(place, words);
}

/** Mark the field that cannot be kept, and lead to it when it is folded away; null marks none. */
export function refuseField(form: HTMLFormElement, name: string | null): void {
  for (const marked of form.querySelectorAll("[aria-invalid]")) marked.removeAttribute("aria-invalid");
  if (name === null || name === "") return;
  const field = form.querySelector(`[name="${CSS.escape(name)}"]`);
  if (field === null) return;
  setAttribute(field, "aria-invalid", "true");
  unfold(field);
}

/** Open whatever an element is folded away in. */
export function unfold(element: Element): void {
  for (let fold = element.closest("details"); fold !== null; fold = fold.parentElement?.closest("details") ?? null) {
    fold.open = true;
  }
}

/** The server cannot be reached; `kept`: what was typed is on this device. */
export function awayWords(kept: boolean): string {
  return kept
    ? gettext("No connection. Your text is on this device and is kept as soon as possible.")
    : gettext("No connection. This browser cannot keep your text: leave this page open.");
}

/** "Kept at 10.42". */
export function keptAt(moment: Date): string {
  return interpolate(gettext("Kept at %(time)s"), { time: timeInWords(moment) }, true);
}
